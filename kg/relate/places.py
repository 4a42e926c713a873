"""Where a text speaks of whom: mentions, titles and entities by the places of their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.model import Mention, Parsed, Resolution, Title
from kg.model.tree import Span

__all__ = ["ids", "mentions", "names", "near", "titles"]

_NEAR = 2
"""Words before and behind a sentence in which its words may look for a name, where it was cut wrongly."""


def mentions(parsed: Parsed) -> dict[int, list[tuple[int, Mention]]]:
    """The mentions that hold a word, with their index, shortest first."""
    found: dict[int, list[tuple[int, Mention]]] = {}
    for index, mention in enumerate(parsed.mentions):
        for place in range(mention.start, mention.end):
            found.setdefault(place, []).append((index, mention))
    for several in found.values():
        if len(several) > 1:
            several.sort(key=lambda one: one[1].end - one[1].start)
    return found


def names(parsed: Parsed) -> dict[int, list[int]]:
    """The names whose head a word is, by index, shortest first."""
    found: dict[int, list[int]] = {}
    for index, mention in enumerate(parsed.mentions):
        if mention.kind == "name":
            found.setdefault(parsed.doc[mention.start : mention.end].root.i, []).append(index)
    for several in found.values():
        several.sort(key=lambda index: parsed.mentions[index].end - parsed.mentions[index].start)
    return found


def titles(parsed: Parsed) -> dict[int, list[Title]]:
    """The titles that hold a word."""
    found: dict[int, list[Title]] = {}
    for title in parsed.titles:
        span = parsed.doc.char_span(title.span.start, title.span.end, alignment_mode="expand")
        for token in span if span is not None else ():
            found.setdefault(token.i, []).append(title)
    return found


def ids(
    parsed: Parsed,
    resolution: Resolution,
    held: Mapping[int, Sequence[tuple[int, Mention]]],
    titled: Mapping[int, Sequence[Title]],
) -> dict[int, frozenset[str]]:
    """The ids of all whom a word can stand for: of a city also whose seat it is, of a person the body of his post.

    :param held: ``mentions`` of the text
    :param titled: its ``titles``
    """
    bodies: dict[str, set[str]] = {}
    for title in parsed.titles:
        for person in resolution.of(title.person):
            body = resolution.of(title.body) if title.body is not None else ()
            bodies.setdefault(person.id, set()).update(one.id for one in body)
    stands: dict[int, frozenset[str]] = {}
    for index, entities in resolution.entities.items():
        own = frozenset(entity.id for entity in entities)
        own = own.union(*(bodies[id] for id in own if id in bodies))
        stands[index] = own.union(resolution.seats[id].id for id in own if id in resolution.seats)
    found = {place: _all(stands.get(index) for index, _ in several) for place, several in held.items()}
    for place, those in titled.items():
        found[place] = _all([found.get(place), *(stands.get(one.person) for one in those)])
    return found


def _all(several: Iterable[frozenset[str] | None]) -> frozenset[str]:
    return frozenset[str]().union(*filter(None, several))


def near(sentence: Span, places: Mapping[int, frozenset[str]]) -> frozenset[str] | None:
    """All whom a sentence can speak of, or words so near that its own can take him for theirs; None where no word
    there stands for anybody.

    :param places: ``ids`` of the text
    """
    found = [places[at] for at in range(sentence.start - _NEAR, sentence.end + _NEAR) if at in places]
    return _all(found) if found else None
