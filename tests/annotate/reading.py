"""Texts read as the stage reads them: names, titles, references and first persons, without times."""

from __future__ import annotations

from collections.abc import Mapping

from kg.annotate.discourse import Discourse
from kg.annotate.first_persons import in_quotations
from kg.annotate.gazetteer import Gazetteer
from kg.annotate.names import names
from kg.annotate.quotations import quotations
from kg.annotate.references import references
from kg.annotate.states import with_context
from kg.annotate.titles import titles
from kg.authority import Authority
from tests.annotate.world import AUTHORITY, ONTOLOGY
from tests.build import blank, tree

PEOPLE = {"Ilse Maren": "PERSON", "Tove Lind": "PERSON", "Arne Holt": "PERSON"}


def read(
    text: str,
    *,
    found: Mapping[str, str] | None = None,
    place: str | None = None,
    authority: Authority = AUTHORITY,
) -> Discourse:
    """A text in which the pipeline found the people and ``found`` (words -> label); ``place`` is the dateline's."""
    words = tree(text).text
    labels = {name: label for name, label in {**PEOPLE, **(found or {})}.items() if name in words}
    doc = tree(text, labels)
    mentions = names(doc, Gazetteer(authority, blank()))
    posts = titles(doc, mentions, (), authority)
    discourse = references(doc, mentions, posts, authority, ONTOLOGY)
    discourse.titles = with_context(discourse, place)
    in_quotations(discourse, quotations(doc, discourse.mentions))
    return discourse


def referred(text: str, **found: str) -> list[tuple[str, ...]]:
    """(words, the name that they stand for, ...) of each reference, in order of place; ``_`` for a blank."""
    discourse = read(text, found={words.replace("_", " "): label for words, label in found.items()})
    mentions = discourse.mentions
    references = sorted(discourse.refers.items(), key=lambda entry: mentions[entry[0]].span)
    return [(mentions[index].text, *map(discourse.name_of, ones)) for index, ones in references]


def posts_in(text: str, **more: object) -> list[tuple[str, str, str | None]]:
    """(title, person, body) of each title, in order of place."""
    discourse = read(text, **more)
    named = [one.text for one in discourse.mentions]
    return [
        (title.text, named[title.person], None if title.body is None else named[title.body])
        for title in discourse.titles
    ]
