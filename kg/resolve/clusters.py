"""Which name mentions of an article are one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.authority import Authority, Known, comparable
from kg.resolve.bodies import OF_A_COUNTRY, Body, body, known_body
from kg.resolve.labels import company_names, relabelled, without_surnames
from kg.resolve.name import COMMON, Name
from kg.resolve.people import people
from kg.resolve.types import head_of, type_of
from kg.resolve.words import words

__all__ = ["Cluster", "clusters"]

_NEAR: Final = 12
"""Tokens: a country said so shortly before "the Foreign Ministry" is the one whose ministry it is."""
_PARTY: Final = "PoliticalParty"
_SHORTENED: Final = ("Company", "Organization", "MediaOutlet")
"""Classes whose head words are left out when a name comes again."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Names that stand for one thing, in order.

    ``reasons`` tells why, by mention index, where it is more than "same name". ``known`` where the authority has it.
    Else ``identity`` is what makes it this thing in any article, and ``country`` the id of the country to which it
    belongs, None where none is told.
    """

    names: tuple[Name, ...]
    reasons: Mapping[int, str]
    known: Known | None = None
    identity: str = ""
    country: str | None = None

    @property
    def label(self) -> str:
        """The name label that most mentions have; of several, the first."""
        return Counter(name.label for name in self.names).most_common(1)[0][0]


def clusters(names: Sequence[Name], authority: Authority) -> list[Cluster]:
    """All names of an article, each in exactly one cluster."""
    brackets = _by_initials(names) | {name.short: name for name in reversed(names) if name.short}
    known = {name.index: found for name in names if (found := _known(name, brackets, authority))}
    known = without_surnames(names, dict(_of_their_land(names, known)))
    known |= _short_for(names, known, authority)
    known |= _called_back(names, known) | company_names(names, known, authority)
    names = relabelled(names, known)
    names = [name for name in names if name.index in known or _names_one(name, authority)]
    persons = [name for name in names if name.label == "PERSON" and name.index not in known]
    rest = [name for name in names if name.label != "PERSON" and name.index not in known]
    return [
        *_of_known([name for name in names if name.index in known], known),
        *(Cluster(tuple(p.members), p.reasons, identity=" ".join(p.fullest)) for p in people(persons)),
        *_of_bodies(rest, brackets, _Countries(names, known), authority),
    ]


def _by_initials(names: Sequence[Name]) -> dict[str, Name]:
    """Bodies named by the initials of their names, three at least: "Rapid Support Forces ... the RSF"."""
    found = {}
    for name in reversed(names):
        initials = "".join(word[0] for word in name.text.split() if word[0].isupper())
        if len(initials) > 2 and name.label not in ("PERSON", "NORP"):
            found[initials] = name
    return {short: name for short, name in found.items() if any(other.text == short for other in names)}


def _known(name: Name, brackets: Mapping[str, Name], authority: Authority) -> Known | None:
    """What the authority knows by this name; an acronym that the article itself explains means what it says there."""
    explained = brackets.get(name.text)
    if explained is not None and explained is not name and explained.text != name.text:
        return _known(explained, {}, authority)
    if name.label == "NORP" and (people_of := authority.demonym(name.text)):
        return people_of
    found = authority.find(name.text, label=name.label) or _in_other_words(name, authority)
    if found is not None and name.whose and comparable(name.text) in map(comparable, found.shared):
        return known_body(
            f"{name.whose} {name.text}", name.label, authority
        )  # "Russia's Security Council": not the UN's
    return found


def _in_other_words(name: Name, authority: Authority) -> Known | None:
    if name.label in ("PERSON", "NORP"):
        return None
    by_short = authority.find(name.short, label=name.label) if name.short else None
    if by_short is not None and comparable(name.text) in map(comparable, by_short.names):
        return by_short
    return known_body(name.text, name.label, authority)


def _of_their_land(names: Sequence[Name], known: Mapping[int, Known]) -> Iterator[tuple[int, Known]]:
    """The known ones without parties of countries that the article does not speak of, by a name that others have too:
    of an article on Verana "the Socialist Party" is not the French one."""
    others = [one for one in known.values() if one.type != _PARTY]
    lands = {one.id if one.type == "Country" else one.country for one in others} - {None}
    for name in names:
        one = known.get(name.index)
        shares = one is not None and comparable(name.text) in map(comparable, one.shared)
        if one is not None and not (shares and one.type == _PARTY and lands and one.country not in lands):
            yield name.index, one


def _short_for(names: Sequence[Name], known: Mapping[int, Known], authority: Authority) -> dict[int, Known]:
    """A party's name that several have is the one that the article names otherwise too, or of its countries."""
    told = {one.id for one in known.values()}
    found = {}
    for name in names:
        if name.index not in known and name.label == "ORG":
            called = [
                one for one in authority.candidates(name.text) if one.type == _PARTY and {one.id, one.country} & told
            ]
            if len(called) == 1:
                found[name.index] = called[0]
    return found


