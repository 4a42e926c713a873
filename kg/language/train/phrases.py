"""Speakers, roles and lead-ins with their parse, built from data/frames.toml."""

from __future__ import annotations

import random
import tomllib
from functools import cache
from typing import Final

from kg.language.train.augment import Inserted, hyphens, person, titles, with_title
from kg.language.train.sample import Name, Sample
from kg.language.train.words import data

Tags = tuple[str, str, str]
PAST: Final[Tags] = ("VBD", "VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin")
PRESENT: Final[Tags] = ("VBZ", "VERB", "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin")
NAME: Final[Tags] = ("NNP", "PROPN", "Number=Sing")
NOUN: Final[Tags] = ("NN", "NOUN", "Number=Sing")
THE: Final[Tags] = ("DT", "DET", "Definite=Def|PronType=Art")
AN: Final[Tags] = ("DT", "DET", "Definite=Ind|PronType=Art")
HIS: Final[Tags] = ("PRP$", "PRON", "Case=Gen|Gender=Masc|Number=Sing|Person=3|Poss=Yes|PronType=Prs")
IN: Final[Tags] = ("IN", "ADP", "_")
ADJECTIVE: Final[Tags] = ("JJ", "ADJ", "Degree=Pos")
COMMA: Final[Tags] = (",", "PUNCT", "_")
HYPHEN: Final[Tags] = ("HYPH", "PUNCT", "_")
NUMBER: Final[Tags] = ("CD", "NUM", "NumForm=Word|NumType=Card")
_HE: Final = "Case=Nom|Gender={}|Number=Sing|Person=3|PronType=Prs"


@cache
def lists() -> dict[str, list[str]]:
    """The phrase lists by key."""
    read = tomllib.loads(data("frames.toml"))
    return {key: text.split("|" if "|" in text else " ") for key, text in read.items()}


def pick(chance: random.Random, key: str) -> str:
    return chance.choice(lists()[key])


def lead_in(chance: random.Random, root: int) -> list[Inserted]:
    """ "In a significant move," as an oblique of `root` (its index before the words are put in front)."""
    words = [p for p, _ in hyphens(pick(chance, "leads").replace("*", pick(chance, "adjectives")).split())]
    noun = len(words) - 1
    found = []
    for i, word in enumerate(words):
        tags, relation, head = _lead_word(words, i)
        if i == noun:
            tags, relation, head = NOUN, "obl", root + len(words) + 1
        found.append((word, 0 if "-" in (word, words[i - 1]) else 1, head, relation, tags))
    return [*found, (",", 0, noun, "punct", COMMA)]


def _lead_word(words: list[str], i: int) -> tuple[Tags, str, int]:
    noun, word = len(words) - 1, words[i]
    if i == 0:
        return IN, "case", noun
    if i == 1:
        return (HIS, "nmod:poss", noun) if word == "his" else (THE if word == "the" else AN, "det", noun)
    if word == "-":
        return HYPHEN, "punct", i - 1
    if word == "two":
        return NUMBER, "nummod", i + 2
    return (NOUN, "compound", noun) if word == "day" else (ADJECTIVE, "amod", noun)


def speaker(chance: random.Random) -> list[Inserted]:
    """The subject of a verb of speech; heads are indices within it, its top has relation nsubj."""
    draw = chance.random()
    if draw < 0.06:
        pronoun, gender = chance.choice([("he", "Masc"), ("she", "Fem")])
        return [(pronoun, 1, 0, "nsubj", ("PRP", "PRON", _HE.format(gender)))]
    if draw < 0.18:
        words = pick(chance, "roles").split()
        top = len(words)
        return [("the", 1, top, "det", THE), *(_part(w, i, top, "nsubj", top) for i, w in enumerate(words, 1))]
    named = _person(chance, single=chance.random() < 0.4)
    if chance.random() < 0.35:
        named = _titled(named, chance.choice(titles()))
    if chance.random() < 0.35:
        top = next(i for i, w in enumerate(named) if w[3] == "nsubj")
        words_of_role, _ = role(chance, len(named) + 1, top)
        comma: Inserted = (",", 0, noun_of(words_of_role, len(named) + 1), "punct", COMMA)
        named = [*named, comma, *words_of_role]
    return named


