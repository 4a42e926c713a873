"""A mapping of a YAML file read strictly: what cannot be is refused with the file, the pattern and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import OntologyError
from kg.ontology import Ontology
from kg.spelling import perhaps


@dataclass(frozen=True, slots=True)
class Section:
    """One mapping of a relation's file; its scalars are text."""

    file: str
    raw: Mapping[str, Any]
    ontology: Ontology

    def wrong(self, what: str) -> OntologyError:
        """The error to raise for this section."""
        name = self.raw.get("name")
        return OntologyError(f"{self.file}: " + (f"pattern {name}: " if name else "") + what)

    def only(self, *keys: str) -> None:
        """Refuses keys that are none of these."""
        if unknown := sorted(set(self.raw) - set(keys)):
            raise self.wrong(f"unknown key {', '.join(unknown)}; known are {', '.join(keys)}")

    def relation(self, expected: str) -> str:
        """The relation of the file, which bears its name."""
        name = self.raw.get("relation")
        if not isinstance(name, str) or name not in self.ontology.relations:
            raise self.wrong(f"kg.ttl declares no relation {name}{perhaps(str(name), self.ontology.relations)}")
        if name != expected:
            raise self.wrong(f"holds the relation {name}: name the file {name}.yaml")
        return name

    def list_of(self, kind: type, key: str) -> list[Any]:
        """A list whose entries are all of one kind; empty where there is none."""
        value = self.raw.get(key) or []
        if not isinstance(value, list):
            raise self.wrong(f"{key} is no list")
        for entry in value:
            if not isinstance(entry, kind):
                raise self.wrong(f"{key}: {entry!r} is no {'mapping' if kind is dict else 'text'}")
        return value

    def words(self, key: str) -> tuple[str, ...]:
        """A word or a list of words; empty where there is none."""
        value = self.raw.get(key)
        several = [value] if isinstance(value, str) else value or []
        if not isinstance(several, list) or not all(isinstance(word, str) for word in several):
            raise self.wrong(f"{key} is neither a word nor a list of words")
        return tuple(several)

    def classes(self, key: str) -> tuple[str, ...]:
        """Classes of the ontology."""
        names = self.words(key)
        for name in names:
            if name not in self.ontology.classes:
                raise self.wrong(f"{key}: kg.ttl declares no class {name}")
        return names

    def lemmas(self, key: str) -> Mapping[str, frozenset[str]]:
        """Role -> lemmas."""
        value = self.raw.get(key) or {}
        if not isinstance(value, dict):
            raise self.wrong(f"{key} is no mapping from roles to lemmas")
        inner = Section(self.file, {**value, "name": self.raw.get("name")}, self.ontology)
        return {role: frozenset(inner.words(role)) for role in value}

    def choice(self, key: str, allowed: Sequence[str]) -> str | None:
        """One of a few words; None where there is none."""
        value = self.raw.get(key)
        if value is not None and value not in allowed:
            raise self.wrong(f"{key} is one of {', '.join(allowed)}, not {value}")
        return value

    def probability(self, key: str, default: float) -> float:
        """A number from 0 to 1."""
        value = self.raw.get(key, default)
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = -1.0
        if not 0 <= number <= 1:
            raise self.wrong(f"{key} is a number from 0 to 1, not {value}")
        return number
