import pytest

from kg.ingest.dateline import read_dateline, read_stamp
from kg.ingest.header import is_name, names_in, read_meta


@pytest.mark.parametrize(
    ("line", "date", "authors", "publisher", "place"),
    [
        ("date 2019-05-06 + ↺ − 16 px", "2019-05-06", (), None, None),
        ("date 2019-05-06 By Tarik Oruc", "2019-05-06", ("Tarik Oruc",), None, None),
        ("6 May 2019 17:15 (UTC+04:00)", "2019-05-06", (), None, None),
        ("6 May 2019 · Editorial", "2019-05-06", (), None, None),
        ("OPINION | The editorial board | 6 May 2019", "2019-05-06", ("The editorial board",), None, None),
        ("Port Halmar | Updated: May 6, 2019 18:03 IST", "2019-05-06", (), None, "Port Halmar"),
        ("Published: 6 May 2019, 10:00 GMT | Updated: 7 May 2019", "2019-05-06", (), None, None),
        ("Updated: 7 May 2019 | Published: 6 May 2019", "2019-05-06", (), None, None),
        ("Last updated 7 May 2019 at 5:30 pm", "2019-05-07", (), None, None),
        ("By Ana Lima and João da Silva", None, ("Ana Lima", "João da Silva"), None, None),
        ("By Ana Lima in Port Halmar", None, ("Ana Lima",), None, "Port Halmar"),
        ("Written by our foreign correspondent", None, ("our foreign correspondent",), None, None),
        ("By Ana Lima | Reuters | 6 May 2019 | 5 min read", "2019-05-06", ("Ana Lima",), "Reuters", None),
        ("By Ana Lima | Port Halmar, 6 May 2019", "2019-05-06", ("Ana Lima",), None, "Port Halmar"),
        ("By Ana Lima, Halmar, 6 May 2019", "2019-05-06", ("Ana Lima",), None, "Halmar"),
        ("PORT HALMAR, Verana, Sept. 6, 2019", "2019-09-06", (), None, "PORT HALMAR, Verana"),
        ("2019-05-06T10:00:00Z", "2019-05-06", (), None, None),
        ("May 2019", "2019-05", (), None, None),
    ],
)
def test_a_line_of_metadata_is_read(line, date, authors, publisher, place):
    meta = read_meta(line, strict=False)
    assert meta is not None
    assert (meta.date and str(meta.date)) == date
    assert (meta.authors, meta.publisher, meta.place) == (authors, publisher, place)


@pytest.mark.parametrize(
    "line",
    [
        "Norland left the union on 29 January 2025",
        "The union, 1937–2025",
        "By the numbers",
        "By land and sea",
        "By 2030, the country will join the union",
        "From a harbour town to the treaty of 6 May 2019",
        "A treaty of peace | What the two sides signed and what not",
        "Update",
        "",
    ],
)
def test_a_line_that_says_more_is_no_metadata(line):
    assert read_meta(line, strict=False) is None


def test_below_the_header_a_bare_date_may_be_a_heading():
    assert read_meta("6 May 2019", strict=True) is None
    assert read_meta("6 May 2019 17:15", strict=True)
    assert read_meta("Published 6 May 2019", strict=True)
    assert read_meta("By Ana Lima", strict=True)


@pytest.mark.parametrize("line", ["Ana Lima", "Ludwig van Beethoven", "J. R. Miller", "Əli Şahin-Qaya"])
def test_a_lone_name(line):
    assert is_name(line)


@pytest.mark.parametrize(
    "line", ["Ana", "European Union", "Ana lima", "It is done.", "A B C D E F", "PRESS RELEASE", "War in 2020"]
)
def test_no_lone_name(line):
    assert not is_name(line)


def test_a_date_that_is_two_days_is_a_date_line_without_a_date():
    meta = read_meta("03/04/2024 10:15", strict=False)
    assert meta is not None
    assert (meta.date, meta.reason) == (None, "date line")


def test_names_in_a_byline():
    assert names_in(" Ana Lima,  Bo Ek and Cy Fox; Ana Lima & Dee Gray ") == (
        "Ana Lima",
        "Bo Ek",
        "Cy Fox",
        "Dee Gray",
    )


@pytest.mark.parametrize(
    ("line", "rest", "place", "publisher", "date"),
    [
        ("HALMAR, Norland, March 3. The port", "The port", "Halmar, Norland", None, "3-3"),
        ("HALMAR, Norland, March 3. /NordLine/. The port", "The port", "Halmar, Norland", "NordLine", "3-3"),
        ("HALMAR, Norland, March 3", "", "Halmar, Norland", None, "3-3"),
        ("HALMAR (Reuters) - The port", "The port", "Halmar", "Reuters", None),
        ("Halmar, 3 March (AP) — “We", "“We", "Halmar", "Associated Press", "3-3"),
        ("Halmar, March 3, AZERTAC\n", "", "Halmar", "AZERTAC", "3-3"),
        ("NEW HALMAR — The port", "The port", "New Halmar", None, None),
        ("New Halmar, 3 March 2024 – The port", "The port", "New Halmar", None, "2024-03-03"),
        ("(Reuters) - The port", "The port", None, "Reuters", None),
        ("/NordLine/ The port", "The port", None, "NordLine", None),
    ],
)
def test_a_dateline_is_read_and_ends_where_the_sentence_begins(line, rest, place, publisher, date):
    found = read_dateline(line)
    assert found is not None
    assert line[found.end :] == rest
    meta = found.meta
    told = str(meta.published) if meta.published else meta.undated and f"{meta.undated.month}-{meta.undated.day}"
    assert (meta.place, meta.publisher, told) == (place, publisher, date)


@pytest.mark.parametrize(
    "line",
    [
        "The port of Halmar has been closed.",
        "On March 3 - a Sunday - the port was closed.",
        "In March 2020, Halmar – the port – was closed.",
        "UNESCO – which met in Halmar – said so.",
        "OPEC. The group met.",
        "Mr. Lima said on March 3 that he would go.",
        "Halmar, Norland's port, was closed.",
        "Halmar: a port in March",
        "Lima (Labour) – who lost – went home.",
        "Trend: more ships than ever",
        "March 3. The day began.",
        "It was /very/ late.",
    ],
)
def test_a_sentence_is_no_dateline(line):
    assert read_dateline(line) is None


def test_a_time_stamp_after_the_last_sentence():
    text = "The port was closed. 01.03.2024 16:47"
    stamp = read_stamp(text)
    assert stamp is not None
    assert (text[: stamp.start].strip(), str(stamp.meta.date)) == ("The port was closed.", "2024-03-01")
    assert read_stamp("The port was closed on 01.03.2024") is None
    assert read_stamp("The train leaves Halmar on 01.03.2024 16:47") is None
