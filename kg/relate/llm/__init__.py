"""A language model as extractor: it proposes statements, and the checks keep those that the text bears out.

    prompt      what goes out: the numbered sentences of an article, the relations, the schema of the answer
    chat        the way there and back: one request to an OpenAI-compatible endpoint
    answer      what came back, as proposals
    checks      proposals -> findings, or the reason why not
    words       where words stand, and whom the pipeline's own annotation found behind them
    qualifiers  status, speaker, time and role of a proposal, as far as the text has words for them

The text may be hostile, and so may the answer: nothing of it reaches the graph but a relation of the ontology between
entities that the pipeline found itself, in a sentence of the article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.relate.finding import Finding, Stage
from kg.relate.llm.answer import proposal, proposals
from kg.relate.llm.chat import Chat
from kg.relate.llm.checks import Checks
from kg.relate.llm.prompt import messages, offered, schema, sentences

__all__ = ["Chat", "ModelExtractor"]


@dataclass(frozen=True, slots=True)
class ModelExtractor:
    """Asks once for each article. Its evidence names the rule ``llm/<model>``."""

    chat: Chat

    def __call__(self, stage: Stage, /) -> Iterator[Finding]:
        """What the model proposes and the checks let through; the reasons of the rest go to ``stage.refuse``.

        :raises ExtractorError: no answer, or none that can be read
        """
        told = sentences(stage.cast.doc)
        if not told:
            return
        relations = offered(stage.ontology)
        content = self.chat.ask(messages(told, relations), schema(relations))
        checks = Checks(stage, told, relations, f"llm/{self.chat.model or 'default'}")
        for value in proposals(content):
            proposed = proposal(value)
            found = checks.findings(proposed) if proposed else "not of the form that was asked for"
            if isinstance(found, str):
                stage.refuse(found)
            else:
                yield from found
