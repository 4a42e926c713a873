"""Posts that a text leaves half said: who "the minister" is, and of which state "Foreign Minister X" is one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from spacy.tokens import Doc, Token

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
        and (body is None or title.body is None or discourse.actor_of(title.body) == discourse.actor_of(body))
    ]
    if len({discourse.surname(title.person) for title in fitting}) != 1:
        return ()
    person = fitting[-1].person
    if body is not None:
        span = discourse.doc[min([token.i, *(child.i for child in own)]) : token.i + 1]
        told = Title(TextSpan(span.start_char, span.end_char), span.text, person, body)
        discourse.titles = [*discourse.titles, told]
    return (person,)


def _post(title: Title) -> list[str]:
    """The words of the post itself: of "assistant to the president" only "assistant"."""
    return _COMPLEMENT.split(title.text.lower())[0].split()


def with_context(discourse: Discourse, place: str | None) -> tuple[Title, ...]:
    """The titles, those of a state that name no country ("Foreign Minister X") with the one that the text is about.

    Only where one country makes up half of what the text says of countries, or most of it in a text from its capital
    (``place``, the dateline's), and no other person holds that post of it.
    """
    titles = _counterparts(discourse.titles)
    country = _main_country(discourse, place)
    if country is None:
        return tuple(titles)
    main, first = discourse.actor_of(country), _first_of_state(discourse.doc, titles)
    holders = {
        (title.text.lower(), discourse.surname(title.person))
        for title in titles
        if title.body is None or discourse.actor_of(title.body) == main
    }
    posts = Counter(post for post, _ in holders)
    return tuple(
        replace(title, body=country) if title in first and posts[title.text.lower()] == 1 else title
        for title in titles
    )


def _counterparts(titles: Sequence[Title]) -> list[Title]:
    """The titles, a "counterpart" with the post of the person who was told just before."""
    result: list[Title] = []
    for title in titles:
        before = [other for other in result if other.person != title.person and other.span.start < title.span.start]
        stands_in = title.text.lower().endswith(words().same_post) and before
        result.append(replace(title, text=before[-1].text) if stands_in else title)
    return result


def _main_country(discourse: Discourse, place: str | None) -> int | None:
    """A mention of the country that the text is about; None where that is none, or nobody can tell."""
    names = enumerate(discourse.mentions)
    countries = [i for i, m in names if m.kind == "name" and discourse.type_of(i) == "Country"]
    if not countries:
        return None
    ((main, times),) = Counter(discourse.actor_of(i) for i in countries).most_common(1)
    if times * 2 < len(countries) and _country_of(discourse, place) != main:
        return None
    return next(i for i in countries if discourse.actor_of(i) == main)


def _country_of(discourse: Discourse, place: str | None) -> str | None:
    """The id of the country that a place is the capital of, or is itself; None where nobody knows."""
    known = discourse.authority.find(place, label="GPE") if place else None
    seat = discourse.authority.seat_of(known.id) if known else None
    return seat.id if seat else known.id if known else None


def _first_of_state(doc: Doc, titles: Sequence[Title]) -> set[Title]:
    """The titles of a state without a country that stand first in their sentence, and those joined to them by "and".

    Who is met by an office-holder of one country is most often that of another.
    """
    found: set[Title] = set()
    latest: tuple[int, Title] | None = None
    for title in titles:
        span = doc.char_span(title.span.start, title.span.end, alignment_mode="expand")
        if span is None or words().state_posts.isdisjoint(title.text.lower().split()):
            continue
        sentence = span.sent.start
        joined = latest is not None and doc.text[: title.span.start].rstrip().endswith((" and", ","))
        if title.body is None and (latest is None or latest[0] != sentence or (joined and latest[1] in found)):
            found.add(title)
        latest = (sentence, title)
    return found
