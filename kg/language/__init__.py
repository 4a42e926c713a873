"""The language pipeline: `load()` gives a spaCy pipeline that tags, parses and names English news.

Importing this package loads nothing; `load` does.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from kg.language import lean
from kg.language.lean import alone

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.language.certainty import Confidence

__all__ = ["alone", "confidence", "load"]


def load(*, model: str | None = None, ner: str | None = None) -> Language:
    """The pipeline.

    :param model: name or path of another installed spaCy pipeline with Universal Dependencies labels to use instead
        of ours; None for ours
    :param ner: name or path of an installed spaCy pipeline that finds the names, beside our own parse; its labels
        become ours (PERSON, ORG, GPE, ...), numbers and dates are dropped. None: our own names
    :raises LanguageError: if a pipeline is not installed, or if both `model` and `ner` are given
    """
    ours = model is None and ner is None
    with lean.importing() if ours else contextlib.nullcontext():
        from kg.language import pipelines

    return pipelines.load(model, ner)


def confidence(doc: Doc) -> Confidence | None:
    """The probabilities of the arcs and names of a Doc of ours; None if another pipeline made it."""
    from kg.language import certainty

    return certainty.confidence(doc)
