"""Names: what the language pipeline found, what the authority knows, and what the language of names itself tells.

Each function is one way in which text shows a name; ``names`` applies them in turn. A name may lie inside a longer
one ("Armenia" in "the Armenia-Azerbaijan conflict"): both are kept, since either can take part in a relation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token

from kg.annotate.words import words
from kg.authority import Authority
from kg.model import Mention, TextSpan

LABEL_OF_TYPE = {
    "Person": "PERSON",
    "Country": "GPE",
    "City": "GPE",
    "Region": "LOC",
    "Programme": "PROGRAMME",
    "Agreement": "AGREEMENT",
    "Conflict": "CONFLICT",
    "MilitaryOperation": "OPERATION",
    "Event": "EVENT",
    "Work": "WORK",
    "Infrastructure": "FACILITY",
}
"""Class of the ontology -> name label; what is not here is an organization."""

_OPEN, _CLOSE = frozenset("“\"«„'‘"), frozenset("”\"»“'’")
_DASHES = frozenset("-–‑")
_PLACES = ("GPE", "LOC")
_OWNER = re.compile(r"[^ ]+['’]s ")


class Gazetteer:
    """The names that the authority knows, ready to be found in documents of one language pipeline."""

    def __init__(self, authority: Authority, nlp: Language) -> None:
        self.authority = authority
        self._matcher = PhraseMatcher(nlp.vocab)
        self._labels: dict[str, str] = {}
        for phrase, known in authority.phrases():
            if _OWNER.match(phrase):
                continue  # "X's Y" is two names and a relation between them
            self._labels[phrase] = LABEL_OF_TYPE.get(known.type, "ORG")
            self._matcher.add("known", [nlp.make_doc(phrase)])

    def find(self, doc: Doc) -> list[Mention]:
        """The longest known names of a document, in order, none overlapping another."""
        found: list[Mention] = []
        for span in _longest(self._matcher(doc, as_spans=True)):
            if span[0].is_lower or _continues(span):
                continue
            found.append(mention(span, self._labels[span.text]))
        return found


def _longest(spans: Iterable[Span]) -> list[Span]:
    chosen: list[Span] = []
    for span in sorted(spans, key=lambda span: (-(span.end - span.start), span.start)):
        if not any(span.start < other.end and other.start < span.end for other in chosen):
            chosen.append(span)
    return sorted(chosen, key=lambda span: span.start)


def _continues(span: Span) -> bool:
    """An acronym glued to more letters and digits by a hyphen ("UN-2720") is another name."""
    following = span.doc[span.end : span.end + 2]
    return len(following) == 2 and following[0].text in _DASHES and following[1].is_digit and not following[0].whitespace_


def mention(span: Span, label: str, kind: str = "name", probability: float | None = None) -> Mention:
    """The mention that a span of tokens is."""
    characters = TextSpan(span.start_char, span.end_char)
    return Mention(characters, span.start, span.end, span.text, kind, label, probability)


def names(doc: Doc, gazetteer: Gazetteer) -> list[Mention]:
    """Every name of a document, in order of place, longer before shorter."""
    found = _merged(doc, [m for span in doc.ents if (m := _trimmed(span))], gazetteer.find(doc))
    found = [name for name in found if _known_nation(name, doc, gazetteer.authority)]
    found = _media(doc, found)
    found = _bracketed(doc, found)
    found += _demonyms(doc, found, gazetteer.authority)
    found += _institutions(doc, found)
    found += _titled(doc, found)
    found += _headed(doc, found)
    found += _agreements(doc, found)
    found += _abbreviations(doc, found)
    found += _repeated(doc, found)
    found += _joined(doc, found, gazetteer.authority)
    found += _bodies_within(doc, found)
    found += _unnamed_agreements(doc, found)
    return in_order(found)


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Sorted by place, longer before shorter; of two with the same words the first wins."""
    unique: dict[tuple[int, int], Mention] = {}
    for one in mentions:
        unique.setdefault((one.start, one.end), one)
    return [unique[key] for key in sorted(unique, key=lambda key: (key[0], -key[1]))]


def _trimmed(span: Span) -> Mention | None:
    """A name of the pipeline without article, title, possessive and stray marks; None where nothing is left."""
    doc, start, end, label = span.doc, span.start, span.end, span.label_
    while start < end and (_is_edge(doc[start]) or doc[start].lower_ == "the"):
        start += 1
    while end > start and (_is_edge(doc[end - 1]) or doc[end - 1].lower_ in ("'s", "’s", "'", "’")):
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
    never = words().before_name | words().never if label in ("PERSON", "ORG", "NORP") else words().never
    return token.lower_ in never or token.text[0] in _DASHES


