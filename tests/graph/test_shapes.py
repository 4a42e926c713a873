"""The shapes, run here: every constraint refuses what it is there to refuse, and pySHACL says the same."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import SH

from kg import graph, ontology
from kg.errors import OntologyError, ShapeError
from kg.graph.engine import Embedded
from kg.graph.names import Names
from kg.graph.shapes import shacl
from kg.graph.shapes.data import Stored, Triples
from kg.graph.shapes.literals import characters, datatype, literal, text
from kg.graph.shapes.validate import terms
from kg.graph.store import GraphWriter
from kg.graph.terms import kg
from kg.model import Decision, Dropped, Identities, Interval, PartialDate, TextSpan, Verdict
from tests.graph.conftest import World

FILE = ontology.folder() / "shapes.ttl"
SHAPES = shacl.read(FILE, terms())


def _whole() -> frozenset[tuple[str, str, str]]:
    """A graph in which every constraint has something to look at; a new one may need more here."""
    world = World()
    open_one = {"relation": "relatedTo", "predicate": "like", "role": "guest", "by": world.envoy}
    dated = {"interval": Interval(PartialDate("1949"), PartialDate("1999"), PartialDate("1950-02"))}
    one = world.extraction("a.txt", open_one, dated)
    article = replace(one.article, dropped=(Dropped(TextSpan(0, 6), "teaser"),))
    held = graph.memory([replace(one, article=article)])
    held.identify(Identities(decisions=(Decision("norge", "norway", Verdict.UNDECIDED, "alike", 0.7),)))
    return frozenset(text(quad) for quad in held.store)


WHOLE = _whole()


# ------------------------------------------------------------------------------------ planted violations


def suffix(value):
    return value[value.rindex('"') + 1 :]


def another(values):
    if not values[0].startswith('"'):
        return "<https://kg.example/id/another>"
    text = characters(values[0])
    return literal("1" + text[1:-1] + "3" if text[:2] == "19" else f"{text}1", suffix(values[0]))


def later(values):
    return literal("2999-01-01" if suffix(values[0]).endswith("date>") else "99999", suffix(values[0]))


# What stands in the place of the values of a path so that a constraint of this kind does not hold.
PLANTS = {
    "minCount": lambda values: [],
    "maxCount": lambda values: [*values, another(values)],
    "nodeKind": lambda values: ['"no IRI"'],
    "class": lambda values: ["<https://kg.example/id/of-no-class>"],
    "datatype": lambda values: ['"x"@en'],
    "in": lambda values: ["<https://kg.example/id/not-listed>"],
    "hasValue": lambda values: ["<https://kg.example/id/other>"],
    "pattern": lambda values: ["<https://other.example/>"],
    "minLength": lambda values: ['""'],
    "minInclusive": lambda values: [literal("-1", suffix(values[0]))],
    "maxInclusive": lambda values: [literal("2", suffix(values[0]))],
    "lessThanOrEquals": lambda values: [later(values)],
    "equals": lambda values: ['"something else"'],
    "or": lambda values: ['"soon"'],
}
EVERY = [
    pytest.param(
        shape, property, asked, id=f"{shape.name[1:-1]} {property.message}: {asked[0][1:-1]}".replace("http", "")
    )
    for shape in SHAPES.shapes
    for property in shape.properties
    for asked in property.checks
]


def planted(shape, property, asked):
    """A node and the graph in which this constraint, at least, does not hold for it."""
    data = Triples(WHOLE, terms())
    *way, last = [step for step in property.path if step.kind != shacl.ALONG]
    for subject in sorted(shape.nodes(data, SHAPES.narrower)):
        values, nodes = shacl.follow([*way, last], data, subject), shacl.follow(way, data, subject)
        if not values:
            continue
        turn = (lambda s, p, o: (o, p, s)) if last.kind == shacl.AGAINST else (lambda *triple: triple)
        gone = {turn(node, last.predicate, value) for node in nodes for value in values}
        instead = PLANTS[asked[0].rpartition("#")[2][:-1]](list(values))
        return subject, (WHOLE - gone) | {turn(node, last.predicate, value) for node in nodes for value in instead}
    return pytest.fail("nothing in the graph above has such a value: add it there")


@pytest.mark.parametrize(("shape", "property", "asked"), EVERY)
def test_each_constraint_of_the_file_refuses_what_breaks_it(shape, property, asked):
    subject, triples = planted(shape, property, asked)
    alone = replace(shape, properties=(replace(property, checks={asked: property.checks[asked]}),))
    for data in (Triples(triples, terms()), Stored(stored(triples).store, terms(), without=Names().inferred)):
        assert (subject, property.message) in set(replace(SHAPES, shapes=(alone,)).broken(data))
    assert not list(replace(SHAPES, shapes=(alone,)).broken(Triples(WHOLE, terms())))


@pytest.mark.parametrize(("shape", "property", "asked"), EVERY)
def test_put_and_check_refuse_it(shape, property, asked, monkeypatch):
    _, triples = planted(shape, property, asked)
    assert any(property.message in one for one in graph.check(stored(triples)))
    held = graph.memory([World().extraction("b.txt")])
    before = set(held.store)
    monkeypatch.setattr("kg.graph.shapes.validate.all_triples", lambda new, names: triples)
    with pytest.raises(ShapeError, match="not written"):
        held.put(World().extraction("a.txt"))
    assert set(held.store) == before


def stored(triples) -> GraphWriter:
    lines = "".join(f"{' '.join(one)} <https://kg.example/graph/facts> .\n" for one in triples)
    store = ox.Store()
    store.load(lines, format=ox.RdfFormat.N_QUADS)
    return GraphWriter(Embedded(store), Names())


# -------------------------------------------------------------------------------------- against pySHACL


def said_by_pyshacl(triples, file=FILE):
    data = rdflib.Graph().parse(data="".join(f"{' '.join(one)} .\n" for one in triples), format="nt")
    for subject, node in terms().items():
        for predicate, objects in node.items():
            for object in objects:
                data.add(tuple(rdflib.URIRef(one[1:-1]) for one in (subject, predicate, object)))
    _, report, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(file), advanced=False)
    return {
        (report.value(result, SH.focusNode).n3(), str(report.value(result, SH.resultMessage)))
        for result in report.subjects(SH.resultSeverity)
    }


SUBJECTS = sorted({subject for subject, _, _ in WHOLE})
PREDICATES = sorted({predicate for _, predicate, _ in WHOLE})
VALUES = {
    "integer": ["-1", "0", "7", "999"],
    "decimal": ["-0.5", "0", "0.5", "1", "1.0001"],
    "date": ["1900-01-01", "1949-12-31", "2100-02-28"],
    "gYear": ["1949"],
    "gYearMonth": ["1949-02"],
    "boolean": ["true"],
}
OBJECTS = [
    *sorted({object for _, _, object in WHOLE}),
    *('""', '"x"', '"x"@en', '"soon"', '"a\\n\\"b"', "<https://kg.example/id/nobody>", "<http://x.example/Q1>"),
    *(literal(text, datatype(name)) for name, texts in VALUES.items() for text in texts),
    *(str(kg(name)) for name in ("Country", "Statement", "Gap", "memberOf", "same", "Entity")),
]
TRIPLES = st.tuples(*(st.sampled_from(of) for of in (SUBJECTS, PREDICATES, OBJECTS)))


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.sampled_from(sorted(WHOLE)), max_size=4), st.sets(TRIPLES, max_size=4))
def test_pyshacl_says_the_same_of_any_change(gone, come):
    triples = (WHOLE - gone) | come
    assert set(SHAPES.broken(Triples(triples, terms()))) == said_by_pyshacl(triples)


def test_pyshacl_says_the_same_of_all_planted_violations_at_once():
    """The subjects of each are renamed, so that the violations stand side by side."""
    every = set()
    for number, plant in enumerate(EVERY):
        _, triples = planted(*plant.values)
        every |= {tuple(apart(term, number) for term in one) for one in triples}
    assert set(SHAPES.broken(Triples(every, terms()))) == said_by_pyshacl(every)


def apart(term, number):
    own = term.startswith("<https://kg.example/") and "/ontology#" not in term
    return f"{term[:-1]}/{number}>" if own else term


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ("sh:minCount 1", "sh:uniqueLang true"),
        ("sh:targetClass kg:Gap", "sh:targetNode kg:Gap"),
        ("sh:inversePath", "sh:oneOrMorePath"),
        ("sh:datatype xsd:gYear ]", "sh:datatype xsd:time ]"),
        ("sh:datatype xsd:gYear ]", "sh:maxCount 1 ]"),
        ("sh:nodeKind sh:IRI", "sh:nodeKind sh:BlankNode"),
        ("a sh:NodeShape", "a sh:PropertyShape"),
        ('sh:message "needs one subject"', ""),
    ],
)
def test_what_is_not_known_here_is_refused(tmp_path, changed, message):
    text = FILE.read_text(encoding="utf-8")
    assert changed in text
    (tmp_path / "shapes.ttl").write_text(text.replace(changed, message, 1).replace(";  ]", "]"), encoding="utf-8")
    with pytest.raises(OntologyError, match=r"shapes\.ttl"):
        shacl.read(tmp_path / "shapes.ttl", terms())
