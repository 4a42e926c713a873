"""Whose post it is where no name beside a title tells: "its president X", "his predecessor, Y"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from kg.annotate.discourse import Discourse
from kg.annotate.mentions import by_token
from kg.annotate.tokens import POSSESSIVES, is_owner
from kg.annotate.words import words
from kg.model import TextSpan, Title
from kg.model.tree import Span, Token

_BESIDE: Final = frozenset({"ADJ", "ADV", "NUM", "DET"})
"""What may stand between an owner and the title: "its first woman president"."""
_LINKS: Final = frozenset({"of", "at", "for"})


def owned(discourse: Discourse) -> list[Title]:
    """The titles, those without a body with the one that words for it tell, or another title of the same person.

    A "counterpart", "predecessor" or "successor" holds the post of somebody told before; where nobody can tell
    whose, or in which body, the title is left out.
    """
    references = by_token((i, m) for i, m in enumerate(discourse.mentions) if m.kind != "name")
    result: list[Title] = []
    for title in discourse.titles:
        span = discourse.doc.char_span(title.span.start, title.span.end, alignment_mode="expand")
        if span is None:
            continue
        owner = _owner(discourse, span, references)
        if span[-1].lower_ in words().same_post | words().successors | words().predecessors:
            if told := _relative(discourse, title, owner, result):
                result.append(told)
        elif owner is not None and (title.body is None or _is_in_owner(discourse, title.body, span, references)):
            result.append(replace(title, body=_body(discourse, title, owner, result)))
        else:
            result.append(_of_short_name(discourse, title, span) if title.body is None else title)
    return [_of_same_person(discourse, title, result) for title in result]


def _owner(discourse: Discourse, span: Span, references: Mapping[int, int]) -> int | None:
    """The name behind a reference that owns a post: "its", "the bank's" before it, "of the bank" after it."""
    token = _before(span)
    here = None
    if token is not None:
        here = references.get(token.i - 1 if token.lower_ in POSSESSIVES else token.i)
    if here is None and span.end < len(discourse.doc) and discourse.doc[span.end].lower_ in _LINKS:
        here = references.get(span.end + 1)
    if here is None or (discourse.mentions[here].start < span.start < discourse.mentions[here].end):
        return None  # "Verana's president" as a whole is the president
    return _name(discourse, here)


def _is_in_owner(discourse: Discourse, body: int, span: Span, references: Mapping[int, int]) -> bool:
    """Is the name before a title only a part of the words for who owns the post? "the Andean nation's president"."""
    token = _before(span)
    here = references.get(token.i - 1) if token is not None and token.lower_ in POSSESSIVES else None
    return here is not None and discourse.mentions[body].span in discourse.mentions[here].span


def _of_short_name(discourse: Discourse, title: Title, span: Span) -> Title:
    """ "Commission President X": the body by the last word of the only name that ends with it."""
    word = span[0].text
    if len(span) < 2 or not word.istitle():
        return title
    known = word.lower() in words().descriptions
    named = {
        discourse.actor_of(i): i
        for i, one in enumerate(discourse.mentions)
        if one.kind == "name"
        and one.label == "ORG"
        and (one.text == f"{word} Party" or (known and one.text.endswith(f" {word}")))
    }
    if len(named) != 1:
        return title
    rest = span[1:]
    place = TextSpan(rest.start_char, title.span.end)
    return replace(
        title, span=place, text=title.text[rest.start_char - span.start_char :], body=next(iter(named.values()))
    )


def _before(span: Span) -> Token | None:
    """The possessive before a post, whatever adjectives lie between them; None where there is none."""
    position = span.start - 1
    low = span[0].sent.start
    while (
        position > low
        and (span.doc[position].pos_ in _BESIDE or span.doc[position].lower_ in words().former)
        and not is_owner(span.doc[position])
    ):
        position -= 1
    token = span.doc[position] if position >= low else None
    return token if token is not None and (token.lower_ in POSSESSIVES or is_owner(token)) else None


def _name(discourse: Discourse, index: int) -> int | None:
    """The name at the end of a chain of references; None where a link leads to several."""
    seen: set[int] = set()
    while discourse.mentions[index].kind != "name":
        ones = discourse.refers.get(index, ())
        if len(ones) != 1 or index in seen:
            return None
        seen.add(index)
        index = ones[0]
    return index


def _body(discourse: Discourse, title: Title, owner: int, before: Sequence[Title]) -> int | None:
    """The body of a post by its owner; "his finance minister" is one of the country that he has a post in."""
    if discourse.mentions[owner].label != "PERSON":
        return owner
    if (words().portfolios | words().sent).isdisjoint(title.text.lower().split()):
        return None
    held = _post_of(discourse, owner, before)
    return None if held is None or held.over else held.body


def _post_of(discourse: Discourse, person: int, titles: Sequence[Title]) -> Title | None:
    """The post in a body that was told last of a person."""
    ones = (t for t in reversed(titles) if t.body is not None and same_person(discourse, t.person, person))
    return next(ones, None)


def _relative(discourse: Discourse, title: Title, owner: int | None, before: Sequence[Title]) -> Title | None:
    """A post told by that of another: "his Veran counterpart", "her predecessor", "his successor"."""
    others = [other for other in before if not same_person(discourse, other.person, title.person)]
    word = title.text.lower().split()[-1]
    if word in words().same_post:
        named = [t for t in others if owner is not None and same_person(discourse, t.person, owner)]
        held = named[-1] if named else None
        held = held or (others[-1] if others else None)
        if title.body is None or held is None or not _alike(discourse, held.body, title.body):
            return None if title.body is None else title
        return replace(title, text=held.text)
    if owner is None or discourse.mentions[owner].label != "PERSON":
        return None
    held = _post_of(discourse, owner, others)
    if held is None or (word in words().successors and not held.over):
        return None  # who is still to succeed holds no post
    return replace(title, text=held.text, body=held.body, over=word in words().predecessors)


def _alike(discourse: Discourse, one: int | None, other: int) -> bool:
    """A president of a state has no counterpart in a bank."""
    return one is None or (discourse.type_of(one) == "Country") == (discourse.type_of(other) == "Country")


def _of_same_person(discourse: Discourse, title: Title, titles: Sequence[Title]) -> Title:
    """A title without a body with that of the same post of the same person, said elsewhere."""
    if title.body is not None:
        return title
    post = title.text.lower().split()
    for other in titles:
        if other.body is None or not same_person(discourse, title.person, other.person):
            continue
        same = other.text.lower().split()[-1] == post[-1]
        states = not words().state_posts.isdisjoint(post) and not words().state_posts.isdisjoint(
            other.text.lower().split()
        )
        if (same or states) and (not states or discourse.type_of(other.body) == "Country"):
            return replace(title, body=other.body)
    return title


def same_person(discourse: Discourse, one: int, other: int) -> bool:
    """Two mentions with one name, or the surname of it."""
    shorter, longer = sorted((discourse.name_of(i).lower().split() for i in (one, other)), key=len)
    return set(shorter) <= set(longer) and shorter[-1] == longer[-1]
