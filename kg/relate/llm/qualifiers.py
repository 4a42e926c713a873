"""Status, speaker, time and role of a proposal, as far as the text has words for them."""

from __future__ import annotations

from kg.model import Attribution, Interval, Status, TextSpan, TimeExpression
from kg.model.tree import Token
from kg.relate.cast import Cast
from kg.relate.context import attribution
from kg.relate.llm.answer import Proposal
from kg.relate.llm.words import actor, places
from kg.relate.when import When

_RANK = {status: rank for rank, status in enumerate(Status)}
_BOUNDS = {"start": "start", "until": "end"}
"""What the words of a time bound, whatever a model makes of them: "since 1994" is a start."""


def attributed(proposal: Proposal, trigger: Token, sentence: TextSpan, cast: Cast) -> Attribution | None:
    """Status and speaker: what our own reading of the sentence gives, weakened by what the model adds.

    None where the model's status is weaker than ours and the sentence has no words for it: taken without its status
    the statement would say more than was proposed. A speaker may be named elsewhere in the article.
    """
    own = attribution(trigger, cast)
    status = max(own.status, proposal.status, key=_RANK.__getitem__)
    if status is not own.status and not places(proposal.status_words, sentence, cast):
        return None
    whole = TextSpan(0, len(cast.doc.text))
    found = places(proposal.speaker, sentence, cast) or places(proposal.speaker, whole, cast)
    by = actor(found, cast)
    if by is not None and status is Status.ASSERTED:
        status = Status.REPORTED
    return Attribution(status, by or own.by)


def timed(proposal: Proposal, sentence: TextSpan, cast: Cast) -> When:
    """The dates whose words are time expressions of the sentence, with our own reading of them."""
    found: dict[str, TimeExpression] = {}
    for slot in ("at", "start", "end"):
        moment = _moment(getattr(proposal, slot), sentence, cast)
        if moment is not None:
            found.setdefault(_BOUNDS.get(moment.role, slot), moment)
    start, end = found.get("start"), found.get("end")
    if start and end and start.date and end.date and start.date.earliest > end.date.latest:
        start = end = None
    at = None if start or end else found.get("at")
    dates = [time.date if time else None for time in (start, end, at)]
    texts = [time.text if time else None for time in (start, end, at)]
    return When(Interval(start=dates[0], end=dates[1], at=dates[2]), *texts)


def _moment(words: str | None, sentence: TextSpan, cast: Cast) -> TimeExpression | None:
    """The dated time expression of a sentence that words are, or are part of."""
    for place in places(words, sentence, cast):
        for time in cast.parsed.times:
            if time.date is not None and time.role != "near" and time.span in sentence and time.span.overlaps(place):
                return time
    return None


def role(proposal: Proposal, sentence: TextSpan, cast: Cast) -> str | None:
    """The title as written, for posts alone."""
    found = places(proposal.role, sentence, cast) if proposal.relation == "holdsPositionIn" else []
    return cast.doc.text[found[0].start : found[0].end] if found else None
