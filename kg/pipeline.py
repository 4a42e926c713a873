"""The whole program on one screen: articles in, a graph out.

    ingest -> annotate -> resolve -> relate -> graph -> the files beside it

Start reading here. Each stage is a package of that name; the values that pass between them are in ``model.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg import authority, ingest, language, ontology, relate, resolve
from kg.annotate import Annotator
from kg.authority import Authority
from kg.errors import ExtractorError, LanguageError, ShapeError
from kg.graph import GraphWriter
from kg.model import (
    Appearance,
    Article,
    Entity,
    Extraction,
    Gap,
    Parsed,
    Refused,
    Resolution,
    Skipped,
    Statement,
    Unresolved,
)
from kg.ontology import Ontology
from kg.relate import Extractor, PatternBook

__all__ = ["Outcome", "Tools", "build", "extract", "tools"]


@dataclass(frozen=True, slots=True)
class Tools:
    """What extraction works with, loaded once: language pipeline, known actors, ontology, patterns, extractor."""

    annotator: Annotator
    authority: Authority
    ontology: Ontology
    book: PatternBook
    extractor: Extractor


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did. ``written`` and ``removed`` are sources whose content in the graph changed.

    ``refused`` is what the extractor proposed and dropped; none where it proposes nothing that it does not give.
    """

    sources: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    written: tuple[str, ...]
    removed: tuple[str, ...]
    refused: tuple[Refused, ...] = ()

    @property
    def failed(self) -> tuple[Skipped, ...]:
        """The inputs that should have given an article and did not."""
        return tuple(skip for skip in self.skipped if skip.failed)


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
    return Tools(Annotator(nlp, known, terms), known, terms, relate.read(terms), extractor or relate.choose())


def extract(
    articles: Iterable[Article], using: Tools, *, tell: Callable[[Skipped | Refused], None] = lambda what: None
) -> Iterator[Extraction]:
    """What each article says, in the order given. One article's result does not depend on the others.

    :param tell: called, before the article is given, with what its extractor dropped, or why it has no statements
    """
    for parsed in using.annotator.annotate(articles):
        resolution = resolve.resolve(parsed, authority=using.authority, ontology=using.ontology)
        statements, gaps = _related(parsed, resolution, using, tell)
        entities = [e for s in statements for e in (s.subject, s.object, s.attribution.by) if e is not None]
        appearances = tuple(_appearances(parsed, resolution, entities))
        unresolved = tuple(_unresolved(parsed, resolution))
        yield Extraction(parsed.article, tuple(statements), appearances, tuple(gaps), unresolved)


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


def build(
    paths: Sequence[str | Path],
    store: GraphWriter,
    *,
    using: Callable[[], Tools] = tools,
    stdin: BinaryIO | None = None,
    keep: bool = False,
    progress: Callable[[str], None] = lambda source: None,
) -> Outcome:
    """Makes the graph equal to its input; with ``keep``, only adds to it and replaces.

    Articles that cannot be read are skipped and told, and what the graph holds of them stays: unreadable today is not
    withdrawn. So it is with those whose extractor fails. Nothing leaves where some input could not be reached, or
    nothing could be read.

    :param using: gives the tools; called once, and only when there is an article
    :param progress: called with each source when it is done
    """
    told: list[Skipped | Refused] = []
    sources: list[str] = []

    def articles() -> Iterator[Article]:
        for item in ingest.read(paths, stdin=stdin):
            if isinstance(item, Skipped):
                told.append(item)
            else:
                sources.append(item.source)
                yield item

    written: list[str] = []
    for extraction in _with_tools(articles(), using, told.append):
        source = extraction.article.source
        failed = not extraction.statements and any(isinstance(one, Skipped) and one.source == source for one in told)
        try:
            if not (failed and source in store.sources()) and store.put(extraction):
                written.append(source)
        except ShapeError as error:
            told.append(Skipped(source, f"not stored: {error}"))
        progress(source)
    skipped = tuple(one for one in told if isinstance(one, Skipped))
    refused = tuple(one for one in told if isinstance(one, Refused))
    removed = [] if keep or not sources else _leave(store, set(sources), [skip for skip in skipped if skip.failed])
    return Outcome(tuple(sources), skipped, tuple(written), tuple(removed), refused)


def _with_tools(
    articles: Iterator[Article], using: Callable[[], Tools], tell: Callable[[Skipped | Refused], None]
) -> Iterator[Extraction]:
    """Extraction that loads its tools at the first article: without any there is nothing to load."""
    first = next(articles, None)
    if first is None:
        return

    def again() -> Iterator[Article]:
        yield first
        yield from articles

    yield from extract(again(), using(), tell=tell)


def _leave(store: GraphWriter, sources: set[str], failed: Sequence[Skipped]) -> list[str]:
    """Takes out what is no longer in the input, as far as the failed inputs leave no doubt of it."""
    if not all(skip.reached for skip in failed):
        return []
    kept = sources | {skip.source for skip in failed}  # "r.jsonl" keeps "r.jsonl#1", "r.jsonl#2" itself alone
    gone = [source for source in store.sources() if not {source, source.partition("#")[0]} & kept]
    for source in gone:
        store.remove(source)
    return gone
