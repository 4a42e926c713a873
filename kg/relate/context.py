"""Is it so, and who says it: the attribution of what a trigger tells, read off the words above and around it.

One walk from the trigger to the root of its sentence. Every step can weaken what is said, never strengthen it:
negation, plan and possibility win over a mere report.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.model import Attribution, Entity, Status
from kg.relate.cast import Cast
from kg.relate.cues import cues
from kg.relate.frames import preposition, surface_subject

_SPEAKERS = frozenset({"Person", "Organization", "Country"})
_ORDER = {status: rank for rank, status in enumerate(Status)}
_CONTENT = frozenset({"ccomp", "csubj", "parataxis", "csubj:pass"})


@dataclass(slots=True)
class _Reading:
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


def attribution(trigger: Token, cast: Cast) -> Attribution:
    """Status and speaker of what a trigger tells."""
    reading = _Reading()
    _near(trigger, reading)
    _walk(trigger, cast, reading)
    _quoted(trigger, cast, reading)
    return Attribution(reading.status, reading.by)


# ---------------------------------------------------------------------------------------- words beside a word


def _near(token: Token, reading: _Reading) -> None:
    """Negation, modality and plan told by the words that belong to one predicate."""
    if token.i in reading.seen:
        return
    reading.seen.add(token.i)
    for child in token.children:
        word = child.lower_
        if child.dep_ in ("advmod", "det", "cc:preconj", "case", "mark", "nsubj") and word in cues().not_:
            reading.weaken(Status.NEGATED)
        elif child.dep_ == "advmod" and word in cues().over and any(c.lower_ == "no" for c in child.children):
            reading.weaken(Status.NEGATED)
        elif child.dep_ == "aux" and word in cues().possible:
            reading.weaken(Status.POSSIBLE)
        elif child.dep_ == "aux" and word in cues().planned:
            reading.weaken(Status.PLANNED)
        elif child.dep_ == "mark" and word in cues().conditions:
            reading.weaken(Status.POSSIBLE)
        elif child.dep_ in ("amod", "advmod") and child.lemma_.lower() in cues().upcoming and _is_noun(token):
            reading.weaken(Status.PLANNED)
        elif child.dep_ in ("amod", "advmod") and child.lemma_.lower() in cues().perhaps:
            reading.weaken(Status.POSSIBLE)
    if _is_to_be(token):
        reading.weaken(Status.PLANNED)


def _is_noun(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN")


def _is_to_be(token: Token) -> bool:
    """ "X is to build Y": an infinitive under a form of "be" that has no other predicate."""
    has_to = any(child.dep_ == "mark" and child.lower_ == "to" for child in token.children)
    return (
        has_to
        and (token.dep_ == "root" or token.head.lemma_ == "be")
        and token.dep_ in ("xcomp", "root", "ROOT", "ccomp", "acl:relcl")
    )


# --------------------------------------------------------------------------------------------- words above it


def _walk(trigger: Token, cast: Cast, reading: _Reading) -> None:
    """From the trigger upwards. ``direct`` ends where a clause begins that stands on its own feet."""
    below: Token | None = None
    token, direct = trigger, True
    while token.head != token:
        head, dep = token.head, token.dep_
        _asides(token, below, cast, reading)
        if dep == "conj":
            if direct and _shares(token):
                _near(head, reading)
        elif dep in _CONTENT or (dep == "advcl" and _is_saying(head) and not _has_mark(token)):
            _content(head, cast, reading)
        elif dep in ("xcomp", "acl", "advcl") and direct:
            direct = _governed(token, head, cast, reading)
        elif dep in ("acl:relcl", "advcl:relcl", "appos"):
            direct = False
        elif direct and head.pos_ in ("VERB", "AUX") and _is_noun(token):
            _carried(head, reading)
        token, below = head, token
    _asides(token, below, cast, reading)
    _tail(token, trigger, cast, reading)


def _shares(token: Token) -> bool:
    """A bare form after "and" has the helping words of the first: "will meet X and visit Y"."""
    return token.tag_ == "VB" and not any(child.dep_ in ("aux", "nsubj") for child in token.children)


def _is_saying(token: Token) -> bool:
    return token.lemma_.lower() in cues().saying and token.pos_ == "VERB"


def _has_mark(token: Token) -> bool:
    return any(child.dep_ in ("mark", "advmod") and child.lower_ != "that" for child in token.children)


def _content(head: Token, cast: Cast, reading: _Reading) -> None:
    """What a verb of saying, denying or doubting says of the clause below it."""
    lemma = head.lemma_.lower()
    speaker = speaker_of(head, cast)
    if lemma in cues().denying:
        reading.weaken(Status.NEGATED)
        reading.by = reading.by or speaker
    elif lemma in cues().doubting:
        reading.weaken(Status.POSSIBLE)
        reading.by = reading.by or speaker
    elif lemma in cues().saying:
        reading.reported(speaker)
    elif lemma in cues().planning:
        reading.weaken(Status.PLANNED)
        reading.by = reading.by or speaker


def _governed(token: Token, head: Token, cast: Cast, reading: _Reading) -> bool:
    """A clause without a subject of its own under another word; returns whether the head's own status still counts."""
    lemma = head.lemma_.lower()
    infinitive = any(child.dep_ == "mark" and child.lower_ == "to" for child in token.children)
    if token.dep_ == "advcl":
        return False
    if lemma in cues().failing:
        reading.weaken(Status.NEGATED)
    elif lemma in cues().denying:
        reading.weaken(Status.NEGATED)
        reading.by = reading.by or speaker_of(head, cast)
    elif infinitive and (lemma in cues().planning or (lemma in cues().saying and head.pos_ == "VERB")):
        reading.weaken(Status.PLANNED)
    elif lemma == "have" and any(child.lower_ == "yet" for child in head.children):
        reading.weaken(Status.NEGATED)  # "has yet to join"
    _near(head, reading)
    return token.dep_ == "xcomp"


