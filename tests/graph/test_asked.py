"""Saved questions: each on a small graph that has what it looks for and what it must not give."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from kg import graph
from kg.cli import main
from kg.errors import QueryError
from kg.model import Decision, Identities, Verdict
from tests.graph.asked import OLE, SWEDEN, at, day, post

# ------------------------------------------------------------------------------------------------ presets


def test_statements_of_tells_each_statement_once_with_all_that_qualifies_it(ask, world):
    articles = [
        ("a.txt", {}, {}, at(start="1949"), {"status": "planned", "by": world.envoy}),
        ("b.txt", {}, at(start="1949")),
        ("c.txt", {}, {"subject": SWEDEN, "object": world.norway, "relation": "borders"}),
    ]
    rows = ask("statements-of", articles, actor="Atlantic Alliance")
    assert [(row[5], row[9], row[10], *row[12:]) for row in rows] == [
        (None, "asserted", None, "1", "1"),
        (None, "planned", "Kari Dahl", "1", "1"),
        ("1949", "asserted", None, "2", "1"),  # the same sentence twice
    ]
    assert rows[0][11] == "Norway joined the Atlantic Alliance in 1949."
    assert len(ask("statements-of", articles, actor="Norway")) == 4
    assert [row[1] for row in ask("statements-of", articles, actor="Norge", relation="borders")] == ["borders"]
    assert [row[9] for row in ask("statements-of", articles, actor="Norway", status="planned")] == ["planned"]
    assert len(ask("statements-of", articles, actor="Norway", year="1948")) == 3


def test_sentences_of_tells_every_sentence(ask):
    rows = ask("sentences-of", [("a.txt", {}, {}), ("b.txt", {}, {})], actor="Norge", relation="memberOf")
    sentence = "Norway joined the Atlantic Alliance in 1949."
    assert rows == [
        ("Norway", "memberOf", "Atlantic Alliance", "asserted", sentence, source, "2020-01-02")
        for source in ("a.txt", "b.txt")
    ]


def test_members_with_dates_may_be_asked_for_a_year(ask):
    articles = [
        ("a.txt", {}, at(start="1949-04"), {"subject": SWEDEN, "when": {"start": "1990", "end": "1995-06"}}),
        ("b.txt", {}, {"subject": SWEDEN, "status": "negated"}),
    ]
    assert ask("members-with-dates", articles, actor="Atlantic Alliance") == [
        ("Norway", "Atlantic Alliance", "1949-04", None, None, "asserted", "1"),
        ("Sweden", "Atlantic Alliance", None, None, None, "negated", "1"),
        ("Sweden", "Atlantic Alliance", "1990", "1995-06", None, "asserted", "1"),
    ]
    in_year = ask("members-with-dates", articles, actor="Atlantic Alliance", year="1995-07", status="asserted")
    assert [row[0] for row in in_year] == ["Norway"]


def test_who_said_what_may_be_asked_by_speaker_and_about_whom(ask, world):
    articles = [
        ("a.txt", {}, {"status": "reported", "by": world.envoy}, {"status": "negated", "by": OLE, "subject": SWEDEN}),
        ("b.txt", {}, {}),
    ]
    rows = ask("who-said-what", articles)
    assert [row[:5] for row in rows] == [
        ("Kari Dahl", "Norway", "memberOf", "Atlantic Alliance", "reported"),
        ("Ole Berg", "Sweden", "memberOf", "Atlantic Alliance", "negated"),
    ]
    assert ask("who-said-what", articles, speaker="Ole Berg") == rows[1:]
    assert ask("who-said-what", articles, about="Norway") == rows[:1]


def test_by_year_tells_what_began_ended_happened_or_held(ask):
    articles = [
        ("a.txt", {}, at(start="1949"), {"subject": SWEDEN, "when": {"end": "1950-02"}}),
        ("b.txt", {}, {"relation": "attacked", "when": {"at": "1950-03"}}, {"relation": "supports"}),
    ]

    def found(**parameters):
        return {row[1] + " " + row[0] for row in ask("by-year", articles, **parameters)}

    assert found(year="1950") == {"memberOf Norway", "memberOf Sweden", "attacked Norway"}
    assert found(year="1950-03") == {"memberOf Norway", "attacked Norway"}
    assert found(year="1948") == {"memberOf Sweden"}
    assert found(year="1950", actor="Sweden") == {"memberOf Sweden"}
    assert found(year="1950", relation="attacked") == {"attacked Norway"}


def test_timeline_is_in_the_order_of_time_either_way_round(ask, world):
    articles = [
        ("a.txt", {}, {}, at(start="1949"), {"relation": "attacked", "when": {"at": "1941-05"}}),
        ("b.txt", {}, {"subject": world.alliance, "object": world.norway, "relation": "praised", **at(at="1949-02")}),
        ("c.txt", {}, {"subject": SWEDEN}),
    ]
    rows = ask("timeline", articles, one="Norway", other="Atlantic Alliance")
    assert [(row[0], row[4]) for row in rows] == [
        ("1941-05", "attacked"),
        ("1949", "memberOf"),
        ("1949-02", "praised"),
        (None, "memberOf"),
    ]
    assert [row[3] for row in ask("timeline", articles, one="Sweden")] == ["Sweden"]


def test_a_start_and_a_time_of_one_statement_are_one_row(ask):
    assert len(ask("timeline", [("a.txt", {}, at(start="1949", at="1950"))], one="Norway")) == 1


def test_holders_of_posts_stand_in_the_order_of_time(ask, world):
    articles = [
        ("a.txt", {}, post(world, OLE, "Envoy", when={"start": "2001"}), post(world, OLE, "chief", object=SWEDEN)),
        ("b.txt", {}, post(world, world.envoy, "envoy", when={"start": "1999", "end": "2001"})),
    ]
    rows = ask("holders-of-posts", articles, where="Atlantic Alliance")
    assert [(row[1], row[2], row[3], row[4]) for row in rows] == [
        ("envoy", "Kari Dahl", "1999", "2001"),
        ("Envoy", "Ole Berg", "2001", None),
    ]
    assert [row[0] for row in ask("holders-of-posts", articles, role="CHIEF")] == ["Sweden"]
    assert [row[2] for row in ask("holders-of-posts", articles, role="envoy", year="2000")] == ["Kari Dahl"]
    assert len(ask("holders-of-posts", articles, person="Ole Berg")) == 2


def test_counts(ask):
    articles = [("a.txt", {}, at(start="1949"), {"status": "negated"}, {"relation": "attacked", **at(at="1950-01")})]
    assert ask("counts-by-relation", articles) == [("memberOf", "2", "1", "1"), ("attacked", "1", "1", "0")]
    assert ask("counts-by-relation", articles, actor="id:sweden") == []
    assert ask("counts-by-year", articles) == [("1949", "memberOf", "1"), ("1950", "attacked", "1")]
    assert ask("counts-by-year", articles, relation="attacked") == [("1950", "attacked", "1")]


def test_most_related_counts_articles_before_statements(ask, world):
    articles = [
        ("a.txt", {}, {}, {"subject": SWEDEN}, {"subject": SWEDEN, "relation": "supports"}),
        ("b.txt", {}, {}, {"subject": OLE, "relation": "supports", "status": "planned"}),
    ]
    rows = ask("most-related", articles, actor="Atlantic Alliance")
    assert rows[0] == ("Norway", "2", "1", "memberOf")
    assert rows[1][:3] == ("Sweden", "1", "2")
    assert set(rows[1][3].split(", ")) == {"memberOf", "supports"}
    assert len(ask("most-related", articles, actor="Atlantic Alliance", limit="1")) == 1


def test_undated_statements_come_with_the_first_day_that_said_so(ask):
    articles = [
        ("a.txt", {"published": day("2021-05")}, {}, at(start="1949")),
        ("b.txt", {"published": day("2020")}, {}),
    ]
    rows = ask("undated", articles)
    assert [(row[0], row[5], row[6], row[7]) for row in rows] == [("Norway", "asserted", "2020", "2")]
    assert ask("undated", articles, actor="id:sweden") == []


def test_articles_by_day_and_by_actor(ask):
    articles = [
        ("a.txt", {"published": day("2021"), "publisher": "Daily"}, {}, {"status": "negated"}),
        ("b.txt", {"published": None}, {"subject": SWEDEN, "object": OLE, "relation": "supports"}),
    ]
    assert [(row[1], row[3], row[4]) for row in ask("articles", articles)] == [
        (None, "b.txt", "1"),
        ("Daily", "a.txt", "2"),
    ]
    assert [row[3] for row in ask("articles", articles, actor="Sweden")] == ["b.txt"]


def test_gaps_and_decisions_are_told(world):
    held = graph.memory([world.extraction()])
    assert [(row[0], row[3]) for row in graph.ask_saved(held, "gaps", {}).rows()] == [
        ("a.txt", "Atlantic Alliance, Norway")
    ]
    held.identify(Identities(decisions=(Decision("norway", "sweden", Verdict.DIFFERENT, "two", None, "anna"),)))
    assert [row[2:] for row in graph.ask_saved(held, "who-is-one", {}).rows()] == [("different", None, "anna", "two")]


def test_best_corroborated_counts_independent_sources(ask):
    articles = [
        ("a.txt", {"publisher": "Daily", "text": "Norway is in the alliance."}, {}, {"subject": SWEDEN}),
        ("b.txt", {"publisher": "Daily", "text": "The alliance has Norway."}, {}, {"subject": SWEDEN}),
        ("c.txt", {"publisher": "Weekly", "text": "Oslo joined long ago."}, {}),
        ("d.txt", {"publisher": "Monthly", "text": "Oslo joined: long ago"}, {}),
        ("e.txt", {"publisher": "Monthly", "text": "Only here."}, {"relation": "supports"}),
    ]
    rows = ask("best-corroborated", articles)
    assert [(row[0], *row[-2:]) for row in rows] == [("Norway", "4", "2"), ("Sweden", "2", "1")]
    assert ask("best-corroborated", articles, limit="1") == rows[:1]
    assert ask("best-corroborated", articles, actor="Sweden") == rows[1:]
    assert ask("best-corroborated", articles, relation="supports") == []
    assert ask("best-corroborated", articles, status="negated") == []


# ------------------------------------------------------------------------------------------------ all of them


def test_every_saved_question_has_a_test_here():
    modules = ("test_asked.py", "test_contradictions.py", "test_paths.py")
    tests = "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in modules)
    names = [saved.name for saved in graph.saved_queries()]
    assert len(names) >= 18
    assert [name for name in names if f'"{name}"' not in tests] == []


@pytest.mark.parametrize("saved", graph.saved_queries(), ids=lambda saved: saved.name)
def test_every_example_runs(saved, seeds_graph: Path, capsys):
    words = [str(seeds_graph) if word == "graph" else word for word in shlex.split(saved.example)[1:]]
    assert main(words) == 0
    shown = capsys.readouterr().out
    assert len(shown.splitlines()) > 2 or saved.name.startswith("contradict")


def test_all_about_a_saved_question_can_be_read():
    told = graph.saved_query("paths")
    assert told.usage == "paths -p from=ACTOR -p to=ACTOR [-p steps=NUMBER] [-p limit=NUMBER]"
    assert "the longest chain, 1 to 6 (default: 4)" in told.help
    assert "surest stands there" in told.help
    assert told.help.endswith(f"example: {told.example}")


@pytest.mark.parametrize(
    ("name", "parameters", "message"),
    [
        ("member", {}, "no saved query 'member'; did you mean members-with-dates"),
        ("timeline", {"other": "Norway"}, "timeline needs one: "),
        ("gaps", {"actor": "Norway"}, "gaps has no parameter 'actor'; it has none"),
        ("statements-of", {"actor": "Atlantis"}, "nobody in this graph is called 'Atlantis'"),
        ("statements-of", {"actor": "id:a b"}, "Invalid IRI"),
        ("statements-of", {"actor": "Norway", "status": "maybe"}, "no status; there are asserted, reported"),
        ("statements-of", {"actor": "Norway", "relation": "membrOf"}, "memberOf"),
        ("by-year", {"year": "last year"}, "give a year"),
        ("most-related", {"actor": "Norway", "limit": "1 OFFSET 2"}, "limit=1 OFFSET 2: give a number"),
    ],
)
def test_a_saved_question_asked_wrongly_says_how(name, parameters, message, ask):
    with pytest.raises(QueryError, match=message):
        ask(name, [("a.txt", {}, {})], **parameters)


def test_a_value_is_a_term_whatever_it_holds(ask, world):
    articles = [("a.txt", {}, post(world, OLE, 'chief "} of\\'))]
    assert len(ask("holders-of-posts", articles, role='"} OF\\')) == 1
    assert ask("holders-of-posts", articles, role='" } UNION { ?s ?p ?o } #') == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * { ?s ?p ?o }", "the first line must say what it answers"),
        ("# All\nSELECT * { ?s ?p ?o }", "needs one line with an example: # kg query graph all"),
        ("# All\n# ?x: a thing\n# kg query graph all\nSELECT * { ?s ?p ?o }", "should read: "),
        ("# All\n# kg query graph all\nSELECT * { VALUES ?_x { UNDEF } ?_x ?p ?o }", r"nothing says what \?x is"),
    ],
)
def test_a_file_must_describe_itself(text, message, tmp_path):
    from kg.graph.asking.saved import _saved

    (tmp_path / "all.rq").write_text(text, encoding="utf-8")
    with pytest.raises(QueryError, match=message):
        _saved(tmp_path / "all.rq")
