"""Saved questions: each on a small graph that has what it looks for and what it must not give."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from kg import graph
from kg.cli import main
from kg.errors import QueryError
from kg.model import Decision, Entity, Evidence, Extraction, Identities, PartialDate, Verdict

SWEDEN = Entity("sweden", "Sweden", "Country")
OLE = Entity("ole-1", "Ole Berg", "Person")


def day(value):
    return PartialDate(value)


def at(**values):
    return {"when": values}


@pytest.fixture
def ask(world):
    """Asks a graph of articles: each (source, what changes the article, statements ...)."""

    def asked(name, articles, **parameters):
        held = graph.memory(told(world, *article) for article in articles)
        return graph.ask_saved(held, name, parameters).rows()

    return asked


def told(world, source, changes, *statements) -> Extraction:
    """An article with these statements; ``changes`` are values of the article, ``text`` among them."""
    text = {"text": changes["text"]} if "text" in changes else {}
    made = world.extraction(source, *statements, **text)
    return replace(made, article=replace(made.article, **{**changes, **text}))


def post(world, person, role, **values):
    return {"subject": person, "relation": "holdsPositionIn", "role": role, **values}


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


# ------------------------------------------------------------------------------------------------ contradictions


@pytest.mark.parametrize(
    ("affirmed", "denied", "contradict"),
    [
        (at(at="1994"), at(at="2010"), False),
        (at(start="1994"), at(start="2010"), False),  # not any more
        (at(start="1994"), at(start="1994-05"), True),
        (at(start="1994", end="2015"), at(at="2010-03-01"), True),
        (at(start="1994", end="2009"), at(at="2010-03-01"), False),
        (at(end="2009"), at(at="2008"), True),
        (at(at="1994"), {}, True),  # denied of any time
        ({}, {}, True),
        (at(at="2021"), {}, False),  # denied in an article of 2020
        ({}, at(at="2021"), False),  # affirmed in one
        (at(at="2020-01-02"), {}, True),
        ({"role": "head"}, {"role": "guest"}, False),
    ],
)
def test_affirmed_and_denied_contradict_only_of_one_time(affirmed, denied, contradict, ask):
    rows = ask("contradictions", [("a.txt", {}, affirmed), ("b.txt", {}, {"status": "negated", **denied})])
    assert [(row[4], row[7]) for row in rows] == ([("a.txt", "b.txt")] if contradict else [])


def test_what_is_planned_contradicts_nothing(ask):
    assert ask("contradictions", [("a.txt", {}, {"status": "planned"}, {"status": "negated"})]) == []


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (at(end="2009"), at(end="2011"), [("two ends", "2009", "2011")]),
        (at(end="2009"), at(end="2009-05"), []),  # the same, told more precisely
        (at(start="1994"), at(start="1995-02"), [("two starts", "1994", "1995-02")]),
        (at(start="1994"), at(start="1994-02-03"), []),
        (at(start="1949", end="1960"), at(start="1994"), [("over, yet begun later", "1960", "1994")]),
        (at(start="1949", end="1960"), at(start="1994", end="1999"), [("over, yet begun later", "1960", "1994")]),
        (at(start="1949", end="1960"), at(start="1955"), [("two starts", "1949", "1955")]),
        ({**at(end="2009"), "role": "head"}, {**at(end="2011"), "role": "guest"}, []),
        ({**at(end="2009")}, {**at(end="2011"), "status": "negated"}, []),
    ],
)
def test_dates_that_cannot_both_be_right(one, other, found, ask):
    rows = ask("contradicting-dates", [("a.txt", {}, one), ("b.txt", {}, other)])
    assert [(row[0], row[5], row[7]) for row in rows] == found
    assert all((row[6], row[8]) == ("a.txt", "b.txt") for row in rows)


def test_over_without_a_date_contradicts_a_start_behind_its_article(ask, world):
    from kg.model import Interval

    def over(published, start):
        made = told(world, "a.txt", {"published": day(published)}, {"interval": Interval(ended=True)})
        later = told(world, "b.txt", {}, at(start=start))
        return graph.ask_saved(graph.memory([made, later]), "contradicting-dates", {}).rows()

    assert [row[0] for row in over("2010-05", "2015")] == ["over, yet begun later"]
    assert over("2010-05", "2010-05-20") == []
    assert over("2010-05", "1999") == []


@pytest.mark.parametrize(
    ("one", "other", "days", "found"),
    [
        (at(start="2010", end="2015"), at(start="2013"), ("2020", "2020"), True),
        (at(start="2010", end="2015"), at(start="2015"), ("2020", "2020"), False),  # one day in 2015 may be enough
        (at(start="2010"), at(start="2013"), ("2012-01-01", "2020"), False),  # nobody says who held it in 2013
        (at(start="2010"), at(start="2013"), ("2020-01-01", "2020-01-01"), True),
        ({}, {}, ("2020-01-01", "2020-01-01"), True),
        ({}, {}, ("2020-01-01", "2021-01-01"), False),
        ({}, {"status": "planned"}, ("2020-01-01", "2020-01-01"), False),
    ],
)
def test_two_holders_of_one_post_must_overlap(one, other, days, found, ask, world):
    articles = [
        ("a.txt", {"published": day(days[0])}, post(world, world.envoy, "President", **one)),
        ("b.txt", {"published": day(days[1])}, post(world, OLE, "president", **other)),
    ]
    assert [(row[2], row[6]) for row in ask("contradicting-holders", articles)] == (
        [("Kari Dahl", "Ole Berg")] if found else []
    )


@pytest.mark.parametrize(
    ("role", "single"),
    [("Foreign Minister", True), ("Secretary General", True), ("vice president", False), ("envoy", False)],
)
def test_some_posts_have_several_holders(role, single, ask, world):
    articles = [("a.txt", {}, post(world, world.envoy, role), post(world, OLE, role))]
    assert bool(ask("contradicting-holders", articles)) is single


# ------------------------------------------------------------------------------------------------ paths


def linked(world, *pairs):
    """An article for each pair of names, with a statement about them."""
    return [
        (f"{number}.txt", {}, {"subject": actor(one), "relation": "supports", "object": actor(other), **values})
        for number, (one, other, values) in enumerate(pairs)
    ]


def actor(name):
    return Entity(name.lower(), name, "Country")


def test_paths_are_the_shortest_chains_with_a_sentence_for_each_step(ask, world):
    links = [("A", "B", {}), ("C", "B", {}), ("C", "D", {}), ("A", "E", {}), ("E", "F", {}), ("F", "C", {})]
    rows = ask("paths", linked(world, *links), **{"from": "A", "to": "D"})
    assert [row[:5] for row in rows] == [
        ("1", "1", "A", "supports", "B"),
        ("1", "2", "C", "supports", "B"),
        ("1", "3", "C", "supports", "D"),
    ]
    assert all(row[9] and row[10] for row in rows)


def test_all_shortest_paths_are_told_up_to_the_limit(ask, world):
    links = [("A", "B", {}), ("B", "D", {}), ("A", "C", {}), ("C", "D", {}), ("B", "C", {})]
    ways = ask("paths", linked(world, *links), **{"from": "A", "to": "D"})
    assert [(row[0], row[2], row[4]) for row in ways] == [
        ("1", "A", "B"),
        ("1", "B", "D"),
        ("2", "A", "C"),
        ("2", "C", "D"),
    ]
    assert len(ask("paths", linked(world, *links), **{"from": "A", "to": "D", "limit": "1"})) == 2


def test_paths_follow_neither_denials_nor_plans_and_stop_after_so_many_steps(ask, world):
    links = [("A", "B", {}), ("B", "C", {}), ("A", "C", {"status": "negated"}), ("C", "A", {"status": "planned"})]
    assert len(ask("paths", linked(world, *links), **{"from": "A", "to": "C"})) == 2
    assert ask("paths", linked(world, *links), **{"from": "A", "to": "C", "steps": "1"}) == []
    assert ask("paths", linked(world, *links, ("X", "Y", {})), **{"from": "A", "to": "X", "steps": "6"}) == []


def test_a_step_with_several_statements_shows_the_surest(world):
    article = world.article()
    sure: Evidence = world.evidence(article, confidence=0.99)
    held = graph.memory([world.extraction("a.txt", {}, {"relation": "supports", "evidence": (sure,)})])
    (row,) = graph.ask_saved(held, "paths", {"from": "Norway", "to": "Atlantic Alliance"}).rows()
    assert row[2:5] == ("Norway", "supports", "Atlantic Alliance")
    assert row[8] == "1"


@pytest.mark.parametrize(
    ("more", "message"),
    [({"steps": "9"}, "number from 1 to 6"), ({"steps": "two"}, "give a number"), ({"to": "Norway"}, "same actor")],
)
def test_paths_asked_wrongly(more, message, ask):
    with pytest.raises(QueryError, match=message):
        ask("paths", [("a.txt", {}, {})], **({"from": "Norway", "to": "Atlantic Alliance"} | more))


# ------------------------------------------------------------------------------------------------ all of them


def test_every_saved_question_has_a_test_here():
    tests = Path(__file__).read_text(encoding="utf-8")
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
