"""Frames put around parsed clauses: inverted quotations, appositions, lead-ins. The parse comes with the frame."""

from __future__ import annotations

import random
from dataclasses import replace

from kg.language.train import phrases
from kg.language.train.augment import Inserted, insert
from kg.language.train.sample import UNKNOWN, Name, Sample

_MARKS = [('"', '"'), ("“", "”"), ("“", "”"), ("", "")]
_UNQUOTABLE = {'"', "“", "”", "''", "``", "?", "!", ":"}
_NO_COMMA = {"'s", "’s", "-", "and", ",", "(", "or", "'", ")", "’"}


def quoted(sample: Sample, chance: random.Random) -> Sample:
    """`"...", said Jane Roe.` around a clause, or the sentence itself if it is no plain one."""
    root = _root(sample)
    if root is None or any(w in _UNQUOTABLE for w in sample.words) or not 4 <= len(sample.words) <= 32:
        return sample
    if not any(r.startswith("nsubj") for r in sample.relations):
        return sample
    if ends_in_a_stop(sample):
        sample = without_last(sample)
    if sample.words[-1] == ".":
        return sample
    marks = chance.choice(_MARKS)
    if marks[0]:
        gaps = (1, 0, *sample.gaps[1:])
        first: Inserted = (marks[0], 1, root + 1, "punct", ("``", "PUNCT", "_"))
        sample, root = replace(insert(sample, 0, [first]), gaps=(sample.gaps[0], *gaps[1:])), root + 1
    return _spoken(sample, root, marks[1], chance)


def _spoken(sample: Sample, root: int, closing: str, chance: random.Random) -> Sample:
    """The clause with a comma, a closing mark and who says it."""
    tail: list[Inserted] = [(",", 0, root, "punct", phrases.COMMA)]
    if closing:
        mark: Inserted = (closing, 0, root, "punct", ("''", "PUNCT", "_"))
        tail = [*tail, mark] if chance.random() < 0.75 else [mark, *tail]
    who = phrases.speaker(chance)
    now = chance.random() > 0.85
    verb = phrases.pick(chance, "speech_now" if now else "speech")
    inverted = chance.random() < 0.75 and who[0][0] not in ("he", "she")
    at = len(sample.words) + len(tail)
    verb_at, base = (at, at + 1) if inverted else (at + len(who), at)
    subject = [(w, g, verb_at if r == "nsubj" else base + h, r, t) for w, g, h, r, t in who]
    said: Inserted = (verb, 1, verb_at, "root", phrases.PRESENT if now else phrases.PAST)
    tail += [said, *subject] if inverted else [*subject, said]
    tail.append((".", 0, verb_at, "punct", (".", "PUNCT", "_")))
    done = _extended(sample, tail, phrases.names_of(who, base))
    heads, relations = list(done.heads), list(done.relations)
    heads[root], relations[root] = verb_at, "ccomp"
    return replace(done, heads=tuple(heads), relations=tuple(relations))


def apposed(sample: Sample, chance: random.Random) -> Sample:
    """ ", president of Georgia," after the first person's name that may take it."""
    for name in sample.names:
        if (top := _takes_apposition(sample, name)) is None:
            continue
        at = name.end
        words, names = phrases.role(chance, at + 1, top)
        noun = phrases.noun_of(words, at + 1)
        whole: list[Inserted] = [(",", 0, noun, "punct", phrases.COMMA), *words]
        if sample.words[at] not in ".,;:?!":
            whole.append((",", 0, top, "punct", phrases.COMMA))  # as the treebanks hang the comma that closes it
        done = insert(sample, at, whole)
        return replace(done, names=(*done.names, *names))
    return sample


def _takes_apposition(sample: Sample, name: Name) -> int | None:
    """The word of a person's name that an apposition after it would hang on."""
    if name.labels != ("PERSON",) or UNKNOWN in sample.heads or name.end >= len(sample.words):
        return None
    if sample.words[name.end] in _NO_COMMA:
        return None
    inside = range(name.start, name.end)
    tops = [i for i in inside if sample.heads[i] not in inside or sample.heads[i] == i]
    inner = ("flat", "compound", "nmod:poss", "nmod:desc", "conj", "list")
    return None if len(tops) != 1 or sample.relations[tops[0]].startswith(inner) else tops[0]


def led(sample: Sample, chance: random.Random) -> Sample:
    """ "In a significant move," before a clause."""
    root = _root(sample)
    opens = ("cc", "mark", "discourse", "advmod", "case")
    if root is None or not sample.words[0][:1].isupper() or sample.relations[0] in opens:
        return sample
    if not any(r.startswith("nsubj") for r in sample.relations):
        return sample
    words = phrases.lead_in(chance, root)
    done, size = insert(sample, 0, words), len(words)
    first, tag = done.words[size], done.tags[size]
    named = any(n.start <= size < n.end for n in done.names) or first == "I"
    if not named and tag is not None and tag[1] != "PROPN" and first[1:].islower():
        done = replace(done, words=(*done.words[:size], first.lower(), *done.words[size + 1 :]))
    return done


def ends_in_a_stop(sample: Sample) -> bool:
    """Whether the last word is a full stop that belongs to no name ("Acme Inc.")."""
    size = len(sample.words)
    return size > 3 and sample.words[-1] == "." and all(name.end < size for name in sample.names)


def without_last(sample: Sample) -> Sample:
    """The sentence without its final full stop."""
    return replace(
        sample,
        words=sample.words[:-1],
        gaps=sample.gaps[:-1],
        heads=sample.heads[:-1],
        relations=sample.relations[:-1],
        tags=sample.tags[:-1],
        soft=sample.soft[:-1],
    )


def _root(sample: Sample) -> int | None:
    """The root of a wholly parsed sentence whose root is a finite verb."""
    if UNKNOWN in sample.heads:
        return None
    root = next((i for i, h in enumerate(sample.heads) if h == i), None)
    if root is None or (tag := sample.tags[root]) is None or "VerbForm=Fin" not in tag[2]:
        return None
    return root


def _extended(sample: Sample, tail: list[Inserted], names: list[Name]) -> Sample:
    return replace(
        sample,
        words=(*sample.words, *(w[0] for w in tail)),
        gaps=(*sample.gaps, *(w[1] for w in tail)),
        heads=(*sample.heads, *(w[2] for w in tail)),
        relations=(*sample.relations, *(w[3] for w in tail)),
        tags=(*sample.tags, *(w[4] for w in tail)),
        names=(*sample.names, *names),
        soft=(*sample.soft, *([0] * len(tail))),
    )
