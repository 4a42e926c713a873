"""What people do to a graph, and the difference that it makes."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import rdflib

from kg import ontology
from kg.diff import Cause, Diff, Kind, Reason, diff, to_json, to_turtle
from kg.diff.rdf import CAUSES
from kg.graph import GraphWriter, memory
from kg.model import Appearance, Attribution, Decision, Extraction, Identities, Status, Verdict
from tests import build

JOINED = "Norway joined the League."
VERANA, LEAGUE = build.entity("Verana"), build.entity("League", "InternationalOrganization")


def article(text: str = JOINED, source: str = "a.txt", **values) -> Extraction:
    """An article of one sentence and what it says."""
    rule = {key: values.pop(key) for key in ("rule", "confidence") if key in values}
    made = build.statement("Norway", "memberOf", "League", build.evidence(text, source, **rule))
    made = replace(made, **values)
    ends = [end for end in (made.subject, made.object, made.attribution.by) if end]
    names = tuple(Appearance(end, (end.label,)) for end in ends)
    return Extraction(build.article(text, source=source), (made,), names)


def told(found: Diff) -> list[tuple[object, ...]]:
    """Kind, fields and causes of every changed statement."""
    return [(one.kind, one.fields, *(why.cause for why in one.reasons)) for one in found.statements]


def test_an_article_comes_and_goes():
    old = memory([article()])
    new = memory([article(), article("Norway is in the League.", "b.txt"), article(source="c.txt", subject=VERANA)])
    found = diff(old, new)
    assert told(found) == [
        (Kind.ADDED, (), Cause.ARTICLE_ADDED),
        (Kind.EVIDENCE, (), Cause.ARTICLE_ADDED),
    ]
    assert [piece.source for piece in found.statements[1].gained] == ["b.txt"]
    assert [(one.source, one.cause) for one in found.articles] == [
        ("b.txt", Cause.ARTICLE_ADDED),
        ("c.txt", Cause.ARTICLE_ADDED),
    ]
    assert [(one.kind, one.after) for one in found.entities] == [(Kind.APPEARED, (replace(VERANA, aliases=()),))]
    back = diff(new, old)
    assert [one.kind for one in back.statements] == [Kind.REMOVED, Kind.EVIDENCE]
    assert back.statements[0].reasons[0].sources == ("c.txt",)


def test_an_edited_article_gives_a_statement_another_date():
    first = article(interval=build.interval("1949"))
    found = diff(
        memory([first]), memory([article("Norway joined the League in 1950.", interval=build.interval("1950"))])
    )
    assert told(found) == [(Kind.REDATED, ("start",), Cause.ARTICLE_EDITED)]
    assert [one.cause for one in found.articles] == [Cause.ARTICLE_EDITED]
    assert "- Norway memberOf League · since 1949" in str(found)
    assert "+ Norway memberOf League · since 1950" in str(found)


def test_a_sentence_that_only_stands_elsewhere_is_no_change_of_its_statement():
    moved = article(f"News. {JOINED}")
    (statement,) = moved.statements
    moved = replace(moved, statements=(replace(statement, evidence=(build.evidence(JOINED, start=6),)),))
    found = diff(memory([article()]), memory([moved]))
    assert found.counts() == {Kind.ARTICLE: 1}


@pytest.mark.parametrize(
    ("values", "kind", "fields"),
    [
        ({"interval": build.interval(end="1999")}, Kind.REDATED, ("end",)),
        ({"attribution": Attribution(Status.REPORTED, VERANA)}, Kind.REATTRIBUTED, ("status", "speaker")),
        ({"role": "chair"}, Kind.CHANGED, ("role",)),
        ({"role": "chair", "interval": build.interval(at="1999")}, Kind.REDATED, ("at", "role")),
    ],
)
def test_the_same_text_read_otherwise_is_a_rule_change(values, kind, fields):
    found = diff(memory([article()]), memory([article(rule="memberOf/new", **values)]))
    assert told(found) == [(kind, fields, Cause.REREAD)]
    assert found.statements[0].reasons[0].because == "memberOf/joined 0.90 -> memberOf/new 0.90"


def test_another_confidence_is_another_reading_of_the_same_sentence():
    found = diff(memory([article(confidence=0.9)]), memory([article(confidence=0.8)]))
    (change,) = found.statements
    assert (change.kind, len(change.lost), len(change.gained)) == (Kind.EVIDENCE, 1, 1)
    assert change.reasons == (Reason(Cause.REREAD, ("a.txt",), "memberOf/joined 0.90 -> memberOf/joined 0.80"),)


def test_statements_of_two_articles_are_two():
    old, new = article(interval=build.interval("1949")), article(source="b.txt", interval=build.interval("1950"))
    found = diff(memory([old]), memory([new]))
    assert [one.kind for one in found.statements] == [Kind.ADDED, Kind.REMOVED]


NORWEGE = build.entity("Norwege")


def judged(decision: Decision | None) -> GraphWriter:
    """Two spellings in two articles, and whether they are one."""
    graph = memory([article(), article("Norwege left.", "b.txt", subject=NORWEGE, role="head")])
    if decision:
        graph.identify(Identities({"norwege": "norway"}, {}, (decision,)))
    return graph


def test_a_judgement_merges_two_entities_and_taking_it_back_splits_them():
    person = Decision("norway", "norwege", Verdict.SAME, "same flag", None, "anna")
    apart, together = judged(None), judged(person)
    found = diff(apart, together)
    assert told(found) == [(Kind.MOVED, ("identity",), Cause.JUDGEMENT)]
    assert found.statements[0].reasons[0].because == "norway and norwege same: same flag (anna)"
    (merged,) = found.entities
    assert (merged.kind, [one.id for one in merged.before]) == (Kind.MERGED, ["norway", "norwege"])
    assert merged.reasons[0].cause is Cause.JUDGEMENT
    assert not found.articles
    (undone,) = diff(together, apart).entities
    assert undone.kind is Kind.SPLIT
    assert undone.reasons[0].because == "taken back: norway and norwege same: same flag (anna)"


def test_what_the_program_decides_is_told_as_its_own_decision():
    found = diff(judged(None), judged(Decision("norway", "norwege", Verdict.SAME, "one letter", 0.9)))
    assert [why.cause for one in (*found.statements, *found.entities) for why in one.reasons] == [Cause.IDENTITY] * 2


def test_an_entity_of_another_type_has_another_id_and_its_statements_go_with_it():
    region = build.entity("Norway", "Region", id="norway-1f")
    found = diff(memory([article()]), memory([article(subject=region)]))
    assert told(found) == [(Kind.MOVED, ("identity",), Cause.REREAD)]
    assert [(one.kind, one.before[0].id, one.after[0].id) for one in found.entities] == [
        (Kind.RETYPED, "norway", "norway-1f")
    ]


def test_graphs_of_other_iris_are_compared_by_what_they_say():
    assert not diff(memory([article()]), memory([article()], base="https://other.example/"))


def test_what_concerns_one_actor_and_what_is_of_one_kind():
    found = diff(memory(), memory([article(), article(source="b.txt", subject=VERANA)]))
    assert [one.statement.subject.id for one in found.about(["verana"]).statements] == ["verana"]
    assert found.only([Kind.ARTICLE]).counts() == {Kind.ARTICLE: 2}


def test_as_rdf_every_change_has_its_reason_and_every_term_is_declared():
    person = Decision("norway", "norwege", Verdict.SAME, "same flag", None, "anna")
    told = rdflib.Graph().parse(data=to_turtle(diff(judged(None), judged(person))), format="turtle")
    asked = "SELECT ?kind ?cause { ?c kg:changeKind ?kind ; kg:changeReason [ kg:cause ?cause ] } ORDER BY ?kind"
    rows = [tuple(term.split("#")[1] for term in row) for row in told.query(asked)]
    assert rows == [("merged", "judgement"), ("moved", "judgement")]
    declared = set(rdflib.Graph().parse(ontology.folder() / "kg.ttl").subjects())
    used = {term for triple in told for term in triple if str(term).startswith(ontology.NAMESPACE)}
    assert used <= declared
    words = {*CAUSES.values(), *Kind} - {Kind.ARTICLE, Kind.DECISION}
    assert {rdflib.URIRef(ontology.NAMESPACE + word) for word in words} <= declared


def test_as_json_it_has_the_keys_of_the_statement_lines():
    (change,) = json.loads(to_json(diff(memory([article()]), memory([article(role="chair")]))))["statements"]
    assert change["before"]["id"] != change["after"]["id"]
    assert change["after"]["role"] == "chair"
    assert change["reasons"][0]["cause"] == "rule change"
