"""Posts as references: who "the minister" is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from kg.annotate.discourse import Discourse
from kg.annotate.mentions import by_token
from kg.annotate.tokens import is_title
from kg.annotate.words import words
from kg.model import TextSpan, Title

_COMPLEMENT: Final = re.compile(r" (?:to|of|for) ")


def is_post(token: Token) -> bool:
    """A title as a reference: "the minister", "the Secretary General" (its head may be either word)."""
    return is_title(token) or (
        token.lower_ in words().after_title
        and any(is_title(child) for child in token.children if child.dep_ in ("compound", "amod"))
    )


def holder(discourse: Discourse, token: Token, beside: Sequence[Token]) -> tuple[int, ...]:
    """The person whose title has this word and those ``beside`` it; empty where two people answer to them.

    A name in it ("the League Secretary General") is the body of that title, and tells it where the title did not.
    """
    bodies = by_token((i, m) for i, m in enumerate(discourse.mentions) if m.kind == "name")
    body = next((bodies[child.i] for child in beside if child.i in bodies), None)
    own = [child for child in beside if child.i not in bodies]
    said = {child.lower_ for child in own} - words().former
    fitting = [
        title
        for title in discourse.titles
        if title.span.start < token.idx
        and token.lower_ in _post(title)
        and said <= set(title.text.lower().split())
        and (body is None or _is_of(discourse, title, body))
    ]
    if len({discourse.surname(title.person) for title in fitting}) != 1:
        return ()
    person = fitting[-1].person
    if body is not None and fitting[-1].body is None and _is_named(discourse, person, token):
        return ()  # "the Veran president did not meet X": he is not X
    if body is not None:
        span = discourse.doc[min([token.i, *(child.i for child in own)]) : token.i + 1]
        told = Title(TextSpan(span.start_char, span.end_char), span.text, person, body)
        discourse.titles = [*discourse.titles, told]
    return (person,)


def _is_named(discourse: Discourse, person: int, token: Token) -> bool:
    """Does the sentence of a token name this person, by any part of the name?"""
    parts = set(discourse.mentions[person].text.split())
    return any(
        m.kind == "name"
        and m.label == "PERSON"
        and token.sent.start <= m.start < token.sent.end
        and not parts.isdisjoint(m.text.split())
        for m in discourse.mentions
    )


def _is_of(discourse: Discourse, title: Title, body: int) -> bool:
    """A title of that body; one without a body can be, unless its own sentence speaks of other countries only."""
    if title.body is not None:
        return discourse.actor_of(title.body) == discourse.actor_of(body)
    if discourse.type_of(body) not in ("Country", "City"):
        return True
    sentence = discourse.doc[discourse.mentions[title.person].start].sent
    near = (i for i, m in enumerate(discourse.mentions) if sentence.start <= m.start < sentence.end)
    countries = {discourse.actor_of(i) for i in near if discourse.type_of(i) == "Country"}
    return not countries or discourse.actor_of(body) in countries


def _post(title: Title) -> list[str]:
    """The words of the post itself: of "assistant to the president" only "assistant"."""
    return _COMPLEMENT.split(title.text.lower())[0].split()
