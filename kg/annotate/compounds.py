"""Names that are longer than their parts: institutions, conflicts, agreements, newspapers."""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Doc

from kg.annotate.gazetteer import mention, tokens
from kg.annotate.signs import is_acronym
from kg.annotate.words import words
from kg.authority import Authority
from kg.model import Mention

_OPEN, _CLOSE = frozenset("“\"«„'‘"), frozenset("”\"»“'’")
_DASHES = frozenset("-–‑")


def media(doc: Doc, found: list[Mention]) -> list[Mention]:
    """A quoted name beside "newspaper" and the like is that newspaper; the country in the quotes is not meant."""
    result = found
    for token in doc:
        if token.lower_ not in words().media or token.i < 3 or doc[token.i - 1].text not in _CLOSE:
            continue
        opening = next((i for i in range(token.i - 2, max(token.i - 8, -1), -1) if doc[i].text in _OPEN), None)
        if opening is None or not doc[opening + 1].is_title:
            continue
        result = [name for name in result if not opening < name.start < token.i]
        result.append(mention(doc[opening : token.i + 1], "ORG"))
    return result


def bracketed(doc: Doc, found: list[Mention]) -> list[Mention]:
    """ "Afghan Army (AA) Trust Fund": capitals that go on behind the bracket belong to one longer name."""
    result = found
    for name in found:
        after = name.end + 3
        if doc[name.end : after].text != f"({doc[min(name.end + 1, len(doc) - 1)].text})" or not is_acronym(
            doc[name.end + 1].text
        ):
            continue
        end = after
        while end < len(doc) and doc[end].is_title and doc[end].pos_ in ("PROPN", "NOUN", "ADJ"):
            end += 1
        if end > after:
            label = words().heads.get(doc[end - 1].lower_, "PROGRAMME" if doc[end - 1].lower_ == "fund" else "ORG")
            result = [other for other in result if not (name.start < other.start and after < other.end <= end)]
            result.append(mention(doc[name.start : end], label))
    return result


def institutions(doc: Doc, found: list[Mention]) -> list[Mention]:
    """A capitalised institution that somebody owns: "Canada's Mission to the UN", "the Polish Parliament"."""
    ends = {name.end: name for name in found if name.label in ("GPE", "NORP", "ORG")}
    starts = {name.start: name for name in sorted(found, key=lambda name: -name.end)}  # of two, the shorter
    taken = tokens(found)
    result = []
    for token in doc:
        if not token.is_title or token.lower_ not in words().institutions or token.i in taken:
            continue
        start = token.i
        while (
            start > 0
            and doc[start - 1].is_title
            and doc[start - 1].pos_ in ("PROPN", "ADJ", "NOUN")
            and start - 1 not in taken
        ):
            start -= 1
        owner = ends.get(start) or (ends.get(start - 1) if doc[start - 1].lower_ in ("'s", "’s") else None)
        if start == 0 or owner is None:
            continue
        end = token.i + 1
        if end + 1 < len(doc) and doc[end].lower_ in ("to", "of", "for"):
            inner = end + 1 + (doc[end + 1].lower_ == "the")
            if inner in starts:
                end = starts[inner].end
            elif doc[inner].is_title:
                while inner < len(doc) and doc[inner].is_title:
                    inner += 1
                end = inner
        result.append(mention(doc[start:end], "ORG"))
    return result


def bodies_within(doc: Doc, found: list[Mention]) -> list[Mention]:
    """The body in the name of its part: "the Treaty Department of the Foreign Ministry"."""
    result = []
    for name in found:
        of = next((i for i in range(name.start + 1, name.end - 1) if doc[i].lower_ == "of"), None)
        if name.label != "ORG" or of is None or doc[of - 1].lower_ not in words().sub_bodies:
            continue
        start = of + 1 + (doc[of + 1].lower_ == "the")
        if start < name.end and any(token.lower_ in words().institutions for token in doc[start : name.end]):
            result.append(mention(doc[start : name.end], "ORG"))
    return result


def headed(doc: Doc, found: list[Mention]) -> list[Mention]:
    """Name + common head word is one name: "Armenia-Azerbaijan conflict", "Bucharest summit", "COP29 conference"."""
    ends = {name.end: name for name in found}
    result = []
    for token in doc:
        label = words().heads.get(token.lower_)
        name = ends.get(token.i)
        if label is None or name is None or not token.is_lower or name.label in ("PERSON", "NORP"):
            continue
        start = _run_start(doc, name, ends)
        result.append(mention(doc[start : token.i + 1], label))
    return result


def _run_start(doc: Doc, name: Mention, ends: Mapping[int, Mention]) -> int:
    """Where the run of names begins that ends with this one, hyphens between them allowed."""
    start = name.start
    while start > 0:
        before = ends.get(start) or (ends.get(start - 1) if doc[start - 1].text in _DASHES else None)
        if before is None or before.label in ("PERSON", "NORP"):
            break
        start = before.start
    return start


def joined(doc: Doc, found: list[Mention], authority: Authority) -> list[Mention]:
    """The countries that a hyphen joins inside a longer name: "the X-Y conflict"."""
    inside = {i for name in found if name.label != "PERSON" for i in range(name.start, name.end)}
    dashes = [token for token in doc[1:-1] if token.i in inside and token.text in _DASHES]
    beside = [doc[i] for dash in dashes for i in (dash.i - 1, dash.i + 1)]
    known = [(token, authority.find(token.text, label="GPE")) for token in beside]
    return [mention(doc[token.i : token.i + 1], "GPE") for token, hit in known if hit and hit.type == "Country"]


def agreements(doc: Doc, found: list[Mention]) -> list[Mention]:
    """A capitalised agreement that the pipeline missed: "the Association Agreement", "a Memorandum of Understanding"."""
    taken = tokens(found)
    result = []
    for token in doc:
        if (
            not token.is_title
            or token.lower_ not in words().agreements
            or token.i in taken
            or token.i == token.sent.start
        ):
            continue
        start, end = token.i, token.i + 1
        while start - 1 not in taken and doc[start - 1].is_title and doc[start - 1].pos_ in ("PROPN", "ADJ", "NOUN"):
            start -= 1
        if end + 1 < len(doc) and doc[end].lower_ in ("of", "on") and doc[end + 1].is_title:
            end += 2
            while end < len(doc) and doc[end].is_title and end not in taken:
                end += 1
        if end - start > 1:
            result.append(mention(doc[start:end], "AGREEMENT"))
    return result


def unnamed_agreements(doc: Doc, found: list[Mention]) -> list[Mention]:
    """ "a ceasefire brokered by X", "an inter-governmental agreement": told apart by what stands with the noun."""
    taken = tokens(found)
    result = []
    for token in doc:
        if token.lower_ not in words().agreements or token.pos_ != "NOUN" or token.i in taken:
            continue
        before = [
            child for child in token.children if child.dep_ in ("amod", "compound", "nummod") and child.i < token.i
        ]
        start = min([token.i, *(child.left_edge.i for child in before)])
        told = before or any(child.dep_ in ("acl", "acl:relcl") for child in token.children)
        if told and not taken & set(range(start, token.i)):
            result.append(mention(doc[start : token.i + 1], "AGREEMENT"))
    return result
