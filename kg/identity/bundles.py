"""Pairs to be compared, in bundles: each can be decided by itself, here, in another process, on another machine.

A bundle holds the pairs of some entities with those who share a block with them, and the profiles of all of these:
what it comes to depends on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final, Protocol, TypeAlias

from kg.identity.candidates import CROWDED
from kg.identity.index import Index
from kg.identity.match import compare
from kg.identity.profiles import Profile
from kg.model import Decision

__all__ = [
    "PAIRS",
    "Bundle",
    "Comparer",
    "Found",
    "Through",
    "alone",
    "beyond_few",
    "bundles",
    "comparing",
    "decided_here",
]

PAIRS: Final = 1000
"""About so many are in a bundle: a tenth of a second or two, and a megabyte at most."""

FEW: Final = 64
"""Bundles up to which one process is done before others have been started: those of some 8,000 articles."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Pairs of ids, and the profile of each of them."""

    profiles: Mapping[str, Profile]
    pairs: tuple[tuple[str, str], ...]


Found: TypeAlias = dict[tuple[str, str], Decision]
"""What comparing pairs found before, also those that are compared no more."""


def bundles(
    index: Index, named: Callable[[str], Profile | None], again: Collection[str]
) -> Iterator[tuple[Bundle, Found]]:
    """All pairs of these, one bundle after another: all pairs of a large graph are too many to be held. ``named``
    gives the profile of who has a name."""
    profiles: dict[str, Profile] = {}
    pairs: list[tuple[str, str]] = []
    old: Found = {}
    for id in sorted(again):
        others = {other for key in index.keys(id) for other in index.block(key, CROWDED) or ()} - {id}
        found = {one.other if one.one == id else one.one: one for one in index.found(id)}
        for other in found.keys() | others:
            if other < id and other in again:  # compared from its side
                continue
            pair = (min(id, other), max(id, other))
            if other in found:
                old[pair] = found[other]
            one, two = named(id), named(other)
            if other in others and one and two and (one.minted or two.minted):
                profiles |= {id: one, other: two}
                pairs.append(pair)
        if len(pairs) >= PAIRS:
            yield Bundle(profiles, tuple(pairs)), old
            profiles, pairs, old = {}, [], {}
    if pairs or old:
        yield Bundle(profiles, tuple(pairs)), old


# ------------------------------------------------------------------------------------------------ comparing

Decided: TypeAlias = tuple[Decision | None, ...]
Comparer: TypeAlias = Callable[[Iterator[Bundle]], Iterator[Decided]]
"""Gives the decision about each pair of each bundle, in order."""


class Through(Protocol):
    """Has bundles decided, wherever that is; gives what comes of them, in order.

    ``making`` gives what decides, there; ``lost`` decides here what nobody there survives.
    """

    def __call__(
        self, tasks: Iterator[Bundle], making: Callable[[], Comparer], lost: Callable[[Bundle, str], Decided]
    ) -> Iterator[Decided]: ...


def alone(
    tasks: Iterator[Bundle], making: Callable[[], Comparer], lost: Callable[[Bundle, str], Decided]
) -> Iterator[Decided]:
    """In this process."""
    return making()(tasks)


def beyond_few(through: Through, few: int = FEW) -> Through:
    """The first few in this process, all others through whoever that is."""

    def both(
        tasks: Iterator[Bundle], making: Callable[[], Comparer], lost: Callable[[Bundle, str], Decided]
    ) -> Iterator[Decided]:
        yield from alone(islice(tasks, few), making, lost)
        yield from through(tasks, making, lost)

    return both


def comparing() -> Comparer:
    """What decides."""
    return lambda bundles: map(_decided, bundles)


def decided_here(bundle: Bundle, why: str) -> Decided:
    """In this process, whatever other processes ended by."""
    return _decided(bundle)


def _decided(bundle: Bundle) -> Decided:
    known = bundle.profiles
    return tuple(compare(known[one], known[other]) for one, other in bundle.pairs)
