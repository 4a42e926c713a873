"""What all articles together tell of each entity: what comparing goes by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.authority import comparable, looks_like_name
from kg.errors import UsageError
from kg.identity.marks import marks
from kg.model import Entity, Extraction, Statement
from kg.ontology import Ontology
from kg.resolve import is_minted, kind_of, tells_who
from kg.spelling import alike

__all__ = ["Profile", "called", "profiles", "told"]


@dataclass(slots=True)
class Profile:
    """One entity as all articles tell it. Ids are those that the articles were read with.

    ``kind`` is Person, Organization, Place or the class itself. ``minted``: no known actor, named by an article.
    ``posts`` are (role, body) with the role in comparable form; ``linked`` the other ends of its statements but for
    places and known actors, with which everybody is linked; ``met`` those with which it stands in one statement:
    nobody is linked to himself. ``shared``: a name that several bear, in articles that do not tell who is meant.
    """

    id: str
    label: str
    kind: str
    minted: bool
    names: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    posts: set[tuple[str, str]] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    shared: bool = False

    @property
    def person(self) -> bool:
        """A human being."""
        return self.kind == "Person"

    @property
    def named(self) -> bool:
        """Something that an article gives a name."""
        return any(map(looks_like_name, self.names))

    @property
    def vague(self) -> bool:
        """A person whose name may be another's: a surname alone or with initials; a name that several bear."""
        return self.shared or (self.person and not any(map(tells_who, self.names)))


def profiles(
    extractions: Iterable[Extraction], ontology: Ontology, split: Mapping[tuple[str, str], str] = MappingProxyType({})
) -> dict[str, Profile]:
    """The profile of each entity that has a name, by id, sorted by id; ``split`` as in ``Identities``."""
    found: dict[str, Profile] = {}
    for extraction in extractions:
        _tell(found, extraction, ontology, split)
    for id in {id for id, _ in split} & found.keys():
        found[id].shared = True
    return {id: found[id] for id in sorted(found) if found[id].named}


def told(extraction: Extraction, ontology: Ontology) -> dict[str, Profile]:
    """What one article alone tells of each entity, by the id that it was read with; also of those without a name."""
    found: dict[str, Profile] = {}
    _tell(found, extraction, ontology, {})
    return found


def _tell(
    found: dict[str, Profile], extraction: Extraction, ontology: Ontology, split: Mapping[tuple[str, str], str]
) -> None:
    reader = _Reader(found, ontology, extraction.article.source, split)
    for appearance in extraction.appearances:
        profile = reader.profile(appearance.entity)
        profile.sources.add(extraction.article.source)
        profile.names.update(name for name in appearance.names if looks_like_name(name))
    for statement in extraction.statements:
        if statement.status.affirmed:
            reader.tell(statement)


@dataclass(frozen=True, slots=True)
class _Reader:
    """One article, while it tells the profiles in ``found`` more."""

    found: dict[str, Profile]
    ontology: Ontology
    source: str
    split: Mapping[tuple[str, str], str]

    def profile(self, entity: Entity) -> Profile:
        id = self.id(entity)
        profile = self.found.get(id)
        if profile is None:
            kind = kind_of(entity.type, self.ontology)
            profile = self.found[id] = Profile(id, entity.label, kind, is_minted(id))
        profile.label = min(profile.label, entity.label, key=lambda name: (-len(name), name))
        profile.names.update((entity.label, *(entity.aliases if profile.minted else ())))
        return profile

    def id(self, entity: Entity) -> str:
        return self.split.get((entity.id, self.source), entity.id)

    def tell(self, statement: Statement) -> None:
        subject, object = (self.profile(end) for end in (statement.subject, statement.object))
        subject.met.add(object.id)
        object.met.add(subject.id)
        country = self.ontology.is_a(statement.object.type, "Country")
        if country and statement.relation in marks().countries:
            subject.countries.add(object.id)
        for end, other in ((subject, object), (object, subject)):
            if other.minted and other.kind != "Place":
                end.linked.add(other.id)
        if statement.relation in marks().posts:
            subject.posts.add((comparable(statement.role or ""), object.id))


def called(known: Mapping[str, Profile], name: str, names: Callable[[], Iterable[str]] | None = None) -> Profile:
    """The one entity with this id, label or name. Raises UsageError where there is none, or more than one.

    ``names`` gives those that may be meant where it is nobody's; None: those of ``known``.
    """
    id = name.removeprefix("id:")
    if id in known:
        return known[id]
    found = [one for one in known.values() if comparable(name) in map(comparable, (one.label, *one.names))]
    match found:
        case [one]:
            return one
        case []:
            every = names() if names else (label for one in known.values() for label in (one.label, *one.names))
            near = alike(name, sorted(set(every)), 3)
            raise UsageError(
                f"no entity is called {name!r}" + (f"; did you mean {' or '.join(near)}?" if near else "")
            )
    several = ", ".join(f"id:{one.id} ({one.label}, {one.kind})" for one in found)
    raise UsageError(f"{name!r} may be {several}; give the id")
