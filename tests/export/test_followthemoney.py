"""FollowTheMoney entities pass the checks of the followthemoney package, and its schemata are those of our table."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from kg import graph, ontology
from kg.model import Entity
from tests.build import entity, evidence, interval, statement
from tests.export.graphs import of, written

PERSON, OTHER = entity("Ann Lee", "Person"), entity("Bo Lee", "Person")
STATE, LEAGUE = entity("Verana", "Country", wikidata="Q419"), entity("League", "InternationalOrganization")
FIRM, PACT = entity("Acme", "Company"), entity("Pact", "Agreement")


def proxies(held: graph.Graph) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written(held, "ftm").splitlines()]


def link(*about: Any, **more: Any) -> tuple[str, dict[str, Any]]:
    """The schema and properties of the one link of a graph with this statement."""
    found = proxies(of(statement(*about, **more)))
    articles = {one["id"] for one in found if one["schema"] == "Article"}
    (made,) = [one for one in found if articles & set(one["properties"].get("proof", ()))]
    properties = {name: values for name, values in made["properties"].items() if name not in ("proof", "summary")}
    return made["schema"], properties


def test_the_package_takes_every_value_as_it_is(held, hostile) -> None:
    model = pytest.importorskip("followthemoney").model
    for made in (
        held,
        hostile,
        of(statement(STATE, "memberOf", LEAGUE), title="Verana \x0b joins", url="https://a.example/1"),
    ):
        for one in proxies(made):
            proxy = model.get_proxy(one, cleaned=False)
            assert {name: sorted(found) for name, found in proxy.to_dict()["properties"].items()} == {
                name: sorted(found) for name, found in one["properties"].items()
            }
            proxy.schema.validate(one)


def test_the_table_is_true_of_the_package() -> None:
    model = pytest.importorskip("followthemoney").model
    from followthemoney.types import registry

    from kg.export.followthemoney import _table

    table = _table()
    for mapped in table["types"].values():
        schema = model.get(mapped["schema"])
        assert schema.is_a("Thing")
        assert set(table["extends"].get(schema.name, ())) <= schema.names
        assert set(mapped.get("topics", ())) <= set(registry.topic.names)
    for name, ends in table["links"].items():
        schema = model.get(name)
        assert (schema.source_prop.name, schema.target_prop.name) == (ends["source"], ends["target"])
        assert (schema.source_prop.range.name, schema.target_prop.range.name) == (ends["of"], ends["to"])
        assert ends["role"] in schema.properties


def test_the_table_speaks_of_our_terms() -> None:
    from kg.export.followthemoney import _table

    assert _table()["types"].keys() <= ontology.load().classes.keys()


def test_members_have_dates_and_holders_have_roles() -> None:
    dated = interval("2019-03", "2021")
    assert link(STATE, "memberOf", LEAGUE, interval=dated) == (
        "Membership",
        {"member": ["verana"], "organization": ["league"], "startDate": ["2019-03"], "endDate": ["2021"]},
    )
    assert link(PERSON, "holdsPositionIn", STATE, role="minister") == (
        "Employment",
        {"employee": ["ann-lee"], "employer": ["verana"], "role": ["minister"]},
    )


def test_sides_are_exchanged_where_the_model_counts_the_other_way() -> None:
    schema, properties = link(PERSON, "parentOf", OTHER)
    assert (schema, properties) == (
        "Family",
        {"person": ["bo-lee"], "relative": ["ann-lee"], "relationship": ["parent"]},
    )
    assert link(FIRM, "ledBy", PERSON)[1] == {"director": ["ann-lee"], "organization": ["acme"], "role": ["leader"]}


def test_what_the_model_has_no_word_for_is_an_unknown_link_that_tells_its_name() -> None:
    schema, properties = link(
        PERSON, "metWith", STATE, interval=interval(at="2024-01-02"), status="reported", by=OTHER
    )
    assert schema == "UnknownLink"
    assert properties["role"] == ["met with"]
    assert properties["date"] == ["2024-01-02"]
    assert properties["description"] == ["reported by Bo Lee"]
    assert link(PERSON, "relatedTo", STATE, predicate="defend")[1]["role"] == ["defend"]


def test_what_has_no_place_is_counted_and_told(caplog: pytest.LogCaptureFixture) -> None:
    told = of(
        statement(STATE, "signed", PACT),
        statement(STATE, "memberOf", LEAGUE, status="negated"),
        statement(PERSON, "praised", PERSON),
    )
    with caplog.at_level(logging.WARNING):
        found = proxies(told)
    assert {one["schema"] for one in found} == {"Article", "Person", "PublicBody"}
    for part in (
        "1 entities of type Agreement",
        "1 statements about entities of type Agreement",
        "1 statements negated",
    ):
        assert part in caplog.text
    assert "1 statements of something about itself" in caplog.text


def test_ids_are_ours_where_the_model_allows_them() -> None:
    strange = Entity("é/?#", "É", "Country")
    found = {
        one["properties"]["name"][0]: one["id"] for one in proxies(of(statement(strange, "memberOf", LEAGUE)))[:2]
    }
    assert found["League"] == "league"
    assert found["É"].startswith("kg-")


def test_the_article_proves_it_with_its_sentence() -> None:
    made = of(statement(STATE, "memberOf", LEAGUE, evidence("Verana joined the League.")), url="https://a.example/1")
    by_schema = {one["schema"]: one for one in proxies(made)}
    assert by_schema["Membership"]["properties"]["proof"] == [by_schema["Article"]["id"]]
    assert by_schema["Membership"]["properties"]["summary"] == ["Verana joined the League."]
    assert by_schema["Membership"]["properties"]["sourceUrl"] == ["https://a.example/1"]