def _is_edge(token: Token) -> bool:
    return token.is_space or (token.is_punct and token.text not in (".", ")")) or token.text in ("(", ",")


def _merged(doc: Doc, found: list[Mention], known: list[Mention]) -> list[Mention]:
    """Names of the pipeline and of the authority made one list.

    A known name replaces what lies inside it; a longer name of the pipeline stays, the known one inside it; a person's
    name that swallowed the organization before it ("NATO Gaya Mammadov") is cut.
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


def _media(doc: Doc, found: list[Mention]) -> list[Mention]:
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


def _bracketed(doc: Doc, found: list[Mention]) -> list[Mention]:
    """"Afghan Army (AA) Trust Fund": capitals that go on behind the bracket belong to one longer name."""
    result = found
    for name in found:
        after = name.end + 3
        if doc[name.end : after].text != f"({doc[min(name.end + 1, len(doc) - 1)].text})" or not _is_acronym(doc[name.end + 1].text):
            continue
        end = after
        while end < len(doc) and doc[end].is_title and doc[end].pos_ in ("PROPN", "NOUN", "ADJ"):
            end += 1
        if end > after:
            label = words().heads.get(doc[end - 1].lower_, "PROGRAMME" if doc[end - 1].lower_ == "fund" else "ORG")
            result = [other for other in result if not after <= other.start < end]
            result.append(mention(doc[name.start : end], label))
    return result


def _institutions(doc: Doc, found: list[Mention]) -> list[Mention]:
    """A capitalised institution that somebody owns: "Canada's Mission to the UN", "the Polish Parliament"."""
    ends = {name.end: name for name in found if name.label in ("GPE", "NORP", "ORG")}
    starts = {name.start: name for name in sorted(found, key=lambda name: -name.end)}  # of two, the shorter
    taken = _tokens(found)
    result = []
    for token in doc:
        if not token.is_title or token.lower_ not in words().institutions or token.i in taken:
            continue
        start = token.i
        while start > 0 and doc[start - 1].is_title and doc[start - 1].pos_ in ("PROPN", "ADJ", "NOUN") and start - 1 not in taken:
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


def _agreements(doc: Doc, found: list[Mention]) -> list[Mention]:
    """A capitalised agreement that the pipeline missed: "the Association Agreement", "a Memorandum of Understanding"."""
    taken = _tokens(found)
    result = []
    for token in doc:
        if not token.is_title or token.lower_ not in words().agreements or token.i in taken or token.i == token.sent.start:
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


def _titled(doc: Doc, found: list[Mention]) -> list[Mention]:
    """A title with a capital and a run of capitalised words after it: a person's name that the pipeline missed."""
    taken = _tokens(found)
    result = []
    for token in doc:
        if not (token.is_title and _is_title_word(token)) or token.i + 1 >= len(doc):
            continue
        end = token.i + 1
        while end < len(doc) and doc[end].is_title and doc[end].pos_ == "PROPN" and end not in taken and not _is_title_word(doc[end]):
            end += 1
        if end > token.i + 1 and doc[token.i + 1].sent == token.sent:
            result.append(mention(doc[token.i + 1 : end], "PERSON"))
    return result


def _is_title_word(token: Token) -> bool:
    lists = words()
    return token.lower_ in lists.titles or token.lower_ in lists.honorifics or token.lower_ in lists.ranks or token.lower_ in lists.after_title


def _demonyms(doc: Doc, found: list[Mention], authority: Authority) -> list[Mention]:
    """Adjectives and nouns of nations outside longer names ("the Azerbaijani side")."""
    taken = _tokens(found)
    return [
        mention(doc[token.i : token.i + 1], "NORP")
        for token in doc
        if token.i not in taken and token.is_title and token.pos_ in ("ADJ", "NOUN", "PROPN") and authority.demonym(token.text)
    ]


def _known_nation(name: Mention, doc: Doc, authority: Authority) -> bool:
    """A nation that a country answers for, or a group that the text names by a noun; no "Eastern" beside "countries"."""
    return name.label != "NORP" or bool(authority.demonym(name.text)) or doc[name.end - 1].dep_ not in ("amod", "compound", "conj")


def _headed(doc: Doc, found: list[Mention]) -> list[Mention]:
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


