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
FIRMS = {"Tide Works": "ORG", "Dune Works": "ORG"}


def read(
    text: str,
    *,
    found: Mapping[str, str] | None = None,
    place: str | None = None,
    authority: Authority = AUTHORITY,
) -> Discourse:
    """A text in which the pipeline found the people, the firms and ``found`` (words -> label).

    ``place`` is the dateline's.
    """
    words = tree(text).text
    labels = {name: label for name, label in {**PEOPLE, **FIRMS, **(found or {})}.items() if name in words}
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
    assert all(mentions[index].kind in ("pronoun", "description") for index, _ in references)
    assert all(index != one and mentions[one].text for index, ones in references for one in ones)
    return [(mentions[index].text, *map(discourse.name_of, ones)) for index, ones in references]


def posts_in(text: str, **more: object) -> list[tuple[str, str, str | None]]:
    """(title, person, body) of each title, in order of place."""
    discourse = read(text, **more)
    named = [one.text for one in discourse.mentions]
    return [
        (title.text, named[title.person], None if title.body is None else named[title.body])
        for title in discourse.titles
    ]


MAREN = "Ilse|PROPN|nsubj>3 Maren|PROPN|flat>1 came=come|VERB|root\n"
LIND = "Tove|PROPN|nsubj>3 Lind|PROPN|flat>1 came=come|VERB|root\n"
LEAGUE = "The|DET|det>3 Strait|PROPN|compound>3 League|PROPN|nsubj>4 met=meet|VERB|root\n"
VERANA = "Verana|PROPN|nsubj>2 grew=grow|VERB|root\n"
SOLMARK = "Solmark|PROPN|nsubj>2 grew=grow|VERB|root\n"
MEETING = "Verana|PROPN|nsubj>2 met=meet|VERB|root Solmark|PROPN|obj>2\n"
BOTH = "Ilse|PROPN|nsubj>3 Maren|PROPN|flat>1 met=meet|VERB|root Tove|PROPN|obj>3 Lind|PROPN|flat>4\n"
SECRETARY = (
    "League|PROPN|compound>3 Secretary|PROPN|nmod:desc>4 General|PROPN|nmod:desc>4 Ilse|PROPN|nsubj>6"
    " Maren|PROPN|flat>4"
    " spoke=speak|VERB|root\n"
)


def description(words, verb="grew"):
    the, *rest = words.split()
    modifiers = " ".join(f"{word}|ADJ|amod>{len(rest) + 1}" for word in rest[:-1])
    return f"{the}|DET|det>{len(rest) + 1} {modifiers} {rest[-1]}|NOUN|nsubj>{len(rest) + 2} {verb}|VERB|root"
