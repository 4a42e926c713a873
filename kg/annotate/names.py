"""Names: what the language pipeline found, what the authority knows, and what the language of names itself tells.

Each function is one way in which text shows a name; ``names`` applies them in turn. A name may lie inside a longer
one ("Verana" in "the Verana-Solmark dispute"): both are kept, since either can take part in a relation.
"""

from __future__ import annotations

from kg.annotate import bands, compounds, signs
from kg.annotate.firms import firms
from kg.annotate.gazetteer import Gazetteer
from kg.annotate.mentions import in_order, mention
from kg.annotate.tokens import APOSTROPHES, HYPHENS, POSSESSIVES
from kg.annotate.unnamed import unnamed
from kg.annotate.words import words
from kg.model import Mention
from kg.model.tree import Doc, Span, Token

_COMMON = ("AGREEMENT", "EVENT")
"""Labels of what a common noun may tell of, as ``unnamed`` decides."""


def names(doc: Doc, gazetteer: Gazetteer) -> list[Mention]:
    """Every name of a document, in order of place, longer before shorter."""
    seen = [part for name in _of_pipeline(doc) for part in _of_field(doc, name, gazetteer)]
    known = [name for name in gazetteer.find(doc) if not _is_field(doc, name, gazetteer)]
    found = _merged(doc, seen, [name for name in known if not _is_begun(doc, name, seen)])
    found = signs.whole(doc, found)
    found = signs.without_nation(doc, found, gazetteer.authority)
    found = signs.led_parties(doc, found)
    found += signs.demonyms(doc, found, gazetteer.authority)
    found = signs.of_two_words(doc, found, gazetteer.authority)
    found = bands.peoples(doc, found)
    found += bands.bands(doc, found, gazetteer.authority)
    found = [name for name in found if signs.is_nation(name, doc, gazetteer.authority)]
    found = compounds.media(doc, found)
    found = compounds.bracketed(doc, found)
    found = compounds.operations(doc, found)
    found += compounds.institutions(doc, found)
    found += signs.titled(doc, found)
    found += compounds.headed(doc, found)
    found += compounds.agreements(doc, found)
    found += signs.abbreviations(doc, found)
    found += signs.repeated(doc, found)
    found = firms(doc, found, gazetteer.authority)
    found = compounds.described(doc, found)
    found += compounds.joined(doc, found, gazetteer.authority)
    found += compounds.bodies_within(doc, found)
    found += unnamed(doc, found)
    return in_order(found)


def _is_field(doc: Doc, name: Mention, gazetteer: Gazetteer) -> bool:
    """The name of a magazine that is here a minister's field: "the Ministry of | Foreign Affairs"."""
    known = gazetteer.authority.find(name.text, label=name.label)
    return known is not None and known.type == "MediaOutlet" and _is_behind_post(doc, name)


def _is_begun(doc: Doc, name: Mention, seen: list[Mention]) -> bool:
    """Article and first word of a longer name, which happen to be a known name: "The Atlantic | Forum"."""
    return doc[name.start].lower_ == "the" and any(
        name.start < other.start < name.end < other.end for other in seen if other.label != "PERSON"
    )


def _of_field(doc: Doc, name: Mention, gazetteer: Gazetteer) -> list[Mention]:
    """A name of the pipeline; of a minister's field with its state in one ("Ports of Verana") the state alone."""
    if name.label != "ORG" or not _is_behind_post(doc, name):
        return [name]
    if _is_field(doc, name, gazetteer):
        return []
    for i in range(name.start + 1, name.end - 1):
        state = mention(doc[i + 1 + (doc[i + 1].pos_ == "DET") : name.end], "GPE")
        if doc[i].lower_ == "of" and gazetteer.authority.find(state.text, label="GPE") is not None:
            return [state]
    return [name]


def _is_behind_post(doc: Doc, name: Mention) -> bool:
    """ "Minister of ...", "the Ministry for ..."."""
    if name.start < 2 or doc[name.start - 1].lower_ not in ("of", "for"):
        return False
    return doc[name.start - 2].lower_ in words().portfolios | words().institutions


