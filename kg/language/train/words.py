"""Word lists that decide a name's label: countries, towns, demonyms, titles, head words."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from kg.language.train.sample import MINOR, Name

_ARTICLES = {"the", "a", "an"}
_POSSESSIVE = {"'s", "’s", "'", "’"}


def data(name: str) -> str:
    """The text of a file of kg/language/data."""
    return resources.files("kg.language").joinpath("data", name).read_text("utf8")


@cache
def tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(data("labels.toml"))


@cache
def places() -> frozenset[str]:
    """Countries, their first-level divisions, towns: lower case."""
    from rigour.territories import get_territories

    found: set[str] = set()
    for territory in get_territories():
        found.update((territory.name.split(" (")[0], territory.full_name or territory.name))
    for line in data("places.txt").splitlines():
        if not line.startswith("#"):
            found.update(w.replace("\0", " ") for w in line.replace("\\ ", "\0").split())
    return frozenset(place.lower() for place in found) - {"georgia (occupied)"}


@cache
def demonyms() -> frozenset[str]:
    """ "Azerbaijani", "Azerbaijanis", "Shiite": as written."""
    singular = {w for line in data("demonyms.txt").splitlines() if not line.startswith("#") for w in line.split()}
    return frozenset(singular | {w + "s" for w in singular if not w.endswith(("ese", "sh", "ch", "s", "man"))})


def choose(words: list[str], labels: tuple[str, ...], start: int) -> Name | None:
    """The name that `words` (from index `start` of a sentence) are, when a corpus allows `labels`.

    Cuts a leading article, titles before a person and a trailing possessive; None if nothing is left.
    """
    first, last = 0, len(words)
    titles = set(tables()["titles"]["words"])
    while first < last and words[first].lower() in _ARTICLES:
        first += 1
    if labels == ("PERSON",):
        while first < last - 1 and (words[first].lower() in titles or words[first] in "-"):
            first += 1
        if words[first:last] and words[first].lower() in titles and last - first == 1:
            return None
    while first < last and words[last - 1] in _POSSESSIVE:
        last -= 1
    if first == last:
        return None
    return _name(words[first:last], labels, start + first)


def _name(words: list[str], labels: tuple[str, ...], start: int) -> Name:
    end, text = start + len(words), " ".join(words)
    bare = text.replace(" . ", ".").replace(" - ", "-").removesuffix(" .")
    real = tuple(label for label in labels if label != "O")
    if bare.lower() in places() and ({"GPE", "ORG"} & set(real)):
        return Name(start, end, ("GPE",))
    if len(words) == 1 and words[0] in demonyms() and real != ("PERSON",):
        return Name(start, end, ("NORP",))
    if len(real) > 1:
        real = _by_word(words, real)
    return Name(start, end, real, maybe="O" in labels and len(real) > 1)


def _by_word(words: list[str], labels: tuple[str, ...]) -> tuple[str, ...]:
    lower = [w.lower() for w in words]
    heads = {lower[-1], lower[0]} if len(lower) < 3 else {lower[-1]}
    heads |= {lower[i - 1] for i, w in enumerate(lower) if i and w in ("of", "on", "for", "between", "to")}
    for label, triggers in tables()["words"].items():
        if label in labels and heads & set(triggers):
            return (label,)
    return labels


def softness(word: str, proper: bool) -> int:
    """What a word that a corpus left unmarked may be (see Sample.soft)."""
    if not word[:1].isupper() or word.lower() in tables()["calendar"]["words"]:
        return 0
    if word.lower() in tables()["titles"]["words"]:
        return 0
    return 1 if proper and MINOR else 0
