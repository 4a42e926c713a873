"""The "I" and "we" of a quotation, and "my country": the speaker, and those whom the speaker speaks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.annotate import belongings
from kg.annotate.discourse import Discourse
from kg.annotate.words import words
from kg.model import Quotation, Title
from kg.model.tree import Token


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
            if token.lower_ in words().speaker | words().speakers and belongings.is_land(token.head):
                whole = discourse.doc[token.i : token.head.i + 1]
                discourse.refer(whole, "description", _country_of(discourse, quotation.speaker, represented))


def _country_of(discourse: Discourse, speaker: int, represented: tuple[int, ...]) -> tuple[int, ...]:
    """ "My country": the one that the speaker speaks for, else the one that the speaker is told to be of."""
    if represented and discourse.type_of(represented[0]) == "Country":
        return represented
    return belongings.country_of(discourse, discourse.origin(speaker))


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
