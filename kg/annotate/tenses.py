"""Whether the clause around a time speaks of what is to come."""

from __future__ import annotations

from kg.annotate.words import time_words, words
from kg.model.tree import Span, Token


def is_future(time: Span) -> bool:
    """ "will", "is to", "is expected to": does the clause that holds these words speak of what is to come?"""
    verb = verb_of(time)
    if verb is None or _lies_behind(time):
        return False
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop")}
    if helpers & time_words().future:
        return "have" not in helpers
    if any(child.dep_ == "mark" and child.lower_ == "to" for child in verb.children):
        is_to = bool(helpers & {"is", "are"})
        return is_to or verb.head == verb or verb.head.lemma_ == "be" or _foretells(verb.head)
    return _foretells(verb) and bool(helpers & {"is", "are", "'s", "’s", "'re"})


def is_present(time: Span) -> bool:
    """The simple present: "opens in May"; a time that lies behind it ("since May") is none of it."""
    verb = verb_of(time)
    if verb is None or verb.tag_ not in ("VBZ", "VBP") or verb.lemma_.lower() in words().saying | {"be", "have"}:
        return False
    return not _lies_behind(time) and not any(child.dep_ == "aux" for child in verb.children)


def _lies_behind(time: Span) -> bool:
    """ "Since May": it has begun, whatever the clause around it foresees."""
    before = time.doc[time.start - 1].lower_ if time.start else ""
    return "since" in (before, time[0].lower_)


def verb_of(time: Span) -> Token | None:
    """The predicate that holds a time."""
    for token in (time.root, *time.root.ancestors):
        if token.pos_ in ("VERB", "AUX") or any(child.dep_ == "cop" for child in token.children):
            return token
    return None


def _foretells(word: Token) -> bool:
    """ "is expected", "plans", "due"; not "planned in May to ..."."""
    return word.lemma_.lower() in time_words().foretelling and word.tag_ != "VBD"


def is_perfect(time: Span) -> bool:
    """ "Has led": what began then is so still."""
    verb = verb_of(time)
    return verb is not None and any(
        child.lower_ in ("has", "have", "'s", "'ve", "’s", "’ve") for child in verb.children
    )


def is_joined(first: Span, second: Span) -> bool:
    """Two times of one clause, or of two that "and" joins."""
    one, verb = verb_of(first), verb_of(second)
    while verb is not None and verb != one and verb.dep_ == "conj":
        verb = verb.head
    return verb is not None and verb == one