def _called_back(names: Sequence[Name], known: Mapping[int, Known]) -> dict[int, Known]:
    """A noun with a capital ("the Alliance") is the known one called so: the last before it, else the first after."""
    found = {}
    by_noun: dict[str, list[Name]] = {}
    for name in names:
        for noun in known[name.index].nouns if name.index in known else ():
            by_noun.setdefault(noun, []).append(name)
    for name in names:
        if name.index in known or name.label == "PERSON":
            continue
        if called := by_noun.get(comparable(name.text)):
            before = [other for other in called if other.start < name.start]
            found[name.index] = known[(before[-1] if before else called[0]).index]
    return found


def _names_one(name: Name, authority: Authority) -> bool:
    """No group of many ("NATO Allies"), no lone word for a kind of thing ("Alliance") save what each country has."""
    parts = comparable(name.text).split()
    if name.label == "PERSON" or (name.label in COMMON and name.text.islower()):
        return True
    if parts[-1] in words().many and head_of(parts) == parts:  # a Council of Ministers is one
        return False
    if len(parts) > 1 or parts[0] not in words().heads:
        return True
    kind = type_of(parts[0], name.label, authority)  # "the Greens" are one party
    return kind in OF_A_COUNTRY or (kind == _PARTY and name.text.istitle() and parts[0].endswith("s"))


def _of_known(names: Iterable[Name], known: Mapping[int, Known]) -> list[Cluster]:
    by_id: dict[str, list[Name]] = {}
    for name in names:
        by_id.setdefault(known[name.index].id, []).append(name)
    return [Cluster(tuple(same), {}, known=known[same[0].index]) for same in by_id.values()]


class _Countries:
    """The countries that an article speaks of, and where."""

    def __init__(self, names: Sequence[Name], known: Mapping[int, Known]) -> None:
        said = [
            (name.start, known[name.index].id)
            for name in names
            if name.index in known and known[name.index].type == "Country"
        ]
        self._said = said
        self._usual = Counter(country for _, country in said).most_common(1)

    def around(self, name: Name) -> str | None:
        """The country said shortly before a name, else the one named most; None where none is."""
        near = [country for start, country in self._said if 0 <= name.start - start <= _NEAR]
        if near:
            return near[-1]
        return self._usual[0][0] if self._usual else None


def _of_bodies(
    names: Sequence[Name], brackets: Mapping[str, Name], countries: _Countries, authority: Authority
) -> list[Cluster]:
    bodies = {name.index: body(name.text, name.label, authority) for name in names}
    reasons: dict[int, str] = {}
    for name in names:
        explained = brackets.get(name.text)
        if explained is not None and explained.index in bodies and explained is not name:
            bodies[name.index] = bodies[explained.index]
            reasons[name.index] = f"{name.text}: in brackets behind {explained.text}"
    _complete(names, bodies, reasons, countries, authority)
    _shortened(names, bodies, reasons)
    groups: dict[Body, list[Name]] = {}
    for name in names:
        groups.setdefault(bodies[name.index], []).append(name)
    return [
        Cluster(
            tuple(same),
            {name.index: reasons[name.index] for name in same if name.index in reasons},
            identity=one.core,
            country=one.country,
        )
        for one, same in groups.items()
    ]


def _complete(
    names: Sequence[Name],
    bodies: dict[int, Body],
    reasons: dict[int, str],
    countries: _Countries,
    authority: Authority,
) -> None:
    """Gives bodies without a country the only one named beside such a body, or the one that the text speaks of."""
    owners: dict[str, set[str]] = {}
    for one in bodies.values():
        if one.country:
            owners.setdefault(one.core, set()).add(one.country)
    for name in names:
        one = bodies[name.index]
        if one.country:
            continue
        if len(owners.get(one.core, ())) == 1:
            (country,) = owners[one.core]
            reasons[name.index] = f"{name.text}: the only one named, of {country}"
        elif _is_of_a_country(one.core, name, authority) and (around := countries.around(name)):
            country = around
            owners[one.core] = {country}
            reasons[name.index] = f"{name.text}: of {country}, of which the text speaks"
        else:
            continue
        bodies[name.index] = Body(one.core, country)


def _is_of_a_country(core: str, name: Name, authority: Authority) -> bool:
    """A ministry, parliament, army; not "ECOWAS Parliament", whose name tells whose it is."""
    first = name.text.split()[0]
    return type_of(core, name.label, authority) in OF_A_COUNTRY and not authority.find(first)


def _shortened(names: Sequence[Name], bodies: dict[int, Body], reasons: dict[int, str]) -> None:
    """The beginning of one longer name whose other words only tell the kind: "Dassault" of "Dassault Aviation"."""
    heads = words().heads
    for name in names:
        one = bodies[name.index]
        longer = {
            other
            for other in bodies.values()
            if other.core.startswith(f"{one.core} ")
            and all(heads.get(word) in _SHORTENED for word in other.core[len(one.core) :].split())
        }
        if len(longer) == 1 and one.core not in heads:
            (bodies[name.index],) = longer
            reasons[name.index] = f"{name.text}: short for {next(iter(longer)).core}"
