"""What the page is given: every fact, cut and escaped as it must be."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Decision, Entity, Identities, Interval, PartialDate, Statement, TextSpan, Verdict
from kg.model.marks import marked
from kg.view.data import as_json, page_data, web_address
from kg.view.looks import looks_of, spoken, status_looks


def data_of(world, **options):
    facts = [(f"f{number}", statement) for number, statement in enumerate(world.statements)]
    return page_data("t", world.entities, facts, world.articles, **{"labels": {}, "symmetric": (), **options})


def test_every_fact_with_sentence_source_and_date(world):
    data = data_of(world)
    assert len(data["facts"]) == len(world.statements)
    for fact, statement in zip(data["facts"], world.statements, strict=True):
        assert data["entities"][fact["s"]]["id"] == statement.subject.id
        assert data["entities"][fact["o"]]["id"] == statement.object.id
        assert data["relations"][fact["r"]]["id"] == statement.relation
        assert fact["status"] == statement.status
        for shown, piece in zip(fact["evidence"], statement.evidence, strict=True):
            assert "".join(text for _, text in shown["parts"]) == piece.text
            assert data["articles"][shown["a"]]["source"] == piece.source
            assert ["subject", piece.subject_mention] in shown["parts"]
            assert ["object", piece.object_mention] in shown["parts"]


def test_two_sentences_of_one_fact_stay_together(world):
    [signed] = [
        s for s in world.statements if (s.subject.id, s.relation, s.status) == ("verana", "signed", "asserted")
    ]
    assert len(signed.evidence) == 2
    fact = data_of(world)["facts"][world.statements.index(signed)]
    assert len({piece["a"] for piece in fact["evidence"]}) == 2


def test_what_only_statements_name_is_added():
    stranger = Statement(Entity("a", "A", "Person"), "metWith", Entity("b", "B", "Person"), ())
    data = page_data("t", [], [("x", stranger)], [], labels={}, symmetric=())
    assert [entity["id"] for entity in data["entities"]] == ["a", "b"]


def test_dates_keep_their_precision():
    a, b = Entity("a", "A", "Person"), Entity("b", "B", "Person")
    when = Interval(start=PartialDate("1994"), end=PartialDate("2001-03"), ended=True)
    data = page_data("t", [a, b], [("x", Statement(a, "r", b, (), when))], [], labels={}, symmetric=())
    assert data["facts"][0]["when"] == {"start": "1994", "end": "2001-03", "ended": True}


def test_labels_and_symmetry_come_from_the_caller(world):
    relations = {
        r["id"]: r for r in data_of(world, labels={"memberOf": "belongs to"}, symmetric={"metWith"})["relations"]
    }
    assert relations["memberOf"]["label"] == "belongs to"
    assert relations["partOf"]["label"] == "part of"
    assert relations["metWith"]["symmetric"] is True
    assert relations["memberOf"]["symmetric"] is False


@given(
    st.text(),
    st.lists(st.tuples(st.sampled_from(["subject", "object", "trigger"]), st.integers(0, 30), st.integers(0, 30))),
)
def test_marks_lose_no_character(text, marks):
    spans = [(kind, TextSpan(min(a, b), max(a, b))) for kind, a, b in marks]
    assert "".join(part for _, part in marked(text, 5, spans)) == text


def test_names_win_over_the_words_between_them():
    parts = marked("Orvane left", 10, [("subject", TextSpan(10, 16)), ("trigger", TextSpan(10, 21))])
    assert parts == [["subject", "Orvane"], ["trigger", " left"]]


def test_marks_outside_the_sentence_are_left_out():
    assert marked("left", 100, [("subject", TextSpan(10, 16))]) == [["", "left"]]


def test_marks_count_code_points():
    assert marked("\U0001f600 Orvane", 0, [("subject", TextSpan(2, 8))])[-1] == ["subject", "Orvane"]


@given(st.dictionaries(st.text(), st.text()))
def test_json_comes_back_and_cannot_leave_its_element(value):
    text = as_json(value)
    assert not set("<>&\u2028\u2029") & set(text)
    clean = {k.encode("utf-8", "replace").decode(): v.encode("utf-8", "replace").decode() for k, v in value.items()}
    assert json.loads(text) == clean


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "//x",
        "",
        None,
        " http://x",
        "http://x\n",
    ],
)
def test_only_web_addresses_become_links(address):
    assert web_address(address) is None


def test_web_addresses_stay():
    assert web_address("https://news.example/a?b=c&d") == "https://news.example/a?b=c&d"


def test_each_listed_type_has_a_look_of_its_own():
    types = ["Person", "Country", "City", "Region", "Organization", "InternationalOrganization", "Company", "Event"]
    looks = looks_of(types)
    assert len(set(looks.values())) == len(types)


def test_unknown_types_share_out_the_spare_looks():
    looks = looks_of(["Zeppelin", "Person", "Airship"])
    assert looks["Zeppelin"] != looks["Airship"]
    assert list(looks) == ["Airship", "Person", "Zeppelin"]


def test_every_status_has_a_line_and_only_the_negated_are_hidden():
    looks = {look.status: look for look in status_looks()}
    assert set(looks) == {"asserted", "reported", "planned", "possible", "negated"}
    assert [name for name, look in looks.items() if look.hidden] == ["negated"]
    assert len({look.dashes for look in looks.values()}) == len(looks)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("memberOf", "member of"),
        ("InternationalOrganization", "international organization"),
        ("a b", "a b"),
        ("<b>", "<b>"),
    ],
)
def test_local_names_as_words(name, words):
    assert spoken(name) == words


def test_identities_tell_who_was_taken_for_one_and_why(world):
    decisions = (
        Decision("ilse-maren", "maren-1", Verdict.SAME, "the same surname and post", 0.97),
        Decision("jun-aldane", "june-aldane", Verdict.SAME, "", None, "anna"),
        Decision("oriel-hask", "petra-solheim", Verdict.UNDECIDED, "likely", 0.6),
        Decision("solmark", "verana", Verdict.DIFFERENT, "far apart", 0.1),
        Decision("elsewhere", "nowhere", Verdict.SAME, "of no fact", 0.9),
    )
    known = Identities({"maren-1": "ilse-maren", "june-aldane": "jun-aldane"}, decisions=decisions)
    data = page_data("t", world.entities, [], [], labels={}, symmetric=(), identities=known)
    names = [entity["id"] for entity in data["entities"]]
    told = [(one["verdict"], [names[end] for end in one["ends"]], one["by"]) for one in data["identities"]]
    assert told == [
        ("same", ["ilse-maren", "ilse-maren"], None),
        ("same", ["jun-aldane", "jun-aldane"], "anna"),
        ("undecided", ["oriel-hask", "petra-solheim"], None),
    ]
