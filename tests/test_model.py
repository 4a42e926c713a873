"""The nouns: dates no more precise than their words, spans, and statements that are one by content."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Interval, PartialDate, Resolution, Status, TextSpan, merged
from tests import strategies
from tests.build import entity, evidence, interval, statement

# ------------------------------------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("value", "precision", "earliest", "latest"),
    [
        ("1994", "year", date(1994, 1, 1), date(1994, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", "month", date(2023, 2, 1), date(2023, 2, 28)),
        ("1900-02", "month", date(1900, 2, 1), date(1900, 2, 28)),
        ("2000-02-29", "day", date(2000, 2, 29), date(2000, 2, 29)),
        ("0001", "year", date(1, 1, 1), date(1, 12, 31)),
        ("9999-12", "month", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_partial_date_means_every_day_that_its_words_allow(value, precision, earliest, latest):
    moment = PartialDate(value)
    assert (moment.precision, moment.earliest, moment.latest) == (precision, earliest, latest)
    assert str(moment) == value


@pytest.mark.parametrize(
    "value",
    [
        "",
        "24",
        "94-03",
        "2024-3",
        "2024-13",
        "2024-00",
        "2024-00-01",
        "2023-02-29",
        "1900-02-29",
        "2024-04-31",
        "2024-01-00",
        "0000",
        "2024-01-01T00:00",
        " 2024",
        "2024 ",
        "2024-",
        "-2024",
        "20240101",
        "+2024",
        "2024\n",
        "２０２４",
        "٢٠٢٤-٠١",
    ],
)
def test_what_is_no_date_is_refused_where_it_is_made(value):
    with pytest.raises(ValueError, match=r"."):
        PartialDate(value)


@given(strategies.dates)
def test_the_bounds_of_a_date_enclose_it_and_say_it_again(moment):
    assert moment.earliest <= moment.latest
    for bound in (moment.earliest, moment.latest):
        assert bound.isoformat().startswith(moment.value)
    assert (moment.earliest == moment.latest) == (moment.precision == "day")


# ------------------------------------------------------------------------------------------------- spans


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (-2, -1)])
def test_a_span_runs_forward_from_zero(start, end):
    with pytest.raises(ValueError, match="not a span"):
        TextSpan(start, end)


def test_a_span_holds_its_first_offset_and_not_its_last():
    span = TextSpan(2, 5)
    assert [offset in span for offset in (1, 2, 4, 5)] == [False, True, True, False]
    assert TextSpan(2, 5) in span
    assert TextSpan(4, 6) not in span
    assert "2" not in span
    assert 0 not in TextSpan(0, 0)


@given(strategies.spans(), strategies.spans())
def test_spans_overlap_where_they_share_an_offset(one, other):
    shared = any(offset in other for offset in range(one.start, one.end))
    assert one.overlaps(other) == shared or one.start == one.end or other.start == other.end
    assert one.overlaps(other) == other.overlaps(one)


# ---------------------------------------------------------------------------------------------- statements


def test_the_statuses_stand_in_the_order_in_which_they_win():
    assert [*Status] == ["asserted", "reported", "possible", "planned", "negated"]
    assert [status for status in Status if status.affirmed] == ["asserted", "reported"]


@pytest.mark.parametrize(
    ("when", "over"),
    [
        (Interval(), False),
        (interval(start="1994"), False),
        (interval(at="1994"), False),
        (interval(end="1994"), True),
        (interval(start="1994", end="2001-05"), True),
        (interval(ended=True), True),
    ],
)
def test_an_interval_is_over_where_the_text_says_so(when, over):
    assert when.over is over


@pytest.mark.parametrize(
    ("status", "when", "plain"),
    [
        ("asserted", Interval(), True),
        ("reported", interval(start="1994"), True),
        ("asserted", interval(at="1994"), True),
        ("asserted", interval(end="1994"), False),
        ("reported", interval(ended=True), False),
        ("possible", Interval(), False),
        ("planned", Interval(), False),
        ("negated", Interval(), False),
    ],
)
def test_only_what_is_affirmed_and_not_over_becomes_a_plain_triple(status, when, plain):
    assert statement(status=status, interval=when).plain is plain


VARIANTS = [
    statement(),
    statement("Solmark"),
    statement(relation="supports"),
    statement(object="Forum"),
    statement(status="reported"),
    statement(by=entity("Maren", "Person")),
    statement(interval=interval(start="1994")),
    statement(interval=interval(end="1994")),
    statement(interval=interval(at="1994")),
    statement(interval=interval(ended=True)),
    statement(predicate="govern"),
    statement(role="govern"),
    statement(topic="govern"),
    statement(place="govern"),
]


@pytest.mark.parametrize(("one", "other"), list(combinations(VARIANTS, 2)))
def test_each_qualifier_makes_another_statement(one, other):
    assert one.content() != other.content()
    assert len(merged([one, other])) == 2


def test_evidence_labels_and_absent_words_do_not_make_another_statement():
    plain = statement()
    assert plain.content() == statement("Verana", "memberOf", "League", evidence("Another sentence.")).content()
    assert plain.content() == statement(entity("Republic of Verana", id="verana")).content()
    assert statement(role="").content() == plain.content()


def test_the_same_content_from_two_sentences_is_one_statement_with_both():
    early, late = evidence("Verana joined.", start=3), evidence("Verana is a member.", start=40)
    assert merged(
        [statement("Verana", "memberOf", "League", late), statement("Verana", "memberOf", "League", early)]
    ) == [statement("Verana", "memberOf", "League", early, late)]


def test_the_same_evidence_twice_counts_once():
    assert merged([statement(), statement()]) == [statement()]


@given(st.lists(strategies.statements(), max_size=5), st.randoms(use_true_random=False))
def test_merging_keeps_every_content_and_every_piece_of_evidence(statements, random):
    result = merged(statements)
    assert [one.content() for one in result] == sorted({one.content() for one in statements})
    for one in result:
        same = [other for other in statements if other.content() == one.content()]
        assert set(one.evidence) == {piece for other in same for piece in other.evidence}
        assert len(one.evidence) == len(set(one.evidence))


@given(st.lists(strategies.statements(), max_size=5), st.randoms(use_true_random=False))
def test_merging_does_not_depend_on_order(statements, random):
    assert merged(random.sample(statements, len(statements))) == merged(statements)


@given(st.lists(strategies.statements(), max_size=5))
def test_merging_twice_changes_nothing(statements):
    assert merged(merged(statements)) == merged(statements)


# ------------------------------------------------------------------------------------------------- identity


def test_a_mention_of_which_nobody_knows_stands_for_nobody():
    verana = entity("Verana")
    resolution = Resolution({2: (verana,)})
    assert resolution.of(2) == (verana,)
    assert resolution.of(0) == ()
