"""Who is one actor, decided again only where a change may have made it otherwise: as deciding from the whole would.

What an article tells of an entity changes its profile, and those of its neighbours where it is another's name or
becomes a place; profiles change keys and pairs, also in a block that becomes crowded or ceases to be; and of the
decisions only those are made one again that such a pair is linked with.
"""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from typing import Any, Final

from kg.authority import comparable
from kg.identity.bundles import Bundle, Found, Through, alone, bundles, comparing, decided_here
from kg.identity.candidates import CROWDED, keys
from kg.identity.clusters import clustered
from kg.identity.homonyms import borne
from kg.identity.index import Index
from kg.identity.match import NO_SLIP
from kg.identity.profiles import Profile
from kg.identity.traits import Recount
from kg.model import Decision, Identities, Verdict
from kg.resolve import is_minted

__all__ = ["Followed", "Touched", "decided", "follow", "followed", "known"]

_HELD: Final = 100_000
"""Names, sources and neighbours in the profiles that are kept for when they are wanted again, at most: an actor of
very many articles has thousands."""


_MANY: Final = 50
"""Articles, from which on what they tell of an entity is counted (``traits``)."""


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change touches: entities of which a profile or a pair is another; names that are another's in an article
    than before, (id, source)."""

    ids: frozenset[str]
    names: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Followed:
    """What is decided now of those whom a change may have touched.

    ``identities``: who of ``ids`` stands for whom, the decisions between any two of them, the bearers of ``names``.
    All else is as it was.
    """

    ids: frozenset[str]
    names: frozenset[tuple[str, str]]
    identities: Identities


def follow(
    index: Index,
    articles: Iterable[tuple[str, Mapping[str, str]]],
    judged: Sequence[Decision],
    through: Through = alone,
) -> Touched:
    """Brings the index up to date with what these articles tell now (``tellings``; none: they are gone) and people
    judge.

    Each is given with its source; the others are as the index knows them. ``through`` compares pairs.
    """
    recount = Recount(index)
    touched, moved = _split(index, _told(index, articles, recount), recount)
    recount.on()
    _Book(index).kinds(touched)
    book = _Book(index)
    ends = _pairs(index, book, touched, through)
    before, now = index.judged(), {(one.one, one.other): repr(one) for one in judged}
    for pair in before.keys() | now.keys():
        if before.get(pair) != now.get(pair) or not touched.isdisjoint(pair):
            ends.update(pair)
    index.judge(judged)
    return Touched(frozenset(touched | ends), moved)


def followed(index: Index, touched: Touched, judged: Sequence[Decision]) -> Followed:
    """What is decided anew after a change, by an index that has followed it."""
    ids = _reached(index, touched.ids, judged)
    found = {(one.one, one.other): one for id in ids for one in index.found(id) if {one.one, one.other} <= ids}
    here = [one for one in judged if {one.one, one.other} <= ids]
    split = {name: bearer for name in sorted(touched.names) if (bearer := index.meant(*name)) != name[0]}
    return Followed(ids, touched.names, _identities(_Book(index), found, here, split))


def known(index: Index, ids: Iterable[str]) -> dict[str, Profile]:
    """Those of these entities that have a name."""
    book = _Book(index)
    return {id: profile for id in ids if (profile := book.named(id))}


def decided(index: Index, judged: Sequence[Decision]) -> Identities:
    """All that is decided by an index that has followed."""
    found = {(one.one, one.other): one for one in index.every_found()}
    split = {
        (id, source): bearer for id in sorted(index.several()) for source, bearer in sorted(index.bearers(id).items())
    }
    return _identities(_Book(index), found, judged, split)


def _identities(
    book: _Book,
    found: Mapping[tuple[str, str], Decision],
    judged: Sequence[Decision],
    split: Mapping[tuple[str, str], str],
) -> Identities:
    """What comes of these pairs and judgements, with those who bear a name that is others', too."""
    ids = {id for one in (*found.values(), *judged) for id in (one.one, one.other)}
    bare = {id: _bare(profile) for id in ids if (profile := book.named(id))}
    return clustered(bare, [found[pair] for pair in sorted(found)], judged, split)


def _bare(profile: Profile) -> Profile:
    """What is held of all of them: comparing is done, and of many articles it matters only that they are many."""
    some = set(islice(profile.sources, NO_SLIP))
    return replace(profile, sources=some, countries=_EMPTY, posts=_EMPTY, linked=_EMPTY, met=_EMPTY)


_EMPTY: Final = set[Any]()  # one for all of them: nobody changes a profile that is made


def _told(index: Index, articles: Iterable[tuple[str, Mapping[str, str]]], recount: Recount) -> frozenset[str]:
    """The ids, as articles were read with, of which one of these tells otherwise than before."""
    changed = set()
    for source, new in articles:
        old = index.told(source)
        for id in old.keys() | new.keys():
            if old.get(id) != new.get(id):
                recount.off(id, source)
                index.tell(id, source, new.get(id))
                changed.add(id)
    return frozenset(changed)


def _split(index: Index, names: Collection[str], recount: Recount) -> tuple[set[str], frozenset[tuple[str, str]]]:
    """Decides again who bears these names; gives the entities that this touches, and where another is meant."""
    touched, moved = set(names), set[tuple[str, str]]()
    for id in sorted(name for name in names if is_minted(name)):  # a known actor is one, however many name it
        old, new = index.bearers(id), borne(id, (seen for seen in index.persons(id) if seen.named))
        touched.update(old.values(), new.values())
        for source in old.keys() | new.keys():
            if old.get(source) != new.get(source):
                for one in (id, *recount.beside(id, source)):
                    recount.off(one, source)
                index.split(id, source, new.get(source))
                moved.add((id, source))
    for id, source in moved:  # who stands beside the name there stands beside another
        touched.update(index.meant(neighbour, source) for neighbour in recount.beside(id, source))
    return touched, frozenset(moved)


