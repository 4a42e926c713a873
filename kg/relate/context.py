"""Is it so, and who says it: the attribution of what a trigger tells, read off the words above and around it.

One walk from the trigger to the root of its sentence. Every step can weaken what is said, never strengthen it:
negation, plan and possibility win over a mere report.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.model import Attribution, Status, TextSpan
from kg.relate.beside import is_false, is_negated, is_noun, statuses
from kg.relate.cast import Cast
from kg.relate.cues import cues
from kg.relate.frames import addressees, is_predicate
from kg.relate.speech import (
    Reading,
    apart,
    asides,
    has_mark,
    headline,
    is_saying,
    owner_of,
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
    reading = Reading()
    for token in (trigger, *also):
        _near(token, reading)
    if _is_asked(trigger):
        reading.weaken(Status.POSSIBLE, *[token for token in trigger.sent if token.text.endswith("?")][-1:])
    _walk(trigger, cast, reading)
    quoted(trigger, cast, reading)
    if reading.status is Status.REPORTED and reading.by is not None and cast.is_publisher(reading.by):
        return Attribution(), None  # an agency that reports in its own article is the article
    return Attribution(reading.status, reading.by), reading.cue


def _is_asked(trigger: Token) -> bool:
    """Inside a question; what stands before its semicolon is told."""
    sentence = trigger.sent
    return sentence.text.rstrip(" \n”\"'").endswith("?") and not apart(trigger, sentence[-1])


# --------------------------------------------------------------------------------------------- words above it


def _walk(trigger: Token, cast: Cast, reading: Reading) -> None:
    """From the trigger upwards. ``direct`` ends where a clause begins that stands on its own feet."""
    below: Token | None = None
    token, direct = trigger, True
    while token.head != token and not apart(token, token.head) and not _inserted(token, trigger):
        head, dep = token.head, token.dep_
        asides(token, below, cast, reading)
        if dep == "conj":
            if direct and _shares(token):
                _near(head, reading)
        elif dep in ("csubj", "ccomp", "csubj:pass", "acl") and _judged(token, head, cast, reading):
            pass
        elif (accuser := _accuser(token, head)) is not None:
            _accused(accuser, cast, reading)
        elif _is_content(token, head):
            _content(token, head, cast, reading)
            direct = False
        elif dep == "xcomp" and not direct and _words(head) & cues().failing:
            reading.weaken(Status.POSSIBLE, head)  # "refused to say whether ..."
        elif dep in ("xcomp", "acl", "advcl") and direct:
            direct = _governed(token, head, cast, reading)
        elif dep in ("acl:relcl", "advcl:relcl", "appos"):
            direct = False
        elif direct and dep == "nsubj" and head.lemma_.lower() in cues().untrue and token.lemma_.lower() in _said():
            reading.weaken(Status.NEGATED)  # "the claim that ... is false": the article says so
            reading.by = None
        elif direct and head.pos_ in ("VERB", "AUX") and is_noun(token):
            _carried(token, head, cast, reading)
        token, below = head, token
    asides(token, below, cast, reading)
    tail(token, trigger, cast, reading)


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


def _words(verb: Token) -> set[str]:
    """A verb by its lemma, alone and with its particle: "rule", "rule_out"."""
    lemma = verb.lemma_.lower()
    return {lemma, *(f"{lemma}_{child.lower_}" for child in verb.children if child.dep_ == "compound:prt")}


def _shares(token: Token) -> bool:
    """A bare form after "and" has the helping words of the first: "will meet X and visit Y"."""
    return token.tag_ == "VB" and not any(child.dep_ in ("aux", "nsubj") for child in token.children)


def _is_content(clause: Token, head: Token) -> bool:
    """What a verb says, denies or doubts; what merely stands beside it ("X pledged; Y did") only saying."""
    if clause.dep_ == "parataxis" or (clause.dep_ == "advcl" and not has_mark(clause)):
        return is_saying(head) or (clause.dep_ == "parataxis" and is_noun(head))  # "Maren: X attacked Y"
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
    elif lemma in cues().saying:
        said_by(head, cast, reading)
    elif lemma in cues().planning:
        reading.weaken(Status.PLANNED, head)
        reading.by = reading.by or speaker


def _governed(token: Token, head: Token, cast: Cast, reading: Reading) -> bool:
    """A clause that borrows its subject from another word; says whether what stands beside that word still counts."""
    lemma = head.lemma_.lower()
    infinitive = any(child.dep_ == "mark" and child.lower_ == "to" for child in token.children)
    if token.tag_ == "VBG" and infinitive and (lemma in cues().nearly or _is_near(head)):
        reading.weaken(Status.POSSIBLE, head)  # "came close to joining"
    if token.dep_ == "advcl":
        asked = [
            child for child in head.children if child.dep_ == "obj" and child.lemma_.lower() in cues().planning_nouns
        ]
        if infinitive and asked and _words(head) & (cues().failing | cues().dismissing):
            reading.weaken(Status.NEGATED, head)  # "rejected calls to join"
        elif infinitive and (asked or addressees(head)):
            reading.weaken(Status.PLANNED, head)  # "called on X to join"
        elif lemma in cues().failing | cues().ending and any(child.lower_ == "from" for child in token.children):
            reading.weaken(Status.NEGATED, head)  # "prevented X from joining"
        return False
    if _words(head) & cues().failing:
        reading.weaken(Status.NEGATED, head)
    elif token.tag_ == "VBG" and lemma in cues().weighing:
        reading.weaken(Status.POSSIBLE, head)  # "considered joining"
    elif lemma in cues().denying:
        reading.weaken(Status.NEGATED, head)
        reading.by = reading.by or speaker_of(head, cast)
    elif infinitive and is_saying(head) and lemma not in cues().urging | cues().planning:
        reading.reported(speaker_of(head, cast), head)  # "is said to support X", "claims to have met X"
    elif infinitive and (lemma in cues().planning or is_saying(head) or (lemma == "go" and head.tag_ == "VBG")):
        reading.weaken(Status.PLANNED, head)
    elif infinitive and lemma in cues().uncertain | cues().untrue:
        reading.weaken(Status.POSSIBLE, head)  # "is unlikely to join"
    elif infinitive and lemma in cues().enabling and head.tag_ in ("VB", "VBP", "VBZ"):
        reading.weaken(Status.POSSIBLE, head)
    elif lemma in ("have", "be") and any(child.lower_ == "yet" for child in head.children):
        reading.weaken(Status.NEGATED, head)  # "has yet to join"
    _near(head, reading)
    return token.dep_ == "xcomp"


def _is_near(verb: Token) -> bool:
    return any(child.dep_ in ("advmod", "xcomp") and child.lower_ in cues().nearly for child in verb.children)


def _carried(noun: Token, verb: Token, cast: Cast, reading: Reading) -> None:
    """A noun under a verb: "did not hold talks", "cancelled his visit", "plans a summit".

    Of a subject only verbs of being and ending tell whether it is so: "talks did not begin", "the membership ended".
    """
    lemma = verb.lemma_.lower()
    if noun.dep_ in ("obj", "nsubj:pass") and lemma in cues().dismissing and noun.lemma_.lower() in _said():
        reading.weaken(Status.NEGATED)
        reading.by = speaker_of(verb, cast) or reading.by  # who rejects the claim says that it is not so
        return
    if noun.dep_ == "nsubj" and lemma not in cues().being | cues().ending:
        return
    _near(verb, reading)
    if any(child.dep_ == "compound:prt" and child.lower_ in ("out", "through") for child in verb.children):
        return  # "fighting broke out" ends nothing
    if _words(verb) & (cues().failing | cues().denying | cues().ending):
        reading.weaken(Status.NEGATED, verb)
    elif lemma in cues().foreseeing:
        reading.weaken(Status.PLANNED, verb)


def _judged(token: Token, head: Token, cast: Cast, reading: Reading) -> bool:
    """ "the claim that ...", "it is not true that ...", "it is likely that ...": says whether it was one of these."""
    lemma = head.lemma_.lower()
    if is_noun(head) and token.dep_ == "acl" and any(child.dep_ == "mark" for child in token.children):
        for status, nouns in _nouns():
            if lemma in nouns:
                reading.weaken(status, head)
                if not any(child.lower_ == "to" and child.dep_ == "mark" for child in token.children):
                    reading.by = reading.by or owner_of(head, cast)
                return True
        return False
    if head.pos_ in ("ADJ", "NOUN") and is_predicate(head):
        if is_negated(head) and lemma in cues().certain:
            reading.weaken(Status.POSSIBLE, head)  # "it is not clear whether"
        elif is_negated(head) or lemma in cues().untrue:
            reading.weaken(Status.NEGATED, head)
        elif lemma in cues().uncertain:
            reading.weaken(Status.POSSIBLE, head)
        return True
    return False


def _said() -> frozenset[str]:
    """Nouns of what somebody says or thinks: "the claim", "the rumour"."""
    return cues().saying_nouns | cues().doubting_nouns


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
    if is_false(verb):
        reading.weaken(Status.NEGATED, verb)
        return
    reading.weaken(Status.REPORTED if verb.lemma_.lower() in cues().accusing else Status.POSSIBLE, verb)
    reading.by = reading.by or speaker_of(verb, cast)
