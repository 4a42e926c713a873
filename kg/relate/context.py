"""Is it so, and who says it: the attribution of what a trigger tells, read off the words above and around it.

One walk from the trigger to the root of its sentence. Every step can weaken what is said, never strengthen it:
negation, plan and possibility win over a mere report.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Attribution, Entity, Status, TextSpan
from kg.model.tree import Token
from kg.relate.above import carried, governed, judged, lemmas, said, stated
from kg.relate.beside import is_false, is_negated, is_noun, statuses
from kg.relate.cast import Cast
from kg.relate.cues import cues
from kg.relate.frames import is_predicate, is_regarded
from kg.relate.quoting import sayer_over
from kg.relate.speech import (
    Reading,
    apart,
    asides,
    has_mark,
    headline,
    is_saying,
    quoted,
    said_by,
    speaker_of,
    tail,
)

_BREAKS = frozenset({",", "–", "—", "("})
_CONTENT = frozenset({"ccomp", "csubj", "parataxis", "csubj:pass"})


def _near(token: Token, reading: Reading) -> None:
    """Takes in what stands beside a word, once."""
    if token.i not in reading.seen:
        reading.seen.add(token.i)
        for status, words in statuses(token):
            reading.weaken(status, *words)


def attribution(trigger: Token, cast: Cast, also: Sequence[Token] = ()) -> Attribution:
    """Status and speaker of what a trigger tells. ``also``: more words of one predicate ("held" + "talks")."""
    return grounded(trigger, cast, also)[0]


def grounded(trigger: Token, cast: Cast, also: Sequence[Token] = ()) -> tuple[Attribution, TextSpan | None]:
    """``attribution`` with the words that made the status what it is; None where none did (asserted, or quoted)."""
    asked = (trigger, *also)
    if asked not in cast.grounded:
        cast.grounded[asked] = _grounded(trigger, cast, also)
    return cast.grounded[asked]


def _grounded(trigger: Token, cast: Cast, also: Sequence[Token]) -> tuple[Attribution, TextSpan | None]:
    reading = Reading()
    for token in (trigger, *also):
        _near(token, reading)
    if _is_asked(trigger):
        reading.weaken(Status.POSSIBLE, *[token for token in trigger.sent if token.text.endswith("?")][-1:])
    _walk(trigger, cast, reading)
    quoted(trigger, cast, reading)
    if reading.status is Status.REPORTED and reading.by is not None and _is_publisher(reading.by, cast):
        return Attribution(), None  # an agency that reports in its own article is the article
    return Attribution(reading.status, reading.by), reading.cue


def _is_publisher(entity: Entity, cast: Cast) -> bool:
    """The article's own publisher."""
    publisher = (cast.parsed.article.publisher or "").casefold()
    return publisher in {name.casefold() for name in (entity.label, *entity.aliases)}


def _is_asked(trigger: Token) -> bool:
    """Inside a question; what stands before its semicolon is told."""
    sentence = trigger.sent
    return sentence.text.rstrip(" \n”\"'").endswith("?") and not apart(trigger, sentence[-1])


# --------------------------------------------------------------------------------------------- words above it


def _walk(trigger: Token, cast: Cast, reading: Reading) -> None:
    """From the trigger upwards. ``direct`` ends where a clause begins that stands on its own feet."""
    below: Token | None = None
    token, direct, bare = trigger, not _is_named(trigger), trigger.pos_ == "NOUN"
    while token.head != token and not (apart(token, token.head) or _inserted(token, trigger) or sayer_over(token)):
        head, dep = token.head, token.dep_
        asides(token, below, cast, reading)
        if dep == "conj":
            if direct and _shares(token):
                _near(head, reading)
        elif dep in ("csubj", "ccomp", "csubj:pass", "acl", "acl:relcl") and judged(token, head, cast, reading):
            pass
        elif (accuser := _accuser(token, head)) is not None:
            _accused(accuser, cast, reading)
        elif is_regarded(token):
            said_by(head, cast, reading)
            direct = False
        elif _is_content(token, head):
            _content(token, head, cast, reading)
            direct = False
        elif dep == "xcomp" and not direct and lemmas(head) & cues().failing:
            reading.weaken(Status.POSSIBLE, head)  # "refused to say whether ..."
        elif dep in ("xcomp", "acl", "advcl") and direct:
            direct = governed(token, head, cast, reading)
            if dep != "advcl" or direct:
                _near(head, reading)
        elif dep in ("acl:relcl", "advcl:relcl", "appos"):
            direct = False
        elif direct and dep == "nsubj" and head.lemma_.lower() in cues().untrue and token.lemma_.lower() in said():
            reading.weaken(Status.NEGATED)  # "the claim that ... is false": the article says so
            reading.by = None
        elif direct and head.pos_ in ("VERB", "AUX") and is_noun(token):
            if carried(token, head, cast, reading):
                _near(head, reading)
        elif direct and is_noun(token) and bare:
            stated(token, head, cast, reading)
        bare = bare and dep == "conj"
        token, below = head, token
    asides(token, below, cast, reading)
    tail(token, trigger, cast, reading)


