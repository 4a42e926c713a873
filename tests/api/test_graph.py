"""What users hold, on a graph made by hand: no language model, no files."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from kg import graph
from kg.api import Graph
from kg.errors import GraphError, QueryError, UsageError
from kg.explain import Explanation
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
from tests.view.tables import unpacked

TEXT = "Verana joined the Strait League (SL) in 1994. Verana and Solmark are partners, Ilse Maren said."
VERANA = Entity("verana", "Verana", "Country", ("Republic of Verana",))
SOLMARK = Entity("solmark", "Solmark", "Country")
LEAGUE = Entity("strait-league", "Strait League", "InternationalOrganization", ("SL",))
MAREN = Entity("ilse-maren", "Ilse Maren", "Person")
NAMESAKE = Entity("maren-town", "Maren", "City", ("Ilse Maren Town",))
OTHER_NAMESAKE = Entity("maren-river", "Maren", "Region")


def span(words: str, text: str = TEXT) -> TextSpan:
    return TextSpan(text.index(words), text.index(words) + len(words))


def evidence(
    sentence: str, subject: str, object: str, trigger: str, start_text: str | None = None, *, text: str = TEXT
) -> Evidence:
    spans = {"subject": span(subject, text), "object": span(object, text), "trigger": span(trigger, text)}
    return Evidence(
        source="herald.txt",
        span=span(sentence, text),
        text=sentence,
        **spans,
        subject_mention=subject,
        object_mention=object,
        rule="by/hand",
        confidence=0.9,
        start_text=start_text,
    )


JOINED = Statement(
    VERANA,
    "memberOf",
    LEAGUE,
    (evidence(TEXT[:45], "Verana", "Strait League (SL)", "joined", "in 1994"),),
    Interval(start=PartialDate("1994")),
)
PARTNERS = Statement(
    VERANA,
    "partnerOf",
    SOLMARK,
    (evidence(TEXT[46:], "Verana", "Solmark", "partners"),),
    attribution=Attribution(Status.REPORTED, MAREN),
)


@pytest.fixture
def made() -> Graph:
    article = Article("herald.txt", TEXT, "0" * 64, (TextSpan(0, len(TEXT)),), published=PartialDate("2021-03-17"))
    entities = (VERANA, SOLMARK, LEAGUE, MAREN, NAMESAKE, OTHER_NAMESAKE)
    appearances = tuple(Appearance(entity, (entity.label,)) for entity in sorted(entities, key=lambda e: e.id))
    return Graph(graph.memory([Extraction(article, (JOINED, PARTNERS), appearances)]))


def test_a_query_is_answered(made: Graph) -> None:
    answer = made.query("SELECT ?o { id:verana kg:memberOf ?o }")
    assert answer.variables == ("o",)
    assert answer.rows() == [("id:strait-league",)]


def test_an_unknown_saved_query_is_told_what_there_is(made: Graph) -> None:
    with pytest.raises(UsageError, match=r"no saved query 'membres'; did you mean members-with-dates"):
        made.query("membres")
    with pytest.raises(UsageError, match="members-with-dates has no parameter 'akter'"):
        made.query("members-with-dates", akter="Verana")
    with pytest.raises(QueryError, match="not SPARQL"):
        made.query("SELECT of the members")


def test_a_parameter_is_bound_and_not_pasted(made: Graph) -> None:
    asked = "SELECT ?s ?o { ?s kg:memberOf ?o }"
    assert made.query(asked, s="Republic of Verana").rows() == [("id:verana", "id:strait-league")]
    assert not made.query(asked, s="id:solmark")
    assert not made.query(asked, s="verana> kg:memberOf ?o } #")


@pytest.mark.parametrize("name", ["verana", "id:verana", "Verana", "VERANA", "Republic of Verana"])
def test_an_entity_is_found_by_id_name_and_alias(made: Graph, name: str) -> None:
    assert made.entity(name).id == "verana"


def test_an_unknown_name_gets_a_suggestion(made: Graph) -> None:
    with pytest.raises(UsageError, match="no entity is called 'Veranna'; did you mean 'Verana'"):
        made.entity("Veranna")


def test_an_ambiguous_name_is_not_guessed(made: Graph) -> None:
    with pytest.raises(UsageError, match=r"id:maren-river .* id:maren-town"):
        made.entity("Maren")


def test_why_shows_the_sentence_with_its_words_marked(made: Graph) -> None:
    (explanation,) = made.why("Verana", "memberOf", "SL")
    shown = str(explanation)
    assert "[Verana] *joined* the [Strait League (SL)] {in 1994}." in shown
    assert "since 1994" in shown
    assert "1994 from “in 1994”" in shown
    assert "herald.txt:0-45 · 2021-03-17 · rule by/hand · confidence 0.90" in shown
    assert "asserted" in shown


def test_why_tells_who_says_so_and_takes_symmetric_relations_in_either_order(made: Graph) -> None:
    for one, relation, other in (("Verana", "partnerOf", "Solmark"), ("Solmark", "partner of", "Verana")):
        (explanation,) = made.why(one, relation, other)
        assert "reported by Ilse Maren" in str(explanation)


def test_why_gives_the_words_of_every_qualifier_and_tells_what_the_sentence_lacks() -> None:
    text = "Verana, its envoy said on Monday, will not join\nthe League as a guest."
    piece = replace(
        evidence(text, "Verana", "League", "join", text=text),
        at_text="on Monday",
        status_text="not",
        by_text="Ilse Maren",
    )
    said = Statement(
        VERANA,
        "memberOf",
        LEAGUE,
        (piece,),
        Interval(at=PartialDate("2021-03-15"), ended=True),
        Attribution(Status.NEGATED, MAREN),
        role="a guest",
    )
    shown = str(Explanation(said, piece, Article("herald.txt", text, "0" * 64, (TextSpan(0, len(text)),))))
    assert "[Verana], its envoy said {on Monday}, will {not} *join* the [League] as {a guest}." in shown
    lines = dict(line.split(None, 1) for line in shown.splitlines()[2:-1])
    assert lines["at"] == "2021-03-15 from “on Monday”"
    assert lines["status"] == "negated from “not”"
    assert lines["by"] == "Ilse Maren from “Ilse Maren” (not in this sentence)"
    assert lines["role"] == "“a guest”"
    assert lines["end"].startswith("over")
    assert lines["who"] == "“League” is Strait League"


def test_a_trigger_inside_a_name_is_told_in_words() -> None:
    text = "Verana attends the Strait Summit."
    piece = evidence(text, "Verana", "Strait Summit", "Summit", text=text)
    said = Statement(VERANA, "attended", LEAGUE, (piece,))
    shown = str(Explanation(said, piece, Article("herald.txt", text, "0" * 64, ())))
    assert "trigger “Summit”, in words marked as subject or object" in shown


def test_why_without_a_relation_shows_all_between_the_two(made: Graph) -> None:
    for ends in (("Verana", "Solmark"), ("Solmark", "Verana")):
        (explanation,) = made.why(ends[0], None, ends[1])
        assert explanation.statement == PARTNERS
    assert made.why("Solmark", None, "SL") == []


def test_why_as_json_has_the_sentence_in_parts(made: Graph) -> None:
    (record,) = json.loads(json.dumps(made.records(made.why("Verana", None, "SL"))))
    assert record["trigger"] == "joined"
    assert record["subject"]["label"] == "Verana"
    assert record["start_text"] == "in 1994"
    assert "".join(part["text"] for part in record["parts"]) == record["evidence"]
    assert {"kind": "qualifier", "text": "in 1994"} in record["parts"]


def test_a_part_of_a_name_is_enough_for_a_suggestion(made: Graph) -> None:
    with pytest.raises(UsageError, match="did you mean 'Strait League'"):
        made.entity("league")


def test_why_is_empty_where_nothing_says_so(made: Graph) -> None:
    assert made.why("Strait League", "memberOf", "Verana") == []
    assert made.between("Strait League", "Verana") == made.between("Verana", "Strait League") == [JOINED]


def test_why_names_the_relation_that_was_meant(made: Graph) -> None:
    with pytest.raises(UsageError, match="memberOf"):
        made.why("Verana", "memberof", "SL")


def test_values_are_copies_of_what_the_graph_holds(made: Graph) -> None:
    made.statements().clear()
    assert made.statements() == [JOINED, PARTNERS]
    assert [article.source for article in made.articles()] == ["herald.txt"]
    assert {entity.id for entity in made.entities()} >= {"verana", "strait-league"}


def test_networkx_has_an_edge_for_each_statement(made: Graph) -> None:
    network = made.to_networkx()
    assert {(s, o, data["relation"]) for s, o, data in network.edges(data=True)} == {
        (JOINED.subject.id, JOINED.object.id, "memberOf"),
        (PARTNERS.subject.id, PARTNERS.object.id, "partnerOf"),
    }


def test_rdflib_gets_every_quad(made: Graph) -> None:
    assert len(made.to_rdflib()) == made.export("nquads").count(b"\n")


def test_a_page_is_shown_by_a_notebook_and_written_to_a_file(made: Graph, tmp_path) -> None:
    page = made.view(tmp_path / "network.html")
    assert (tmp_path / "network.html").read_text(encoding="utf-8") == page.html
    for bundle in (page._repr_mimebundle_(), made._repr_mimebundle_(include=None)):
        assert "sandbox=" in bundle["text/html"]
        assert "srcdoc=" in bundle["text/html"]
        assert "allow-same-origin" not in bundle["text/html"]


def test_an_export_goes_to_a_file_too(made: Graph, tmp_path) -> None:
    content = made.export("jsonl")
    made.export("jsonl", tmp_path / "told")
    made.export(None, tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "told").read_bytes() == content
    assert {json.loads(line)["relation"] for line in content.splitlines()} == {"memberOf", "partnerOf"}


@pytest.mark.parametrize("name", ["", "new.tables/", "tables", "deep/er/"])
def test_csv_into_a_folder_is_nodes_and_edges(made: Graph, tmp_path, name: str) -> None:
    made.export("csv", f"{tmp_path}/{name}")
    assert (tmp_path / name / "nodes.csv").read_text(encoding="utf-8").count("\n") == 1 + len(made.entities())
    edges = made.export("csv")
    assert (tmp_path / name / "edges.csv").read_bytes() == edges
    assert edges.count(b"\n") == 1 + len(made.statements())


def test_csv_into_a_file_is_the_edges(made: Graph, tmp_path) -> None:
    (tmp_path / "there").touch()
    for name in ("new.csv", "there"):
        made.export("csv", tmp_path / name)
        assert made.export("csv") == (tmp_path / name).read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.csv", "there"]


def test_an_unknown_format_is_refused_by_name(made: Graph) -> None:
    with pytest.raises(UsageError, match="docx"):
        made.export("docx")


def test_the_report_counts(made: Graph) -> None:
    assert made.report.articles == 1
    assert made.report.statements[Status.ASSERTED] == 1
    assert "2 statements: 1 asserted, 1 reported" in str(made.report)
    assert json.loads(made.report.json())["statements"]["reported"] == 1


def test_a_closed_graph_says_so(made: Graph) -> None:
    with made:
        pass
    with pytest.raises(GraphError, match="closed"):
        made.query("SELECT * { ?s ?p ?o }")


def test_a_page_may_be_of_a_part(made: Graph) -> None:
    def shown(page) -> dict:
        data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page.html, re.DOTALL)
        return unpacked(json.loads(data[1]))

    near = shown(made.view(actor="Verana", title="Around Verana"))
    assert near["title"] == "Around Verana"
    assert {entity["id"] for entity in near["entities"]} >= {"verana", JOINED.object.id}
    assert shown(made.view(actor="Verana"))["title"] == "Verana"
    joined = shown(made.view(relations=["member of"]))
    assert [joined["relations"][fact["r"]]["id"] for fact in joined["facts"]] == ["memberOf"]
    assert shown(made.view(timeline=["Verana"]))["start"] == "view=timeline&of=verana"
    assert len(shown(made.view())["facts"]) == 2


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"actor": "Atlantis"}, "no entity is called 'Atlantis'"),
        ({"relations": ["membr of"]}, "did you mean 'member of'"),
        ({"years": (1200, 1300)}, "no statement is left"),
        ({"min_confidence": 1.1}, "no statement is left"),
        ({"timeline": ["Verana", "Verana", "Verana"]}, "one actor or of two"),
        ({"language": "xx"}, "do not speak 'xx'"),
    ],
)
def test_a_page_that_cannot_be_says_why(made: Graph, asked: dict, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        made.view(**asked)
