"""Where words stand in an article, and whom its own annotation found behind them."""

from __future__ import annotations

import re

from kg.model import Entity, TextSpan
from kg.model.tree import Span, Token
from kg.relate.cast import Cast, Participant


def places(words: str | None, within: TextSpan, cast: Cast) -> list[TextSpan]:
    """Where words stand literally, as whole words; a line's end counts as a blank. None: nowhere."""
    parts = (words or "").split()
    if not parts or len(words or "") > 2 * (within.end - within.start):
        return []
    pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, parts)) + r"(?!\w)"
    found = re.finditer(pattern, cast.doc.text[within.start : within.end])
    return [TextSpan(within.start + match.start(), within.start + match.end()) for match in found]


def tokens(place: TextSpan, cast: Cast) -> Span:
    """The tokens that hold a stretch of text."""
    span = cast.doc.char_span(place.start, place.end, alignment_mode="expand")
    assert span is not None  # places() found it in this very text
    return span


def known(place: TextSpan, cast: Cast) -> list[Participant]:
    """The participants that words stand for: those of a mention that they are, or that holds their head.

    "Verana" in "the Bank of Verana" stands for nobody: the mention's own head must be among the words, but for the
    names of people, which are used in parts.
    """
    for index, mention in enumerate(cast.parsed.mentions):
        if mention.span == place and (exact := list(cast.within(index))):
            return exact
    span = tokens(place, cast)
    return [
        participant
        for participant in cast.at(span.root)
        if participant.span.overlaps(place)
        and (participant.entity.type == "Person" or tokens(participant.span, cast).root in span)
    ]


def first_known(found: list[TextSpan], cast: Cast) -> list[Participant]:
    """The participants of the first of several places that has any."""
    return next((some for place in found if (some := known(place, cast))), [])


def actor(found: list[TextSpan], cast: Cast) -> Entity | None:
    """The one who acts or speaks behind words: a city stands for whose seat it is. None: nobody, or no actor."""
    for participant in first_known(found, cast):
        entity = (participant.as_seat(cast.resolution) or participant).entity
        if cast.ontology.is_a(entity.type, "Actor"):
            return entity
    return None


def link(one: Token, other: Token) -> Token:
    """The lowest word of a parse that stands above two others, or is one of them."""
    return next((token for token in (one, *one.ancestors) if token == other or token.is_ancestor(other)), one)
