"""What ``ontologies/boilerplate.yaml`` knows about news pages, as values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from kg.errors import OntologyError
from kg.ontology import sections

__all__ = ["Cue", "Cues", "folded", "load", "parse"]

FILE = "boilerplate.yaml"
DECORATION = " \t:;,.|/>»«›‹·•*#_=~-–—→↓▶►\u00a0"
LONGEST = 2_000  # characters; no boilerplate paragraph is longer, and prose need not be looked at
PART_BREAK = re.compile(r"\s*[|/>»›·•]\s*|\s{2,}|\t")
BROKEN = re.compile(r"[|/>»›·•\t]|\s\s")  # what a line has that PART_BREAK divides: much quicker to look for


def folded(line: str) -> str:
    """The line as cues are compared: lower case, straight quotes, single spaces, no decoration at either end."""
    return _plain(line).strip(DECORATION)


def _plain(line: str) -> str:
    return " ".join(line.replace("’", "'").casefold().split())


def _parts(line: str) -> tuple[str, ...]:
    pieces = PART_BREAK.split(line) if BROKEN.search(line) else (line,)
    return tuple(part for part in map(folded, pieces) if part)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A paragraph in the forms that cues are compared with; ``parts`` with the words of each."""

    plain: str
    opening: str
    line: str
    parts: tuple[tuple[str, Sequence[str]], ...]
    words: int

    @classmethod
    def of(cls, paragraph: str) -> _Seen:
        plain = _plain(paragraph)
        parts = tuple((part, part.split()) for part in _parts(paragraph))
        return cls(plain, plain.lstrip(DECORATION), plain.strip(DECORATION), parts, plain.count(" ") + 1)


