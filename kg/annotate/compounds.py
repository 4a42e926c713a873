"""Names that are longer than their parts: institutions, conflicts, agreements, newspapers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from kg.annotate.mentions import covered, mention
from kg.annotate.tokens import HYPHENS, POSSESSIVES, capitals_before, is_acronym, is_capitalised, text_at
from kg.annotate.words import words
from kg.authority import Authority
from kg.model import Mention
from kg.model.tree import Doc

_OPEN: Final = frozenset("“\"«„'‘")
_CLOSE: Final = frozenset("”\"»“'’")
_NAMED_BY: Final = frozenset({"appos", "flat", "nmod:desc"})
_REACH: Final = 8
"""Tokens that the mark which opens a newspaper's name may be away from the word "newspaper"."""


def media(doc: Doc, found: list[Mention]) -> list[Mention]:
    """A quoted name beside "newspaper" and the like is that newspaper; the country in the quotes is not meant."""
    result = found
    for token in doc:
        if token.lower_ not in words().media or token.i < 3 or doc[token.i - 1].text not in _CLOSE:
            continue
        opening = next((i for i in range(token.i - 2, max(token.i - _REACH, -1), -1) if doc[i].text in _OPEN), None)
        if opening is None or not doc[opening + 1].is_title:
            continue
        result = [name for name in result if not opening < name.start < token.i]
        result.append(mention(doc[opening : token.i + 1], "ORG"))
    return result


def bracketed(doc: Doc, found: list[Mention]) -> list[Mention]:
    """Capitals behind an acronym in brackets belong to one longer name: "Harbour League (HL) Relief Fund"."""
    result = found
    for name in found:
        if text_at(doc, name.end) != "(":
            continue
        after = name.end + 3
        inside = doc[name.end + 1 : after - 1]
        if doc[name.end : after].text != f"({inside.text})" or not is_acronym(inside.text):
            continue
        end = after
        while end < len(doc) and is_capitalised(doc[end]):
            end += 1
        if end > after:
            last = doc[end - 1].lower_
            label = words().head_labels.get(last) or words().bracketed_heads.get(last, "ORG")
            result = [other for other in result if not (name.start < other.start and after < other.end <= end)]
            result.append(mention(doc[name.start : end], label))
    return result


def operations(doc: Doc, found: list[Mention]) -> list[Mention]:
    """ "Exercise" or "Operation" and the capitals behind it are one name: "Exercise Blue Heron"."""
    result = found
    for token in doc:
        if not token.is_title or token.lower_ not in words().operation_openers:
            continue
        end = _capitals_after(doc, token.i + 1)
        whole = any(name.start <= token.i and end <= name.end for name in found)
        if end > token.i + 1 and not whole:
            result = [name for name in result if not token.i <= name.start < end]
            result.append(mention(doc[token.i : end], "OPERATION"))
    return result


def institutions(doc: Doc, found: list[Mention]) -> list[Mention]:
    """A capitalised institution that somebody owns: "Verana's Mission to the League", "the Veran Parliament"."""
    owners = {name.end for name in found if name.label in ("GPE", "NORP", "ORG")}
    starts = {name.start: name for name in sorted(found, key=lambda name: -name.end)}  # of two, the shorter
    taken = covered(found)
    result = []
    for token in doc:
        if not token.is_title or token.lower_ not in words().institutions or token.i in taken:
            continue
        start = capitals_before(doc, token.i, taken)
        if start in owners or (start - 1 in owners and doc[start - 1].lower_ in POSSESSIVES):
            result.append(mention(doc[start : _with_field(doc, token.i + 1, starts)], "ORG"))
    return result


def _with_field(doc: Doc, end: int, starts: Mapping[int, Mention]) -> int:
    """Where an institution's name ends that ends at ``end`` or goes on with "to", "of", "for" and a name."""
    if end + 1 >= len(doc) or doc[end].lower_ not in ("to", "of", "for"):
        return end
    inner = end + 1 + (doc[end + 1].lower_ == "the")
    if inner in starts:
        return starts[inner].end
    stop = _capitals_after(doc, inner)
    return stop if stop > inner else end


def _capitals_after(doc: Doc, start: int, taken: Collection[int] = ()) -> int:
    """Where the run of capitalised words ends that begins at ``start``; ``taken`` tokens are no part of it."""
    end = start
    while end < len(doc) and doc[end].is_title and end not in taken:
        end += 1
    return end


