"""Names as they are compared: what two spellings of one name have in common."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["acronym_key", "comparable", "folded", "looks_like_name", "slug"]

# Letters that Unicode does not take apart into a Latin letter and a mark.
_PLAIN = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h"}
    | {
        "Ø": "O",
        "Ł": "L",
        "Đ": "D",
        "Ð": "D",
        "Þ": "Th",
        "Æ": "Ae",
        "Œ": "Oe",
        "Ə": "A",
        "Ħ": "H",
        "ʻ": "'",
        "‘": "'",
    }
    | {"’": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "−": "-"}
)
_POSSESSIVE = re.compile(r"(?<=[\w.])'s$|(?<=[sxz])'$", re.IGNORECASE)
_LEADING_THE = re.compile(r"the\s+(?=\S)", re.IGNORECASE)
_ABBREVIATION = re.compile(r"\b(\w)\.(?=\W|\w\.|\w\b|$)")
_NO_WORD = re.compile(r"[^\w]+|_+")


def folded(text: str) -> str:
    """``text`` without diacritics, typographic quotes and dashes; case, spaces and other scripts stay."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


@lru_cache(maxsize=65536)
def comparable(name: str) -> str:
    """The form in which two spellings of one name are equal; "" where there is no letter or digit.

    Case, diacritics, punctuation, a leading "the", a closing possessive and the dots of initials do not count:
    ``The U.S.'s`` -> ``us``, ``Côte d’Ivoire`` -> ``cote divoire``. Words and their order do.
    """
    text = _bare(name)
    if "." in text:
        text = _ABBREVIATION.sub(r"\1", text)
    text = text.replace("'", "").replace("&", " and ").replace("+", " plus ").casefold()
    return " ".join(_NO_WORD.sub(" ", text).split())


@lru_cache(maxsize=65536)
def acronym_key(name: str) -> str:
    """The form in which two spellings of one acronym are equal: ``D-8`` is ``D8``, ``U.N.`` is ``UN``.

    Case counts: "WHO" is an organization and "who" is not.
    """
    return _bare(name).replace(".", "").replace("-", "").replace(" ", "")


def _bare(name: str) -> str:
    """``name`` folded, without a leading "the" and a closing possessive."""
    text = folded(name).strip()
    if "'" in text[-2:]:
        text = _POSSESSIVE.sub("", text)
    the = _LEADING_THE.match(text)
    return text[the.end() :] if the else text


def looks_like_name(text: str) -> bool:
    """True where it has a capital letter, or letters of a script without case: "turkey" is a bird."""
    if text.isascii():
        return text != text.lower()
    return any(c.isupper() or c.istitle() or unicodedata.category(c) == "Lo" for c in text)


def slug(name: str) -> str:
    """``name`` as a local part of an IRI: a-z, 0-9 and single hyphens; other scripts keep their letters."""
    return comparable(name).replace(" ", "-")
