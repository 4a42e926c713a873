"""Measures relations against the PLOVER gold sentences: python tests/benchmarks/plover.py [--show] FILE.json

Counted are the records with a source and a target. Found: some statement links the right pair of actors with a
relation of the record's class; direction: not the reverse (symmetric relations have none). See the README of the data
for the classes.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg import ingest, ontology, pipeline
from kg.model import Evidence, PartialDate, Statement

CLASSES = {
    "AGREE": {"agreedWith", "signed"},
    "CONSULT": {"metWith", "visited", "negotiatesWith", "brokered", "hosts", "attended"},
    "SUPPORT": {"praised", "supports", "signed"},
    "COOPERATE": {"cooperatesWith", "joinedForcesWith"},
    "AID": {"assists", "contributesTo"},
    "REQUEST": {"calledOn"},
    "DEMAND": {"calledOn"},
    "ACCUSE": {"criticized"},
    "DISAPPROVE": {"criticized"},
    "INVESTIGATE": {"criticized"},
    "REJECT": {"rejected"},
    "THREATEN": {"threatened"},
    "PROTEST": {"relatedTo"},
    "SANCTION": {"sanctioned"},
    "MOBILIZE": {"relatedTo"},
    "COERCE": {"detained", "occupies"},
    "ASSAULT": {"attacked"},
    "FIGHT": {"attacked"},
}


def main() -> int:
    """Prints a table by class and the whole; with ``--show`` every record that was not found."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--show", action="store_true", help="print what was not found")
    args = options.parse_args()
    every = json.loads(args.file.read_text("utf-8"))
    records = [r for r in every if r.get("source") and r.get("target") and r["event"] in CLASSES]
    articles = [
        ingest.article_from_text(r["text"], source=r["id"], published=PartialDate(r["date"])) for r in records
    ]
    asked: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for record, extraction in zip(records, pipeline.extract(articles, pipeline.tools()), strict=True):
        asked[record["event"]] += 1
        ways = set(_ways(record, extraction.statements))
        found[record["event"]] += bool(ways)
        right[record["event"]] += bool(ways) and "reverse" not in ways
        if args.show and not ways:
            print(f"{record['event']}: {record['textInfo']['markup']}")
            for one in extraction.statements:
                relation = one.predicate or one.relation
                print(f"      {one.subject.label} — {relation} — {one.object.label} ({one.status})")
    for event in sorted(asked):
        print(f"{event:12} {found[event]:3} of {asked[event]:3}  direction {right[event]:3}")
    hits, total = sum(found.values()), sum(asked.values())
    print(
        f"{'all':12} {hits:3} of {total:3} = {hits / total:.2f}  direction {sum(right.values()) / max(1, hits):.2f}"
    )
    return 0


def _ways(record: dict[str, object], statements: tuple[Statement, ...]) -> Iterator[str]:
    """``right`` or ``reverse`` for each statement that links the pair of a record with a relation of its class."""
    symmetric = {r.name for r in ontology.load().relations.values() if r.symmetric}
    for statement in statements:
        if statement.relation not in CLASSES[str(record["event"])]:
            continue
        for evidence in statement.evidence:
            straight = _is(record["source"], evidence, "subject") and _is(record["target"], evidence, "object")
            reverse = _is(record["target"], evidence, "subject") and _is(record["source"], evidence, "object")
            if straight or (reverse and statement.relation in symmetric):
                yield "right"
            elif reverse:
                yield "reverse"


def _is(actors: object, evidence: Evidence, side: str) -> bool:
    """The words of a side of the evidence overlap those of one of the actors."""
    said = evidence.subject_mention if side == "subject" else evidence.object_mention
    assert isinstance(actors, list)
    return any(_words(said) & _words(actor["actorText"]) for actor in actors)


def _words(text: str) -> set[str]:
    """Its words without the small ones, marks and possessives: "Haiti's" is Haiti."""
    bare = (re.sub(r"['’]s?$|[^\w.]+", "", word).strip(".") for word in text.lower().split())
    return set(bare) - {"the", "of", "and", "a", "an", "in", "its", "for", ""}


if __name__ == "__main__":
    sys.exit(main())
