import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.dates import body_date, dates_in, read_date


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2017-04-20", "2017-04-20"),
        ("2024-03-01T16:47:00Z", "2024-03-01"),
        ("2024-03-01T16:47:00+04:00", "2024-03-01"),
        ("20240301", "2024-03-01"),
        ("2024/03/01", "2024-03-01"),
        ("1 March 2024", "2024-03-01"),
        ("1st of March, 2024", "2024-03-01"),
        ("Friday, 1 March 2024", "2024-03-01"),
        ("March 1, 2024", "2024-03-01"),
        ("Mar. 1 2024", "2024-03-01"),
        ("Fri, 01 Mar 2024 10:00:00 GMT", "2024-03-01"),
        ("Sept 9, 2023", "2023-09-09"),
        ("March 2024", "2024-03"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("01.03.2024", "2024-03-01"),
        ("13/03/2024", "2024-03-13"),
        ("03/13/2024", "2024-03-13"),
        ("05/05/2024", "2024-05-05"),
        ("03/04/2024", None),
        ("3-4-2024", None),
        ("31 April 2024", None),
        ("2024-13-01", None),
        ("March 3", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_precisely_as_its_words(words, date):
    found = read_date(words)
    assert (found and str(found)) == date


def test_a_day_without_a_year_is_found_but_is_no_date():
    (found,) = dates_in("BAKU, March 3")
    assert (found.date, found.month, found.day) == (None, 3, 3)


def test_the_year_may_come_from_another_date():
    (found,) = dates_in("March 3")
    assert str(found.in_year_of(read_date("2023"))) == "2023-03-03"
    assert found.in_year_of(None) is None


def test_29_february_needs_a_leap_year():
    (found,) = dates_in("29 February")
    assert str(found.in_year_of(read_date("2024"))) == "2024-02-29"
    assert found.in_year_of(read_date("2023")) is None


def test_a_year_in_the_body_is_taken_only_from_a_bracket_after_a_weekday():
    assert str(body_date("She arrived on Monday (4 May 2020) and left.")) == "2020-05-04"
    assert body_date("She arrived on 4 May 2020 and left.") is None
    assert body_date("She arrived (4 May 2020).") is None
    assert body_date("She arrived on Monday (4 May).") is None
    assert body_date("From Monday (4 May 2020) to Friday (8 May 2020).") is None


@given(st.text(alphabet="0123456789./- MarchAprilMay,stndth:", max_size=60))
def test_no_text_breaks_the_reader(text):
    for found in dates_in(text):
        assert text[found.span.start : found.span.end].strip()
    read_date(text)
