"""Names by what stands in or beside them: titles, nations, brackets, and names said once before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.annotate.mentions import covered, longest, mention
from kg.annotate.tokens import HYPHENS, is_acronym, is_capitalised
from kg.annotate.words import words
from kg.authority import Authority, comparable
from kg.model import Mention
from kg.model.tree import Doc, Span, Token


def whole(doc: Doc, found: list[Mention]) -> list[Mention]:
    """Names of bodies grown to all their capitals: "Foreign Trade | Department", "International | Training Centre".

    On the left only words that hang on the name, on the right only words for bodies.
    """
    taken = covered(found)
    return [_grown(doc, name, taken) if name.label not in _FIXED else name for name in found]


_FIXED = frozenset({"PERSON", "GPE", "LOC", "NORP"})
"""Labels of names that capitals beside them do not belong to."""


def _grown(doc: Doc, name: Mention, taken: set[int]) -> Mention:
    start, end = name.start, name.end
    while end < len(doc) and end not in taken and doc[end].is_title and doc[end].lower_ in words().bodies:
        end += 1
    while start > 0 and start - 1 not in taken and _leads(doc[start - 1], doc[start:end]):
        start -= 1
    while start < name.start and not doc[start].is_title:
        start += 1
    return name if (start, end) == (name.start, name.end) else mention(doc[start:end], name.label)


def _leads(token: Token, name: Span) -> bool:
    """A capital, or the hyphen between two ("Anti-Piracy"), that is part of the name behind it."""
    if token.text in HYPHENS:
        return token.i > 0 and token.nbor(-1).is_title and not token.nbor(-1).whitespace_ and not token.whitespace_
    if token.is_sent_start or not token.is_title or token.lower_ in words().before_name:
        return False
    hangs = name[0].text in HYPHENS or any(name.start <= head.i < name.end for head in token.ancestors)
    return hangs and token.pos_ in ("PROPN", "ADJ", "NOUN")


def titled(doc: Doc, found: list[Mention]) -> list[Mention]:
    """A title with a capital and a run of capitalised words after it: a person's name that the pipeline missed."""
    taken = covered(found)
    result = []
    for token in doc:
        if not (token.is_title and _is_title_word(token)) or token.i + 1 >= len(doc):
            continue
        end = token.i + 1
        while (
            end < len(doc)
            and doc[end].is_title
            and doc[end].pos_ == "PROPN"
            and end not in taken
            and not _is_title_word(doc[end])
        ):
            end += 1
        if end > token.i + 1 and doc[token.i + 1].sent == token.sent:
            result.append(mention(doc[token.i + 1 : end], "PERSON"))
    return result


def _is_title_word(token: Token) -> bool:
    return token.lower_ in words().title_words


def demonyms(doc: Doc, found: list[Mention], authority: Authority) -> list[Mention]:
    """Adjectives and nouns of nations outside longer names ("the Veran side")."""
    taken = covered(found)
    return [
        mention(doc[token.i : token.i + 1], "NORP")
        for token in doc
        if token.i not in taken and is_capitalised(token) and authority.demonym(token.text)
    ]


def without_nation(doc: Doc, found: list[Mention], authority: Authority) -> list[Mention]:
    """Persons' names without the nation before them: "the Briton | Jane Orr"."""
    return [_after_nation(doc, name, authority) if name.label == "PERSON" else name for name in found]


def _after_nation(doc: Doc, name: Mention, authority: Authority) -> Mention:
    long, article = name.end - name.start > 2, name.start > 0 and doc[name.start - 1].lower_ in ("the", "a", "an")
    return (
        mention(doc[name.start + 1 : name.end], "PERSON")
        if long and article and authority.demonym(doc[name.start].text)
        else name
    )


def of_two_words(doc: Doc, found: list[Mention], authority: Authority) -> list[Mention]:
    """Nations of two words made whole, whatever the pipeline took them for: "South | Korean"."""
    return [_two_words(doc, name, authority) if name.label in ("NORP", "LOC", "ORG") else name for name in found]


