"""Which spaCy pipeline is used: ours, another one, or ours with another's names."""

from __future__ import annotations

from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from kg.errors import LanguageError
from kg.language import component, tokenizer

NAME_TABLE: Final = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "FAC": "FACILITY",
    "WORK_OF_ART": "WORK",
    "LAW": "AGREEMENT",
    "PROGRAMME": "PROGRAMME",
    "AGREEMENT": "AGREEMENT",
    "CONFLICT": "CONFLICT",
    "OPERATION": "OPERATION",
    "WORK": "WORK",
    "FACILITY": "FACILITY",
}
"""Name labels of other pipelines (OntoNotes, CoNLL) -> ours. What is not here (DATE, CARDINAL, ...) is dropped."""

_NAMES_FACTORY: Final = "kg_other_names"


def load(model: str | None, ner: str | None) -> Language:
    """See `kg.language.load`."""
    if model is not None and ner is not None:
        raise LanguageError("give a pipeline for everything (model) or one for the names (ner), not both")
    if model is not None:
        return _installed(model)
    component.register()
    nlp = tokenizer.blank()
    nlp.add_pipe(component.FACTORY, config={"names": ner is None})
    if ner is not None:
        _register_names()
        nlp.add_pipe(_NAMES_FACTORY, config={"pipeline": ner})
    return nlp


def _installed(name: str) -> Language:
    try:
        return spacy.load(name)
    except OSError as error:
        raise LanguageError(
            f"{name}: no spaCy pipeline of this name or path is installed; "
            f"install it (python -m spacy download {name}) or give the path of one"
        ) from error


class OtherNames:
    """Sets `Doc.ents` from another pipeline, matched by characters: it may cut words differently."""

    def __init__(self, pipeline: str) -> None:
        self._other = _installed(pipeline)

    def __call__(self, doc: Doc) -> Doc:
        names = []
        for entity in self._other(doc.text).ents:
            label = NAME_TABLE.get(entity.label_)
            span = doc.char_span(entity.start_char, entity.end_char, label=label or "", alignment_mode="expand")
            if label and span is not None and (trimmed := _trimmed(span)) is not None:
                names.append(trimmed)
        doc.set_ents(filter_spans(names))
        return doc


def _trimmed(span: Span) -> Span | None:
    """Without a leading article, a trailing possessive and white space at its edges."""
    start, end, doc = span.start, span.end, span.doc
    while start < end and (doc[start].lower_ in ("the", "a", "an") or doc[start].is_space):
        start += 1
    while end > start and (doc[end - 1].text in ("'s", "’s", "'", "’") or doc[end - 1].is_space):
        end -= 1
    return Span(doc, start, end, label=span.label) if start < end else None


def _register_names() -> None:
    if not Language.has_factory(_NAMES_FACTORY):
        Language.factory(_NAMES_FACTORY, func=_create)


def _create(nlp: Language, name: str, pipeline: str) -> OtherNames:
    return OtherNames(pipeline)
