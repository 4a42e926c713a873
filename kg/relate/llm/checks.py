"""Which of a model's proposals stand: only what the article's own words and our own annotation bear out."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from kg.model import TextSpan
from kg.model.tree import Span, Token
from kg.relate.cast import Participant
from kg.relate.finding import Finding, Stage, readings, sentence_span
from kg.relate.llm.answer import Proposal
from kg.relate.llm.qualifiers import attributed, role, timed
from kg.relate.llm.words import first_known, link, places, tokens

CONFIDENCE: Final = 0.5
"""Of every statement of a model: set by hand, below all rules that were measured."""


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks of one article. ``told`` are the sentences that the model saw, ``rule`` names the evidence."""

    stage: Stage
    told: Sequence[Span]
    relations: Container[str]
    rule: str

    def findings(self, proposal: Proposal) -> list[Finding] | str:
        """What a proposal comes to (several where words stand for several), or why it is refused."""
        if proposal.relation not in self.relations:
            return "a relation that the ontology does not have"
        found = self._evidence(proposal)
        if found is None:
            return "a sentence that is not in the article"
        sentence, evidence = found
        cast = self.stage.cast
        subject, object_ = (places(words, evidence, cast) for words in (proposal.subject, proposal.object))
        if not subject or not object_:
            return "words for a side that are not in the sentence"
        subjects, objects = first_known(subject, cast), first_known(object_, cast)
        if not subjects or not objects:
            return "words for a side that stand for no known entity"
        pairs = list(self._fitting(proposal.relation, subjects, objects))
        if not pairs:
            return "sides whose types the relation does not allow"
        trigger = self._trigger(proposal, evidence, (subject[0], object_[0]))
        return self._qualified(proposal, pairs, trigger, sentence_span(sentence))

    def _qualified(
        self, proposal: Proposal, pairs: Iterable[tuple[Participant, Participant]], trigger: Token, sentence: TextSpan
    ) -> list[Finding] | str:
        told = attributed(proposal, trigger, sentence, self.stage.cast)
        if told is None:
            return "a status for which the sentence has no words"
        return [
            Finding(
                relation=proposal.relation,
                subject=subject,
                object=object_,
                trigger=trigger,
                rule=self.rule,
                confidence=CONFIDENCE,
                attribution=told,
                when=timed(proposal, sentence, self.stage.cast),
                role=role(proposal, sentence, self.stage.cast),
                measured=False,
            )
            for subject, object_ in pairs
        ]

    def _evidence(self, proposal: Proposal) -> tuple[Span, TextSpan] | None:
        """The sentence that holds the evidence, and where in it; the one of that number before all others."""
        parts = proposal.evidence.split()
        if len(proposal.evidence) > len(self.stage.cast.doc.text):
            return None
        pattern = re.compile(r"\s+".join(map(re.escape, parts)))
        for sentence in (*self.told[max(0, proposal.sentence - 1) : max(0, proposal.sentence)], *self.told):
            if match := pattern.search(sentence.text):
                start = sentence.start_char
                return sentence, TextSpan(start + match.start(), start + match.end())
        return None

    def _fitting(
        self, relation: str, subjects: list[Participant], objects: list[Participant]
    ) -> Iterator[tuple[Participant, Participant]]:
        """Of each two sides the first readings that the relation allows; nobody is related to himself."""
        cast = self.stage.cast
        for subject, object_ in product(subjects, objects):
            for one, other in product(readings(subject, cast), readings(object_, cast)):
                if one.entity.id != other.entity.id and self.stage.ontology.fits(
                    relation, one.entity.type, other.entity.type
                ):
                    yield one, other
                    break

    def _trigger(self, proposal: Proposal, evidence: TextSpan, sides: tuple[TextSpan, TextSpan]) -> Token:
        """The head of the words that tell the relation; where they are not there, the word that links the sides."""
        cast = self.stage.cast
        if told := places(proposal.words, evidence, cast):
            return tokens(told[0], cast).root
        one, other = (tokens(side, cast).root for side in sides)
        return link(one, other)