def _two_words(doc: Doc, name: Mention, authority: Authority) -> Mention:
    start = name.start
    if (
        name.label == "NORP"
        and name.end - start == 1
        and start > 0
        and doc[start - 1].is_title
        and doc[start - 1].lower_ != "the"
    ):
        start -= 1
    span = doc[start : name.end]
    if len(span) == 2 and name.label != "NORP" and authority.find(name.text, label=name.label):
        return name
    return mention(span, "NORP") if len(span) == 2 and authority.demonym(span.text) else name


def is_nation(name: Mention, doc: Doc, authority: Authority) -> bool:
    """False for a group of nobody: no country or party answers for it, and the word is an attribute of the next.

    "Eastern" in "Eastern countries" names nobody; "Verans" does, and a group that the text names by a noun.
    """
    return (
        name.label != "NORP"
        or bool(authority.demonym(name.text))
        or authority.find(name.text, label="NORP") is not None
        or doc[name.end - 1].dep_ not in ("amod", "compound", "conj")
    )


def repeated(doc: Doc, found: list[Mention]) -> list[Mention]:
    """A name found once is found everywhere: whole, and a person's surname alone."""
    taken = covered(found)
    labels: dict[str, str] = {}
    for name in found:
        if name.label == "NORP" or (name.end - name.start == 1 and not is_acronym(name.text)):
            continue
        labels.setdefault(name.text, name.label)
        if name.label == "PERSON" and len(name.text.split()[-1]) > 2:
            labels.setdefault(name.text.split()[-1], "PERSON")
    again = longest(_standing(doc, [_pieces(doc, text) for text in sorted(labels)]))
    free = (span for span in again if not taken & set(range(span.start, span.end)))
    return [mention(span, labels[span.text]) for span in free if span.text in labels]


def _standing(doc: Doc, phrases: Iterable[Sequence[str]]) -> Iterator[Span]:
    """Everywhere that these words stand."""
    texts = [token.text for token in doc]
    opening: dict[str, list[Sequence[str]]] = {}
    for phrase in phrases:
        opening.setdefault(phrase[0], []).append(phrase)
    for start, text in enumerate(texts):
        for phrase in opening.get(text, ()):
            if texts[start : start + len(phrase)] == phrase:
                yield doc[start : start + len(phrase)]


def _pieces(doc: Doc, text: str) -> list[str]:
    """The tokens of a text that stands in the document."""
    start = doc.text.find(text)
    span = doc.char_span(start, start + len(text), alignment_mode="expand")
    return [token.text for token in span] if span is not None else text.split()


def abbreviations(doc: Doc, found: list[Mention]) -> list[Mention]:
    """Letters in brackets after a name are that name ("Central Forum (CF)"), and say where an unknown one begins."""
    result = []
    ends = {name.end: name for name in found}
    for opening in doc[:-2]:
        if opening.text != "(" or opening.nbor(2).text != ")" or not is_acronym(opening.nbor().text):
            continue
        token = opening.nbor()
        before = ends.get(token.i - 1) or _spelled_out(doc, token)
        if before is not None:
            result += [before, mention(doc[token.i : token.i + 1], before.label)]
    return result


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


def led_parties(doc: Doc, found: list[Mention]) -> list[Mention]:
    """A party and whose it is are two names: "Progress Alliance of | Luis Maren"."""
    result = []
    for name in found:
        cut = next((i for i in range(name.start + 1, name.end - 2) if doc[i].lower_ == "of"), None)
        behind = cut is None and name.start > 1 and doc[name.start - 1].lower_ == "of"
        if name.label != "ORG" or (cut is None and not behind):
            result.append(name)
            continue
        first, party = (name.start, doc[name.start - 2]) if cut is None else (cut + 1, doc[cut - 1])
        if party.lower_ not in words().movements or not _is_person(doc[first : name.end]):
            result.append(name)
            continue
        result += [mention(doc[name.start : cut], "ORG")] if cut is not None else []
        result.append(mention(doc[first : name.end], "PERSON"))
    return result


def _is_person(name: Span) -> bool:
    """A given name and more words with capitals."""
    given = {part for sex in words().given_names.values() for part in sex}
    return len(name) > 1 and comparable(name[0].text) in given and all(token.is_title for token in name)