def _abbreviations(doc: Doc, found: list[Mention]) -> list[Mention]:
    """Letters in brackets after a name are that name ("Central Forum (CF)"), and say where an unknown one begins."""
    result = []
    ends = {name.end: name for name in found}
    for token in doc[1:-1]:
        if doc[token.i - 1].text != "(" or doc[token.i + 1].text != ")" or not _is_acronym(token.text):
            continue
        before = ends.get(token.i - 1) or _spelled_out(doc, token)
        if before is None:
            continue
        result += [before, mention(doc[token.i : token.i + 1], before.label)]
    return result


def _is_acronym(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][A-Za-z0-9&.\-]{1,9}", text)) and sum(map(str.isupper, text)) >= 2


def _spelled_out(doc: Doc, acronym: Token) -> Mention | None:
    """The words before the bracket whose capitals spell the letters in it; None where they do not."""
    letters = [letter for letter in acronym.text if letter.isupper()]
    start = acronym.i - 1
    while letters and start > acronym.sent.start:
        start -= 1
        if doc[start].text[0].isupper():
            if doc[start].text[0] != letters[-1]:
                return None
            letters.pop()
        elif doc[start].pos_ not in ("ADP", "CCONJ", "DET", "PUNCT"):
            return None
    return mention(doc[start : acronym.i - 1], "ORG") if not letters else None


def _repeated(doc: Doc, found: list[Mention]) -> list[Mention]:
    """A name found once is found everywhere: whole, and a person's surname alone."""
    taken = _tokens(found)
    labels: dict[str, str] = {}
    for name in found:
        if name.label == "NORP" or (name.end - name.start == 1 and not _is_acronym(name.text)):
            continue
        labels.setdefault(name.text, name.label)
        if name.label == "PERSON" and len(name.text.split()[-1]) > 2:
            labels.setdefault(name.text.split()[-1], "PERSON")
    matcher = PhraseMatcher(doc.vocab)
    for text in sorted(labels):
        matcher.add("again", [Doc(doc.vocab, words=(pieces := _pieces(doc, text)), spaces=[False] * len(pieces))])
    again = _longest(matcher(doc, as_spans=True))
    free = (span for span in again if not taken & set(range(span.start, span.end)))
    return [mention(span, labels[span.text]) for span in free if span.text in labels]


def _joined(doc: Doc, found: list[Mention], authority: Authority) -> list[Mention]:
    """The countries that a hyphen joins inside a longer name: "the X-Y conflict"."""
    inside = {i for name in found if name.label != "PERSON" for i in range(name.start, name.end)}
    dashes = [token for token in doc[1:-1] if token.i in inside and token.text in _DASHES]
    beside = [doc[i] for dash in dashes for i in (dash.i - 1, dash.i + 1)]
    known = [(token, authority.find(token.text, label="GPE")) for token in beside]
    return [mention(doc[token.i : token.i + 1], "GPE") for token, hit in known if hit and hit.type == "Country"]


def _bodies_within(doc: Doc, found: list[Mention]) -> list[Mention]:
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


def _unnamed_agreements(doc: Doc, found: list[Mention]) -> list[Mention]:
    """"a ceasefire brokered by X", "an inter-governmental agreement": told apart by what stands with the noun."""
    taken = _tokens(found)
    result = []
    for token in doc:
        if token.lower_ not in words().agreements or token.pos_ != "NOUN" or token.i in taken:
            continue
        before = [child for child in token.children if child.dep_ in ("amod", "compound", "nummod") and child.i < token.i]
        start = min([token.i, *(child.left_edge.i for child in before)])
        told = before or any(child.dep_ in ("acl", "acl:relcl") for child in token.children)
        if told and not taken & set(range(start, token.i)):
            result.append(mention(doc[start : token.i + 1], "AGREEMENT"))
    return result


def _pieces(doc: Doc, text: str) -> list[str]:
    """The tokens of a text that stands in the document."""
    start = doc.text.find(text)
    span = doc.char_span(start, start + len(text), alignment_mode="expand")
    return [token.text for token in span] if span is not None else text.split()


def _tokens(mentions: Iterable[Mention]) -> set[int]:
    return {index for one in mentions for index in range(one.start, one.end)}


def innermost(mentions: Iterable[Mention], token: int) -> Iterator[Mention]:
    """The mentions that hold a token, shortest first."""
    yield from sorted((m for m in mentions if m.start <= token < m.end), key=lambda m: m.end - m.start)
