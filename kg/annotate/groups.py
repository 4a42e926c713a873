"""References to several: "they", "the three", "the two countries"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kg.annotate.discourse import SUBJECTS, Discourse
from kg.annotate.words import words


def they(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """The joined names, or the troops, sides and people of a country, that are the subject before."""
    for distance, candidates in enumerate(discourse.before(token, 1)):
        subjects = [i for i in candidates if discourse.mentions[i].kind == "name" and _heads_plural(discourse, i)]
        told = [i for i in candidates if len(discourse.refers.get(i, ())) > 1 and discourse.is_subject(i)]
        if told and (not subjects or told[-1] > subjects[-1] or distance == 0):
            return discourse.refers[told[-1]]  # "The two sides signed. They ..."
        if subjects:
            root = discourse.root(subjects[-1] if distance == 0 else subjects[0])
            return _joined(discourse, root) if root.dep_ in SUBJECTS else (subjects[-1],)
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
    return tuple(
        i
        for i, m in enumerate(discourse.mentions)
        if m.kind == "name" and m.label != "NORP" and discourse.root(i).i in heads
    )


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


def is_group(token: Token) -> bool:
    """A noun for so many: "the two countries", "both leaders", "the sides", "the three allies"."""
    return token.lemma_.lower() in words().pairs and _size(token) > 1


def _size(token: Token) -> int:
    """How many a plural noun says that they are; 0 where it does not."""
    if token.lower_ in words().two_alone or any(child.lower_ in words().both for child in token.children):
        return 2
    said = [child.lower_ for child in token.children if child.dep_ == "nummod"]
    return max((words().numbers.get(word, 0) for word in said), default=0)


def group(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """Those that a noun for so many comes back to; what they can be, the noun tells."""
    kinds = words().pairs[token.lemma_.lower()]
    return _pair(discourse, token, kinds) if _size(token) == 2 else _listed(discourse, token, kinds)


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
    seat = discourse.authority.seat_of(known.id) if known and discourse.is_subject(index) else None
    return seat.id if seat and any(discourse.ontology.is_a(seat.type, kind) for kind in kinds) else None


def _pair(discourse: Discourse, token: Token, kinds: Sequence[str], reach: int = 2) -> tuple[int, ...]:
    """The two that were named last, where they are exactly two, or are told as two: "between X and Y"."""
    latest: dict[str, int] = {}
    for candidates in discourse.before(token, reach):
        if between := _between(discourse, candidates, kinds):
            return between
        for i in candidates:
            if discourse.mentions[i].label == "NORP":
                continue  # "the Veran president" speaks of a person
            if (actor := _actor(discourse, i, kinds)) is not None:
                latest.setdefault(actor, i)
        if len(latest) >= 2:
            break
    return tuple(sorted(latest.values())) if len(latest) == 2 else ()


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