def _of_pipeline(doc: Doc) -> list[Mention]:
    return [name for span in doc.ents if (name := _trimmed(span)) is not None]


def _trimmed(span: Span) -> Mention | None:
    """A name of the pipeline without article, title, possessive and stray marks; None where nothing is left."""
    tokens, start, end, label = span.doc.tokens, span.start, span.end, span.label_
    while start < end and (_is_edge(tokens[start]) or tokens[start].lower_ == "the"):
        start += 1
    while end > start and (_is_edge(tokens[end - 1]) or _is_tail(tokens[end - 1])):
        end -= 1
    while end > start + 1 and _describes_what_follows(tokens[end - 1], end):
        end -= 1 + _is_tail(tokens[end - 2])
    if label == "PERSON":
        while start < end - 1 and (tokens[start].lower_ in words().before_name or tokens[start].text in HYPHENS):
            start += 1
    if not any(token.is_alpha or token.like_num for token in tokens[start:end]):
        return None
    if end - start == 1 and _is_none(tokens[start], label):
        return None
    return mention(span.doc[start:end], label, probability=span.doc.sure.get((span.start, span.end)))


def _is_none(token: Token, label: str) -> bool:
    """A single word that the pipeline took for a name and that names nobody."""
    if label in _COMMON and token.is_lower:
        return True  # "accord", "talks": no name of its own
    if label == "ORG" and token.lower_ in words().institutions:
        return True  # "Embassy", "Parliament": whose, the words beside it tell
    if label in ("PERSON", "ORG", "NORP") and token.lower_ in words().before_name:
        return True
    return token.lower_ in words().never or token.text[0] in HYPHENS


def _describes_what_follows(token: Token, end: int) -> bool:
    """A small word at the end that belongs to a noun behind the name: "Memorandum on strategic | partnership"."""
    return token.is_lower and token.dep_ in ("amod", "compound") and token.head.i >= end


def _is_edge(token: Token) -> bool:
    return token.is_space or (token.is_punct and token.text not in (".", ")"))


def _is_tail(token: Token) -> bool:
    return token.lower_ in words().name_ends or token.lower_ in POSSESSIVES or token.text in APOSTROPHES


def _merged(doc: Doc, found: list[Mention], known: list[Mention]) -> list[Mention]:
    """Names of the pipeline and of the authority made one list.

    A known name replaces what lies inside it; a longer name of the pipeline stays, the known one inside it; a
    person's name that swallowed the organization before it ("League Ilse Maren") is cut.
    """
    result = list(known)
    for name in found:
        overlapping = [other for other in known if name.span.overlaps(other.span)]
        if not overlapping:
            result.append(name)
        elif name.label == "PERSON":
            result += _cut(doc, name, overlapping)
        elif _is_longer(name, overlapping) and not _is_placed(doc, name, overlapping):
            result.append(name)
    return result


def _is_longer(name: Mention, known: list[Mention]) -> bool:
    return all(other.span in name.span and other.span != name.span for other in known)


def _is_placed(doc: Doc, name: Mention, known: list[Mention]) -> bool:
    """A known name and where it is ("the Shield Force in Verana"), which the pipeline took for one name."""
    return any(
        other.start == name.start and other.end < name.end and doc[other.end].lower_ == "in" for other in known
    )


def _cut(doc: Doc, person: Mention, known: list[Mention]) -> list[Mention]:
    """What is left of a person's name after the known names at its edges; all of it where they are parts of it."""
    start, end = person.start, person.end
    for other in known:
        if other.label in ("GPE", "LOC") and person.end - person.start <= 2 and other.end - other.start == 1:
            return [person]  # a given name or surname that is a place's too: Jordan, Chad, London
        if other.start <= start < other.end:
            start = other.end
        elif other.start < end <= other.end:
            end = other.start
    return [mention(doc[start:end], "PERSON")] if start < end else []
