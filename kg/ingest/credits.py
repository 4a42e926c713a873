"""Which news agency an article credits: in its dateline, on a line of its own, after its last sentence."""

from __future__ import annotations

import re
from functools import cache

from kg.ingest.cues import load
from kg.ingest.dateline import read_dateline
from kg.model import Article

__all__ = ["agency", "credited"]

LINES = 8  # from either end of the text: credits stand there
LONGEST = 100  # characters of a line that is a credit and nothing else


def credited(article: Article) -> tuple[str, ...]:
    """The names of the agencies, sorted; those of ``agencies`` in ``boilerplate.yaml`` alone are known.

    What a sentence says ("he told Reuters") is no credit.
    """
    lines = [line.strip() for line in article.text.splitlines() if line.strip()]
    found = {dateline.meta.publisher for line in lines[:LINES] if (dateline := read_dateline(line))}
    for line in {*lines[:LINES], *lines[-LINES:]}:
        if len(line) <= LONGEST and (credit := _line().fullmatch(line)):
            found.update(agency(name) for name in re.findall(_names(), credit["names"]))
        if signature := _signature().search(line[-LONGEST:]):
            found.add(agency(signature["name"]))
    return tuple(sorted({*load().agencies.values()} & found))


def agency(name: str) -> str:
    """The agency's name for its tag ("AP": Associated Press); any other name as it is."""
    return load().agencies.get(name, name)


@cache
def _names() -> str:
    known = {*load().agencies, *load().agencies.values()}
    return "|".join(re.escape(name) for name in sorted(known, key=lambda name: (-len(name), name)))


@cache
def _line() -> re.Pattern[str]:
    """``Source: Xinhua``, ``By The Associated Press``, ``© AFP and Reuters 2024``; a name alone may be a section."""
    cue = r"(?i:sources?|via|by|credit|copyright|©|\(c\)|with files from|with reporting by)"
    names = rf"(?:{_names()})(?:\s*(?:,|/|and|&)\s*(?:{_names()}))*"
    rest = r"[\s.,\d©–—-]*(?i:all rights reserved\.?)?"
    return re.compile(rf"[–—-]?\s*{cue}(?:{cue}|(?i:from|the)|\d{{4}}|[:,.\s])*(?P<names>{names}){rest}")


@cache
def _signature() -> re.Pattern[str]:
    """``... he said. (Reuters)``, ``... /Trend/``, ``... — AFP`` at the end of a paragraph."""
    name = rf"(?P<name>{_names()})"
    return re.compile(rf"[.!?…”\"’]\s*(?:(?=[(/\[—–-])[(/\[—–-]+\s*){name}\s*[)/\]]?\s*$")
