"""What a text tells of a name beside the name: as what it is introduced, of which nation, man or woman."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.annotate.mentions import by_token
from kg.annotate.tokens import text_at
from kg.annotate.words import words
from kg.authority import Authority
from kg.model import Mention, Title
from kg.model.tree import Doc, Token

_BESIDE: Final = frozenset({"nmod:desc", "compound", "flat"})
_SAID: Final = frozenset({"amod", "compound", "nmod:desc"})
_SEXES: Final = ("he", "she")


@dataclass(frozen=True, slots=True)
class Profile:
    """Of one name: the ``nouns`` that introduce it with the small words before them ("a Veran ship builder"), the ids
    of the ``nations`` told with them, its ``sex`` ("he", "she"; None where nothing tells), its ``ages`` as written.
    """

    nouns: frozenset[str] = frozenset()
    nations: frozenset[str] = frozenset()
    sex: str | None = None
    ages: frozenset[str] = frozenset()


class FullNames:
    """The names of persons by their last word, in the order in which they were found."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._by_last: dict[str, list[Mention]] = {}
        for one in mentions:
            self.add(one)

    def add(self, one: Mention) -> None:
        """Takes another mention; only the names of persons count."""
        if one.label == "PERSON" and " " in one.text:
            self._by_last.setdefault(one.text.rpartition(" ")[2], []).append(one)

    def of(self, one: Mention) -> str:
        """The words that stand for a name in all its mentions: of a person's surname the first full name with it."""
        if one.label != "PERSON" or " " in one.text:
            return one.text
        return next((full.text for full in self._by_last.get(one.text, ()) if full.end <= one.start), one.text)


def profiles(
    doc: Doc, mentions: Sequence[Mention], titles: Sequence[Title], authority: Authority, full: FullNames
) -> dict[str, Profile]:
    """The profile of each name, by its ``full`` one."""
    nations = by_token((i, m) for i, m in enumerate(mentions) if m.label in ("NORP", "GPE"))
    nouns: dict[str, set[str]] = {}
    lands: dict[str, set[str]] = {}
    ages: dict[str, set[str]] = {}
    for one in mentions:
        if one.kind != "name" or one.label == "NORP":
            continue
        name = full.of(one)
        ages.setdefault(name, set()).update(_ages(doc, one))
        owners = [child for child in doc[one.start : one.end].root.lefts if child.dep_ in ("nmod:poss", "amod")]
        lands.setdefault(name, set()).update(_lands(owners, nations, authority) if one.label == "PERSON" else ())
        for noun in _nouns(doc, one):
            beside = [child for child in noun.lefts if child.dep_ in _SAID]
            told = {child.lower_ for child in beside} | {noun.lemma_.lower(), noun.lower_}
            nouns.setdefault(name, set()).update(told)
            lands.setdefault(name, set()).update(_lands(beside, nations, authority))
    for title in titles:
        nouns.setdefault(full.of(mentions[title.person]), set()).update(title.text.lower().split())
    return {
        name: Profile(
            frozenset(nouns.get(name, ())),
            frozenset(lands.get(name, ())),
            _sex(name, nouns.get(name, set())),
            frozenset(told),
        )
        for name, told in ages.items()
    }


def _lands(beside: Iterable[Token], nations: Container[int], authority: Authority) -> Iterator[str]:
    """The ids of the countries among the words beside a noun or name."""
    for child in beside:
        known = authority.demonym(child.text) or authority.find(child.text, label="GPE")
        if child.i in nations and known is not None and known.type == "Country":
            yield known.id


def agree(sex: str | None, other: str | None) -> bool:
    """Could these two be of one person?"""
    return sex is None or other is None or sex == other


def sex_of(word: str) -> str | None:
    """The sex that a pronoun, a noun or a word of courtesy tells: "he", "she" or None."""
    return next((sex for sex in _SEXES if word in words().sexes[sex]), None)


def _sex(name: str, told: set[str]) -> str | None:
    """By the words that introduce a person, else by the given name, else by how the surname ends."""
    said = {sex for word in told if (sex := sex_of(word)) is not None}
    if len(said) == 1:
        return said.pop()
    if " " not in name or said:
        return None
    given, *_, last = name.lower().split()
    ends = (sex for sex in _SEXES if last.endswith(words().surname_ends[sex]))
    return next((sex for sex in _SEXES if given in words().given_names[sex]), next(ends, None))


def _nouns(doc: Doc, one: Mention) -> Iterator[Token]:
    """The nouns that introduce a name: before it, in apposition, or in "X is a ..."."""
    root = doc[one.start : one.end].root
    inside = range(one.start, one.end)
    for child in root.children:
        before = child.dep_ in _BESIDE and child.i < one.start
        told = before or (child.dep_ == "appos" and not _is_named(child))
        if told and child.i not in inside and child.pos_ in ("NOUN", "PROPN"):
            yield child
    if root.dep_ in ("appos", "flat", "nmod:desc", "compound") and root.head.pos_ == "NOUN" and root.head.i < root.i:
        yield root.head  # "the builder X"
        if root.head.dep_ == "appos" and root.head.head.pos_ == "NOUN":
            yield root.head.head  # "his wife, the builder X"
    if root.dep_ == "nsubj" and root.head.pos_ == "NOUN" and any(child.dep_ == "cop" for child in root.head.children):
        yield root.head
    if one.start > 0 and doc[one.start - 1].lower_ in words().honorifics:
        yield doc[one.start - 1]


def _is_named(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.is_title and not any(child.dep_ == "det" for child in token.children)


def _ages(doc: Doc, one: Mention) -> Iterator[str]:
    """ "X, 63," and "63-year-old X"."""
    if text_at(doc, one.end) == "," and text_at(doc, one.end + 1).isdigit():
        yield doc[one.end + 1].text
    if not text_at(doc, one.start - 1).lower().endswith("old"):
        return
    before = doc[max(0, one.start - 6) : one.start]
    text = before.text.lower()
    if text.endswith(("-year-old", " year old")) and (digits := [t.text for t in before if t.text.isdigit()]):
        yield digits[-1]
