"""The word lists of ``ontologies/words.yaml``, as values: ``words()`` and, for what tells when, ``time_words()``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from typing import Any, TypeVar

from kg.errors import OntologyError
from kg.ontology import sections

__all__ = ["TimeWords", "Words", "time_words", "words"]


@dataclass(frozen=True)
class Words:
    """What tells names, titles and references; each field is the section of that name, explained there.

    What several of them tell together is put together once: no slots, since that is kept beside the fields.
    """

    titles: frozenset[str]
    honorifics: frozenset[str]
    ranks: frozenset[str]
    former: frozenset[str]
    tenures: frozenset[str]
    sent: frozenset[str]
    chiefs: frozenset[str]
    up_to: frozenset[str]
    once_held: frozenset[str]
    now_held: frozenset[str]
    chosen: frozenset[str]
    after_title: frozenset[str]
    title_links: frozenset[str]
    title_breaks: frozenset[str]
    title_complements: frozenset[str]
    title_joins: frozenset[str]
    relatives: frozenset[str]
    same_post: frozenset[str]
    predecessors: frozenset[str]
    successors: frozenset[str]
    state_posts: frozenset[str]
    portfolios: frozenset[str]
    promising: frozenset[str]
    intent: frozenset[str]
    visiting: frozenset[str]
    accompanying: frozenset[str]
    receiving: frozenset[str]
    calling_on: frozenset[str]
    sendings: frozenset[str]

    bands: frozenset[str]
    collectives: frozenset[str]
    forces: frozenset[str]
    banded: frozenset[str]
    administrations: frozenset[str]
    kin: frozenset[str]
    institutions: frozenset[str]
    realms: frozenset[str]
    sub_bodies: frozenset[str]
    agreements: frozenset[str]
    operation_openers: frozenset[str]
    events: frozenset[str]
    name_ends: frozenset[str]
    never: frozenset[str]
    media: frozenset[str]
    firms: frozenset[str]
    made_by_people: frozenset[str]
    ownables: frozenset[str]
    merging: frozenset[str]
    heads: Mapping[str, tuple[str, ...]]
    bracketed_heads: Mapping[str, str]
    labels: Mapping[str, str]

    personal_pronouns: frozenset[str]
    neuter_pronouns: frozenset[str]
    object_pronouns: frozenset[str]
    adding: frozenset[str]
    judging: frozenset[str]
    plural_pronouns: frozenset[str]
    speaker: frozenset[str]
    speakers: frozenset[str]
    definite: frozenset[str]
    descriptions: Mapping[str, tuple[str, ...]]
    pairs: Mapping[str, tuple[str, ...]]
    both: frozenset[str]
    two_alone: frozenset[str]
    together: Mapping[str, int]
    one_of_two: Mapping[str, int]
    loose: frozenset[str]
    general: frozenset[str]
    fighters: frozenset[str]
    contrasts: frozenset[str]
    rivals: frozenset[str]
    party_words: frozenset[str]
    movements: frozenset[str]
    weddings: frozenset[str]
    spouses: frozenset[str]
    people: frozenset[str]
    post_kinds: Mapping[str, tuple[str, ...]]
    single_posts: frozenset[str]
    surname_ends: Mapping[str, tuple[str, ...]]
    sexes: Mapping[str, tuple[str, ...]]
    given_names: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    saying: frozenset[str]
    """Verbs of saying, by lemma; from ``cues.yaml``."""

    @cached_property
    def title_words(self) -> frozenset[str]:
        """Every word of titles and courtesy."""
        return self.titles | self.honorifics | self.ranks | self.after_title

    @cached_property
    def before_name(self) -> frozenset[str]:
        """Every word that may stand before a person's name without being part of it."""
        return self.title_words | self.former

    @cached_property
    def inside_title(self) -> frozenset[str]:
        """Every word that may stand inside a title though it names no post."""
        return self.title_links | self.former | self.now_held

    @cached_property
    def bodies(self) -> frozenset[str]:
        """Every word for an institution or a part of one."""
        return self.institutions | self.sub_bodies

    @cached_property
    def owners(self) -> frozenset[str]:
        """Every pronoun that may tell whose a noun is."""
        return self.personal_pronouns | self.neuter_pronouns | self.plural_pronouns

    @cached_property
    def pronouns(self) -> frozenset[str]:
        """Every word that may stand for somebody by itself."""
        return self.owners | self.relatives | {"both"}

    @cached_property
    def head_labels(self) -> Mapping[str, str]:
        """The label of a name by the head word that it ends in; of several the first."""
        return {word: label for label, heads in reversed([*self.heads.items()]) for word in heads}

    def class_of(self, label: str) -> str:
        """The class of the ontology that a name with this label has, as far as a label tells."""
        return self._classes.get(label, "Organization")

    @cached_property
    def _classes(self) -> Mapping[str, str]:
        """Label -> the first class with it."""
        return {label: kind for kind, label in reversed([*self.labels.items()])}


