"""The extractors to choose from: ``EXTRACTORS``. One more is a module and a line there.

An extractor reads one article, parsed and resolved, and gives findings; ``relate`` makes statements of them. What it
proposes and drops it tells ``Stage.refuse``; where it can do nothing at all it raises ExtractorError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from kg.errors import UsageError
from kg.relate.extract import by_rules
from kg.relate.finding import Finding, Stage
from kg.relate.llm import Chat, ModelExtractor

__all__ = ["EXTRACTORS", "Extractor", "choose"]


class Extractor(Protocol):
    """Finds what an article says; one article's findings do not depend on the others."""

    def __call__(self, stage: Stage, /) -> Iterable[Finding]:
        """The findings of one article, in any order. Raises ExtractorError."""


def _patterns(endpoint: str | None, model: str | None) -> Extractor:
    if endpoint is not None or model is not None:
        raise UsageError("an endpoint and a model's name are for the extractor llm; choose it (--extractor llm)")
    return by_rules


def _llm(endpoint: str | None, model: str | None) -> Extractor:
    if not endpoint:
        raise UsageError("the extractor llm needs an endpoint (--endpoint http://localhost:8080/v1)")
    return ModelExtractor(Chat(endpoint, model or None))


EXTRACTORS: Mapping[str, Callable[[str | None, str | None], Extractor]] = {"patterns": _patterns, "llm": _llm}
"""Name -> makes the extractor, from the address of a server and the name of a model there."""


def choose(name: str = "patterns", *, endpoint: str | None = None, model: str | None = None) -> Extractor:
    """The extractor of that name. Raises UsageError for one that is not there or lacks what it needs."""
    if name not in EXTRACTORS:
        raise UsageError(f"{name}: no extractor of that name; there are {', '.join(EXTRACTORS)}")
    return EXTRACTORS[name](endpoint, model)