def _person(chance: random.Random, *, single: bool) -> list[Inserted]:
    found: list[Inserted] = []
    for i, (piece, gap) in enumerate(hyphens(person(chance, single=single))):
        if piece == "-":
            found.append((piece, gap, i + 1, "punct", HYPHEN))
        else:
            found.append((piece, gap, 0, "flat" if i else "nsubj", NAME))
    return found


def _titled(named: list[Inserted], title: list[str]) -> list[Inserted]:
    words, gaps, heads, relations, tags = zip(*named, strict=True)
    whole = Name(0, len(named), ("PERSON",))
    done = with_title(Sample(words, gaps, heads, relations, tags, (whole,), (0,) * len(named)), whole, title)
    rows = zip(done.words, done.gaps, done.heads, done.relations, done.tags, strict=True)
    return [(word, gap, head, relation, tag or NAME) for word, gap, head, relation, tag in rows]


def names_of(who: list[Inserted], base: int) -> list[Name]:
    """The person and the body named in a speaker that stands at index `base`."""
    top = next(i for i, w in enumerate(who) if w[3] == "nsubj")
    found = []
    if who[top][4] == NAME:
        end = top + 1
        while end < len(who) and (who[end][3] == "flat" or who[end][0] == "-"):
            end += 1
        found.append(Name(base + top, base + end, ("PERSON",)))
    texts = [w[0] for w in who]
    for label in ("GPE", "ORG"):
        for body in lists()[label.lower()]:
            words = body.split()
            at = next((i for i in range(top + 1, len(who)) if texts[i : i + len(words)] == words), None)
            if at is not None:
                found.append(Name(base + at, base + at + len(words), (label,)))
    return found


def role(chance: random.Random, at: int, head: int) -> tuple[list[Inserted], list[Name]]:
    """ "the foreign minister of Georgia" as an apposition to `head`, its first word at index `at`."""
    words = pick(chance, "roles").split()
    start: list[Inserted] = [("the", 1, at + len(words), "det", THE)] if chance.random() < 0.5 else []
    noun = at + len(start) + len(words) - 1
    found = start + [_part(w, at + len(start) + i, noun, "appos", head) for i, w in enumerate(words)]
    if chance.random() > 0.8:
        return found, []
    label = chance.choice(["GPE", "ORG", "ORG"])
    body = pick(chance, label.lower())
    pieces = body.split()
    article = label == "ORG" and body not in lists()["bare"]
    first = at + len(found) + (2 if article else 1)
    anchor = first + (pieces.index("of") if "of" in pieces else len(pieces)) - 1
    found.append((chance.choice(["of", "of", "for", "at"]) if label == "ORG" else "of", 1, anchor, "case", IN))
    if article:
        found.append(("the", 1, anchor, "det", THE))
    found += [_body_part(piece, first + i, anchor, noun) for i, piece in enumerate(pieces)]
    return found, [Name(first, first + len(pieces), (label,))]


def noun_of(words: list[Inserted], at: int) -> int:
    """The index of the noun that heads an apposition whose first word is at `at`."""
    return at + next(i for i, w in enumerate(words) if w[3] == "appos")


def _part(word: str, at: int, last: int, top: str, head: int) -> Inserted:
    """A word of a role ("deputy head"): the last one is its head."""
    if at == last:
        return (word, 1, head, top, NOUN)
    adjective = word in lists()["adjective_parts"]
    return (word, 1, last, "amod" if adjective else "compound", ADJECTIVE if adjective else NOUN)


def _body_part(piece: str, at: int, anchor: int, noun: int) -> Inserted:
    if at == anchor:
        return (piece, 1, noun, "nmod", NAME)
    if piece == "of":
        return (piece, 1, at + 1, "case", IN)
    if at > anchor:
        return (piece, 1, anchor, "nmod", NAME)
    if piece in lists()["adjective_parts"]:
        return (piece, 1, anchor, "amod", ("NNP", "ADJ", "Degree=Pos"))
    return (piece, 1, anchor, "compound", NAME)
