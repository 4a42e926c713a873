"""Names: what the language pipeline found, what the authority knows, and what the language of names itself tells.

Each function is one way in which text shows a name; ``names`` applies them in turn. A name may lie inside a longer
one ("Armenia" in "the Armenia-Azerbaijan conflict"): both are kept, since either can take part in a relation.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from kg.annotate import compounds, signs
from kg.annotate.gazetteer import Gazetteer, in_order, mention
from kg.annotate.words import words
from kg.model import Mention

_DASHES = frozenset("-–‑")
_TAILS = frozenset({"'s", "’s", "'", "’", "to", "of", "in", "for", "and", "on", "with", "at", "the"})
_PLACES = ("GPE", "LOC")


def names(doc: Doc, gazetteer: Gazetteer) -> list[Mention]:
    """Every name of a document, in order of place, longer before shorter."""
    found = _merged(doc, [m for span in doc.ents if (m := _trimmed(span))], gazetteer.find(doc))
    found = [name for name in found if signs.is_nation(name, doc, gazetteer.authority)]
    found = compounds.media(doc, found)
    found = compounds.bracketed(doc, found)
    found += signs.demonyms(doc, found, gazetteer.authority)
    found += compounds.institutions(doc, found)
    found += signs.titled(doc, found)
    found += compounds.headed(doc, found)
    found += compounds.agreements(doc, found)
    found += signs.abbreviations(doc, found)
    found += signs.repeated(doc, found)
    found += compounds.joined(doc, found, gazetteer.authority)
    found += compounds.bodies_within(doc, found)
    found += compounds.unnamed_agreements(doc, found)
    return in_order(found)


def _trimmed(span: Span) -> Mention | None:
    """A name of the pipeline without article, title, possessive and stray marks; None where nothing is left."""
    doc, start, end, label = span.doc, span.start, span.end, span.label_
    while start < end and (_is_edge(doc[start]) or doc[start].lower_ == "the"):
        start += 1
    while end > start and (_is_edge(doc[end - 1]) or doc[end - 1].lower_ in _TAILS):
        end -= 1
    if label == "PERSON":
        while start < end - 1 and doc[start].lower_ in words().before_name:
            start += 1
    if start == end or not any(token.is_alpha or token.like_num for token in doc[start:end]):
        return None
    if end - start == 1 and _is_none(doc[start], label):
        return None
    return mention(doc[start:end], label)


def _is_none(token: Token, label: str) -> bool:
    """A single word that the pipeline took for a name and that names nobody."""
    if label == "ORG" and token.lower_ in words().institutions:
        return True  # "Mission", "Parliament": whose, the words beside it tell
    never = words().before_name | words().never if label in ("PERSON", "ORG", "NORP") else words().never
    return token.lower_ in never or token.text[0] in _DASHES


def _is_edge(token: Token) -> bool:
    return token.is_space or (token.is_punct and token.text not in (".", ")")) or token.text in ("(", ",")


def _merged(doc: Doc, found: list[Mention], known: list[Mention]) -> list[Mention]:
    """Names of the pipeline and of the authority made one list.

    A known name replaces what lies inside it; a longer name of the pipeline stays, the known one inside it; a person's
    name that swallowed the organization before it ("NATO Jane Roe") is cut.
    """
    result = list(known)
    for name in found:
        overlapping = [other for other in known if name.start < other.end and other.start < name.end]
        if not overlapping:
            result.append(name)
        elif name.label == "PERSON":
            result += _cut(doc, name, overlapping)
        elif all(name.start <= other.start and other.end <= name.end for other in overlapping):
            if not any((name.start, name.end) == (other.start, other.end) for other in overlapping):
                result.append(name)
    return result


def _cut(doc: Doc, person: Mention, known: list[Mention]) -> list[Mention]:
    """What is left of a person's name after the known names at its edges; all of it where they are parts of it."""
    start, end = person.start, person.end
    for other in known:
        if other.label in _PLACES and person.end - person.start <= 2 and other.end - other.start == 1:
            return [person]  # Jordan Smith, Chad Wolf
        if other.start <= start < other.end:
            start = other.end
        elif other.start < end <= other.end:
            end = other.start
    return [mention(doc[start:end], "PERSON")] if start < end else []
