"""Decisions about pairs made one: who stands for whom, without contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.identity.match import NO_SLIP, SAME_TO_THE_EAR
from kg.identity.profiles import Profile
from kg.model import Decision, Identities, Verdict
from kg.resolve.likeness import LIKELY, alike

__all__ = ["clustered"]


def clustered(
    profiles: Mapping[str, Profile],
    found: Iterable[Decision],
    judged: Sequence[Decision],
    split: Mapping[tuple[str, str], str],
) -> Identities:
    """Who stands for whom: what people judged first, then the surest matches, lone surnames last.

    A match that would join two whom somebody holds apart, or two known actors, stays undecided and tells why.
    """
    groups = _Groups(profiles)
    decisions = {_pair(decision): decision for decision in found}
    here = [decision for decision in judged if decision.one in profiles and decision.other in profiles]
    for decision in sorted(here, key=lambda one: (one.verdict is Verdict.SAME, _pair(one))):
        decisions[_pair(decision)] = groups.judge(decision)
    full, lone = _matches(decisions.values(), profiles)
    for decision in full:
        decisions[_pair(decision)] = groups.match(decision)
    for decision in _unambiguous(lone, profiles, groups):
        decisions[_pair(decision)] = groups.match(decision) if decision.verdict is Verdict.SAME else decision
    kept = tuple(decisions[pair] for pair in sorted(decisions) if not _moot(decisions[pair], groups))
    return Identities(groups.replaced(), split, kept)


def _pair(decision: Decision) -> tuple[str, str]:
    return decision.one, decision.other


def _matches(decisions: Iterable[Decision], profiles: Mapping[str, Profile]) -> tuple[list[Decision], list[Decision]]:
    """The matches that no person judged, surest first: those of full names; those of a lone surname."""
    mine = [one for one in decisions if one.score is not None and one.verdict is Verdict.SAME]
    mine.sort(key=lambda one: (-(one.score or 0.0), _pair(one)))
    alone = {id for id, profile in profiles.items() if profile.vague}
    return [one for one in mine if not alone & {*_pair(one)}], [one for one in mine if alone & {*_pair(one)}]


def _unambiguous(lone: Sequence[Decision], profiles: Mapping[str, Profile], groups: _Groups) -> list[Decision]:
    """The matches of lone surnames: where two actors are as likely as each other, neither is decided."""
    best: dict[str, list[tuple[float, str]]] = {}
    for decision in lone:
        for mine, yours in (_pair(decision), _pair(decision)[::-1]):
            if profiles[mine].vague and not profiles[yours].vague:
                best.setdefault(mine, []).append((decision.score or 0.0, groups.root(yours)))
    torn = {
        id: ", ".join(sorted({root for score, root in found if score == max(found)[0]}))
        for id, found in best.items()
        if len({root for score, root in found if score == max(found)[0]}) > 1
    }
    return [_torn(decision, torn) for decision in lone]


def _torn(decision: Decision, torn: Mapping[str, str]) -> Decision:
    for end in _pair(decision):
        if end in torn:
            because = f"{decision.because}; as likely: {torn[end]}"
            return replace(decision, verdict=Verdict.UNDECIDED, because=because)
    return decision


def _moot(decision: Decision, groups: _Groups) -> bool:
    """A doubt that other decisions have settled."""
    return decision.verdict is Verdict.UNDECIDED and groups.root(decision.one) == groups.root(decision.other)


@dataclass(slots=True)
class _Groups:
    """Disjoint groups of ids, and the pairs that must not meet in one."""

    profiles: Mapping[str, Profile]
    _root: dict[str, str] = field(default_factory=dict)
    _members: dict[str, list[str]] = field(default_factory=dict)
    _apart: dict[str, set[str]] = field(default_factory=dict)

    def root(self, id: str) -> str:
        """One id for all of a group."""
        return self._root.get(id, id)

    def judge(self, decision: Decision) -> Decision:
        """Does as a person judged; gives the judgement, as undecided where it contradicts another."""
        if decision.verdict is not Verdict.SAME:
            self._apart.setdefault(decision.one, set()).add(decision.other)
            self._apart.setdefault(decision.other, set()).add(decision.one)
            return decision
        if against := self._judged_apart(decision):
            because = f"judged same, but {against}: these judgements contradict each other"
            return replace(decision, verdict=Verdict.UNDECIDED, because=because)
        self._join(decision)
        return decision

    def match(self, decision: Decision) -> Decision:
        """Joins the two groups of a match; gives it as undecided where they must stay apart."""
        if self.root(decision.one) == self.root(decision.other):
            return decision
        apart = (self._judged_apart, self._known_apart, self._named_apart, self._spelt_apart)
        if against := next((found for check in apart if (found := check(decision))), None):
            return replace(decision, verdict=Verdict.UNDECIDED, because=f"{decision.because}; but {against}")
        self._join(decision)
        return decision

    def replaced(self) -> dict[str, str]:
        """Each id that another stands for, with that other: the known actor, else the one of the fullest name."""
        found: dict[str, str] = {}
        for members in self._members.values():
            winner = min(members, key=self._rank)
            found.update((id, winner) for id in members if id != winner)
        return dict(sorted(found.items()))

    def _rank(self, id: str) -> tuple[bool, bool, int, int, str]:
        profile = self.profiles[id]
        return profile.minted, profile.vague, -len(profile.label.split()), -len(profile.label), id

    def _group(self, id: str) -> list[str]:
        return self._members.get(self.root(id), [id])

    def _join(self, decision: Decision) -> None:
        together = [*self._group(decision.one), *self._group(decision.other)]
        for end in _pair(decision):
            self._members.pop(self.root(end), None)
        root = min(together)
        self._members[root] = sorted(set(together))
        self._root.update(dict.fromkeys(together, root))

    def _judged_apart(self, decision: Decision) -> str | None:
        other = set(self._group(decision.other))
        for id in self._group(decision.one):
            if held := sorted(self._apart.get(id, set()) & other):
                return f"{id} and {held[0]} were judged apart"
        return None

    def _known_apart(self, decision: Decision) -> str | None:
        known = [id for end in _pair(decision) for id in self._group(end) if not self.profiles[id].minted]
        return f"{' and '.join(sorted(known))} are two known actors" if len(known) > 1 else None

    def _spelt_apart(self, decision: Decision) -> str | None:
        """A slip of the pen is rare: two names of bodies that many articles write so are two."""
        one, other = (self.profiles[id] for id in _pair(decision))
        if one.person or alike(one.label, other.label, person=False).score >= SAME_TO_THE_EAR:
            return None
        sources = (set().union(*(self.profiles[id].sources for id in self._group(end))) for end in _pair(decision))
        return "many articles write either so" if min(map(len, sources)) >= NO_SLIP else None

    def _named_apart(self, decision: Decision) -> str | None:
        """Persons of one group must all be able to be one by their fullest names."""
        one, other = ([self.profiles[id] for id in self._group(end)] for end in _pair(decision))
        for mine in one:
            for yours in other:
                if mine.person and yours.person and not mine.vague and not yours.vague:
                    names = alike(mine.label, yours.label, person=True)
                    if names.score < LIKELY:
                        return f"{mine.label} and {yours.label} are two: {names.because}"
        return None
