"""What an article says: the language pipeline, who is meant, what is said of them. One article after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg import authority, language, ontology, relate, resolve
from kg.authority import Authority
from kg.errors import ExtractorError, LanguageError
from kg.garbage import uncollected
from kg.graph import Names
from kg.graph.putting import ready
from kg.model import (
    Appearance,
    Article,
    Entity,
    Extraction,
    Gap,
    Parsed,
    Read,
    Refused,
    Resolution,
    Skipped,
    Statement,
    Unresolved,
)
from kg.ontology import Ontology
from kg.relate import Extractor, PatternBook

if TYPE_CHECKING:
    from kg.annotate import Annotator

__all__ = ["Tools", "extract", "read", "reader", "tools"]


@dataclass(frozen=True, slots=True)
class Tools:
    """What extraction works with, loaded once: language pipeline, known actors, ontology, patterns, extractor."""

    annotator: Annotator
    authority: Authority
    ontology: Ontology
    book: PatternBook
    extractor: Extractor


def tools(
    *,
    model: str | None = None,
    ner: str | None = None,
    authorities: Sequence[Path] = (),
    extractor: Extractor | None = None,
) -> Tools:
    """Loads everything that extraction needs; takes a second or two.

    :param model: another installed spaCy pipeline with UD labels instead of ours
    :param ner: an installed spaCy pipeline that gives the names, beside our own parse
    :param authorities: CSV files of known actors that extend ours
    :param extractor: one of ``kg.relate.EXTRACTORS``, made by ``kg.relate.choose``; None: the patterns
    :raises LanguageError: such a pipeline is not installed, or does not parse
    :raises OntologyError: a file of ``ontologies/`` or of ``authorities`` contradicts itself or another
    """
    known, terms = authority.load(tuple(authorities)), ontology.load()
    nlp = language.load(model=model, ner=ner)
    if not nlp("It rains.").has_annotation("DEP"):
        raise LanguageError(f"{model}: has no dependency parser; take a pipeline that has one, with UD labels")
    from kg.annotate import Annotator  # imports spaCy, which a process needs that reads, and first as ``load`` has it

    return Tools(Annotator(nlp, known, terms), known, terms, relate.read(terms), extractor or relate.choose())


def extract(
    articles: Iterable[Article], using: Tools, *, tell: Callable[[Skipped | Refused], None] = lambda what: None
) -> Iterator[Extraction]:
    """What each article says, in the order given. One article's result does not depend on the others.

    :param tell: called, before the article is given, with what its extractor dropped, or why it has no statements
    """
    for article in articles:
        with uncollected():  # nothing is garbage before the article is done, and then all but what is given is
            extraction = _extraction(using.annotator.annotate(article), using, tell)
        yield extraction


def _extraction(parsed: Parsed, using: Tools, tell: Callable[[Skipped | Refused], None]) -> Extraction:
    resolution = resolve.resolve(parsed, authority=using.authority, ontology=using.ontology)
    statements, gaps = _related(parsed, resolution, using, tell)
    entities = [e for s in statements for e in (s.subject, s.object, s.attribution.by) if e is not None]
    appearances = tuple(_appearances(parsed, resolution, entities))
    unresolved = tuple(_unresolved(parsed, resolution))
    return Extraction(parsed.article, tuple(statements), appearances, tuple(gaps), unresolved)


def read(articles: Iterable[Article], using: Tools, names: Names) -> Iterator[Read]:
    """As ``extract``, each with what was told of it, and ready for a graph of these ``names``."""
    told: list[Skipped | Refused] = []
    for extraction in extract(articles, using, tell=told.append):
        yield Read(extraction, tuple(told), ready(extraction, names))
        told.clear()


def reader(using: Callable[[], Tools], names: Names) -> Callable[[Iterable[Article]], Iterator[Read]]:
    """``read`` with tools that are loaded now."""
    return partial(read, using=using(), names=names)


def _related(
    parsed: Parsed, resolution: Resolution, using: Tools, tell: Callable[[Skipped | Refused], None]
) -> tuple[list[Statement], list[Gap]]:
    """The statements and gaps of an article; no statements where its extractor fails."""
    source, reasons = parsed.article.source, list[str]()
    relating = partial(relate.relate, parsed, resolution, ontology=using.ontology, book=using.book)
    try:
        found = relating(extractor=using.extractor, refuse=reasons.append)
    except ExtractorError as error:
        tell(Skipped(source, f"no statements: {error}"))
        return relating(extractor=lambda stage: ())
    for reason, count in sorted(Counter(reasons).items()):
        tell(Refused(source, reason, count))
    return found


def _appearances(parsed: Parsed, resolution: Resolution, others: Iterable[Entity]) -> Iterator[Appearance]:
    """Each entity of an article with the names used for it there; ``others`` may be there without a name."""
    names: dict[str, set[str]] = {}
    entities: dict[str, Entity] = {}
    for index, mention in enumerate(parsed.mentions):
        if mention.kind != "name":
            continue
        if mention.text.islower():
            continue  # "a ceasefire" is a node only where something is said of it
        for entity in resolution.of(index):
            entities[entity.id] = entity
            if mention.label != "NORP":  # "Azerbaijani" speaks of the country and is no name of it
                names.setdefault(entity.id, set()).add(mention.text)
    for entity in others:
        entities.setdefault(entity.id, entity)
    for key in sorted(entities):
        yield Appearance(entities[key], tuple(sorted(names.get(key, ()))))


def _unresolved(parsed: Parsed, resolution: Resolution) -> Iterator[Unresolved]:
    """The mentions that found no entity."""
    for index, mention in enumerate(parsed.mentions):
        if not resolution.of(index):
            yield Unresolved(mention.span, mention.text, mention.kind, mention.label)
