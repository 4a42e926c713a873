"""The patterns of ``ontologies/relations/*.yaml``: which words tell which relation, and who stands where.

A file holds one relation; its comment block at the top of ``memberOf.yaml`` explains every key. Each pattern has one
kind of trigger:

    verb    a verb by lemma, with its particle behind an underscore ("set_up")
    noun    a common noun by lemma: "membership", "talks", "ally"
    adj     an adjective by lemma: "allied"
    thing   a name whose entity has one of these types: "the X-Y conflict", "X's Partnership for Y"
    hyphen  the second part of "X-led", "X-backed"
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kg.errors import OntologyError
from kg.model import Status
from kg.ontology import Ontology, folder

TRIGGERS = ("verb", "noun", "adj", "thing", "hyphen")
TIMES = ("at", "holds", "start", "end")
_KEYS = frozenset(
    {"name", *TRIGGERS, "subject", "object", "pair", "with", "without", "time", "status", "topic", "role",
     "subject_type", "object_type", "copular", "confidence", "needs"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way of saying a relation. Roles as in ``frames``; of several, the first that names somebody counts."""

    relation: str
    name: str
    kind: str
    triggers: tuple[str, ...]
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    """Roles whose participants are all related to each other: "X and Y", "between X and Y"."""
    required: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Role -> lemmas, one of which must fill it ("hold" + "talks"); what hangs on it counts as the trigger's."""
    needs: tuple[str, ...] = ()
    """Roles that must be filled, by whatever word."""
    excluded: Mapping[str, frozenset[str]] = field(default_factory=dict)
    time: str = "holds"
    status: Status | None = None
    """What it is whatever the sentence says otherwise: "left" is a negated membership. None: as the sentence says."""
    topic: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    subject_type: tuple[str, ...] = ()
    object_type: tuple[str, ...] = ()
    copular: bool | None = None
    """True: only as a predicate ("X is an ally of Y"); False: only elsewhere; None: both."""
    confidence: float = 0.85

    @property
    def rule(self) -> str:
        """How evidence names it: ``memberOf/joined``."""
        return f"{self.relation}/{self.name}"


@dataclass(frozen=True, slots=True)
class RelationFile:
    """The patterns of one relation, with sentences that they must and must not match."""

    relation: str
    patterns: tuple[Pattern, ...]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


class PatternBook:
    """All patterns, found by their trigger."""

    def __init__(self, files: Iterable[RelationFile]) -> None:
        self.files = tuple(files)
        self._index: dict[tuple[str, str], list[Pattern]] = {}
        for file in self.files:
            for pattern in file.patterns:
                for trigger in pattern.triggers:
                    self._index.setdefault((pattern.kind, trigger), []).append(pattern)

    def of(self, kind: str, trigger: str) -> list[Pattern]:
        """The patterns that a trigger starts, in the order of their files."""
        return self._index.get((kind, trigger), [])


def read(ontology: Ontology, directory: Path | None = None) -> PatternBook:
    """The patterns of a folder; without one, of this installation.

    :raises OntologyError: an unknown relation, type or key; names file and place
    """
    return PatternBook(_file(path, ontology) for path in sorted((directory or folder() / "relations").glob("*.yaml")))


def _file(path: Path, ontology: Ontology) -> RelationFile:
    try:
        # BaseLoader: every scalar is text, so that the preposition "on" does not turn into a truth value
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise OntologyError(f"{path.name}: not YAML: {error}") from error
    relation = raw.get("relation")
    if relation not in ontology.relations:
        raise OntologyError(f"{path.name}: kg.ttl declares no relation {relation}")
    interaction = ontology.relations[relation].kind == "interaction"
    patterns = tuple(
        _pattern(entry, relation, path.name, ontology, interaction) for entry in raw.get("patterns") or ()
    )
    return RelationFile(relation, patterns, tuple(raw.get("examples") or ()), tuple(raw.get("counterexamples") or ()))


def _pattern(entry: Mapping[str, Any], relation: str, file: str, ontology: Ontology, interaction: bool) -> Pattern:
    where = f"{file}: pattern {entry.get('name', '?')}"
    if unknown := set(entry) - _KEYS:
        raise OntologyError(f"{where}: unknown key {', '.join(sorted(map(str, unknown)))}")
    kinds = [kind for kind in TRIGGERS if kind in entry]
    if len(kinds) != 1 or "name" not in entry:
        raise OntologyError(f"{where}: needs a name and exactly one of {', '.join(TRIGGERS)}")
    triggers, types = (
        _several(entry[kinds[0]]),
        (_several(entry.get("subject_type")), _several(entry.get("object_type"))),
    )
    for name in (*types[0], *types[1], *(triggers if kinds[0] == "thing" else ())):
        if name not in ontology.classes:
            raise OntologyError(f"{where}: kg.ttl declares no class {name}")
    time = entry.get("time", "at" if interaction else "holds")
    if time not in TIMES:
        raise OntologyError(f"{where}: time is one of {', '.join(TIMES)}, not {time}")
    if not entry.get("pair") and not (entry.get("subject") and entry.get("object")):
        raise OntologyError(f"{where}: needs subject and object, or pair")
    return Pattern(
        relation=relation,
        name=entry["name"],
        kind=kinds[0],
        triggers=triggers,
        subject=_several(entry.get("subject")),
        object=_several(entry.get("object")),
        pair=_several(entry.get("pair")),
        required={role: frozenset(_several(lemmas)) for role, lemmas in (entry.get("with") or {}).items()},
        excluded={role: frozenset(_several(lemmas)) for role, lemmas in (entry.get("without") or {}).items()},
        needs=_several(entry.get("needs")),
        time=time,
        status=Status(entry["status"]) if "status" in entry else None,
        topic=_several(entry.get("topic")),
        role=_several(entry.get("role")),
        subject_type=types[0],
        object_type=types[1],
        copular=_TRUTH[entry.get("copular")],
        confidence=float(entry.get("confidence", 0.85)),
    )


_TRUTH = {None: None, "true": True, "false": False}


def _several(value: Any) -> tuple[str, ...]:
    """A word or a list of words, as a tuple."""
    return () if value is None else (value,) if isinstance(value, str) else tuple(map(str, value))