@dataclass(frozen=True, slots=True)
class Cue:
    """One reason to drop a paragraph, and how to see it; the fields are explained in the file."""

    reason: str
    whole: frozenset[str]
    parts: frozenset[str]
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    pattern: re.Pattern[str] | None
    longest: int

    def fits(self, seen: _Seen, categories: frozenset[str]) -> bool:
        """True where this paragraph is dropped for this reason."""
        if self.fits_whole(seen, categories) or self.fits_start(seen):
            return True
        return bool(self.contains) and seen.words <= self.longest and any(map(seen.plain.__contains__, self.contains))

    def fits_whole(self, seen: _Seen, categories: frozenset[str]) -> bool:
        """True where it is known from its first to its last word: nothing can go on after it."""
        if seen.line in self.whole or self._only_parts(seen, categories):
            return True
        return bool(self.pattern and self.pattern.fullmatch(seen.plain))

    def fits_start(self, seen: _Seen) -> bool:
        """True where it begins as such paragraphs do."""
        return seen.words <= self.longest and seen.opening.startswith(self.starts)

    def _only_parts(self, seen: _Seen, categories: frozenset[str]) -> bool:
        if not self.parts:
            return False
        known = [part in self.parts or self.parts.issuperset(words) for part, words in seen.parts]
        return any(known) and all(
            ours or part in categories for ours, (part, _) in zip(known, seen.parts, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Cues:
    """The whole file. Words are folded; ``agencies`` maps a tag as it is written to the agency's name."""

    paragraphs: tuple[Cue, ...]
    ends_article: frozenset[str]
    teases: frozenset[str]
    categories: frozenset[str]
    bylines: tuple[str, ...]
    desks: frozenset[str]
    agencies: Mapping[str, str]
    months: Mapping[str, int]
    weekdays: tuple[str, ...]
    published_words: tuple[str, ...]
    updated_words: tuple[str, ...]
    record_fields: Mapping[str, tuple[str, ...]]
    little_words: Mapping[str, frozenset[str]]

    def reason(self, paragraph: str) -> str | None:
        """Why this paragraph is no part of an article, by its own words; None where they do not tell."""
        if len(paragraph) > LONGEST:
            return None
        seen = _Seen.of(paragraph)
        return next((cue.reason for cue in self.paragraphs if cue.fits(seen, self.categories)), None)

    def complete(self, line: str) -> bool:
        """True for a line that is boilerplate or a heading as it stands: no paragraph goes on after it."""
        if len(line) > LONGEST:
            return False
        seen = _Seen.of(line)
        return seen.line in self.ends_article or any(cue.fits_whole(seen, self.categories) for cue in self.paragraphs)

    def begins(self, line: str) -> bool:
        """True for a line with which a paragraph of boilerplate begins: no paragraph goes on into it."""
        return self.complete(line) or (
            len(line) <= LONGEST and any(cue.fits_start(_Seen.of(line)) for cue in self.paragraphs)
        )

    def is_category(self, line: str) -> bool:
        """True where the line is nothing but names of sections ("India | Defence")."""
        parts = _parts(line) if len(line) <= LONGEST else ()
        return bool(parts) and all(part in self.categories for part in parts)


@cache
def load() -> Cues:
    """The file that came with the package.

    :raises OntologyError: it is missing or says something that cannot be.
    """
    return parse(sections(FILE))


def parse(raw: Any) -> Cues:
    """The values of a file that was read as YAML.

    :raises OntologyError: a section is missing, or a word is none (YAML reads an unquoted ``on`` as true).
    """
    try:
        return Cues(
            paragraphs=tuple(_cue(stanza) for stanza in raw["paragraphs"]),
            ends_article=frozenset(_words(raw, "ends_article")),
            teases=frozenset(_words(raw, "teases")),
            categories=frozenset(_words(raw, "categories")),
            bylines=_longest_first(_words(raw, "bylines")),
            desks=frozenset(_words(raw, "desks")),
            agencies=MappingProxyType({_word(tag, "agencies"): name for tag, name in raw["agencies"].items()}),
            months=MappingProxyType({_word(name, "months"): int(n) for name, n in raw["months"].items()}),
            weekdays=_longest_first(_words(raw, "weekdays")),
            published_words=_longest_first(_words(raw, "published_words")),
            updated_words=_longest_first(_words(raw, "updated_words")),
            record_fields=_word_lists(raw, "record_fields"),
            little_words=MappingProxyType({k: frozenset(v) for k, v in _word_lists(raw, "little_words").items()}),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise OntologyError(f"{FILE}: a section is missing or has another shape than expected: {error}") from error


def _cue(stanza: Mapping[str, Any]) -> Cue:
    unknown = stanza.keys() - {"reason", "whole", "parts", "starts", "contains", "pattern", "longest"}
    if unknown:
        raise OntologyError(f"{FILE}: paragraphs, {stanza.get('reason')}: no such key: {', '.join(sorted(unknown))}")
    patterns = _words(stanza, "pattern")
    try:
        pattern = re.compile("|".join(f"(?:{each})" for each in patterns)) if patterns else None
    except re.error as error:
        raise OntologyError(f"{FILE}: paragraphs, {stanza['reason']}: not a regular expression: {error}") from error
    return Cue(
        reason=_word(stanza["reason"], "paragraphs"),
        whole=frozenset(folded(phrase) for phrase in _words(stanza, "whole")),
        parts=frozenset(folded(phrase) for phrase in _words(stanza, "parts")),
        starts=tuple(_words(stanza, "starts")),
        contains=tuple(_words(stanza, "contains")),
        pattern=pattern,
        longest=int(stanza.get("longest", 30)),
    )


def _words(raw: Mapping[str, Any], key: str) -> list[str]:
    return [_word(word, key).casefold() for word in raw.get(key, ())]


def _word(word: Any, key: str) -> str:
    if not isinstance(word, str):
        raise OntologyError(f"{FILE}: {key}: {word!r} is not a word; put it in quotes")
    return word


def _word_lists(raw: Mapping[str, Any], key: str) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({name: tuple(_words(raw[key], name)) for name in raw[key]})


def _longest_first(words: list[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word)))  # "published on" before "published"
