"""Whom a text speaks of, where a sentence leaves it out: "Nauru was admitted", "Tuvalu is an observer"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from kg.model import Entity
from kg.model.tree import Span, Token
from kg.relate.cast import Cast, Participant

_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_MAIN = frozenset({"ROOT", "root", "conj", "parataxis", "ccomp"})
_BLOC = "InternationalOrganization"
_OFTEN = 3
"""Mentions at least of the body that a text is about."""
_CERTAINTY = 0.85


def main_country(cast: Cast) -> list[Participant]:
    """The country that the article is about: at least half of what it says of countries; else nobody."""
    return _most_named("Country", cast)


def main_bloc(cast: Cast) -> list[Participant]:
    """The alliance or bloc that the article is about, whose members "the members" are; else nobody."""
    return _most_named(_BLOC, cast)


def _most_named(type_: str, cast: Cast) -> list[Participant]:
    """Whom the article names as often as all others of a type, or a bloc twice as often as the next; else nobody."""
    if not (counts := _counts(type_, cast)):
        return []
    (first, times), *others = sorted(counts.items(), key=lambda item: (-item[1], item[0].id))
    leads = type_ == _BLOC and times >= _OFTEN and times >= 2 * max((n for _, n in others), default=0)
    index = next(i for i in range(len(cast.parsed.mentions)) if first in cast.resolution.of(i))
    span = cast.parsed.mentions[index].span
    return [Participant(first, span, 0.8)] if times * 2 >= sum(counts.values()) or leads else []


def _counts(type_: str, cast: Cast) -> Counter[Entity]:
    """How often the article mentions each entity of a type."""
    return Counter(
        entity
        for index in range(len(cast.parsed.mentions))
        for entity in cast.resolution.of(index)
        if entity.type == type_
    )


def at_hand(token: Token, cast: Cast, type_: str = _BLOC) -> list[Participant]:
    """The international body, or mission, that the sentence before is about, else the text so far, else the only one
    named near by."""
    sentence = token.sent
    here = _bodies(cast.doc[sentence.start : token.i], cast, type_)
    before = _bodies(cast.doc[sentence.start - 1].sent, cast, type_) if sentence.start > 0 else {}
    subject = next((body for body, acts in before.items() if acts), None)
    alone = here or before
    body = subject or _main(token, cast, type_) or (next(iter(alone)) if len(alone) == 1 else None)
    if body is None:
        return []
    index = next(i for i in range(len(cast.parsed.mentions)) if body in cast.resolution.of(i))
    return [replace(p, certainty=_CERTAINTY) for p in cast.within(index) if p.entity == body]


def _bodies(span: Span, cast: Cast, type_: str) -> dict[Entity, bool]:
    """The bodies of one type in a stretch, in order of place: is it about them?"""
    found: dict[Entity, bool] = {}
    for index, mention in enumerate(cast.parsed.mentions):
        if span.start <= mention.start and mention.end <= span.end:
            root = cast.doc[mention.start : mention.end].root
            acts = root.dep_ in _SUBJECTS and root.head.dep_ in _MAIN
            for entity in cast.resolution.of(index):
                if entity.type == type_:
                    found[entity] = acts or found.get(entity, False)
    return found


def _main(token: Token, cast: Cast, type_: str) -> Entity | None:
    """The body of a type that the text names most, as often as all others together, and has named before this word;
    None where there is none."""
    counts = _counts(type_, cast)
    if not counts:
        return None
    body, times = min(counts.items(), key=lambda item: (-item[1], item[0].id))
    first = next(one for index, one in enumerate(cast.parsed.mentions) if body in cast.resolution.of(index))
    return body if times >= _OFTEN and times * 2 >= sum(counts.values()) and first.start < token.i else None
