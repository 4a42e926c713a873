"""Are two entities one actor? By their names first, then by what is told of them."""

from __future__ import annotations

from typing import Final

from kg.identity.profiles import Profile
from kg.model import Decision, Verdict
from kg.resolve.likeness import LIKELY, SURE, Likeness, alike

__all__ = ["NO_SLIP", "SAME_TO_THE_EAR", "compare"]

_PLAIN: Final = 0.88
"""Names so alike are one without more, where nothing speaks against it."""
_WORTH_A_LOOK: Final = 0.7
"""Names less alike than that are not shown to anybody, where nothing else agrees."""
NO_SLIP: Final = 3
"""Articles that write a name so, from which on it is no slip of the pen: two such names are two, as a rule."""
SAME_TO_THE_EAR: Final = 0.94
"""From here on one article may write both and mean one: names that differ by blanks, marks, transliteration."""


def compare(one: Profile, other: Profile) -> Decision | None:
    """The decision about two entities; None where nobody would take them for one."""
    one, other = sorted((one, other), key=lambda profile: profile.id)
    agree = _agree(one, other)
    surnames = one.person and other.person and one.vague and other.vague
    if other.id in one.met or (surnames and not agree):  # nobody meets himself; a surname has many bearers
        return None
    names = _best(one, other)
    if names.score < LIKELY:
        return None
    against = _against(one, other, names.score)
    verdict = _verdict(one, other, names.score, bool(agree), bool(against))
    if verdict is None:
        return None
    reasons = [f"{one.label} = {other.label}: {names.because}", *agree, *against]
    return Decision(one.id, other.id, verdict, "; ".join(reasons), round(_score(names, agree, against), 4))


def _verdict(one: Profile, other: Profile, names: float, agree: bool, against: bool) -> Verdict | None:
    """What the likeness of the names, and what agrees and speaks against it, add up to; None: not worth a look."""
    if against:
        return Verdict.UNDECIDED if names >= SURE or agree else None
    if one.vague or other.vague:
        return Verdict.SAME if agree else Verdict.UNDECIDED
    if names < SAME_TO_THE_EAR and min(len(one.sources), len(other.sources)) >= NO_SLIP:
        return Verdict.SAME if agree and one.person and names >= SURE else Verdict.UNDECIDED
    if names >= _PLAIN:
        return Verdict.SAME
    if agree and one.person:
        return Verdict.SAME if names >= _WORTH_A_LOOK else Verdict.UNDECIDED
    return Verdict.UNDECIDED if names >= _WORTH_A_LOOK else None


def _best(one: Profile, other: Profile) -> Likeness:
    """Of all their names the two that are most alike; a surname is compared only where there is no fuller name."""
    person = one.person and other.person
    mine, yours = (_full(profile) for profile in (one, other))
    found = [alike(a, b, person=person) for a in mine for b in yours]
    return max(found, key=lambda likeness: (likeness.score, likeness.because))


def _full(profile: Profile) -> list[str]:
    names = sorted(profile.names)
    return [name for name in names if not profile.person or " " in name] or names


def _agree(one: Profile, other: Profile) -> list[str]:
    """What is told of both, in words, strongest first."""
    found = [f"both {role or 'hold a post'} in {body}" for role, body in sorted(one.posts & other.posts)]
    if one.vague and other.vague:
        return found  # a neighbour may have met two of one surname
    found += [f"both linked with {id}" for id in sorted(one.linked & other.linked)[:3]]
    if not found and not (one.vague or other.vague):  # a country has more than one of a surname
        found = [f"both of {id}" for id in sorted(one.countries & other.countries)]
    return found


def _against(one: Profile, other: Profile, names: float) -> list[str]:
    """What cannot be true of one actor, in words."""
    found = []
    if one.countries and other.countries and not one.countries & other.countries:
        found.append(f"of {', '.join(sorted(one.countries))} against {', '.join(sorted(other.countries))}")
    shared = sorted(one.sources & other.sources)
    if shared and names < SAME_TO_THE_EAR:
        found.append(f"told apart in {shared[0]}")
    return found


def _score(names: Likeness, agree: list[str], against: list[str]) -> float:
    """The likeness of the names, half the way to 1 where something agrees, half the way to 0 where not."""
    score = names.score + (1 - names.score) / 2 if agree else names.score
    return score / 2 if against else score
