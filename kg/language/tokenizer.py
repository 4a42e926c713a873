"""spaCy's English tokenizer, with what news and the treebanks need beside it."""

from __future__ import annotations

from typing import Final

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_suffix_regex

ABBREVIATIONS: Final = ("Brig.", "Capt.", "Cmdr.", "Col.", "Cpl.", "Lt.", "Maj.", "Pvt.", "Sgt.", "al.", "etc.")
"""Abbreviations that keep their stop, beside those that spaCy knows."""

_SHOUTS: Final = r"[!?]{2,}"
"""Several marks at the end of a sentence are one token."""


def blank() -> Language:
    """A pipeline that cuts words and does nothing else; texts of any length."""
    nlp = spacy.blank("en")
    nlp.max_length = 100_000_000
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, Tokenizer)
    for text in ABBREVIATIONS:
        tokenizer.add_special_case(text, [{ORTH: text}])
    tokenizer.suffix_search = compile_suffix_regex([_SHOUTS, *(nlp.Defaults.suffixes or ())]).search
    return nlp
