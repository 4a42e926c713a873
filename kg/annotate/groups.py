"""References to several: "they", "the three", "the two countries"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.annotate.belongings import country_of
from kg.annotate.discourse import SUBJECTS, Discourse
from kg.annotate.owners import same_person
from kg.annotate.words import words
from kg.model.tree import Token

_FAR: Final = 8
"""Sentences that "the two blocs" may be away from their names: of such there are few in a text."""


def they(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """The joined names, or the troops, sides and people of a country, that are the subject before."""
    for distance, candidates in enumerate(discourse.before(token, 1)):
        subjects = [i for i in candidates if discourse.mentions[i].kind == "name" and _heads_plural(discourse, i)]
        subjects = [i for i in subjects if not _is_within(discourse, i)]
        told = [i for i in candidates if len(discourse.refers.get(i, ())) > 1 and discourse.is_subject(i)]
        if told and (not subjects or told[-1] > subjects[-1] or distance == 0):
            return discourse.refers[told[-1]]  # "The two sides signed. They ..."
        if couple := _couple(discourse, candidates):
            return couple
        if subjects:
            root = discourse.root(subjects[-1] if distance == 0 else subjects[0])
            return _joined(discourse, root) if root.dep_ in SUBJECTS else (subjects[-1],)
    return ()


def _is_within(discourse: Discourse, index: int) -> bool:
    """Part of a longer name: who "they" are, "Veran rebels" tells and not "Veran"."""
    one = discourse.mentions[index]
    return any(one.span in other.span and one is not other for other in discourse.mentions)


def _couple(discourse: Discourse, candidates: Sequence[int]) -> tuple[int, ...]:
    """Two of whom a sentence tells that they are a couple: "X married Y", "X and his wife, Y"; empty for none."""
    people = [i for i in candidates if discourse.mentions[i].label == "PERSON" and discourse.is_one(i)]
    for one in reversed(people):
        root = discourse.root(one)
        owners = [child for child in root.children if child.dep_ == "nmod:poss"]
        if root.lemma_.lower() in words().spouses and owners:
            others = [i for i in people if discourse.root(i) in owners]
        elif root.head.lemma_.lower() in words().weddings and root.dep_ in ("obj", "obl"):
            others = [i for i in people if discourse.root(i).head == root.head and discourse.is_subject(i)]
        else:
            continue
        if others:
            return (discourse.origin(others[0]), discourse.origin(one))
    return ()


def _heads_plural(discourse: Discourse, index: int) -> bool:
    """A name that begins a coordination of subjects, or whose noun is a plural subject ("Veran troops")."""
    root = discourse.root(index)
    if root.dep_ in SUBJECTS:
        return len(_joined(discourse, root)) > 1
    return root.dep_ in ("amod", "nmod:poss", "compound") and root.head.dep_ in SUBJECTS and root.head.tag_ == "NNS"


def _joined(discourse: Discourse, root: Token) -> tuple[int, ...]:
    """The names of a coordination, by its first head."""
    heads = {root.i, *(child.i for child in root.children if child.dep_ == "conj")}
    return tuple(discourse.named_at(heads))


def counted(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """Just so many that were told last ("the three", "the two"); empty for "the one" and "the three ships".

    Two people who act in the sentence or the one before go before names that are joined somewhere else.
    """
    wanted = words().numbers[token.lower_]
    if wanted < 2 or token.dep_ == "nummod":
        return ()
    found = _coordination(discourse, token, wanted)
    if wanted == 2 and not (found and _acts_near(discourse, found[0], token)):
        return _pair(discourse, token, ("Person",), reach=1) or found
    return found


def _coordination(discourse: Discourse, token: Token, wanted: int) -> tuple[int, ...]:
    """The last coordination of just so many names."""
    for i in reversed(range(len(discourse.mentions))):
        root = discourse.root(i)
        if discourse.mentions[i].end <= token.i and root.dep_ != "conj":
            group = _joined(discourse, root)
            if len(group) == wanted:
                return group
    return ()


def _acts_near(discourse: Discourse, index: int, token: Token) -> bool:
    """The subject of a main clause in this sentence or the one before."""
    root = discourse.root(index)
    near = any(index in candidates for candidates in discourse.before(token, 1))
    return near and root.dep_ in SUBJECTS and root.head.dep_ in ("ROOT", "conj")


def both(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """The two that "both" comes back to, where it stands alone; empty for "both of the ships"."""
    if any(child.dep_ == "nmod" for child in token.rights):
        return ()
    return _pair(discourse, token, ("Person", "Country", "Organization"), reach=1)


def one_of_two(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """ "the former", "the latter": of the two that were told last, by their place."""
    if not _is_alone(token):
        return ()
    other = next((one for one in token.sent if one.lower_ in words().one_of_two and _is_alone(one)), token)
    wanted = words().one_of_two[token.lower_]
    token = min(token, other, key=lambda one: one.i)  # both go back to what was told before the first of them
    named = [
        i
        for group in reversed(list(discourse.before(token, 1)))
        for i in group
        if discourse.mentions[i].kind == "name" and _is_any(discourse, i, ("Person", "Country", "Organization"))
    ]
    latest = {discourse.actor_of(i): i for i in reversed(named) if discourse.mentions[i].label != "NORP"}
    two = sorted(latest.values(), key=lambda i: discourse.mentions[i].start)
    return (two[wanted],) if len(two) == 2 else ()


def _is_alone(token: Token) -> bool:
    """No part of a title: "the former | president"."""
    before_noun = token.head.i > token.i and token.dep_ in ("compound", "nmod:desc", "amod")
    return not before_noun


def is_group(token: Token) -> bool:
    """A noun for so many: "the two countries", "both leaders", "the sides", "the three allies", "the trio"."""
    if _size(token) < 2 and token.lemma_.lower() in words().bands:
        return False  # "the rebels" may be one
    return bool(_kinds(token)) and (_size(token) > 1 or token.tag_ == "NNS")


def _kinds(token: Token) -> tuple[str, ...]:
    """What each of several called so can be."""
    noun = token.lemma_.lower()
    return words().pairs.get(noun) or words().descriptions.get(noun, ())


def _size(token: Token) -> int:
    """How many a plural noun says that they are; 0 where it does not."""
    if token.lower_ in words().together:
        return words().together[token.lower_]
    said = [child.lower_ for child in token.children if child.dep_ == "nummod"]
    if any(child.lower_ in words().both for child in token.children):
        return 2
    return max((words().numbers.get(word, 0) for word in said), default=2 * (token.lower_ in words().two_alone))


def group(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """Those that a noun for so many comes back to; what they can be, the noun tells."""
    kinds = _kinds(token)
    if _size(token) < 2:
        return _joined_subject(discourse, token, kinds)
    if _size(token) > 2:
        return _listed(discourse, token, kinds)
    reach = 2 if {"Person", "Country"} & set(kinds) else _FAR
    return _pair(discourse, token, kinds, reach) or (
        _countries_of_two(discourse, token) if "Country" in kinds else ()
    )


def _countries_of_two(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """ "Veran Premier X met his Solmarker counterpart, Y. The two countries ...": those of the two people."""
    people = _pair(discourse, token, ("Person",), 2)
    if any(above.dep_ == "ccomp" for i in people for above in (discourse.root(i), *discourse.root(i).ancestors)):
        return ()  # of whom somebody but speaks
    found = tuple(country for person in people for country in country_of(discourse, person)[:1])
    return found if len({discourse.actor_of(i) for i in found}) == 2 else ()


def _joined_subject(discourse: Discourse, token: Token, kinds: Sequence[str]) -> tuple[int, ...]:
    """ "X and Y agreed. The Nordic rivals ...": the names joined as subject of the sentence before."""
    if any(child.lower_ in words().contrasts or child.dep_ in ("nmod", "acl:relcl") for child in token.children):
        return ()
    _, *before = discourse.before(token, 1)
    for candidates in before:
        for i in candidates:
            root = discourse.root(i)
            names = _joined(discourse, root) if root.dep_ in SUBJECTS and root.head.dep_ in ("ROOT", "root") else ()
            if len(names) > 1 and all(_is_any(discourse, one, kinds) for one in names):
                return names
    return ()


def _listed(discourse: Discourse, token: Token, kinds: Sequence[str]) -> tuple[int, ...]:
    """The last coordination of just so many names of these kinds before a noun."""
    for i in reversed(range(len(discourse.mentions))):
        if discourse.mentions[i].end <= token.i and discourse.root(i).dep_ != "conj":
            names = _joined(discourse, discourse.root(i))
            if len(names) == _size(token) and all(_is_any(discourse, one, kinds) for one in names):
                return names
    return ()


def _is_any(discourse: Discourse, index: int, kinds: Sequence[str]) -> bool:
    return any(discourse.ontology.is_a(discourse.type_of(index), kind) for kind in kinds)


def _actor(discourse: Discourse, index: int, kinds: Sequence[str]) -> str | None:
    """Who a mention of these kinds is, or whose seat it is where it acts ("Bern refused"); None for any other."""
    known = discourse.known(index)
    if discourse.mentions[index].label == "PERSON" and "Person" in kinds:
        return discourse.name_of(index).split()[-1]
    if _is_any(discourse, index, kinds):
        return known.id if known else discourse.name_of(index)
    root = discourse.root(index)
    acts = discourse.is_subject(index) or (root.dep_ == "conj" and root.head.dep_ in SUBJECTS)
    seat = discourse.authority.seat_of(known.id) if known and acts else None
    return seat.id if seat and any(discourse.ontology.is_a(seat.type, kind) for kind in kinds) else None


def _pair(discourse: Discourse, token: Token, kinds: Sequence[str], reach: int = 2) -> tuple[int, ...]:
    """The two that were named last, where they are exactly two, or are told as two: "between X and Y"."""
    latest: dict[str, int] = {}
    noun = token.lemma_.lower()
    for distance, candidates in enumerate(discourse.before(token, reach)):
        candidates = [i for i in candidates if not _is_agent(discourse, i, token) and _is_such(discourse, i, noun)]
        if between := _between(discourse, candidates, kinds):
            return between
        for i in candidates:
            if distance and len(_joined(discourse, _first(discourse.root(i)))) > 2:
                continue  # of three told together in another sentence none is one of the two
            if discourse.mentions[i].label == "NORP" or discourse.mentions[i].start >= token.left_edge.i:
                continue  # "the Veran president" speaks of a person, "the two League members" of its members
            if len(two := discourse.refers.get(discourse.origin(i), ())) > 1:
                if len(two) == 2 and not latest and all(_is_any(discourse, one, kinds) for one in two):
                    return two
                continue  # "the two sides" were others
            if (actor := _actor(discourse, i, kinds)) is not None:
                latest.setdefault(actor, i)
        if len(latest) >= 2:
            break
    return tuple(sorted(latest.values())) if len(latest) == 2 else ()


def _first(root: Token) -> Token:
    """The first of those that are joined."""
    while root.dep_ == "conj" and root.head != root:
        root = root.head
    return root


def _is_agent(discourse: Discourse, index: int, token: Token) -> bool:
    """Who does something to the two, or between them, is none of them: "X, which mediated between the two"."""
    verb, root = token.head, discourse.root(index)
    root = root.head if root.dep_ == "conj" and root.head.dep_ in SUBJECTS else root
    if token.dep_ not in ("obj", "obl", "iobj"):
        return False
    return (root.head == verb and root.dep_ in SUBJECTS) or (verb.dep_ == "acl:relcl" and verb.head == root)


def _is_such(discourse: Discourse, index: int, noun: str) -> bool:
    """A spokeswoman is no "leader": a person with titles has one that the noun is a name for."""
    kinds = words().post_kinds.get(noun)
    if kinds is None or discourse.mentions[index].label != "PERSON":
        return True
    titles = [t for t in discourse.titles if same_person(discourse, t.person, index)]
    return not titles or any(kind in t.text.lower() for t in titles for kind in (*kinds, noun))


def _between(discourse: Discourse, candidates: Sequence[int], kinds: Sequence[str]) -> tuple[int, ...]:
    """The last two of these mentions that "between" joins."""
    for i in reversed(candidates):
        root = discourse.root(i)
        if any(child.dep_ == "case" and child.lower_ == "between" for child in root.children):
            names = _joined(discourse, root)
            if len(names) == 2 and all(_stands_for(discourse, one, kinds) for one in names):
                return names
    return ()


def _stands_for(discourse: Discourse, index: int, kinds: Sequence[str]) -> bool:
    """One of these kinds, or the seat of one."""
    known = discourse.known(index)
    seat = discourse.authority.seat_of(known.id) if known else None
    return _is_any(discourse, index, kinds) or (
        seat is not None and any(discourse.ontology.is_a(seat.type, kind) for kind in kinds)
    )
