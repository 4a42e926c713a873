"""Is it so, and who says it: the attribution of what a trigger tells, read off the words above and around it.

One walk from the trigger to the root of its sentence. Every step can weaken what is said, never strengthen it:
negation, plan and possibility win over a mere report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.model import Attribution, Entity, Status
from kg.relate.beside import is_negated, is_noun, statuses
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


def _near(token: Token, reading: _Reading) -> None:
    """Takes in what stands beside a word, once."""
    if token.i not in reading.seen:
        reading.seen.add(token.i)
        for status in statuses(token):
            reading.weaken(status)


def attribution(trigger: Token, cast: Cast, also: Sequence[Token] = ()) -> Attribution:
    """Status and speaker of what a trigger tells. ``also``: more words of one predicate ("held" + "talks")."""
    reading = _Reading()
    for token in (trigger, *also):
        _near(token, reading)
    if trigger.sent.text.rstrip(" \n”\"'").endswith("?"):
        reading.weaken(Status.POSSIBLE)
    _walk(trigger, cast, reading)
    _quoted(trigger, cast, reading)
    if reading.status is Status.REPORTED and reading.by is not None and cast.is_publisher(reading.by):
        return Attribution()  # an agency that reports in its own article is the article
    return Attribution(reading.status, reading.by)


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
        elif dep in ("csubj", "ccomp", "csubj:pass", "acl") and _judged(token, head, reading):
            pass
        elif dep in ("advcl", "acl", "xcomp", "ccomp") and head.lemma_.lower() in cues().accusing | {"suspect"}:
            _accused(head, cast, reading)
        elif dep in _CONTENT or (dep == "advcl" and _is_saying(head) and not _has_mark(token)):
            _content(head, cast, reading)
        elif dep in ("xcomp", "acl", "advcl") and direct:
            direct = _governed(token, head, cast, reading)
        elif dep in ("acl:relcl", "advcl:relcl", "appos"):
            direct = False
        elif direct and head.pos_ in ("VERB", "AUX") and is_noun(token):
            _carried(token, head, reading)
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
    if is_negated(head) and lemma in cues().saying | cues().denying:
        reading.weaken(Status.POSSIBLE)  # who did not say it, or did not deny it, leaves it open
        reading.by = reading.by or speaker
    elif lemma in cues().denying:
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
    """A clause that borrows its subject from another word; says whether what stands beside that word still counts."""
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


def _carried(noun: Token, verb: Token, reading: _Reading) -> None:
    """A noun under a verb: "did not hold talks", "cancelled his visit", "plans a summit".

    Of a subject only verbs of being and ending tell whether it is so: "talks did not begin", "the membership ended".
    """
    lemma = verb.lemma_.lower()
    if noun.dep_ == "nsubj" and lemma not in cues().being | cues().ending:
        return
    _near(verb, reading)
    if lemma in cues().failing | cues().denying | cues().ending:
        reading.weaken(Status.NEGATED)
    elif lemma in ("plan", "schedule", "propose", "seek", "envisage", "demand"):
        reading.weaken(Status.PLANNED)


def _judged(token: Token, head: Token, reading: _Reading) -> bool:
    """ "the claim that ...", "it is not true that ...", "it is likely that ...": says whether it was one of these."""
    lemma = head.lemma_.lower()
    if is_noun(head) and token.dep_ == "acl" and any(child.dep_ == "mark" for child in token.children):
        for status, nouns in _NOUNS.items():
            if lemma in getattr(cues(), nouns):
                reading.weaken(status)
                return True
        return False
    if head.pos_ in ("ADJ", "NOUN") and any(child.dep_ == "cop" for child in head.children):
        if is_negated(head) or lemma in cues().untrue:
            reading.weaken(Status.NEGATED)
        elif lemma in cues().uncertain:
            reading.weaken(Status.POSSIBLE)
        return True
    return False


_NOUNS = {
    Status.REPORTED: "saying_nouns",
    Status.POSSIBLE: "doubting_nouns",
    Status.PLANNED: "planning_nouns",
    Status.NEGATED: "denying_nouns",
}


def _accused(verb: Token, cast: Cast, reading: _Reading) -> None:
    """Who is accused of it did it as the accuser says."""
    reading.weaken(Status.REPORTED if verb.lemma_.lower() in cues().accusing else Status.POSSIBLE)
    reading.by = reading.by or speaker_of(verb, cast)


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
