"""Finds what is known by the names that texts use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from kg import ontology
from kg.authority.known import Known, keys
from kg.authority.names import acronym_key, comparable, folded, looks_like_name
from kg.authority.read import read

__all__ = ["Authority", "load"]

_NAMES = 16_384
"""Names whose bearers are remembered: an article asks for each of its own many times."""


class Authority:
    """What is known, and by which names. Made by ``load``; never changes."""

    def __init__(self, known: Mapping[str, Known], labels: Mapping[str, frozenset[str]]) -> None:
        """``known`` by id; ``labels`` tells for each type which name labels a mention of it may have."""
        self._known = MappingProxyType(dict(known))
        self._labels = dict(labels)
        self._own_keys = {key: one for one in known.values() for key in keys(one)}
        self._shared: dict[str, list[Known]] = {}
        for one in known.values():
            for name in dict.fromkeys(map(comparable, one.shared)):
                self._shared.setdefault(name, []).append(one)
        self._called = lru_cache(maxsize=_NAMES)(self._by_name)

    def __iter__(self) -> Iterator[Known]:
        """All that is known, by id."""
        return iter(self._known.values())

    def __len__(self) -> int:
        return len(self._known)

    def get(self, id: str) -> Known | None:
        """The one with this id."""
        return self._known.get(id)

    def find(self, name: str, *, label: str | None = None) -> Known | None:
        """The one that is called ``name``; None where nobody is, or several are.

        ``label`` is the name label of the mention, None or "" where nobody knows it. A country is never found for a
        PERSON; a name that it shares with other things ("Shell") is found only with a label that fits.
        """
        own, shared = self._called(name)
        if own is not None and self._fits(own, label):
            return own
        fitting = [one for one in shared if self._fits(one, label)] if label else []
        return fitting[0] if len(fitting) == 1 else None

    def allows(self, type: str, label: str) -> bool:
        """True where a mention with this name label can be of this type. Types without a row in types.yaml: False."""
        return label in self._labels.get(type, ())

    def candidates(self, name: str) -> tuple[Known, ...]:
        """All that can be called ``name``, whatever their type, the one whose own name it is first."""
        own, shared = self._called(name)
        return tuple(dict.fromkeys([own, *shared] if own else shared))

    def demonym(self, word: str) -> Known | None:
        """The country or region of "Azerbaijani", "French" or "Nigeriens"; None for other words."""
        return self._own_keys.get(("demonym", comparable(word))) if looks_like_name(word) else None

    def seat_of(self, id: str) -> Known | None:
        """The actor that is meant where this city or building acts: ``baku`` -> Azerbaijan."""
        place = self._known.get(id)
        return self._known.get(place.seat_of) if place and place.seat_of else None

    def phrases(self) -> Iterator[tuple[str, Known]]:
        """Names as texts write them (``Côte d'Ivoire``, ``Cote d'Ivoire``, ``U.N.``, ``UN``), each once, sorted.

        Without those that are shared with other things.
        """
        spellings = {
            spelling: one
            for one in self._known.values()
            for spelling in (*_spellings(one.names), *_dotted(one.acronyms))
            if self._by_name(spelling)[0] is one
        }
        return iter(sorted(spellings.items()))

    def _by_name(self, name: str) -> tuple[Known | None, Sequence[Known]]:
        """Whose own name it is, and who shares it with other things."""
        if not looks_like_name(name):
            return None, ()
        words = comparable(name)
        by_acronym = self._own_keys.get(("acronym", acronym_key(name)))
        return by_acronym or self._own_keys.get(("name", words)), self._shared.get(words, ())

    def _fits(self, known: Known, label: str | None) -> bool:
        return not label or self.allows(known.type, label)


def load(extra: Sequence[Path] = ()) -> Authority:
    """The authority of ``ontologies/authority``, with the CSV files of ``extra`` on top; read once.

    Raises ``OntologyError`` with file and line where rows contradict each other.
    """
    return _load(tuple(extra))


@lru_cache(maxsize=8)
def _load(extra: tuple[Path, ...]) -> Authority:
    folder = ontology.folder() / "authority"
    written = ontology.sections("authority/types.yaml")
    labels = {type_: frozenset(names) for type_, names in written["labels"].items()}
    return Authority(read([*sorted(folder.glob("*.csv")), *extra], labels), labels)


def _spellings(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield name
        yield name.replace("'", "’")
        # Short words often mean something else once their accent is gone (Malé).
        if len(name) > 4:
            yield folded(name)


def _dotted(acronyms: Iterable[str]) -> Iterator[str]:
    for acronym in acronyms:
        yield acronym
        if 2 <= len(acronym) <= 4 and acronym.isalpha() and acronym.isupper():
            yield "".join(f"{letter}." for letter in acronym)
