"""Groups without a name of their own, told apart by a nation or place: "Rwandan rebels", "ethnic Albanians"."""

from __future__ import annotations

from collections.abc import Mapping

from kg.annotate.mentions import mention
from kg.annotate.tokens import HYPHENS
from kg.annotate.words import words
from kg.authority import Authority
from kg.model import Mention
from kg.model.tree import Doc, Token

_OWNERS = frozenset({"NORP", "GPE", "LOC"})
_PLACED = frozenset({"in", "of", "from", "across", "throughout", "around"})
_BESIDE = frozenset({"amod", "compound", "nmod:desc"})


def bands(doc: Doc, found: list[Mention], authority: Authority) -> list[Mention]:
    """Rebels, refugees and the like with the nation or place beside them; a president's administration."""
    by_token = {i: name for name in found for i in range(name.start, name.end)}
    result = []
    for token in doc:
        if token.i in by_token or token.pos_ != "NOUN" or not _may_be(token):
            continue
        start, end = _start(token), token.i + 1
        owners = [by_token[i] for i in range(start, token.i) if i in by_token]
        if not owners and _is_band(token):
            owners, end = _where(token, by_token)
        if owners and _is_group_of(token, owners[-1], authority):
            result.append(mention(doc[start:end], "ORG"))
    return result


def _may_be(token: Token) -> bool:
    """A noun that can be ``_is_group_of`` some name."""
    lemma = token.lemma_.lower()
    return lemma in words().administrations or lemma in words().forces or _is_band(token)


def _is_group_of(token: Token, owner: Mention, authority: Authority) -> bool:
    """Whether a noun with this name beside it is somebody else than the owner of the name."""
    if owner.label == "PERSON":
        return token.lemma_.lower() in words().administrations and owner.end == token.i
    if _is_band(token):
        return owner.label in _OWNERS
    nobody = owner.label == "NORP" and not authority.demonym(owner.text)
    return nobody and token.lemma_.lower() in words().forces and owner.end == token.i


def _is_band(token: Token) -> bool:
    """ "rebels", "opposition"; "rebel leaders", "opposition parties"."""
    lemma, groups = token.lemma_.lower(), words().bands | words().collectives
    if token.tag_ == "NNS" and lemma in words().banded:
        return any(child.dep_ in _BESIDE and child.lemma_.lower() in groups for child in token.lefts)
    return (lemma in words().bands and token.tag_ == "NNS") or lemma in words().collectives


def _where(token: Token, by_token: Mapping[int, Mention]) -> tuple[list[Mention], int]:
    """The place right behind a band ("rebels in the Ivory Coast"), and where the phrase ends."""
    at = token.i + 1
    if at < len(token.doc) and token.doc[at].lower_ in _PLACED:
        at += 1 + (at + 1 < len(token.doc) and token.doc[at + 1].lower_ == "the")
        place = by_token.get(at)
        if place is not None and place.label in ("GPE", "LOC") and place.start == at:
            return [place], place.end
    return [], token.i + 1


def _start(token: Token) -> int:
    """Where the words begin that stand unbroken before a noun and describe it."""
    start = token.i
    while start > token.sent.start:
        before = token.doc[start - 1]
        if before.dep_ not in _BESIDE or not (before.head == token or token.is_ancestor(before)):
            break
        start -= 1
    return start


def peoples(doc: Doc, found: list[Mention]) -> list[Mention]:
    """A people within or beside a nation is not that nation: "ethnic Albanians", "Bosnian Serbs"."""
    nations = {name.start for name in found if name.label == "NORP" and name.end - name.start == 1}
    return [_people(doc, name, nations) if name.start in nations and name.start > 0 else name for name in found]


def _people(doc: Doc, name: Mention, nations: set[int]) -> Mention:
    before = doc[name.start - 1]
    if before.sent != doc[name.start].sent or (before.i not in nations and before.lower_ not in words().kin):
        return name
    if doc[name.start].tag_ == "JJ" and doc[name.start].head.dep_ != "compound":
        return name  # "French German-speaking voters", "the Russian Orthodox Church": an adjective of something else
    if name.end < len(doc) and doc[name.end].text in HYPHENS:
        return name
    return mention(doc[before.i : name.end], "ORG")