def bodies_within(doc: Doc, found: list[Mention]) -> list[Mention]:
    """The body in the name of its part: "the Harbour Office of the Trade Ministry"."""
    result = []
    for name in found:
        of = next((i for i in range(name.start + 1, name.end - 1) if doc[i].lower_ == "of"), None)
        if name.label != "ORG" or of is None or doc[of - 1].lower_ not in words().sub_bodies:
            continue
        start = of + 1 + (doc[of + 1].lower_ == "the")
        if start < name.end and any(token.lower_ in words().institutions for token in doc[start : name.end]):
            result.append(mention(doc[start : name.end], "ORG"))
    return result


def headed(doc: Doc, found: list[Mention]) -> list[Mention]:
    """Name + common head word is one name: "Verana-Solmark conflict", "Kelmoor summit"."""
    ends = {name.end: name for name in found}
    result = []
    for end in sorted(ends.keys() - {len(doc)}):
        name, token = ends[end], doc[end]
        if not token.is_lower or name.label in ("PERSON", "NORP"):
            continue
        if (label := words().head_labels.get(token.lower_)) is not None:
            result.append(mention(doc[_names_before(doc, name, ends) : token.i + 1], label))
    return result


def described(doc: Doc, found: list[Mention]) -> list[Mention]:
    """Without those that only describe the name beside them: "X, the League mission in Y", "the League mission X"."""
    labels = words().head_labels
    nouns = {
        name.end - 1
        for name in found
        if (last := doc[name.end - 1]).is_lower and labels.get(last.lower_) == "OPERATION"
    }
    heads = {doc[name.start : name.end].root.i for name in found} if nouns else set()
    result = []
    for name in found:
        last = doc[name.end - 1]
        if last.i not in nouns:
            result.append(_behind_noun(doc, name))
            continue
        behind = [child for child in last.children if child.dep_ in _NAMED_BY and child.i > last.i]
        if not (last.dep_ == "appos" and last.head.i in heads) and not any(child.i in heads for child in behind):
            result.append(name)
    return result


def _behind_noun(doc: Doc, name: Mention) -> Mention:
    """The "X" of "the League mission X", where all of it was taken for a name."""
    if name.label != "OPERATION":
        return name
    for token in doc[name.start + 1 : name.end - 1]:
        if (
            token.is_lower
            and words().head_labels.get(token.lower_) == "OPERATION"
            and doc[token.i + 1].text[0].isupper()
        ):
            return mention(doc[token.i + 1 : name.end], name.label)
    return name


def _names_before(doc: Doc, name: Mention, ends: Mapping[int, Mention]) -> int:
    """Where the run of names begins that ends with this one, hyphens between them allowed."""
    start = name.start
    while start > 0:
        before = ends.get(start) or (ends.get(start - 1) if doc[start - 1].text in HYPHENS else None)
        if before is None or before.label in ("PERSON", "NORP"):
            break
        start = before.start
    return start


def joined(doc: Doc, found: list[Mention], authority: Authority) -> list[Mention]:
    """The countries and peoples that a hyphen joins inside a longer name: "the X-Y conflict"."""
    inside = covered(name for name in found if name.label != "PERSON")
    dashes = [token for token in doc[1:-1] if token.i in inside and token.text in HYPHENS]
    beside = [doc[i] for dash in dashes for i in (dash.i - 1, dash.i + 1)]
    known = [(token, authority.find(token.text, label="GPE")) for token in beside]
    places = [mention(doc[token.i : token.i + 1], "GPE") for token, hit in known if hit and hit.type == "Country"]
    peoples = [token for token, hit in known if not hit and authority.demonym(token.text)]
    return places + [mention(doc[token.i : token.i + 1], "NORP") for token in peoples]


def agreements(doc: Doc, found: list[Mention]) -> list[Mention]:
    """A capitalised agreement that the pipeline missed: "the Harbour Agreement", "the Treaty of Kelmoor"."""
    taken = covered(found)
    result = []
    for token in doc:
        if not token.is_title or token.lower_ not in words().agreements or token.i in taken:
            continue
        if token.i == token.sent.start:
            continue  # its capital tells nothing
        start, end = capitals_before(doc, token.i, taken), token.i + 1
        if end + 1 < len(doc) and doc[end].lower_ in ("of", "on") and doc[end + 1].is_title:
            end = _capitals_after(doc, end + 2, taken)
        if end - start > 1:
            result.append(mention(doc[start:end], "AGREEMENT"))
    return result
