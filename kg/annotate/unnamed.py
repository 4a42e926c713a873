"""Agreements and events without a name of their own: "a ceasefire brokered by X", "the summit of Y in Z"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from kg.annotate.mentions import mention
from kg.annotate.tokens import is_definite, narrows
from kg.annotate.words import words
from kg.model import Mention
from kg.model.tree import Doc, Span, Token

_BEFORE: Final = frozenset({"amod", "compound", "nummod"})
_TOLD_BEHIND: Final = frozenset({"acl", "acl:relcl", "nmod"})
_PLACES: Final = frozenset({"NORP", "GPE", "LOC"})
_COMPLEMENTS: Final = frozenset({"of", "between"})
_PARTS: Final = frozenset({"compound", "nmod:desc", "flat", "appos"})


def unnamed(doc: Doc, found: list[Mention]) -> list[Mention]:
    """Common nouns for an agreement or event that the text tells of here, and does not merely come back to."""
    names = {i: name for name in found for i in range(name.start, name.end)}
    told: list[Mention] = []
    for token in doc:
        label = _label(token) if token.pos_ == "NOUN" else None
        if label is None or token.i in names or _is_part(token, names) or not _is_told(token, [*found, *told]):
            continue
        if (phrase := _phrase(token, names)) is not None:
            told.append(mention(phrase, label))
    return told


def _label(token: Token) -> str | None:
    if not token.is_lower:
        return None
    if token.lower_ in words().agreements:
        return "AGREEMENT"
    return "EVENT" if token.lower_ in words().events else None


def _is_part(token: Token, names: Mapping[int, Mention]) -> bool:
    """Part of a longer phrase, what something else is said to be, or named itself: "X, a forum", "the forum, X"."""
    if token.dep_ in _PARTS or any(child.dep_ == "cop" for child in token.children):
        return True
    return any(child.dep_ in _PARTS and child.i in names for child in token.rights)


def _is_told(token: Token, found: Sequence[Mention]) -> bool:
    """Told apart by the words beside it; a bare "the summit" comes back to one that was told before."""
    if not is_definite(token) or any(child.dep_ in _BEFORE for child in token.lefts):
        return True
    if token.i + 1 < len(token.doc) and token.nbor(1).lower_ in _COMPLEMENTS:
        return True  # whatever the parser hangs it on
    behind = [child for child in token.rights if child.dep_ in _TOLD_BEHIND]
    if any(map(narrows, behind)):
        return True
    return bool(behind) and not any(token.lower_ in m.text.lower().split() for m in found if m.end <= token.i)


def _phrase(token: Token, names: Mapping[int, Mention]) -> Span | None:
    """The noun with the words before it that describe it, none of them where a nation or place is among them.

    None where another name is: the two would be one.
    """
    before = [child for child in token.lefts if child.dep_ in _BEFORE]
    start = min([token.i, *(child.left_edge.i for child in before)])
    inside = [names[i] for i in range(start, token.i) if i in names]
    if any(name.label not in _PLACES for name in inside):
        return None
    return token.doc[token.i if inside else start : token.i + 1]
