"""What a single token is: a mark that joins, a title, a word with a capital, an acronym."""

from __future__ import annotations

import re
from typing import Final

from kg.annotate.words import words
from kg.model.tree import Doc, Token

HYPHENS: Final = frozenset("-–‑")
"""Join the parts of one name or title."""
DASHES: Final = frozenset("-–—")
"""Stand between two times."""
POSSESSIVES: Final = frozenset({"'s", "’s"})
APOSTROPHES: Final = frozenset("'’")

_ACRONYM: Final = re.compile(r"[A-Z][A-Za-z0-9&.\-]{1,9}")


def is_title(token: Token) -> bool:
    """A word that names a post."""
    lower = token.lower_
    if lower in words().titles:
        return True
    is_plural = lower.endswith("s") and lower.removesuffix("s") in words().titles  # no lemma: "Presidents"
    return token.pos_ in ("NOUN", "PROPN") and (is_plural or token.lemma_.lower() in words().titles)


def is_owner(token: Token) -> bool:
    """ "its", "his", "their" before a noun."""
    return token.lower_ in words().owners and (token.tag_ == "PRP$" or token.dep_ == "nmod:poss")


def is_definite(token: Token) -> bool:
    """A noun with "the", "this" or the like before it."""
    definite = words().definite
    return any(child.lower_ in definite and child.dep_.startswith("det") for child in token.children)


def narrows(child: Token) -> bool:
    """A clause or phrase that tells which one is meant: "the talks that X held"; not one set off by a comma."""
    return child.left_edge.i == 0 or (child.left_edge.text != "," and child.doc[child.left_edge.i - 1].text != ",")


def is_capitalised(token: Token) -> bool:
    """A noun or adjective with a capital: it may be part of a name."""
    return token.is_title and token.pos_ in ("PROPN", "ADJ", "NOUN")


def is_acronym(text: str) -> bool:
    """Up to ten letters and figures, two capitals among them."""
    return _ACRONYM.fullmatch(text) is not None and sum(map(str.isupper, text)) >= 2


def text_at(doc: Doc, place: int) -> str:
    """The word at a place; "" before the first and behind the last."""
    return doc.tokens[place].text if 0 <= place < len(doc.tokens) else ""


def capitals_before(doc: Doc, start: int, taken: set[int]) -> int:
    """Where the run of capitalised words begins that goes on at ``start``; ``taken`` tokens are no part of it."""
    while start > 0 and start - 1 not in taken and is_capitalised(doc[start - 1]):
        start -= 1
    return start
