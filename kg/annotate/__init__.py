"""Article -> Parsed: the parse, names, times, titles, references and quotations of a text."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.language import Language

from kg.annotate.first_persons import in_quotations
from kg.annotate.gazetteer import Gazetteer
from kg.annotate.names import names
from kg.annotate.parse import parse
from kg.annotate.quotations import quotations
from kg.annotate.references import references
from kg.annotate.states import with_context
from kg.annotate.times import times
from kg.annotate.titles import titles
from kg.authority import Authority
from kg.model import Article, Parsed
from kg.model.tree import Doc
from kg.ontology import Ontology

__all__ = ["Annotator"]


@dataclass(slots=True)
class Annotator:
    """Annotates articles with one language pipeline, authority and ontology."""

    nlp: Language
    authority: Authority
    ontology: Ontology
    _gazetteer: Gazetteer = field(init=False)

    def __post_init__(self) -> None:
        self._gazetteer = Gazetteer(self.authority, self.nlp)

    def annotate(self, article: Article) -> Parsed:
        """An article with all its annotations."""
        return self.annotate_doc(article, parse(article, self.nlp))

    def annotate_doc(self, article: Article, doc: Doc) -> Parsed:
        """An article whose parse is at hand."""
        found = names(doc, self._gazetteer)
        moments = times(doc, article.published)
        posts = titles(doc, found, moments, self.authority)
        discourse = references(doc, found, posts, self.authority, self.ontology)
        discourse.titles = with_context(discourse, article.place, article.body)
        speech = quotations(doc, discourse.mentions, article.body)
        in_quotations(discourse, speech)
        return Parsed(
            article=article,
            doc=doc,
            mentions=tuple(discourse.mentions),
            times=moments,
            quotations=speech,
            titles=tuple(discourse.titles),
            refers=discourse.refers,
        )
