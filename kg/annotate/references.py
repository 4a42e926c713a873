"""What stands for a name said elsewhere: "he", "its", "the alliance", "the Secretary General", "the two countries".

Wrong is worse than none: each rule gives an antecedent only where the text leaves one reading that is far likelier
than the others, and none otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate import belongings, descriptions, groups, judged, posts, pronouns
from kg.annotate.discourse import Discourse
from kg.annotate.mentions import covered
from kg.annotate.tokens import is_definite
from kg.annotate.words import words
from kg.authority import Authority
from kg.model import Mention, Title
from kg.model.tree import Doc, Span, Token
from kg.ontology import Ontology


def references(
    doc: Doc, names: Sequence[Mention], titles: Sequence[Title], authority: Authority, ontology: Ontology
) -> Discourse:
    """All that refers back, added behind the names; ``refers`` of the result tells what to."""
    discourse = Discourse(doc, authority, ontology, list(names), titles)
    taken, said = covered(names) | _title_tokens(doc, titles), words()
    for token in doc:
        if token.i in taken or not (token.children or token.lower_ in said.pronouns or token.dep_ == "nmod:poss"):
            continue  # most words stand for nothing, and nothing hangs on them
        itself = Span(doc, token.i, token.i + 1)
        if judged_for := judged.owners(discourse, token):
            discourse.refer(itself, "pronoun", judged_for)
        elif pronouns.is_singular(token):
            discourse.refer(itself, "pronoun", pronouns.singular(discourse, token))
        elif token.lower_ in said.plural_pronouns:
            discourse.refer(itself, "pronoun", groups.they(discourse, token))
        elif token.lower_ in said.relatives:
            discourse.refer(itself, "pronoun", pronouns.whose(discourse, token))
        elif token.lower_ == "both" and not token.dep_.startswith(("det", "cc")):
            discourse.refer(itself, "description", groups.both(discourse, token))
        elif not is_definite(token) and not _is_owned(token):
            continue
        elif token.lower_ in said.one_of_two and token.dep_ != "amod":
            discourse.refer(descriptions.phrase(token), "description", groups.one_of_two(discourse, token))
        elif token.lower_ in said.numbers:
            discourse.refer(itself, "description", groups.counted(discourse, token))
        elif belongings.is_land(token) and not is_definite(token):
            discourse.refer(descriptions.phrase(token), "description", belongings.land(discourse, token))
        elif token.pos_ in ("NOUN", "PROPN", "ADJ"):
            discourse.refer(descriptions.phrase(token), "description", descriptions.described(discourse, token))
    return discourse


def _is_owned(token: Token) -> bool:
    """ "Verana's president", "their countries": a post or a country with an owner before it."""
    if token.pos_ != "NOUN" or "nmod:poss" not in token.below:
        return False
    if not any(child.dep_ == "nmod:poss" for child in token.lefts):
        return False
    return posts.is_post(token) or belongings.is_land(token) or descriptions.is_superlative(token)


def _title_tokens(doc: Doc, titles: Sequence[Title]) -> set[int]:
    spans = (doc.char_span(title.span.start, title.span.end, alignment_mode="expand") for title in titles)
    return {token.i for span in spans if span is not None for token in span}