def _carried(verb: Token, reading: _Reading) -> None:
    """A noun under a verb: "did not hold talks", "cancelled his visit", "plans a summit"."""
    _near(verb, reading)
    lemma = verb.lemma_.lower()
    if lemma in cues().failing or lemma in cues().denying:
        reading.weaken(Status.NEGATED)
    elif lemma in ("plan", "schedule", "propose", "seek", "envisage", "demand"):
        reading.weaken(Status.PLANNED)


# ---------------------------------------------------------------------------------------------- who says it


def _asides(token: Token, below: Token | None, cast: Cast, reading: _Reading) -> None:
    """ "according to X", "as X said", "X, Y said, ...": sayers that hang on the clause instead of carrying it.

    ``below`` is where the walk came from: what is said there is no aside.
    """
    for child in token.children:
        if child == below:
            continue
        if child.dep_ in ("obl", "nmod", "advmod") and preposition(child).startswith("according"):
            reading.reported(_first_actor(child, cast))
        elif _is_saying(child) and (child.dep_ == "parataxis" or (child.dep_ == "advcl" and _is_as(child))):
            reading.reported(speaker_of(child, cast))


def _is_as(verb: Token) -> bool:
    return any(child.lower_ == "as" for child in verb.children)


def _tail(root: Token, trigger: Token, cast: Cast, reading: _Reading) -> None:
    """The root itself says it, and the parser hung the words said beside it: "X is Y, Z said"."""
    if root != trigger and _is_saying(root) and reading.status is Status.ASSERTED and trigger in root.subtree:
        first = next((token for token in (trigger, *trigger.ancestors) if token.head == root), None)
        if (
            first is not None
            and (first.dep_ in ("dep", "dislocated") or (first.dep_ == "advcl" and not _has_mark(first)))
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
        yield (participant.as_seat(cast.resolution) or participant).entity


def _quoted(trigger: Token, cast: Cast, reading: _Reading) -> None:
    """Inside a quotation its speaker says it."""
    for quotation in cast.parsed.quotations:
        if quotation.span.start <= trigger.idx < quotation.span.end:
            speakers = list(cast.within(quotation.speaker)) if quotation.speaker is not None else []
            reading.weaken(Status.REPORTED)
            if speakers:
                reading.by = speakers[0].entity
