"""Is it so, and who says it: the attribution of what a trigger tells, read off the words above and around it.

One walk from the trigger to the root of its sentence. Every step can weaken what is said, never strengthen it:
negation, plan and possibility win over a mere report.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.model import Attribution, Status
from kg.relate.beside import is_negated, is_noun, statuses
from kg.relate.cast import Cast
from kg.relate.cues import cues
from kg.relate.frames import is_predicate
from kg.relate.speech import Reading, asides, has_mark, is_saying, quoted, speaker_of, tail

_CONTENT = frozenset({"ccomp", "csubj", "parataxis", "csubj:pass"})


def _near(token: Token, reading: Reading) -> None:
    """Takes in what stands beside a word, once."""
    if token.i not in reading.seen:
        reading.seen.add(token.i)
        for status in statuses(token):
            reading.weaken(status)


def attribution(trigger: Token, cast: Cast, also: Sequence[Token] = ()) -> Attribution:
    """Status and speaker of what a trigger tells. ``also``: more words of one predicate ("held" + "talks")."""
    reading = Reading()
    for token in (trigger, *also):
        _near(token, reading)
    if trigger.sent.text.rstrip(" \n”\"'").endswith("?"):
        reading.weaken(Status.POSSIBLE)
    _walk(trigger, cast, reading)
    quoted(trigger, cast, reading)
    if reading.status is Status.REPORTED and reading.by is not None and cast.is_publisher(reading.by):
        return Attribution()  # an agency that reports in its own article is the article
    return Attribution(reading.status, reading.by)


# --------------------------------------------------------------------------------------------- words above it


def _walk(trigger: Token, cast: Cast, reading: Reading) -> None:
    """From the trigger upwards. ``direct`` ends where a clause begins that stands on its own feet."""
    below: Token | None = None
    token, direct = trigger, True
    while token.head != token:
        head, dep = token.head, token.dep_
        asides(token, below, cast, reading)
        if dep == "conj":
            if direct and _shares(token):
                _near(head, reading)
        elif dep in ("csubj", "ccomp", "csubj:pass", "acl") and _judged(token, head, reading):
            pass
        elif dep in ("advcl", "acl", "xcomp", "ccomp") and head.lemma_.lower() in cues().accusing | {"suspect"}:
            _accused(head, cast, reading)
        elif dep in _CONTENT or (dep == "advcl" and is_saying(head) and not has_mark(token)):
            _content(head, cast, reading)
        elif dep in ("xcomp", "acl", "advcl") and direct:
            direct = _governed(token, head, cast, reading)
        elif dep in ("acl:relcl", "advcl:relcl", "appos"):
            direct = False
        elif direct and head.pos_ in ("VERB", "AUX") and is_noun(token):
            _carried(token, head, reading)
        token, below = head, token
    asides(token, below, cast, reading)
    tail(token, trigger, cast, reading)


def _shares(token: Token) -> bool:
    """A bare form after "and" has the helping words of the first: "will meet X and visit Y"."""
    return token.tag_ == "VB" and not any(child.dep_ in ("aux", "nsubj") for child in token.children)


def _content(head: Token, cast: Cast, reading: Reading) -> None:
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


def _governed(token: Token, head: Token, cast: Cast, reading: Reading) -> bool:
    """A clause that borrows its subject from another word; says whether what stands beside that word still counts."""
    lemma = head.lemma_.lower()
    infinitive = any(child.dep_ == "mark" and child.lower_ == "to" for child in token.children)
    if token.dep_ == "advcl":
        if lemma in cues().failing | cues().ending and any(child.lower_ == "from" for child in token.children):
            reading.weaken(Status.NEGATED)  # "prevented X from joining"
        return False
    if lemma in cues().failing:
        reading.weaken(Status.NEGATED)
    elif lemma in cues().denying:
        reading.weaken(Status.NEGATED)
        reading.by = reading.by or speaker_of(head, cast)
    elif infinitive and (lemma in cues().planning or (lemma in cues().saying and head.pos_ == "VERB")):
        reading.weaken(Status.PLANNED)
    elif infinitive and lemma in cues().enabling and head.tag_ in ("VB", "VBP", "VBZ"):
        reading.weaken(Status.POSSIBLE)
    elif lemma == "have" and any(child.lower_ == "yet" for child in head.children):
        reading.weaken(Status.NEGATED)  # "has yet to join"
    _near(head, reading)
    return token.dep_ == "xcomp"


def _carried(noun: Token, verb: Token, reading: Reading) -> None:
    """A noun under a verb: "did not hold talks", "cancelled his visit", "plans a summit".

    Of a subject only verbs of being and ending tell whether it is so: "talks did not begin", "the membership ended".
    """
    lemma = verb.lemma_.lower()
    if noun.dep_ == "nsubj" and lemma not in cues().being | cues().ending:
        return
    _near(verb, reading)
    if lemma in cues().failing | cues().denying | cues().ending:
        reading.weaken(Status.NEGATED)
    elif lemma in cues().foreseeing:
        reading.weaken(Status.PLANNED)


def _judged(token: Token, head: Token, reading: Reading) -> bool:
    """ "the claim that ...", "it is not true that ...", "it is likely that ...": says whether it was one of these."""
    lemma = head.lemma_.lower()
    if is_noun(head) and token.dep_ == "acl" and any(child.dep_ == "mark" for child in token.children):
        for status, nouns in _nouns():
            if lemma in nouns:
                reading.weaken(status)
                return True
        return False
    if head.pos_ in ("ADJ", "NOUN") and is_predicate(head):
        if is_negated(head) or lemma in cues().untrue:
            reading.weaken(Status.NEGATED)
        elif lemma in cues().uncertain:
            reading.weaken(Status.POSSIBLE)
        return True
    return False


def _nouns() -> tuple[tuple[Status, frozenset[str]], ...]:
    """What a noun over a clause makes of it: "the claim that ...", "the rumour that ..."."""
    return (
        (Status.REPORTED, cues().saying_nouns),
        (Status.POSSIBLE, cues().doubting_nouns),
        (Status.PLANNED, cues().planning_nouns),
        (Status.NEGATED, cues().denying_nouns),
    )


def _accused(verb: Token, cast: Cast, reading: Reading) -> None:
    """Who is accused of it did it as the accuser says."""
    reading.weaken(Status.REPORTED if verb.lemma_.lower() in cues().accusing else Status.POSSIBLE)
    reading.by = reading.by or speaker_of(verb, cast)
