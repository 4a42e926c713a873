"""What the tests of relate share: the ontology, a small book of patterns, and statements in short form."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

from kg import ontology
from kg.model import Statement
from kg.relate import PatternBook, relate
from kg.relate.frames import arguments
from kg.relate.patterns import read
from tests.build import scene, tree

ONTOLOGY = ontology.load()
ACTORS = {
    "Verana": "Country",
    "League": "InternationalOrganization",
    "Maren": "Person",
    "Lind": "Person",
    "Solmark": "Country",
}
"""Those of whom the sentences of test_context and test_denials speak."""

BOOK = {
    "memberOf": [
        {"name": "joined", "verb": "join", "subject": "subj", "object": "obj", "time": "start"},
        {"name": "left", "verb": "leave", "subject": "subj", "object": "obj", "time": "end", "status": "negated"},
        {"name": "member", "noun": "member", "copular": True, "subject": "subj", "object": "of"},
        {"name": "membership", "noun": "membership", "copular": False, "subject": "poss", "object": ["of", "in"]},
    ],
    "visited": [
        {"name": "visited", "verb": "visit", "subject": "subj", "object": "obj"},
        {"name": "visit", "noun": "visit", "subject": ["poss", "of"], "object": "to"},
    ],
    "founded": [{"name": "founded", "verb": ["found", "set_up"], "subject": "subj", "object": "obj"}],
    "attacked": [{"name": "attacked", "verb": "attack", "subject": "subj", "object": "obj"}],
    "cooperatesWith": [
        {"name": "cooperates", "verb": "cooperate", "subject": "subj", "object": "with", "topic": "on"},
        {"name": "together", "verb": "cooperate", "pair": "subj"},
    ],
    "metWith": [
        {"name": "talks", "verb": "hold", "with": {"obj": "talk"}, "subject": "subj", "object": "with"},
        {"name": "met", "verb": "meet", "subject": "subj", "object": "obj", "without": {"obj": "deadline"}},
    ],
    "ledBy": [{"name": "led", "hyphen": ["lead", "led"], "subject": "modified", "object": "before-hyphen"}],
    "inConflictWith": [{"name": "conflict", "thing": "Conflict", "pair": ["between", "joined"]}],
    "alliedWith": [
        {"name": "allied", "adj": "allied", "subject": "subj", "object": "with"},
        {"name": "ally", "noun": "ally", "copular": True, "subject": "subj", "object": "of"},
    ],
    "holdsPositionIn": [
        {"name": "post", "noun": "president", "copular": True, "subject": "subj", "object": "of", "role": "self"},
    ],
}
JOINED = (
    "Verana|PROPN|nsubj>2 joined=join|VERB|root the|DET|det>4 League|PROPN|obj>2 in|ADP|case>6"
    " 1994|NUM|obl>2 ~.|PUNCT|punct>2"
)
TWO = {"Verana": "Country", "Solmark": "Country"}
MEMBER = {"Verana": "Country", "League": "InternationalOrganization"}


def book(folder: Path, patterns: dict[str, list[dict[str, Any]]] = BOOK) -> PatternBook:
    """A book read from files as an installation has them."""
    for relation, entries in patterns.items():
        (folder / f"{relation}.yaml").write_text(yaml.safe_dump({"relation": relation, "patterns": entries}))
    return read(ONTOLOGY, folder)


def told(text: str, actors: dict[str, str], patterns: PatternBook, **more: Any) -> list[Statement]:
    """The statements of a tree."""
    doc = tree(text)
    found = {name: make(doc) if callable(make) else make for name, make in more.items()}
    statements, _ = relate(*scene(doc, actors, **found), ontology=ONTOLOGY, book=patterns)
    return statements


def short(statements: Iterable[Statement]) -> list[str]:
    """``Verana memberOf League``, and what qualifies it: status, who says it, dates, predicate, role, topic."""
    return [" ".join(filter(None, map(str, _parts(one)))) for one in statements]


def _parts(one: Statement) -> list[object]:
    when = one.interval
    bounds = [f"{name}={value}" for name in ("start", "end", "at") if (value := getattr(when, name))]
    words = [f"{name}={value!r}" for name in ("predicate", "role", "topic") if (value := getattr(one, name))]
    by = f"by {one.attribution.by.label}" if one.attribution.by else ""
    status = "" if one.status == "asserted" else one.status.value
    return [
        one.subject.label,
        one.relation,
        one.object.label,
        status,
        by,
        *bounds,
        "ended" if when.ended else "",
        *words,
    ]


def roles(text, word):
    """role -> words, of the token that is this word."""
    return {role: [head.text for head in heads] for role, heads in arguments(token(text, word)).items() if heads}


def token(text, word):
    return next(one for one in tree(text) if one.text == word)
