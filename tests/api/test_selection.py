"""Parts of a graph, on the world of five statements that ``world`` makes: nothing is read from files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg import graph
from kg.api import Graph, Selection
from kg.errors import UsageError
from kg.model import (
    Appearance,
    Article,
    Attribution,
    Entity,
    Evidence,
    Extraction,
    Interval,
    PartialDate,
    Statement,
    Status,
    TextSpan,
)

TEXT = "Word stands beside word here."
VERANA = Entity("verana", "Verana", "Country", ("Republic of Verana",))
SOLMARK = Entity("solmark", "Solmark", "Country")
LEAGUE = Entity("strait-league", "Strait League", "InternationalOrganization", ("SL",))
MAREN = Entity("ilse-maren", "Ilse Maren", "Person")
FAR = Entity("far-isle", "Far Isle", "Country")
ALL = (VERANA, SOLMARK, LEAGUE, MAREN, FAR)


def said(
    subject: Entity, relation: str, object: Entity, interval: Interval = Interval(), confidence: float = 0.9, **more
) -> Statement:
    whole = TextSpan(0, len(TEXT))
    words = (TextSpan(0, 4), TextSpan(5, 11), TextSpan(12, 18))
    piece = Evidence("herald.txt", whole, TEXT, *words, "Word", "stands", "by/hand", confidence)
    return Statement(subject, relation, object, (piece,), interval, **more)


def since(start: str | None = None, end: str | None = None, at: str | None = None, ended: bool = False) -> Interval:
    return Interval(*(PartialDate(one) if one else None for one in (start, end, at)), ended=ended)


JOINED = said(VERANA, "memberOf", LEAGUE, since("1994"))
LED = said(MAREN, "holdsPositionIn", LEAGUE, since("1996-03", "2001"), role="secretary")
VISITED = said(MAREN, "visited", SOLMARK, since(at="1998-05-17"))
WAS = said(SOLMARK, "memberOf", LEAGUE, since("1990", ended=True), confidence=0.5)
DENIED = said(FAR, "partnerOf", VERANA, attribution=Attribution(Status.NEGATED, MAREN))


@pytest.fixture(scope="module")
def world() -> Graph:
    article = Article("herald.txt", TEXT, "0" * 64, (TextSpan(0, len(TEXT)),), title="Word", publisher="The Herald")
    appearances = tuple(Appearance(one, (one.label,)) for one in sorted(ALL, key=lambda one: one.id))
    statements = tuple(sorted((JOINED, LED, VISITED, WAS, DENIED), key=Statement.content))
    return Graph(graph.memory([Extraction(article, statements, appearances)]))


def relations(part: Selection) -> list[tuple[str, str, str]]:
    return [(one.subject.label, one.relation, one.object.label) for one in part.statements()]


@pytest.mark.parametrize(
    ("when", "held"),
    [
        (1989, []),
        (1990, ["WAS"]),
        (1991, []),  # over since nobody knows when: only its beginning is sure
        (1994, ["JOINED"]),
        ("1996-02", ["JOINED"]),
        ("1996-03", ["JOINED", "LED"]),
        (date(1998, 5, 17), ["JOINED", "LED", "VISITED"]),
        ("1998-05-18", ["JOINED", "LED"]),
        (2001, ["JOINED", "LED"]),
        (2002, ["JOINED"]),
    ],
)
def test_as_of_gives_what_held_then(world: Graph, when: object, held: list[str]) -> None:
    expected = sorted((globals()[name] for name in held), key=Statement.content)
    assert [one.content() for one in world.as_of(when).statements()] == [one.content() for one in expected]


def test_as_of_can_keep_what_has_no_date(world: Graph) -> None:
    assert relations(world.as_of(1800, undated=True)) == [("Far Isle", "partnerOf", "Verana")]


def test_as_of_refuses_what_is_no_date(world: Graph) -> None:
    with pytest.raises(UsageError, match="'last spring' is no date"):
        world.as_of("last spring")


def test_ego_is_an_actor_and_who_is_near(world: Graph) -> None:
    near = [one.label for one in world.ego("Far Isle").entities()]
    assert near == ["Far Isle", "Ilse Maren", "Verana"]  # she says so
    assert relations(world.ego("Far Isle")) == [("Far Isle", "partnerOf", "Verana")]
    assert len(world.ego("Far Isle", 2).statements()) == 2


def test_a_part_of_a_part_is_a_part(world: Graph) -> None:
    part = world.as_of("1998-05-17").ego("Ilse Maren")
    assert relations(part) == [
        ("Ilse Maren", "holdsPositionIn", "Strait League"),
        ("Ilse Maren", "visited", "Solmark"),
    ]
    assert repr(part) == "<kg.Selection: 1 articles, 3 entities, 2 statements>"
    assert part.where(lambda one: False).entities() == []


def test_where_takes_a_condition_and_the_options_of_the_view(world: Graph) -> None:
    assert relations(world.where(lambda one: one.status == "negated")) == [("Far Isle", "partnerOf", "Verana")]
    assert len(world.where(relations=["member of"]).statements()) == 2
    assert len(world.where(relations=["memberOf"], min_confidence=0.8).statements()) == 1
    with pytest.raises(UsageError, match="did you mean 'memberOf'"):
        world.where(relations=["membrOf"])


def test_a_part_shows_only_itself(world: Graph) -> None:
    html = world.ego("Far Isle").view().html
    assert "Far Isle" in html
    assert "Solmark" not in html
    assert set(world.ego("Far Isle").to_networkx()) == {"far-isle", "verana", "ilse-maren"}


def test_paths_follow_what_is_affirmed_either_way_round(world: Graph) -> None:
    (path,) = world.paths("Verana", "Ilse Maren")
    assert [one.label for one in path.actors] == ["Verana", "Strait League", "Ilse Maren"]
    assert len(path) == 2
    assert [[one.relation for one in step] for step in path.steps] == [["memberOf"], ["holdsPositionIn"]]
    assert str(path).splitlines()[0] == "Verana – Strait League – Ilse Maren"
    assert world.paths("Verana", "Ilse Maren", steps=1) == []
    assert world.paths("Far Isle", "Verana") == []  # denied
    with pytest.raises(UsageError, match="they are one actor"):
        world.paths("Verana", "Republic of Verana")


def test_paths_are_those_of_the_saved_query(seeds_graph) -> None:
    import kg

    with kg.open(seeds_graph) as seeds:
        for pair in (("Hikmat Hajiyev", "Jens Stoltenberg"), ("Georgia", "D-8"), ("Afghanistan", "Armenia")):
            found = seeds.query("paths", **{"from": pair[0], "to": pair[1]})
            chains = [len(path) for path in seeds.paths(*pair)]
            assert len(found) == sum(chains), pair


def test_the_timeline_is_that_of_the_saved_query(world: Graph) -> None:
    assert [one.relation for one in world.timeline("Ilse Maren")] == ["holdsPositionIn", "visited"]
    assert [one.subject.label for one in world.timeline("Strait League")] == ["Solmark", "Verana", "Ilse Maren"]
    asked = [row["subject"] for row in world.query("timeline", one="Strait League")]
    assert asked == ["Solmark", "Verana", "Ilse Maren"]


# ------------------------------------------------------------------------------------------------- one actor


def test_an_actor_is_the_entity_with_what_is_told_of_it(world: Graph) -> None:
    league = world.entity("SL")
    assert league == LEAGUE
    assert hash(league) == hash(LEAGUE)
    assert {league} == {LEAGUE}
    assert league != replace(LEAGUE, label="League")
    assert [one.subject.label for one in league.statements("member of")] == ["Solmark", "Verana"]
    assert [(one.subject.label, one.role) for one in league.roles()] == [("Ilse Maren", "secretary")]
    assert [one.label for one in league.neighbours()] == ["Ilse Maren", "Solmark", "Verana"]
    assert [one.source for one in league.articles()] == ["herald.txt"]
    assert "Far Isle" not in league.view().html


def test_an_actor_tells_who_was_taken_for_it(seeds_graph) -> None:
    import kg

    with kg.open(seeds_graph) as seeds:
        known = {id for one in seeds.identities.decisions for id in (one.one, one.other)}
        told = [one for id in sorted(known) for one in seeds.entity(id).decisions()]
        assert known
        assert set(seeds.identities.decisions) == set(told)


# ------------------------------------------------------------------------------------------------- tables


def test_statements_are_a_list_and_a_frame(world: Graph) -> None:
    found = world.statements()
    assert found == sorted((JOINED, LED, VISITED, WAS, DENIED), key=Statement.content)
    frame = found.to_pandas().set_index(["subject", "relation"])
    led = frame.loc[("Ilse Maren", "holdsPositionIn")]
    assert (led["start"], led["end"], led["role"], led["over"]) == ("1996-03", "2001", "secretary", True)
    assert (str(led["earliest"].date()), str(led["latest"].date())) == ("1996-03-01", "2001-12-31")
    assert frame["latest"].isna().sum() == 2  # of what may hold still, and of what has no date
    assert frame.loc[("Far Isle", "partnerOf")]["by"] == "Ilse Maren"
    assert len(set(frame["id"])) == 5


def test_a_frame_of_sentences_tells_where_each_stands(world: Graph) -> None:
    frame = world.statements().to_pandas(sentences=True)
    assert set(frame["sentence"]) == {TEXT}
    assert set(frame["publisher"]) == {"The Herald"}
    assert (frame["sentence_start"].iloc[0], frame["sentence_end"].iloc[0]) == (0, len(TEXT))
    assert sorted(frame["confidence"]) == [0.5, 0.9, 0.9, 0.9, 0.9]


def test_entities_are_a_frame(world: Graph) -> None:
    frame = world.entities().to_pandas().set_index("id")
    assert frame.loc["strait-league", "statements"] == 3
    assert frame.loc["verana", "aliases"] == ("Republic of Verana",)


def test_no_statements_are_an_empty_frame_with_its_columns(world: Graph) -> None:
    nothing = world.where(lambda one: False).statements()
    assert list(nothing.to_pandas()) == list(world.statements().to_pandas())
    assert list(nothing.to_pandas(sentences=True)) == list(world.statements().to_pandas(sentences=True))


def test_an_answer_is_a_frame_of_values(world: Graph) -> None:
    values = '(1994 AS ?n) (1.5 AS ?d) (true AS ?t) ("x" AS ?s) (id:verana AS ?i) ("2020-01-02"^^xsd:date AS ?on)'
    row = world.query(f"SELECT {values} {{}}").to_pandas().iloc[0]
    assert (row["n"], row["d"], row["t"], row["s"], row["i"]) == (1994, 1.5, True, "x", "id:verana")
    assert str(row["on"].date()) == "2020-01-02"
    with pytest.raises(UsageError, match="ASK gives no rows"):
        world.query("ASK {}").to_pandas()


def test_without_pandas_one_is_told_how_to_get_it(world: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    for frame in (world.statements(), world.entities(), world.query("SELECT (1 AS ?n) {}")):
        with pytest.raises(UsageError, match=r"pip install 'kg\[frames\]'"):
            frame.to_pandas()


@pytest.mark.parametrize("show", ["statements", "entities"])
def test_a_notebook_shows_a_table_and_no_markup_of_the_text(show: str) -> None:
    evil = replace(VERANA, label="<script>alert(1)</script>", id="evil")
    article = Article("<b>.txt", TEXT, "0" * 64, (TextSpan(0, len(TEXT)),))
    statement = said(evil, "memberOf", LEAGUE)
    statement = replace(statement, evidence=(replace(statement.evidence[0], source="<b>.txt"),))
    both = (Appearance(evil, (evil.label,)), Appearance(LEAGUE, (LEAGUE.label,)))
    hostile = Graph(graph.memory([Extraction(article, (statement,), both)]))
    for html in (getattr(hostile, show)()._repr_html_(), hostile.entity("evil")._repr_html_()):
        assert "&lt;script&gt;" in html
        assert "<script" not in html
        assert "<b>.txt" not in html


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        ("SELECT ?o { ?s kg:memberof ?o }", "kg:memberof is no term of kg.ttl; did you mean kg:memberOf?"),
        ("SELECT ?o { ?s kg:memberOf ?o ; kg:role 'kg:rule' }", ""),
        ("SELECT ?o { ?s kg:zzzzz ?o }", "kg:zzzzz is no term of kg.ttl"),
        ("PREFIX kg: <https://other.example/> SELECT ?o { ?s kg:memberof ?o }", ""),
        ("SELECT ?o { ?o kg:memberof|kg:memberOf ?s }", ""),  # it found something
    ],
)
def test_an_answer_without_rows_tells_of_a_term_that_there_is_not(world: Graph, asked: str, note: str) -> None:
    answer = world.query(asked)
    assert answer.note == note
    assert note in answer._repr_html_()
    assert note in repr(answer)