@dataclass(slots=True)
class _Book:
    """Profiles and kinds, put together when they are first wanted."""

    index: Index
    _weight: int = 0
    _profiles: dict[str, Profile | None] = field(default_factory=dict)
    _kinds: dict[str, str | None] = field(default_factory=dict)
    _shared: dict[str, bool] = field(default_factory=dict)

    def kinds(self, touched: set[str]) -> None:
        """Notes the kind of each of these; adds those whose neighbour becomes a place or ceases to be one."""
        beside: set[str] = set()
        for id in touched:
            old, first = self.index.kind(id), next(self.index.sightings(id), None)
            new = first[1].kind if first else None
            if old == new:
                continue
            self.index.set_kind(id, new)
            if old and new and is_minted(id) and "Place" in (old, new):
                every = self.index.sightings(id)
                beside.update(self._meant(other, source) for source, seen in every for other in seen.met)
        touched |= beside

    def named(self, id: str) -> Profile | None:
        """The profile of an entity that has a name; None where it has none, or where no article tells of it."""
        if id in self._profiles:
            found = self._profiles.pop(id)
        else:
            profile = self._profile(id)
            found = profile if profile and profile.named else None
            self._weight += _weight(found)
        self._profiles[id] = found  # the last that was asked for goes last
        while self._weight > _HELD and len(self._profiles) > 1:
            self._weight -= _weight(self._profiles.pop(next(iter(self._profiles))))
        return found

    def _profile(self, id: str) -> Profile | None:
        if id in self.index.traits.ids:
            return self._gathered(id)
        found = None
        for number, (source, seen) in enumerate(self.index.sightings(id)):
            if number == _MANY:
                told = ((seen, partial(self._meant, source=source)) for source, seen in self.index.sightings(id))
                self.index.traits.gather(id, told)
                return self._gathered(id)
            if found is None:
                found = Profile(id, seen.label, seen.kind, is_minted(id))
            found.label = min(found.label, seen.label, key=lambda name: (-len(name), name))
            found.names |= seen.names
            found.sources |= seen.sources
            found.countries.update(self._meant(other, source) for other in seen.countries)
            found.posts.update((role, self._meant(body, source)) for role, body in seen.posts)
            found.met.update(self._meant(other, source) for other in seen.met)
        if found is not None:
            found.linked.update(filter(self._links, found.met))
            found.shared = self._several(id)
        return found

    def _gathered(self, id: str) -> Profile | None:
        kind = self.index.kind(id)
        return self.index.traits.profile(id, kind, self._links, self._several(id)) if kind else None

    def _links(self, id: str) -> bool:
        """With places and known actors everybody is linked."""
        return is_minted(id) and self._kind(id) != "Place"

    def _meant(self, id: str, source: str) -> str:
        return self.index.meant(id, source) if self._several(id) else id

    def _several(self, id: str) -> bool:
        """Whether several bear this name; asked for very often."""
        if id not in self._shared:
            self._shared[id] = self.index.shared(id)
        return self._shared[id]

    def _kind(self, id: str) -> str | None:
        if id not in self._kinds:
            self._kinds[id] = self.index.kind(id)
        return self._kinds[id]


def _weight(profile: Profile | None) -> int:
    """About how much is held for it."""
    return 1 if profile is None else len(profile.names) + len(profile.sources) + len(profile.met) + len(profile.posts)


def _pairs(index: Index, book: _Book, touched: Collection[str], through: Through) -> set[str]:
    """Compares again whom these have to be compared with; gives the ends of all pairs of which another is found."""
    crossed = _keyed(index, book, touched)
    again = {*touched, *(id for key in crossed for id in index.members(key))}
    ends: set[str] = set()
    way: deque[tuple[Bundle, Found]] = deque()  # bundles that somebody compares

    def sent() -> Iterator[Bundle]:
        for one in bundles(index, book.named, again):
            way.append(one)
            yield one[0]

    for decided in through(sent(), comparing, decided_here):
        bundle, old = way.popleft()
        new = dict(zip(bundle.pairs, decided, strict=True))
        for pair in old.keys() | new.keys():
            was, now = old.get(pair), new.get(pair)
            if was != now:
                if was:
                    index.forget(was)
                if now:
                    index.decide(now)
                ends.update(pair)
    return ends


def _keyed(index: Index, book: _Book, touched: Collection[str]) -> list[str]:
    """Notes the keys and names of these; gives those keys that become crowded or cease to be."""
    for id in touched:
        profile = book.named(id)
        index.set_keys(id, {json.dumps(key, ensure_ascii=False) for key in keys(profile)} if profile else set())
        index.call(id, {comparable(name) for name in (profile.label, *profile.names)} if profile else set())
    return index.crossed(CROWDED)


def _reached(index: Index, starts: Collection[str], judged: Iterable[Decision]) -> frozenset[str]:
    """All who may be of one group with one of these."""
    joined: dict[str, set[str]] = defaultdict(set)
    for one in judged:
        if one.verdict is Verdict.SAME:
            joined[one.one].add(one.other)
            joined[one.other].add(one.one)
    found, todo = set(starts), list(starts)
    while todo:
        id = todo.pop()
        linked = {end for one in index.found(id) if one.verdict is Verdict.SAME for end in (one.one, one.other)}
        todo += (fresh := (linked | joined[id]) - found)
        found |= fresh
    return frozenset(found)