@dataclass(frozen=True, slots=True)
class TimeWords:
    """What tells when; each field is the section of that name, explained there."""

    months: tuple[str, ...]
    month_abbreviations: tuple[str, ...]
    weekdays: tuple[str, ...]
    numbers: Mapping[str, int]
    units: tuple[str, ...]
    directions: Mapping[str, int]
    near_days: Mapping[str, int]
    sequences: Mapping[str, int]
    later: Mapping[str, int]
    alone_later: Mapping[str, int]
    parts: tuple[str, ...]
    seasons: tuple[str, ...]
    season_months: Mapping[str, int]
    day_parts: tuple[str, ...]
    rough: frozenset[str]
    hedges: tuple[str, ...]
    sides: Mapping[str, int]
    near_parts: tuple[str, ...]
    decade_parts: tuple[str, ...]
    measures: tuple[str, ...]
    month_prepositions: tuple[str, ...]
    endings: tuple[str, ...]
    owners: tuple[str, ...]
    phases: tuple[str, ...]
    future: frozenset[str]
    foretelling: frozenset[str]
    bounds: Mapping[str, str]
    beside: frozenset[str]
    time_prepositions: frozenset[str]


_Lists = TypeVar("_Lists", Words, TimeWords)


@cache
def words() -> Words:
    """The lists of this installation, read once.

    :raises OntologyError: a section is missing or of the wrong shape
    """
    saying = sections("cues.yaml").get("saying")
    if not isinstance(saying, list):
        raise OntologyError("cues.yaml: section 'saying' is missing or no list of words")
    return _read(Words, sections("words.yaml") | {"saying": saying})


@cache
def time_words() -> TimeWords:
    """The lists of this installation that tell when, read once.

    :raises OntologyError: a section is missing or of the wrong shape
    """
    return _read(TimeWords, sections("words.yaml"))


def _read(lists: type[_Lists], sections: Mapping[str, Any]) -> _Lists:
    """The lists made of the sections that have the names of their fields."""
    found = {}
    for field in fields(lists):
        try:
            found[field.name] = _SHAPES[str(field.type)](sections.get(field.name))
        except (AttributeError, TypeError, ValueError) as error:
            raise OntologyError(
                f"words.yaml: section {field.name!r} is missing or of the wrong shape: {error}"
            ) from error
    return lists(**found)


def _strings(value: Any) -> list[str]:
    if not isinstance(value, list):
        raise TypeError("not a list of words")
    for word in value:
        if not isinstance(word, str):
            raise TypeError(f'{word!r} is no word; quote it where YAML reads something else in it ("on", "no")')
    return value


def _pairs(value: Any) -> Iterable[tuple[str, Any]]:
    _strings(list(value.keys()))
    return value.items()  # type: ignore[no-any-return]


_SHAPES: Mapping[str, Callable[[Any], Any]] = {
    "frozenset[str]": lambda value: frozenset(_strings(value)),
    "tuple[str, ...]": lambda value: tuple(_strings(value)),
    "Mapping[str, int]": lambda value: {word: int(number) for word, number in _pairs(value)},
    "Mapping[str, str]": lambda value: {word: str(other) for word, other in _pairs(value)},
    "Mapping[str, tuple[str, ...]]": lambda value: {word: tuple(_strings(others)) for word, others in _pairs(value)},
}
"""Type of a field -> how its section is read."""
