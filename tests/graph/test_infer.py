"""What follows stands apart, and only what follows."""

from __future__ import annotations

import itertools
from functools import cache

import owlrl
import pyoxigraph as ox
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import graph, ontology
from kg.graph.terms import kg, term
from kg.model import Entity

BRUSSELS = Entity("brussels", "Brussels", "City")
BELGIUM = Entity("belgium", "Belgium", "Country")


def inferred(held):
    query = """SELECT ?s ?p ?o {
        GRAPH graph:inferred { ?s ?p ?o FILTER (?p != rdf:type && ?s != graph:inferred) }
    } ORDER BY ?s ?p ?o"""
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
    several = graph.infer(held)
    assert inferred(held) == [
        ("id:atlantic-alliance", "kg:locatedIn", "id:belgium"),
        ("id:atlantic-alliance", "kg:partnerOf", "id:norway"),
        ("id:belgium", "kg:succeededBy", "id:atlantic-alliance"),
        ("id:kari-dahl-1f2e", "kg:affiliatedWith", "id:atlantic-alliance"),
    ]
    assert graph.infer(held) == several
    assert len(held.store) == len({quad.triple for quad in held.store})
    assert graph.check(held) == []


def test_nothing_follows_from_what_is_not_so(world):
    held = graph.memory([world.extraction("a.txt", {"relation": "partnerOf", "status": "negated"})])
    graph.infer(held)
    assert inferred(held) == []


def test_an_entity_of_a_type_is_one_of_all_wider_types(world):
    held = graph.memory([world.extraction("a.txt")])
    organizations = "SELECT ?who { ?who a kg:Organization }"
    assert graph.select(held, organizations).rows() == []
    graph.infer(held)
    assert graph.select(held, organizations).rows() == [("id:atlantic-alliance",)]
    types = graph.select(held, "SELECT ?type { id:atlantic-alliance a ?type } ORDER BY ?type").rows()
    assert types == [("kg:Actor",), ("kg:Entity",), ("kg:InternationalOrganization",), ("kg:Organization",)]
    assert [one.type for one in held.entities()] == ["InternationalOrganization", "Country"]


def test_nothing_is_counted_twice(world):
    held = graph.memory([world.extraction("a.txt", {"relation": "partnerOf"})])
    back = {"relation": "partnerOf", "subject": world.alliance, "object": world.norway}
    held.put(world.extraction("b.txt", back))
    assert graph.infer(held)
    for count in ("{ ?a kg:partnerOf ?b }", "{ ?a a kg:InternationalOrganization BIND (?a AS ?b) }"):
        rows = graph.select(held, f"SELECT ?a ?b {count}").rows()
        assert len(rows) == len(set(rows)) > 0


def test_conclusions_are_no_statements_and_go_when_the_facts_change(world):
    held = graph.memory([world.extraction("a.txt", {"relation": "partnerOf"})])
    before = held.statements()
    graph.infer(held)
    assert held.statements() == before
    held.put(world.extraction("b.txt"))
    assert inferred(held) == []
    assert held.concludes()


def test_dropping_the_conclusions_leaves_no_trace(world):
    held = graph.memory([world.extraction("a.txt", {"relation": "partnerOf"})])
    before = graph.trig(held)
    assert graph.infer(held)
    assert graph.trig(held) != before
    held.drop_inferred()
    held.drop_inferred()
    assert not held.concludes()
    assert graph.trig(held) == before


# ----------------------------------------------------------------------------------- the same as owlrl concludes

DATA = "https://kg.example/id/"


@cache
def terms_for_reasoning(whole: bool) -> rdflib.Graph:
    """``kg.ttl``, or (what takes owlrl a tenth of the time) only what it says of our own relations and types."""
    every = rdflib.Graph().parse(ontology.folder() / "kg.ttl", format="turtle")
    if whole:
        return every
    terms, some = ontology.load(), rdflib.Graph()
    ours = {rdflib.URIRef(ontology.NAMESPACE + name) for name in (*terms.relations, *terms.classes)}
    for triple in every:
        if triple[0] in ours and isinstance(triple[2], rdflib.URIRef) and "skos" not in triple[1]:
            some.add(triple)
    return some


