"""Nouns for a person that tell no post: "the economist", "the 63-year-old", "the outgoing minister"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from kg.annotate.discourse import SUBJECTS, Discourse
from kg.annotate.owners import same_person
from kg.annotate.profiles import agree, sex_of
from kg.annotate.words import words
from kg.model.tree import Token

_REACH: Final = 2
"""Sentences that a description may be away from the only person whom they name."""


def is_person(token: Token) -> bool:
    """A noun for a person: "the tycoon", "the 63-year-old"."""
    return token.lemma_.lower() in words().people and token.tag_ not in ("NNS", "NNPS")


def somebody(discourse: Discourse, token: Token, beside: Sequence[Token]) -> tuple[int, ...]:
    """The person who was introduced so, or of that age; else the only one of whom the text speaks here."""
    told = {child.lower_ for child in beside}
    if not told.isdisjoint(words().contrasts - words().collectives):
        return ()
    nations = _nations(discourse, beside)
    age = _age(token)
    fitting = [
        i
        for i, m in enumerate(discourse.mentions)
        if m.kind == "name" and m.label == "PERSON" and m.end <= token.i and _is_told(discourse, i, token, age)
    ]
    fitting = [i for i in fitting if nations <= discourse.profile(i).nations and not _acts_on(discourse, i, token)]
    if fitting:
        return (fitting[-1],) if len({discourse.full_name(i) for i in fitting}) == 1 else ()
    if age is None and token.lower_ == "old":
        return ()
    found = salient(discourse, token, lambda i: agrees(discourse, i, token) and _is_from(discourse, i, nations))
    return () if found is None else (found,)


def _is_from(discourse: Discourse, index: int, nations: set[str]) -> bool:
    """Does nothing that is told of a person speak against these nations?"""
    told = discourse.profile(index).nations or {
        land_of(discourse, title.body)
        for title in discourse.titles
        if title.body is not None and same_person(discourse, title.person, index)
    }
    return nations <= told if told else not any(visits(discourse, index, land) for land in nations)


def has_age(token: Token) -> bool:
    """ "the premier, 77,": the figure behind the noun."""
    behind = token.doc[token.i + 1 : token.i + 3]
    return behind.text.startswith(",") and behind[-1].text.isdigit()


def _is_told(discourse: Discourse, index: int, token: Token, age: str | None) -> bool:
    profile = discourse.profile(index)
    return age in profile.ages if age is not None else token.lemma_.lower() in profile.nouns


def _age(token: Token) -> str | None:
    """The figure of "63-year-old"; None where there is none."""
    if token.lower_ not in ("old", "year-old") and not token.lower_.endswith("-old"):
        return None
    return next((t.text for t in reversed(token.doc[max(0, token.i - 4) : token.i]) if t.text.isdigit()), None)


def agrees(discourse: Discourse, index: int, token: Token) -> bool:
    """A man is no "businesswoman"."""
    return agree(discourse.profile(index).sex, sex_of(token.lemma_.lower()))


def salient(discourse: Discourse, token: Token, fits: Callable[[int], bool]) -> int | None:
    """The only person of the nearest sentences before that name any, who fits; not who is told of beside the token.

    A description that leads on to somebody is the subject of its clause: "The tycoon met ...".
    """
    if token.dep_ not in SUBJECTS and token.dep_ != "nmod:poss":
        return None
    here, *before = discourse.before(token, _REACH)
    for candidates in before:
        people = [i for i in candidates if discourse.mentions[i].label == "PERSON"]
        if not people:
            continue
        if len({discourse.full_name(i) for i in people}) > 1:
            people = [i for i in people if discourse.is_subject(i) and _is_main(discourse, i)]
            alone = len({discourse.full_name(i) for i in people}) == 1 and _is_most_told(discourse, people[0], token)
            if not alone:
                return None
        if not fits(people[-1]) or any(discourse.full_name(i) == discourse.full_name(people[-1]) for i in here):
            return None
        return None if _acts_on(discourse, people[-1], token) else people[-1]
    return None


def _is_main(discourse: Discourse, index: int) -> bool:
    return discourse.root(index).head.dep_ in ("ROOT", "root")


def _is_most_told(discourse: Discourse, index: int, token: Token) -> bool:
    """Is this the person whom the text before a token names more often than any other?"""
    times: dict[str, int] = {}
    for i, m in enumerate(discourse.mentions):
        if m.label == "PERSON" and m.end <= token.i:
            times[discourse.full_name(i)] = times.get(discourse.full_name(i), 0) + 1
    mine = times.pop(discourse.full_name(index))
    return all(mine > others for others in times.values())


def _acts_on(discourse: Discourse, index: int, token: Token) -> bool:
    """Is the person named again in the sentence, or a "him" beside the noun? Then the noun is somebody else."""
    if any(child.lower_ in words().object_pronouns and child.dep_ != "nmod:poss" for child in token.head.children):
        return True
    return any(
        m.kind == "name" and m.label == "PERSON" and discourse.full_name(i) == discourse.full_name(index)
        for i, m in enumerate(discourse.mentions)
        if token.sent.start <= m.start < token.sent.end
    )


def _nations(discourse: Discourse, beside: Sequence[Token]) -> set[str]:
    known = (discourse.authority.demonym(child.text) for child in beside)
    return {one.id for one in known if one is not None and one.type == "Country"}


def land_of(discourse: Discourse, body: int) -> str:
    """The id of the state that a body is, or has, or is the seat of; else what the body is."""
    known = discourse.known(body)
    seat = discourse.authority.seat_of(known.id) if known else None
    actor = seat or known
    return actor.country or actor.id if actor else discourse.actor_of(body)


def visits(discourse: Discourse, index: int, land: str) -> bool:
    """Does the sentence of a mention tell of that state? Then it is not where the person is from."""
    sentence = discourse.doc[discourse.mentions[index].start].sent
    near = (i for i, m in enumerate(discourse.mentions) if sentence.start <= m.start < sentence.end)
    return any(land_of(discourse, i) == land for i in near if discourse.mentions[i].label in ("GPE", "LOC", "NORP"))
