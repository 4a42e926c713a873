"""The patterns of ``ontologies/relations/*.yaml``: which words tell which relation, and who stands where.

A file holds one relation; its comment block at the top of ``memberOf.yaml`` explains every key. Each pattern has one
kind of trigger:

    verb    a verb by lemma, with its particle behind an underscore ("set_up")
    noun    a common noun by lemma: "membership", "talks", "ally"
    adj     an adjective by lemma: "allied"
    adv     an adverb by lemma: "formerly"
    thing   a name whose entity has one of these types: "the X-Y conflict", "X's Partnership for Y"
    hyphen  the second part of "X-led", "X-backed"; both of "state-owned"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from kg import yamls
from kg.errors import OntologyError
from kg.model import Status
from kg.ontology import Ontology, folder
from kg.relate.section import Section

TRIGGERS = ("verb", "noun", "adj", "adv", "thing", "hyphen")
TIMES = ("at", "holds", "start", "end")
READ_FROM = {"context": "to", "voice": "subj"}
"""The role whose words another is read from; all others are read from those of their own."""
ELSEWHERE = frozenset(
    {"self", "joined", "context", "at-hand", "mission", "bloc", "beside", "behind", "before-hyphen", "modified", "if"}
)
"""Roles that are not, or not only, read from the trigger's arguments."""
_BEYOND = frozenset({"context", "at-hand", "mission", "bloc"})
"""Those whom a sentence need not name."""


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
    lacks: tuple[str, ...] = ()
    """Roles that must not be filled: "X and Y signed a deal" tells of the two, "... with Z" does not."""
    excluded: Mapping[str, frozenset[str]] = field(default_factory=dict)
    about: frozenset[str] = frozenset()
    """Lemmas, one of which the text has used by then: "listed X" in one about sanctions."""
    named: tuple[str, ...] = ()
    """The head word of a ``thing``, in lower case: "university", "hospital"; empty: whatever it is called."""
    unnamed: tuple[str, ...] = ()
    """Roles that no named body may fill: "sold gas to X", not "sold Company Y to X"."""
    time: str = "holds"
    status: Status | None = None
    """What it is whatever the sentence says otherwise: "left" is a negated membership. None: as the sentence says."""
    over: bool = False
    """What it tells is no more, though it was: "resigned as president of X"."""
    topic: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    subject_type: tuple[str, ...] = ()
    object_type: tuple[str, ...] = ()
    object_not: tuple[str, ...] = ()
    """Types that the object must not have."""
    copular: bool | None = None
    """True: only as a predicate ("X is an ally of Y"); False: only elsewhere; None: both."""
    confidence: float = 0.85
    first: str = field(init=False)
    """The first of the required roles, without which nothing else need be asked; empty where none is required."""
    sides: tuple[frozenset[str], ...] = field(init=False)
    """Of each of these sets of roles one must be filled, or the pattern relates nobody."""
    beyond: bool = field(init=False)
    """It can relate one to somebody whom the sentence does not name."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "first", next(iter(self.required), ""))
        sides = [self.subject, self.object] if not self.pair else [(*self.pair, *self.subject)]
        names = [frozenset(READ_FROM.get(name, name) for name in map(_beginning, side)) for side in sides]
        # what hangs on a required word fills roles, too, but for that of the subject
        told = [one for one in names if one.isdisjoint(ELSEWHERE) and (not self.required or one == {"subj"})]
        object.__setattr__(self, "sides", tuple(told))
        object.__setattr__(self, "beyond", any(not one.isdisjoint(_BEYOND) for one in map(frozenset, sides)))

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


def _beginning(role: str) -> str:
    """The first step of a path of roles: the "obj" of "obj.of"."""
    return role.partition(".")[0]


class PatternBook:
    """All patterns, found by their trigger."""

    def __init__(self, files: Iterable[RelationFile]) -> None:
        self.files = tuple(files)
        self._index: dict[tuple[str, str], list[Pattern]] = {}
        for file in self.files:
            for pattern in file.patterns:
                for trigger in pattern.triggers:
                    self._index.setdefault((pattern.kind, trigger), []).append(pattern)
        self.words = frozenset(word for kind, trigger in self._index if kind != "thing" for word in _words(trigger))
        """The words that a trigger can be, or be a part of: no other starts a pattern, unless it stands in a name."""

    @cached_property
    def beyond(self) -> PatternBook:
        """The patterns that can relate one to somebody whom the sentence does not name."""
        told = [(file, tuple(one for one in file.patterns if one.beyond)) for file in self.files]
        return PatternBook(replace(file, patterns=patterns) for file, patterns in told if patterns)

    def of(self, kind: str, trigger: str) -> list[Pattern]:
        """The patterns that a trigger starts, in the order of their files."""
        return self._index.get((kind, trigger), [])


def _words(trigger: str) -> Iterator[str]:
    """A trigger without particle, whole and behind each hyphen, where parsers cut it: "member-state", "state"."""
    word = trigger.partition("_")[0]
    while word:
        yield word
        word = word.partition("-")[2]


def read(ontology: Ontology, directory: Path | None = None) -> PatternBook:
    """The patterns of a folder; without one, of this installation.

    :raises OntologyError: an unknown relation, class, key or value; names file and pattern
    """
    paths = sorted((directory or folder() / "relations").glob("*.yaml"))
    return PatternBook(_file(path, ontology) for path in paths)


def _file(path: Path, ontology: Ontology) -> RelationFile:
    try:
        raw = yamls.read(path, as_words=True)
    except (yamls.YAMLError, UnicodeDecodeError) as error:
        raise OntologyError(f"{path.name}: not YAML in UTF-8: {error}") from error
    if not isinstance(raw, dict):
        raise OntologyError(f"{path.name}: needs the keys relation, patterns, examples and counterexamples")
    section = Section(path.name, raw, ontology)
    section.only("relation", "patterns", "examples", "counterexamples")
    relation = section.relation(path.stem)
    entries = section.list_of(dict, "patterns")
    patterns = tuple(_pattern(Section(path.name, entry, ontology), relation) for entry in entries)
    names = [pattern.name for pattern in patterns]
    if twice := {name for name in names if names.count(name) > 1}:
        raise OntologyError(f"{path.name}: two patterns are named {', '.join(sorted(twice))}")
    sentences = (tuple(section.list_of(str, key)) for key in ("examples", "counterexamples"))
    return RelationFile(relation, patterns, *sentences)


def _pattern(section: Section, relation: str) -> Pattern:
    section.only(*_KEYS, *TRIGGERS)
    kinds = [kind for kind in TRIGGERS if kind in section.raw]
    if len(kinds) != 1 or "name" not in section.raw:
        raise section.wrong(f"needs a name and exactly one of {', '.join(TRIGGERS)}")
    triggers = section.classes(kinds[0]) if kinds[0] == "thing" else section.words(kinds[0])
    if not triggers:
        raise section.wrong(f"{kinds[0]} is empty")
    if not section.words("pair") and not (section.words("subject") and section.words("object")):
        raise section.wrong("needs subject and object, or pair")
    is_state = section.ontology.relations[relation].kind == "state"
    status = section.choice("status", tuple(Status))
    truth = section.choice("copular", ("true", "false"))
    over = section.choice("over", ("true", "false"))
    return Pattern(
        relation=relation,
        name=section.words("name")[0],
        kind=kinds[0],
        triggers=triggers,
        subject=section.words("subject"),
        object=section.words("object"),
        pair=section.words("pair"),
        required=section.lemmas("with"),
        excluded=section.lemmas("without"),
        about=frozenset(section.words("about")),
        needs=section.words("needs"),
        lacks=section.words("lacks"),
        named=section.words("named"),
        unnamed=section.words("unnamed"),
        time=section.choice("time", TIMES) or ("holds" if is_state else "at"),
        status=Status(status) if status else None,
        over=over == "true",
        topic=section.words("topic"),
        role=section.words("role"),
        subject_type=section.classes("subject_type"),
        object_type=section.classes("object_type"),
        object_not=section.classes("object_not"),
        copular=None if truth is None else truth == "true",
        confidence=section.probability("confidence", 0.85),
    )


_KEYS = (
    "name", "subject", "object", "pair", "with", "without", "needs", "lacks", "named", "about", "unnamed",
    "time", "status", "over", "topic", "role", "subject_type", "object_type", "object_not", "copular", "confidence",
)  # fmt: skip