def concluded_by_owlrl(facts: set[ox.Triple], *, whole: bool = False) -> set[str]:
    """What OWL 2 RL adds to the facts about our relations and types.

    Left out: what makes anything related to itself (two partners are not their own partners), ``owl:sameAs`` with
    oneself, ``owl:Thing`` and the nameless unions of domains and ranges: they tell nobody anything.
    """
    every = rdflib.Graph() + terms_for_reasoning(whole)
    every.parse(data=ox.serialize(facts, format=ox.RdfFormat.N_TRIPLES), format="nt")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(every)
    terms = ontology.load()
    relations = {rdflib.URIRef(ontology.NAMESPACE + name) for name in terms.relations}
    types = {rdflib.URIRef(ontology.NAMESPACE + name) for name in terms.classes}
    found = {
        f"{subject.n3()} {predicate.n3()} {object.n3()}"
        for subject, predicate, object in every
        if subject.startswith(DATA) and subject != object
        if predicate in relations or (predicate == rdflib.RDF.type and object in types)
    }
    return found - {str(fact) for fact in facts}


def concluded_by_us(facts: set[ox.Triple]) -> set[str]:
    held = graph.memory()
    held.store.extend(ox.Quad(one.subject, one.predicate, one.object, held.names.facts) for one in facts)
    mark = ox.Triple(held.names.inferred, term("prov:wasDerivedFrom"), held.names.facts)
    assert graph.infer(held) == len(held.store) - len(facts) - 1
    assert len({quad.triple for quad in held.store}) == len(held.store)
    found = {str(quad.triple) for quad in held.store.quads_for_pattern(None, None, None, held.names.inferred)}
    return found - {str(mark)}


def facts_of(types: list[str], links: list[tuple[int, str, int]]) -> set[ox.Triple]:
    """Entities of these types, linked as far as the ontology allows it."""
    nodes = [ox.NamedNode(f"{DATA}e{number}") for number in range(len(types))]
    told = {ox.Triple(node, ox.NamedNode(rdflib.RDF.type), kg(kind)) for node, kind in zip(nodes, types, strict=True)}
    for one, relation, other in links:
        if ontology.load().fits(relation, types[one], types[other]):
            told.add(ox.Triple(nodes[one], kg(relation), nodes[other]))
    return told


SIZE = 5
TYPES = st.lists(st.sampled_from(sorted(ontology.load().classes)), min_size=SIZE, max_size=SIZE)
TELLING = sorted(
    name
    for name, one in ontology.load().relations.items()
    if one.symmetric or one.transitive or one.inverse or one.parent
)
LINKS = st.lists(st.tuples(st.integers(0, SIZE - 1), st.sampled_from(TELLING), st.integers(0, SIZE - 1)), max_size=12)


@settings(deadline=None, max_examples=20)
@given(TYPES | st.just(["Region"] * SIZE) | st.just(["Organization"] * SIZE), LINKS)
def test_small_graphs_give_what_owlrl_gives(types, links):
    facts = facts_of(types, links)
    assert concluded_by_us(facts) == concluded_by_owlrl(facts)


def test_every_relation_gives_what_owlrl_gives_with_the_whole_ontology():
    kinds = sorted(ontology.load().classes) * 2
    chain = [(kinds.index("City"), "locatedIn", kinds.index("Region"))]
    chain += [(kinds.index("Region"), "locatedIn", kinds.index("Country"))]
    terms, pairs = ontology.load(), list(itertools.permutations(range(len(kinds)), 2))
    links = [next((a, name, b) for a, b in pairs if terms.fits(name, kinds[a], kinds[b])) for name in terms.relations]
    facts = facts_of(kinds, links + chain)
    ours = concluded_by_us(facts)
    assert ours == concluded_by_owlrl(facts, whole=True)
    assert len(ours) > 2 * len(kinds)
