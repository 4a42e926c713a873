"""Lemmas by rule: exceptions, suffix rules checked against known words, and what a treebank does with the rest."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

_BE = ("be", "am", "is", "are", "was", "were", "been", "being", "'s", "'m", "'re", "’s", "’m", "’re", "ai")
_AUXILIARIES = {
    **dict.fromkeys(_BE, "be"),
    **dict.fromkeys(("have", "has", "had", "having", "'ve", "’ve"), "have"),
    **dict.fromkeys(("do", "does", "did", "done", "doing"), "do"),
    **dict.fromkeys(("will", "wo", "'ll", "’ll"), "will"),
    **dict.fromkeys(("can", "ca"), "can"),
    "could": "could",
    "would": "would",
    "'d": "would",
    "’d": "would",
    "get": "get",
    "got": "get",
}
_PRONOUNS = {
    "me": "I",
    "i": "I",
    "us": "we",
    "him": "he",
    "them": "they",
    "'em": "they",
    "these": "this",
    "those": "that",
    "myself": "myself",
    "an": "a",
    "n't": "not",
    "n’t": "not",
    "'s": "'s",
    "’s": "'s",
}
_COMPARED = {
    "better": "good",
    "best": "good",
    "worse": "bad",
    "worst": "bad",
    "less": "less",
    "least": "least",
    "more": "more",
    "most": "most",
    "further": "far",
    "farther": "far",
    "elder": "old",
}
_VERBS = {
    "found": "find",
    "left": "leave",
    "led": "lead",
    "met": "meet",
    "held": "hold",
    "said": "say",
    "lay": "lie",
    "saw": "see",
    "felt": "feel",
    "fell": "fall",
    "bound": "bind",
    "wound": "wind",
    "ground": "grind",
    "rose": "rise",
    "shot": "shoot",
    "bore": "bear",
    "tore": "tear",
    "wore": "wear",
    "spoke": "speak",
    "broke": "break",
    "chose": "choose",
    "drove": "drive",
    "froze": "freeze",
    "dove": "dive",
    "lit": "light",
    "sped": "speed",
    "pled": "plead",
    "fled": "flee",
    "underwent": "undergo",
    "oversaw": "oversee",
    "withdrew": "withdraw",
    "undertook": "undertake",
    "upheld": "uphold",
    "withheld": "withhold",
    "mistook": "mistake",
    "arose": "arise",
}
_PAST_ONLY = {
    "found",
    "left",
    "saw",
    "felt",
    "lay",
    "bound",
    "wound",
    "ground",
    "rose",
    "shot",
    "bore",
    "dove",
    "lit",
}
_KINDS = {"NOUN": "noun", "VERB": "verb", "AUX": "verb", "ADJ": "adj", "ADV": "adv"}


class Lemmatizer:
    """Word, part of speech and features in, dictionary form out."""

    def __init__(self, path: Path) -> None:
        """:param path: lemmas.json.gz of the weights"""
        self._tables = _tables(path)
        self._cache: dict[tuple[str, str, str], str] = {}

    def __call__(self, word: str, coarse: str, features: str) -> str:
        """:param coarse: the UD part of speech; `features`: its UD features, "" if it has none"""
        key = (word, coarse, features)
        found = self._cache.get(key)
        if found is None:
            found = self._lemma(word, coarse, features)
            if len(self._cache) < 200_000:
                self._cache[key] = found
        return found

    def _lemma(self, word: str, coarse: str, features: str) -> str:
        lower = word.lower().replace("’", "'")
        if coarse == "PROPN":
            return word
        if coarse == "AUX":
            return _AUXILIARIES.get(lower, lower)
        if coarse in ("PRON", "DET", "PART"):
            return "she" if lower == "her" and "Case=Acc" in features else _PRONOUNS.get(lower, lower)
        if coarse == "VERB":
            return self._verb(lower, features)
        if coarse == "NOUN":
            return self._noun(lower, features)
        if coarse in ("ADJ", "ADV") and ("Degree=Cmp" in features or "Degree=Sup" in features):
            if coarse == "ADV" and lower in ("better", "best"):
                return "well"
            return _COMPARED.get(lower) or self._by_rules(lower, _KINDS[coarse])
        return lower if coarse not in ("X", "SYM", "PUNCT") else word

    def _verb(self, word: str, features: str) -> str:
        present = "VerbForm=Fin" in features and "Tense=Pres" in features and word[-1:] != "s"
        if present or "VerbForm=Inf" in features:
            return _AUXILIARIES.get(word, word)
        if word in _PAST_ONLY and "Tense=Past" not in features:
            return word
        return _VERBS.get(word) or _AUXILIARIES.get(word) or self._by_rules(word, "verb")

    def _noun(self, word: str, features: str) -> str:
        if "Number=Sing" in features or "Number" not in features:
            return word
        if "-" in word and (last := word.rsplit("-", 1)[1]):
            return word[: -len(last)] + self._noun(last, features)
        return self._by_rules(word, "noun")

    def _by_rules(self, word: str, kind: str) -> str:
        exceptions: list[str] | None = self._tables["exceptions"][kind].get(word)
        if exceptions:
            return str(exceptions[0])
        known = self._tables["known"][kind]
        forms: list[str] = [
            word[: len(word) - len(old)] + new for old, new in self._tables["rules"][kind] if word.endswith(old)
        ]
        for form in forms:
            if form and form in known:
                return form
        return _guess(word, kind) if kind in ("noun", "verb") and word not in known else word


def _guess(word: str, kind: str) -> str:
    """The lemma of a word that no table knows."""
    if kind == "noun":
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        if word.endswith(("ches", "shes", "sses", "xes", "zes")):
            return word[:-2]
        return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            if stem[-1] == stem[-2] and stem[-1] not in "lsz":
                return stem[:-1]
            if ending == "ed" and stem.endswith("i"):
                return stem[:-1] + "y"
            return stem + "e" if stem.endswith(("iz", "at", "rg", "v", "c", "u")) else stem
    return _guess(word, "noun") if word.endswith("s") else word


@cache
def _tables(path: Path) -> dict[str, Any]:
    tables: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    tables["known"] = {kind: frozenset(words.split(" ")) for kind, words in tables["known"].items()}
    return tables
