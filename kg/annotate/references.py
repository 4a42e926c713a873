"""What stands for a name said elsewhere: "he", "its", "the alliance", "the Secretary General", "the two countries".

Wrong is worse than none: each rule gives an antecedent only where the text leaves one reading that is far likelier
than the others, and none otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.annotate import descriptions, groups, pronouns
from kg.annotate.discourse import Discourse
from kg.annotate.mentions import covered
from kg.annotate.tokens import is_definite
from kg.annotate.words import words
from kg.authority import Authority
from kg.model import Mention, Title
from kg.ontology import Ontology


def references(
    doc: Doc, names: Sequence[Mention], titles: Sequence[Title], authority: Authority, ontology: Ontology
) -> Discourse:
    """All that refers back, added behind the names; ``refers`` of the result tells what to."""
    discourse = Discourse(doc, authority, ontology, list(names), titles)
    taken = covered(names) | _title_tokens(doc, titles)
    for token in doc:
        if token.i in taken:
            continue
        itself = doc[token.i : token.i + 1]
        if pronouns.is_singular(token):
            discourse.refer(itself, "pronoun", pronouns.singular(discourse, token))
        elif token.lower_ in words().plural_pronouns:
            discourse.refer(itself, "pronoun", groups.they(discourse, token))
        elif not is_definite(token):
            continue
        elif token.lower_ in words().numbers:
            discourse.refer(itself, "description", groups.counted(discourse, token))
        elif token.pos_ in ("NOUN", "PROPN", "ADJ"):
            discourse.refer(descriptions.phrase(token), "description", descriptions.described(discourse, token))
    return discourse


def _title_tokens(doc: Doc, titles: Sequence[Title]) -> set[int]:
    spans = (doc.char_span(title.span.start, title.span.end, alignment_mode="expand") for title in titles)
    return {token.i for span in spans if span is not None for token in span}
