"""The words of the pages, by language: reads ``texts/``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg import yamls
from kg.errors import UsageError
from kg.spelling import alike

__all__ = ["LANGUAGE", "SECTIONS", "languages", "texts"]

LANGUAGE = "en"
SECTIONS = ("statuses", "report")
"""Words that stand in mappings of their own."""

_FOLDER = Path(__file__).with_name("texts")


def languages() -> list[str]:
    """The languages that there are words for, as BCP 47 tags, sorted."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


@cache
def texts(language: str = LANGUAGE) -> Mapping[str, Any]:
    """Key -> words in this language, English where it lacks them. Raises UsageError for one that there is not."""
    if language not in languages():
        close = alike(language, languages()) or languages()
        raise UsageError(f"the pages do not speak {language!r}; they speak {', '.join(close)}")
    own = yamls.read(_FOLDER / f"{language}.yaml")
    return MappingProxyType(own if language == LANGUAGE else _over(texts(), own, SECTIONS))


def _over(base: Mapping[str, Any], own: Mapping[str, Any], sections: Iterable[str] = ()) -> dict[str, Any]:
    """``base`` with what ``own`` has instead; in ``sections`` word by word."""
    return {**base, **own, **{name: _over(base[name], own.get(name, {})) for name in sections}}
