"""What follows stands apart, and only what follows."""

from __future__ import annotations

from kg import graph
from kg.model import Entity

BRUSSELS = Entity("brussels", "Brussels", "City")
BELGIUM = Entity("belgium", "Belgium", "Country")


def inferred(held):
    query = "SELECT ?s ?p ?o { GRAPH graph:inferred { ?s ?p ?o } } ORDER BY ?s ?p ?o"
    return graph.select(held, query).rows()


def test_each_kind_of_conclusion(world):
    held = graph.memory(
        [
            world.extraction(
                "a.txt",
                {"relation": "partnerOf"},
                {"subject": world.alliance, "relation": "locatedIn", "object": BRUSSELS},
                {"subject": BRUSSELS, "relation": "locatedIn", "object": BELGIUM},
                {"subject": world.envoy, "relation": "holdsPositionIn"},
                {"subject": world.alliance, "relation": "succeeds", "object": BELGIUM},
            )
        ]
    )
    assert graph.infer(held) == 4
    assert inferred(held) == [
        ("id:atlantic-alliance", "kg:locatedIn", "id:belgium"),
        ("id:atlantic-alliance", "kg:partnerOf", "id:norway"),
        ("id:belgium", "kg:succeededBy", "id:atlantic-alliance"),
        ("id:kari-dahl-1f2e", "kg:affiliatedWith", "id:atlantic-alliance"),
    ]
    assert graph.infer(held) == 4
    assert len(held.store) == len({quad.triple for quad in held.store})
    assert graph.check(held) == []


def test_nothing_follows_from_what_is_not_so(world):
    held = graph.memory([world.extraction("a.txt", {"relation": "partnerOf", "status": "negated"})])
    assert graph.infer(held) == 0


def test_conclusions_are_no_statements_and_go_when_the_facts_change(world):
    held = graph.memory([world.extraction("a.txt", {"relation": "partnerOf"})])
    before = held.statements()
    graph.infer(held)
    assert held.statements() == before
    held.put(world.extraction("b.txt"))
    assert inferred(held) == []


def test_dropping_the_conclusions_leaves_no_trace(world):
    held = graph.memory([world.extraction("a.txt", {"relation": "partnerOf"})])
    before = graph.trig(held)
    assert graph.infer(held) == 1
    assert graph.trig(held) != before
    held.drop_inferred()
    held.drop_inferred()
    assert graph.trig(held) == before