def _is_named(trigger: Token) -> bool:
    """A name, or a person's: what is done to X's brother Y, or what he does, leaves him that brother."""
    if is_predicate(trigger) or trigger.pos_ not in ("PROPN", "NOUN"):
        return False
    beside = [c for c in trigger.children if c.dep_ in ("appos", "flat") and c.ent_type_ == "PERSON"]
    return bool(beside) or trigger.ent_type_ == "ORG"


def _inserted(token: Token, trigger: Token) -> bool:
    """ "X, a Veran diplomat, ...", "the treaty, which Y signed in May, ...": between commas the article itself tells.

    Where it is inside a quotation, ``quoted`` says so.
    """
    if token.dep_ not in ("appos", "acl:relcl") or token == trigger.sent.root:
        return False
    first = token.left_edge
    return first.text in _BREAKS or (first.i > token.sent.start and first.nbor(-1).text in _BREAKS)


def _accuser(token: Token, head: Token) -> Token | None:
    """The verb that accuses of the deed: "accused X of lying"; parsers hang the deed on X, too."""
    if token.dep_ not in ("advcl", "acl", "xcomp", "ccomp"):
        return None
    verbs = cues().accusing | {"suspect"}
    if head.lemma_.lower() in verbs and head.pos_ == "VERB":
        return head
    is_deed = any(child.lower_ in ("of", "for") and child.dep_ in ("mark", "case") for child in token.children)
    above = head.head
    return above if is_deed and head.dep_ in ("obj", "nsubj:pass") and above.lemma_.lower() in verbs else None


def _shares(token: Token) -> bool:
    """A bare form after "and" has the helping words of the first: "will meet X and visit Y"."""
    return token.tag_ == "VB" and token.below.isdisjoint(("aux", "nsubj"))


def _is_content(clause: Token, head: Token) -> bool:
    """What a verb says, denies or doubts; what merely stands beside it ("X pledged; Y did") only saying."""
    if clause.dep_ == "parataxis" or (clause.dep_ == "advcl" and not has_mark(clause)):
        told = is_saying(head) or head.lemma_.lower() in cues().finding
        return told or (clause.dep_ == "parataxis" and is_noun(head))  # "Maren: X attacked Y"
    return clause.dep_ in _CONTENT


def _content(token: Token, head: Token, cast: Cast, reading: Reading) -> None:
    """What a verb of saying, denying or doubting says of the clause below it."""
    lemma = head.lemma_.lower()
    speaker = speaker_of(head, cast)
    if is_noun(head) and token.dep_ == "parataxis":
        if (speaker := headline(head, token, cast)) is not None:
            reading.reported(speaker)
        return
    if is_negated(head) and lemma in cues().saying | cues().denying:
        reading.weaken(Status.POSSIBLE, head)  # who did not say it, or did not deny it, leaves it open
        reading.by = reading.by or speaker
    elif lemma in cues().denying:
        reading.weaken(Status.NEGATED, head)
        reading.by = reading.by or speaker
    elif lemma in cues().doubting:
        reading.weaken(Status.POSSIBLE, head)
        reading.by = reading.by or speaker
    elif lemma in cues().saying and is_false(head):
        reading.weaken(Status.NEGATED, head)
    elif lemma in cues().saying | cues().finding | cues().convinced:
        said_by(head, cast, reading)
    elif (making := _made_clear(head)) is not None:
        said_by(making, cast, reading)
    elif lemma in cues().planning:
        reading.weaken(Status.PLANNED, head)
        reading.by = reading.by or speaker


def _made_clear(head: Token) -> Token | None:
    """The verb of "made it clear that ...", "let it be known that ..."; parsers hang the clause on either word."""
    if head.dep_ == "xcomp":
        return head.head if head.lemma_.lower() in cues().certain else None
    clear = any(child.dep_ == "xcomp" and child.lemma_.lower() in cues().certain for child in head.children)
    return head if clear else None


def _accused(verb: Token, cast: Cast, reading: Reading) -> None:
    """Who is accused of it did it as the accuser says."""
    if is_false(verb):
        reading.weaken(Status.NEGATED, verb)
        return
    reading.weaken(Status.REPORTED if verb.lemma_.lower() in cues().accusing else Status.POSSIBLE, verb)
    reading.by = reading.by or speaker_of(verb, cast)
