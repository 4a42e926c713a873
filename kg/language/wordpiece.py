"""WordPiece for an uncased BERT vocabulary: a word in, the numbers of its pieces out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_CHINESE = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2FA1F), (0xF900, 0xFAFF))

MAX_PIECES = 16
"""A longer word keeps its first pieces: enough for any word that is one."""


class WordPiece:
    """Splits words as the encoder was trained to read them: lower case, no accents, longest piece first."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        """:param vocabulary: the pieces in the order of their numbers; "##" marks those inside a word."""
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.pad, self.unknown = self._numbers["[PAD]"], self._numbers["[UNK]"]
        self.first, self.last = self._numbers["[CLS]"], self._numbers["[SEP]"]
        self.mask = self._numbers["[MASK]"]
        self._cache: dict[str, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def pieces(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one and at most MAX_PIECES."""
        found = self._cache.get(word)
        if found is None:
            numbers = [n for part in _split(word) for n in self._part(part)]
            found = tuple(numbers[:MAX_PIECES]) or (self.unknown,)
            if len(self._cache) < 100_000:
                self._cache[word] = found
        return found

    def _part(self, part: str) -> list[int]:
        if len(part) > 100:
            return [self.unknown]
        numbers: list[int] = []
        start = 0
        while start < len(part):
            end, prefix = len(part), "##" if start else ""
            while end > start and (prefix + part[start:end]) not in self._numbers:
                end -= 1
            if end == start:
                return [self.unknown]
            numbers.append(self._numbers[prefix + part[start:end]])
            start = end
        return numbers


def _split(word: str) -> list[str]:
    """Lower case without accents, cut at punctuation and at Chinese characters."""
    parts: list[str] = [""]
    for char in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(char)
        if category == "Mn" or char in "\x00\ufffd" or (category.startswith("C") and char not in "\t\n\r"):
            continue
        if char.isspace():
            parts.append("")
        elif _is_punctuation(char, category) or _is_chinese(ord(char)):
            parts += [char, ""]
        else:
            parts[-1] += char
    return [part for part in parts if part]


def _is_punctuation(char: str, category: str) -> bool:
    return category.startswith("P") or (char.isascii() and not char.isalnum())


def _is_chinese(code: int) -> bool:
    return any(first <= code <= last for first, last in _CHINESE)
