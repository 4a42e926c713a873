"""Posts as references: who "the minister", "the Veran premier", "Verana's president" is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.annotate import persons
from kg.annotate.discourse import Discourse
from kg.annotate.mentions import by_token
from kg.annotate.owners import same_person
from kg.annotate.tokens import is_title, narrows
from kg.annotate.words import words
from kg.model import TextSpan, Title
from kg.model.tree import Token

_COMPLEMENT: Final = re.compile(r" (?:to|of|for) ")
_LINKS: Final = frozenset({"of", "for", "at", "to", "in"})
_OF_STATE: Final = frozenset({"state", "government"})


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
    bodies = by_token((i, m) for i, m in enumerate(discourse.mentions))
    complement = _complement(token)
    if complement is None:
        return ()
    around = [*beside, *complement]
    body = next((bodies[child.i] for child in around if child.i in bodies), None)
    if body is not None and discourse.mentions[body].label == "PERSON":
        return ()  # "the president's envoy": nobody's title tells whose
    own = [child for child in beside if child.i not in bodies]
    said = {child.lower_ for child in own} - words().former - words().tenures
    if not said.isdisjoint(words().contrasts):
        return ()
    told = {child.lower_ for child in complement if child.i not in bodies and child.lower_ not in _OF_STATE}
    fitting = [
        title
        for title in discourse.titles
        if title.span.start < token.idx
        and said | told <= set(title.text.lower().split())
        and _is_called(token, title)
        and (body is None or _is_of(discourse, title, body))
    ]
    exact = [title for title in fitting if token.lower_ in _post(title)] or fitting
    titles = exact if _one(discourse, exact) else _near(discourse, token, exact)
    if not titles:
        return () if fitting or told else _untitled(discourse, token, own, body)
    person = titles[-1].person
    if _is_object_of(discourse, person, token):
        return ()
    if body is not None and titles[-1].body is None and _is_named(discourse, person, token):
        return ()  # "the Veran president did not meet X": he is not X
    if body is not None:
        _tell(discourse, token, own, person, body)
    return (person,)


def _tell(discourse: Discourse, token: Token, own: Sequence[Token], person: int, body: int) -> None:
    """Keeps the title that a description with a body is."""
    former = [child for child in own if child.lower_ in words().former]
    start = min([token.i, *(child.i for child in own if child.lower_ not in words().former | words().tenures)])
    end = token.i + 1
    if discourse.doc[end : end + 2].text.lower() in ("of state", "of government"):
        end += 2
    span = discourse.doc[start:end]
    place = TextSpan(span.start_char, span.end_char)
    discourse.titles = [*discourse.titles, Title(place, span.text, person, body, bool(former))]


def _complement(token: Token) -> list[Token] | None:
    """The heads of what a post is one of ("of the bank", "of state"); None where the words behind tell who it is."""
    found = []
    for child in token.rights:
        if child.dep_ in ("acl:relcl", "acl") and narrows(child):
            return None  # "the minister who resigned"
        if child.dep_ == "nmod" and any(c.dep_ == "case" and c.lower_ in _LINKS for c in child.children):
            found.append(child)
    return found


def _untitled(discourse: Discourse, token: Token, own: Sequence[Token], body: int | None) -> tuple[int, ...]:
    """A person whom no title tells of so far: "Ilse Maren landed. The Veran chancellor ..."."""
    if token.tag_ == "NNS":
        return ()
    told = {child.lower_ for child in own}
    bare = body is None and told.isdisjoint(words().former | words().tenures)
    land = None if body is None else persons.land_of(discourse, body)
    found = persons.salient(discourse, token, lambda i: _may_hold(discourse, i, token, land))
    if found is None or (body is not None and not discourse.is_subject(found)):
        return ()
    if bare and not (persons.has_age(token) or discourse.profile(found).nations):
        return ()  # "the president", of nobody in particular
    if body is not None:
        _tell(discourse, token, own, found, body)
    return (found,)


def _may_hold(discourse: Discourse, index: int, token: Token, land: str | None) -> bool:
    """No other post of this kind, none in another state, and no stranger in that state is told of this person."""
    if not persons.agrees(discourse, index, token):
        return False
    for title in discourse.titles:
        if title.over or not same_person(discourse, title.person, index):
            continue
        if not words().single_posts.isdisjoint(_post(title)) or title.body is None or land is None:
            return False  # of a president, "the minister" is another
        if persons.land_of(discourse, title.body) != land:
            return False
    nations = discourse.profile(index).nations
    if land is None or land in nations:
        return True
    return not nations and not persons.visits(discourse, index, land)


def _is_called(token: Token, title: Title) -> bool:
    """A title that has the word, or one of those that the word is a name for."""
    text = " ".join(_post(title))
    kinds = words().post_kinds.get(token.lemma_.lower(), ())
    return token.lower_ in _post(title) or any(re.search(rf"\b{re.escape(kind)}\b", text) for kind in kinds)


def _one(discourse: Discourse, titles: Sequence[Title]) -> bool:
    return len({discourse.surname(title.person) for title in titles}) == 1


def _near(discourse: Discourse, token: Token, titles: Sequence[Title]) -> list[Title]:
    """Of several the titles of the only one who is told of in this sentence or the one before."""
    for candidates in discourse.before(token, 1):
        people = [i for i in candidates if discourse.mentions[i].label == "PERSON"]
        here = [title for title in titles if any(same_person(discourse, title.person, i) for i in people)]
        if here:
            return here if _one(discourse, here) else []
    return []


def _is_object_of(discourse: Discourse, person: int, token: Token) -> bool:
    """ "X met the minister": the minister is not X, who is the subject of the same verb."""
    verb = token.head
    return token.dep_ in ("obj", "iobj", "obl") and any(
        discourse.root(i).head == verb and discourse.is_subject(i) and same_person(discourse, i, person)
        for i in next(discourse.before(token, 0))
        if discourse.mentions[i].label == "PERSON"
    )


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
