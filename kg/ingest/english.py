"""Is a text English? Told by its little words and its script; good enough to refuse what the pipeline cannot read."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Sequence
from typing import Final

from kg.ingest.cues import load

__all__ = ["foreign"]

SHORTEST: Final = 20  # words; in less, the share of any word is chance
SAMPLE: Final = 2_000  # words
ENOUGH: Final = 0.18  # of the words; English prose has 0.3 to 0.5 of these, other languages below 0.1
WORD: Final = re.compile(r"[^\W\d_]+")
NO_LETTERS: Final = bytes(code for code in range(128) if not chr(code).isalpha())


def foreign(text: str) -> str | None:
    """What a text looks like that is not English ("German", "Cyrillic script"); None for English and short texts."""
    script = _script(text[: SAMPLE * 8])
    if script:
        return script
    words = " ".join(WORD.findall(text)[:SAMPLE]).casefold().split(" ")
    if len(words) < SHORTEST:
        return None
    little_words = load().little_words
    if _share(words, little_words["English"]) >= ENOUGH:
        return None
    shares = {name: _share(words, little) for name, little in little_words.items()}
    likeliest = max(sorted(shares), key=lambda name: shares[name])
    if likeliest == "English":
        return None if shares["English"] >= ENOUGH / 3 else "no language known here"
    return likeliest


def _share(words: Sequence[str], little: Container[str]) -> float:
    return sum(map(little.__contains__, words)) / len(words)


def _script(text: str) -> str | None:
    """The script of most letters, where that is not Latin."""
    if 2 * len(text.encode("ascii", "ignore").translate(None, NO_LETTERS)) >= len(text):
        return None  # Latin, without a look at the names of all other letters
    letters = Counter({character: times for character, times in Counter(text).items() if character.isalpha()})
    if letters.total() < SHORTEST:
        return None
    scripts: Counter[str] = Counter()
    for letter, times in letters.items():
        scripts[unicodedata.name(letter, "UNKNOWN").split()[0]] += times
    name, count = min(scripts.items(), key=lambda item: (-item[1], item[0]))
    return f"{name.capitalize()} script" if name != "LATIN" and 2 * count > letters.total() else None
