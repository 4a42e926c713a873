"""Which names of persons are one person: "John Q. Roe Jr.", "John Roe", "Mr Roe"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.authority import comparable
from kg.resolve.name import Name
from kg.resolve.words import words

__all__ = ["Person", "bare", "people", "tells_who"]

_HABIT: Final = 2
"""Times that a surname alone has meant one person, from which on it goes on meaning that person."""


@dataclass(slots=True)
class Person:
    """Names that are one person's, with the words that each is made of; the reason why each was counted in."""

    members: list[Name] = field(default_factory=list)
    forms: list[tuple[str, ...]] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)

    @property
    def fullest(self) -> tuple[str, ...]:
        """The form with most words, the longest, the first."""
        return max(self.forms, key=lambda form: (len(form), sum(map(len, form))))

    def take(self, name: Name, form: tuple[str, ...], reason: str) -> None:
        """Counts a name in."""
        self.members.append(name)
        self.forms.append(form)
        self.reasons[name.index] = reason


def people(names: Sequence[Name]) -> list[Person]:
    """The persons behind names with the label PERSON, in the order in which their full names come.

    A surname alone is the person of that surname; of several, the only one called so twice before, else the one whose
    full name came last before it. A given name alone is somebody only where one person alone has it.
    """
    forms = {name.index: _form(name.text) for name in names}
    longer = set(forms.values())
    short = {name.index for name in names if _is_short(forms[name.index], longer)}
    found: list[Person] = []
    written_out = [name for name in names if name.index not in short]
    written_out.sort(key=lambda name: len(forms[name.index][0]) == 1)  # "J. Smith" after John and Jane
    for name in written_out:
        _full(name, forms[name.index], found)
    full = list(found)
    for name in names:
        if name.index in short:
            _short(name, forms[name.index], full, found)
    return found


def bare(text: str) -> str:
    """A person's name as written, without titles before it and degrees behind it; itself where nothing is left."""
    parts = text.split()
    while len(parts) > 1 and set(comparable(parts[0]).split()) <= words().titles:
        parts = parts[1:]
    return " ".join(parts)


def tells_who(name: str) -> bool:
    """True for a full name: two words or more that are no initials. "Osei" and "M. Osei" may be many people."""
    return sum(len(part) > 1 for part in comparable(bare(name)).split()) > 1


def _form(text: str) -> tuple[str, ...]:
    parts = comparable(bare(text)).split()
    while len(parts) > 1 and parts[-1] in words().suffixes:
        parts = parts[:-1]
    return tuple(parts)


def _is_short(form: tuple[str, ...], others: set[tuple[str, ...]]) -> bool:
    """One word, or the end of a longer name ("bin Salman")."""
    return len(form) == 1 or any(len(other) > len(form) and other[-len(form) :] == form for other in others)


def _full(name: Name, form: tuple[str, ...], found: list[Person]) -> None:
    matching = [person for person in found if all(_compatible(form, other) for other in person.forms)]
    if len(matching) == 1:
        reason = "same name" if form in matching[0].forms else f"{name.text}: given names agree"
        matching[0].take(name, form, reason)
    else:
        found.append(Person())
        found[-1].take(name, form, "named in full")


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Same surname, and given names that agree: equal, an initial, or left out after the first."""
    return one[-1] == other[-1] and _agree(one[0], other[0]) and all(map(_agree, one[1:-1], other[1:-1]))


def _agree(one: str, other: str) -> bool:
    return one == other or (one[0] == other[0] and 1 in (len(one), len(other)))


def _short(name: Name, form: tuple[str, ...], full: Sequence[Person], found: list[Person]) -> None:
    by_surname = [person for person in full if any(other[-len(form) :] == form for other in person.forms)]
    by_given = [person for person in full if any(other[: len(form)] == form for other in person.forms)]
    if by_surname:
        person = by_surname[0] if len(by_surname) == 1 else _last_before(name, by_surname)
        person.take(name, form, f"{name.text}: surname of {' '.join(_named(person))}")
    elif len(by_given) == 1:
        by_given[0].take(name, form, f"{name.text}: the only one so named")
    else:
        alone = next((person for person in found if person not in full and form in person.forms), None)
        if alone is None:
            found.append(alone := Person())
        alone.take(name, form, "same name")


def _last_before(name: Name, persons: Sequence[Person]) -> Person:
    """Whom alone the text has called so time and again; else whose full name came last, or the first of them."""
    called = [person for person in persons if sum(len(form) == 1 for form in person.forms) >= _HABIT]
    if len(called) == 1:
        return called[0]
    starts: Mapping[int, Person] = {
        member.start: person
        for person in persons
        for member, form in zip(person.members, person.forms, strict=True)
        if len(form) > 1 and member.start < name.start
    }
    return starts[max(starts)] if starts else persons[0]


def _named(person: Person) -> list[str]:
    return bare(person.members[0].text).split()
