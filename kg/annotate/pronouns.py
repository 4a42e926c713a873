"""Pronouns for one: "he", "her", "it", "its", and the "I" and "we" of a quotation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Token

from kg.annotate.discourse import SUBJECTS, Discourse
from kg.annotate.words import words
from kg.model import Quotation, Title

_LOOK_BACK: Final = 8
"""Sentences that a pronoun may be away from its name, where none between names another person."""
_NEAR: Final = 2
"""Sentences in which a subject is preferred to a person said later."""

_OPENING: Final = frozenset("“«„")
_CLOSING: Final = frozenset('”»"')


def is_singular(token: Token) -> bool:
    """A pronoun for one, unless it stands for nothing ("it rains")."""
    return token.dep_ != "expl" and (
        token.lower_ in words().personal_pronouns or token.lower_ in words().neuter_pronouns
    )


def singular(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """Whom or what a pronoun for one stands for."""
    found = _person(discourse, token) if token.lower_ in words().personal_pronouns else _thing(discourse, token)
    return () if found is None else (found,)


def _person(discourse: Discourse, token: Token) -> int | None:
    """The subject said last; without one, the only person of the nearest sentence that names any."""
    others: list[int] = []
    for distance, candidates in enumerate(discourse.before(token, _LOOK_BACK)):
        people = [i for i in candidates if discourse.mentions[i].label == "PERSON" and _may_be(discourse, i, token)]
        subject = _subject(discourse, people, distance)
        if subject is not None:
            return subject
        others = others or people
        if others and distance >= _NEAR:
            break
    return others[0] if len({discourse.name_of(i) for i in others}) == 1 else None


def _thing(discourse: Discourse, token: Token) -> int | None:
    """The subject said last, at most a sentence away; "its" may also be the nearest, or what the text is about."""
    for distance, candidates in enumerate(discourse.before(token, 1)):
        things = [
            i
            for i in candidates
            if _is_thing(discourse, i) and _may_be(discourse, i, token) and not _is_quoted(discourse, i, token)
        ]
        subject = _subject(discourse, things, distance)
        if subject is not None:
            return subject
        if things and token.lower_ == "its" and (distance == 0 or discourse.is_main(things[-1])):
            return things[-1]
    return None


def _subject(discourse: Discourse, candidates: Sequence[int], distance: int) -> int | None:
    """The subject that a pronoun comes back to: of its own sentence the last, of one before it the first."""
    subjects = [i for i in candidates if discourse.is_subject(i)]
    return None if not subjects else subjects[-1] if distance == 0 else subjects[0]


def _is_thing(discourse: Discourse, index: int) -> bool:
    """No person or nation, no part of a longer name, and no mere attribute of the next noun."""
    one = discourse.mentions[index]
    if one.label in ("PERSON", "NORP"):
        return False
    inside = any(one.span in other.span and other is not one for other in discourse.mentions)
    return not inside and discourse.doc[one.start : one.end].root.dep_ not in ("compound", "amod")


def _is_quoted(discourse: Discourse, index: int, pronoun: Token) -> bool:
    """A name in words that are quoted before the pronoun: "... with Y," said its spokesman."""
    between = discourse.doc[discourse.mentions[index].end : pronoun.i]
    marks = [token.text for token in between if token.text in _CLOSING or token.text in _OPENING]
    return len(marks) % 2 == 1 and marks[0] in _CLOSING


def _may_be(discourse: Discourse, index: int, pronoun: Token) -> bool:
    """An object is not its own subject ("X met him"), nor is "his" brother himself."""
    root = discourse.root(index)
    if pronoun.lower_ in words().object_pronouns and pronoun.dep_ in ("obj", "iobj", "obl"):
        return not (root.head == pronoun.head and root.dep_ in SUBJECTS)
    return pronoun not in root.subtree


def in_quotations(discourse: Discourse, quotations: Sequence[Quotation]) -> None:
    """Adds the "I" of each quotation, its speaker, and the "we", those whom the speaker's post speaks for.

    A "he" in it is anybody but the speaker: such a reference is taken back.
    """
    for quotation in quotations:
        if quotation.speaker is None:
            continue
        _not_himself(discourse, quotation, discourse.name_of(quotation.speaker))
        represented = _represented(discourse, quotation.speaker)
        for token in _words_of(discourse, quotation):
            span = discourse.doc[token.i : token.i + 1]
            if token.lower_ in words().speaker:
                discourse.refer(span, "pronoun", (quotation.speaker,), label="PERSON")
            elif token.lower_ in words().speakers:
                discourse.refer(span, "pronoun", represented)


def _not_himself(discourse: Discourse, quotation: Quotation, speaker: str) -> None:
    inside = (i for i, m in enumerate(discourse.mentions) if m.kind == "pronoun" and m.span in quotation.span)
    for i in [i for i in inside if discourse.name_of(i).split()[-1] == speaker.split()[-1]]:
        discourse.refers.pop(i, None)


def _words_of(discourse: Discourse, quotation: Quotation) -> Iterator[Token]:
    span = discourse.doc.char_span(quotation.span.start, quotation.span.end, alignment_mode="expand")
    yield from span if span is not None else ()


def _represented(discourse: Discourse, speaker: int) -> tuple[int, ...]:
    """The body that a speaker holds a post in, by the speaker's surname; empty where no title tells."""
    surname = discourse.name_of(speaker).split()[-1]
    for title in discourse.titles:
        if title.body is not None and not title.over and discourse.surname(title.person) == surname:
            if discourse.doc.text[title.span.end :].lstrip().startswith(("to ", "at ")):
                return _sender(discourse, title)  # "Verana's ambassador to the League" speaks for Verana
            return (title.body,)
    return _of_body(discourse, surname)


def _of_body(discourse: Discourse, surname: str) -> tuple[int, ...]:
    """ "X of the Veran Institute": the organization right behind a name, "of" between them."""
    for one in discourse.mentions:
        if one.kind == "name" and one.label == "PERSON" and one.text.split()[-1] == surname:
            for i, body in enumerate(discourse.mentions):
                between = discourse.doc.text[one.span.end : body.span.start].split()
                if body.label == "ORG" and body.start > one.end - 1 and between in (["of"], ["of", "the"]):
                    return (i,)
    return ()


def _sender(discourse: Discourse, title: Title) -> tuple[int, ...]:
    """Whose envoy it is: the name right before the title; empty where none stands there."""
    before = discourse.doc.text[: title.span.start].rstrip()
    before = before.removesuffix("'s").removesuffix("’s").rstrip("'’")
    ends = (i for i, m in enumerate(discourse.mentions) if m.kind == "name" and m.span.end == len(before))
    return tuple(ends)[:1]
