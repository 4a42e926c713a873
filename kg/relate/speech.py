"""Who says it: sayers above, beside and behind a clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.model import Entity, Status
from kg.relate.cast import Cast
from kg.relate.cues import cues
from kg.relate.frames import preposition, surface_subject

_ORDER = {status: rank for rank, status in enumerate(Status)}


@dataclass(slots=True)
class Reading:
    """What the walk has found so far."""

    status: Status = Status.ASSERTED
    by: Entity | None = None
    seen: set[int] = field(default_factory=set)

    def weaken(self, status: Status) -> None:
        if _ORDER[status] > _ORDER[self.status]:
            self.status = status

    def reported(self, speaker: Entity | None) -> None:
        self.weaken(Status.REPORTED)
        self.by = self.by or speaker


def is_saying(token: Token) -> bool:
    return token.lemma_.lower() in cues().saying and token.pos_ == "VERB"


def has_mark(token: Token) -> bool:
    return any(child.dep_ in ("mark", "advmod") and child.lower_ != "that" for child in token.children)


def asides(token: Token, below: Token | None, cast: Cast, reading: Reading) -> None:
    """ "according to X", "as X said", "X, Y said, ...": sayers that hang on the clause instead of carrying it.

    ``below`` is where the walk came from: what is said there is no aside.
    """
    for child in token.children:
        if child == below:
            continue
        if child.dep_ in ("obl", "nmod", "advmod") and preposition(child).partition("_")[0] in cues().according:
            reading.reported(_first_actor(child, cast))
        elif is_saying(child) and (child.dep_ == "parataxis" or (child.dep_ == "advcl" and _is_as(child))):
            reading.reported(speaker_of(child, cast))


def _is_as(verb: Token) -> bool:
    return any(child.lower_ == "as" for child in verb.children)


def tail(root: Token, trigger: Token, cast: Cast, reading: Reading) -> None:
    """The root itself says it, and the parser hung the words said beside it: "X is Y, Z said"."""
    if root != trigger and is_saying(root) and reading.status is Status.ASSERTED and trigger in root.subtree:
        first = next((token for token in (trigger, *trigger.ancestors) if token.head == root), None)
        if (
            first is not None
            and (first.dep_ in ("dep", "dislocated") or (first.dep_ == "advcl" and not has_mark(first)))
            and first.pos_ in ("VERB", "AUX", "ADJ")
        ):
            reading.reported(speaker_of(root, cast))


def speaker_of(verb: Token, cast: Cast) -> Entity | None:
    """Who says it: the subject of a verb of saying; parsers take that of "said X" for an object."""
    passive = any(child.dep_ == "aux:pass" for child in verb.children)
    heads = [] if passive else list(surface_subject(verb))
    heads += [child for child in verb.children if child.dep_ in ("obj", "obl:agent") and child.i > verb.i]
    for head in heads:
        if (speaker := _first_actor(head, cast)) is not None:
            return speaker
    return None


def _first_actor(token: Token, cast: Cast) -> Entity | None:
    return next(iter(_actors(token, cast)), None)


def _actors(token: Token, cast: Cast) -> Iterator[Entity]:
    for participant in cast.at(token):
        entity = (participant.as_seat(cast.resolution) or participant).entity
        if cast.ontology.is_a(entity.type, "Actor"):
            yield entity


def quoted(trigger: Token, cast: Cast, reading: Reading) -> None:
    """Inside a quotation its speaker says it."""
    for quotation in cast.parsed.quotations:
        if quotation.span.start <= trigger.idx < quotation.span.end:
            speakers = list(cast.within(quotation.speaker)) if quotation.speaker is not None else []
            reading.weaken(Status.REPORTED)
            if speakers:
                reading.by = speakers[0].entity
