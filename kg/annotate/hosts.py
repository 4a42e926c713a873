"""Of which country a minister is by whom he receives or goes with, where nothing beside the title tells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Final

from kg.annotate.belongings import country_of
from kg.annotate.discourse import SUBJECTS, Discourse, sentences_before
from kg.annotate.words import words
from kg.model import Title
from kg.model.tree import Span, Token

_AGENT: Final = frozenset({"obl", "obl:agent"})
_ASIDE: Final = frozenset({"acl:relcl", "advcl", "acl", "ccomp"})
"""Clauses that tell of other places than where the guest is."""
_SCENES: Final = 2
"""Sentences before one that may tell where its people are."""


def host(discourse: Discourse, title: Title, titles: Sequence[Title]) -> int | None:
    """The country, or its capital, of whose state a post without a body is by what its holder does with others."""
    for found in (_companion(discourse, title), _sender(discourse, title)):
        if found is not None:
            return found
    return _received(discourse, title, titles)


def _companion(discourse: Discourse, title: Title) -> int | None:
    """ "X was accompanied by Foreign Minister Y": the country of X."""
    root = discourse.root(title.person)
    verb = root.head
    if verb.lemma_.lower() not in words().accompanying:
        return None
    if root.dep_ in SUBJECTS:
        return next((_country(discourse, child) for child in verb.children if child.dep_ == "obj"), None)
    if root.dep_ not in _AGENT:
        return None
    led = [child for child in verb.children if child.dep_ in SUBJECTS]
    if not led and verb.dep_ in ("acl", "advcl"):
        led = [verb.head, *(child for child in verb.head.children if child.dep_ in SUBJECTS)]
    return next((country for one in led if (country := _country(discourse, one)) is not None), None)


def _sender(discourse: Discourse, title: Title) -> int | None:
    """ "X arrived as envoy of President Y", "conveyed the greetings of President Y": the country of X."""
    root = discourse.root(title.person)
    sent = root.head.lemma_.lower() in words().sendings and root.dep_ == "nmod"
    if not sent or not any(child.dep_ == "case" and child.lower_ in ("of", "from") for child in root.children):
        return None
    verb = next((above for above in root.ancestors if above.pos_ == "VERB"), None)
    subjects = [child for child in verb.children if child.dep_ == "nsubj"] if verb is not None else []
    return _country(discourse, subjects[0]) if subjects else None


def _received(discourse: Discourse, title: Title, titles: Sequence[Title]) -> int | None:
    """Who receives a guest, or is met by one, is of the country where that is: "In Kelm she met President Y"."""
    if (visited := _visited(discourse, title, titles)) is not None:
        return visited
    guest = _guest(discourse.root(title.person))
    country = None if guest is None else _country(discourse, guest)
    if country is None:
        return None
    sentence = discourse.doc[discourse.mentions[title.person].start].sent
    for one in (sentence, *islice(sentences_before(sentence), _SCENES)):
        places = {state_id(discourse, i): i for i in _places(discourse, one)}
        if places:
            foreign = [i for actor, i in places.items() if actor != state_id(discourse, country)]
            return foreign[0] if len(places) == len(foreign) == 1 else None
    return None


def _guest(person: Token) -> Token | None:
    """Who is received by a person, or meets one."""
    verb = person.head
    if person.dep_ in SUBJECTS and verb.lemma_.lower() in words().receiving:
        guests: Collection[str] = ("obj",)
    elif (person.dep_ in _AGENT and verb.lemma_.lower() in words().receiving) or person.dep_ in ("obj", "obl"):
        if verb.lemma_.lower() not in words().receiving | words().calling_on:
            return None
        guests = SUBJECTS
    else:
        return None
    here = [child for child in verb.children if child.dep_ in guests]
    if here and here[0].pos_ == "PRON" and verb.dep_ == "acl:relcl":
        return verb.head
    if not here and verb.dep_ == "conj":
        here = [child for child in verb.head.children if child.dep_ in SUBJECTS]
    return here[0] if here else None


def _country(discourse: Discourse, token: Token) -> int | None:
    """The country of whom a word names or comes back to."""
    for index, one in enumerate(discourse.mentions):
        if one.start <= token.i < one.end and discourse.is_one(index):
            origin = discourse.origin(index)
            if discourse.type_of(origin) == "Country":
                return origin
            return next(iter(country_of(discourse, origin)), None)
    return None


def _places(discourse: Discourse, sentence: Span) -> Iterator[int]:
    """The countries and capitals where a sentence takes place: "arrived in Kelm"; none of its clauses' places."""
    for index, one in enumerate(discourse.mentions):
        if one.kind != "name" or not sentence.start <= one.start < sentence.end:
            continue
        root = discourse.root(index)
        there = any(child.dep_ == "case" and child.lower_ in ("in", "to") for child in root.children)
        if (
            there
            and root.dep_ in ("obl", "nmod")
            and (discourse.type_of(index) == "Country" or is_capital(discourse, index))
            and (root.head.lemma_.lower() in words().visiting or root.head.dep_ not in _ASIDE)
            and not any(above.dep_ == "acl:relcl" for above in (root.head, *root.head.ancestors))
        ):
            yield index


def _visited(discourse: Discourse, title: Title, titles: Sequence[Title]) -> int | None:
    """ "On a visit to Verana X met President Y": who is met there is of the country, or capital, that is visited."""
    sentence = discourse.doc[discourse.mentions[title.person].start].sent
    if discourse.is_subject(title.person):
        return None
    here = [other for other in titles if sentence.start_char <= other.span.start < sentence.end_char]
    taken = {state_id(discourse, other.body) for other in here if other.body is not None}
    places = [
        index
        for index, one in enumerate(discourse.mentions)
        if one.kind == "name"
        and sentence.start <= one.start < discourse.mentions[title.person].start
        and (discourse.type_of(index) == "Country" or is_capital(discourse, index))
        and _is_visited(discourse.root(index))
    ]
    free = [index for index in places if state_id(discourse, index) not in taken]
    return free[0] if len(places) == len(free) == 1 else None


def _is_visited(place: Token) -> bool:
    """What a visit goes to: "a visit to Verana", "visiting Verana", "flew to Verana"."""
    toward = any(child.dep_ == "case" and child.lower_ in ("to", "in") for child in place.children)
    above = place.head.lemma_.lower() in words().visiting
    return above and (toward or place.dep_ in ("obj", "nmod:poss", "compound"))


def is_capital(discourse: Discourse, index: int) -> bool:
    """The name of a place that is the seat of a state."""
    known = discourse.known(index)
    seat = discourse.authority.seat_of(known.id) if known else None
    return seat is not None and seat.type == "Country"


def state_id(discourse: Discourse, index: int) -> str:
    """The country that a mention stands for: itself, or of a capital its country."""
    known = discourse.known(index)
    seat = discourse.authority.seat_of(known.id) if known else None
    return seat.id if seat else discourse.actor_of(index)
