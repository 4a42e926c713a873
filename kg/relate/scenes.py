"""When it happened, by the sentence before: "On Tuesday X arrived in Y. He then met Z."

A scene goes on from sentence to sentence while each is tied to the one before it and tells no other time.
"""

from __future__ import annotations

from kg.model import TimeExpression
from kg.model.tree import Span, Token
from kg.relate.belonging import carriers_of, head_of, nearest
from kg.relate.cast import Cast
from kg.relate.cues import cues
from kg.relate.frames import is_predicate
from kg.relate.lent import is_past
from kg.relate.remembered import remembered

_REACH = 4
"""Sentences that a scene lasts after the one that dates it."""
_MAIN = frozenset({"root", "ROOT", "conj", "parataxis"})
_DEFINITE = frozenset({"the", "this", "that", "these"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "both"})


def scene_time(trigger: Token, cast: Cast) -> TimeExpression | None:
    """The time of the scene that a trigger's sentence goes on with; None where it begins one, or none is dated."""
    verb = carriers_of(trigger, "at")[-1]
    if not (verb.dep_ in _MAIN or _is_aside(verb)) or _tense(verb) is None:
        return None
    sentence, tense = trigger.sent, _tense(verb)
    if _times_in(sentence, cast):
        return None
    if (told := _dated_behind(sentence, verb, tense, cast)) is not None:
        return told
    subject = [child.lower_ for child in verb.children if child.dep_ in ("nsubj", "nsubj:pass")]
    near = _is_tied(sentence) or bool(_PRONOUNS & set(subject))
    for _ in range(_REACH):
        if sentence.start == 0 or _times_in(sentence, cast):
            return None
        before = cast.doc[sentence.start - 1].sent
        if not _goes_on(sentence, before, cast):
            return None
        if (told := _dated(before, tense, cast, said=_is_tied(sentence))) is not None:
            later = any(token.lower_ in cues().afterwards for token in sentence)
            close = near or (_is_tied(sentence) and not later)
            return told if told.date and (told.date.precision == "day" or close) else None
        sentence = before
    return None


def _is_aside(verb: Token) -> bool:
    """ "X, who was received by Y, said ...": what is told on the side goes on with the scene too."""
    first = verb.left_edge
    return (
        verb.dep_ == "acl:relcl" and first.i > 0 and first.nbor(-1).text == "," and verb.head.dep_ in ("nsubj", "obl")
    )


def _times_in(sentence: Span, cast: Cast) -> list[TimeExpression]:
    return [time for time in cast.parsed.times if sentence.start <= time.start < sentence.end]


def _tense(verb: Token) -> str | None:
    """``past`` for what was done, ``future`` for what will be; None for what is or had been."""
    if is_past(verb):
        return "past"
    return "future" if any(child.lower_ in ("will", "'ll", "’ll") for child in verb.children) else None


def _dated(sentence: Span, tense: str | None, cast: Cast, *, said: bool) -> TimeExpression | None:
    """The one time of the main clause of a sentence in this tense. ``said``: be it the time of what is said there."""
    root = sentence.root
    if (root.lemma_.lower() in cues().saying and not said) or not (root.pos_ == "VERB" or is_predicate(root)):
        return None
    if _tense(root) != tense:
        return None
    times = _times_in(sentence, cast)
    own = [time for time in nearest(times, root, [root]) if time.role == "at" and time.date is not None]
    main = [time for time in own if head_of(time, root).head == root]
    dates = {time.date for time in main}
    return main[0] if len(dates) == 1 else None


def _goes_on(sentence: Span, before: Span, cast: Cast) -> bool:
    """A sentence tied to the one before it by a word, or of the same paragraph and about the same ones."""
    if _is_tied(sentence):
        return True
    gap = cast.doc[before.end - 1 : sentence.start + 1].text
    if "\n" in gap:
        return False
    if _is_headed(before, cast):
        return True
    subject = [child for child in sentence.root.children if child.dep_ in ("nsubj", "nsubj:pass")]
    if any(word.lower_ in _PRONOUNS for word in subject):
        return True
    return bool(_named(sentence, cast) & _named(before, cast))


def _is_headed(sentence: Span, cast: Cast) -> bool:
    """ "It was a busy Thursday.", "The trip came on 3 May.": a sentence that only tells when the next ones were."""
    subjects = [child for child in sentence.root.children if child.dep_ in ("nsubj", "nsubj:pass", "expl")]
    return _only_dates(sentence.root) and not any(cast.all(one) for one in subjects)


def _only_dates(root: Token) -> bool:
    return is_predicate(root) or root.lemma_.lower() in cues().dating


def _dated_behind(sentence: Span, verb: Token, tense: str | None, cast: Cast) -> TimeExpression | None:
    """ "X met Y. The talks took place on Monday.": the next sentence tells when it was, and nothing else."""
    if sentence.end >= len(cast.doc) or verb != sentence.root:
        return None
    behind = cast.doc[sentence.end].sent
    subjects = [child for child in behind.root.children if child.dep_ in ("nsubj", "nsubj:pass")]
    whats = cues().gatherings | cues().occasions
    told = any(_is_definite(one) and one.lemma_.lower() in whats for one in subjects)
    if not told or not _only_dates(behind.root) or "\n" in cast.doc[sentence.end - 1 : sentence.end + 1].text:
        return None
    return _dated(behind, tense, cast, said=True)


def _is_definite(noun: Token) -> bool:
    return any(child.dep_ == "det" and child.lower_ in _DEFINITE for child in noun.children)


def _is_tied(sentence: Span) -> bool:
    """ "Then", "there", "at the meeting", "the accord was signed": words that go back to what was told."""
    return _begins_tied(sentence[0])


@remembered
def _begins_tied(first: Token) -> bool:
    for token in first.sent:
        if token.dep_ == "advmod" and token.lower_ in cues().thereupon and token.head.dep_ in _MAIN:
            return True
        if _is_definite(token) and token.lemma_.lower() in cues().gatherings and token.head.dep_ in _MAIN:
            return True
    return False


def _named(sentence: Span, cast: Cast) -> set[str]:
    return {entity.id for index, _ in cast.beginning_in(sentence) for entity in cast.resolution.of(index)}
