import json

import pytest

from kg.errors import InputError
from kg.ingest.raw import Raw
from kg.ingest.records import read_json, read_jsonl
from kg.ingest.table import read_csv
from kg.model import Article, Skipped


def records(*values: object) -> bytes:
    return "\n".join(value if isinstance(value, str) else json.dumps(value) for value in values).encode()


def test_the_fields_of_a_record(story, body):
    record = {
        "title": "A treaty is signed",
        "date": "2019-05-06T10:00:00Z",
        "publisher": "Nordline",
        "url": "https://nordline.example/1",
        "text": story,
        "authors": ["Ana Lima", "Bo Ek"],
    }
    (article,) = read_jsonl(Raw("a.jsonl", records(record)))
    assert isinstance(article, Article)
    assert (article.source, article.title, str(article.published)) == (
        "a.jsonl#1",
        "A treaty is signed",
        "2019-05-06",
    )
    assert (article.publisher, article.url) == ("Nordline", "https://nordline.example/1")
    assert article.authors == ("Ana Lima", "Bo Ek")
    assert body(article) == ["A treaty is signed", story]


@pytest.mark.parametrize(
    "record",
    [
        {"headline": "T", "published": "6 May 2019", "source": "N", "link": "u", "body": "X."},
        {
            "Title": "T",
            "publishedAt": "x",
            "published_at": "2019-05-06",
            "source": {"id": 1, "name": "N"},
            "url": "u",
            "content": "X.",
        },
        {
            "title": "T",
            "date": "2019-05-06",
            "publisher": "N",
            "url": "u",
            "text": "X.",
            "body": None,
            "extra": {"a": [1]},
        },
    ],
)
def test_common_names_of_fields_are_known(record):
    (article,) = read_jsonl(Raw("a.jsonl", records(record)))
    assert isinstance(article, Article)
    assert (article.title, str(article.published), article.publisher, article.url) == ("T", "2019-05-06", "N", "u")
    assert article.text == "T\n\nX."


def test_a_line_that_cannot_be_read_costs_only_itself(story):
    deep = "[" * 100_000
    data = records(
        {"text": story}, "{broken", "", "[1]", {"title": "x"}, deep, {"text": 7}, {"text": "\ud800 " + story}
    )
    items = list(read_jsonl(Raw("a.jsonl", data)))
    assert [item.source for item in items] == [f"a.jsonl#{number}" for number in range(1, 8)]
    assert [isinstance(item, Article) for item in items] == [True, False, False, False, False, False, True]
    reasons = [item.reason for item in items if isinstance(item, Skipped)]
    assert [reason.partition(":")[0] for reason in reasons] == ["line 2", "line 4", "line 5", "line 6", "line 7"]
    assert "not valid JSON" in reasons[0]
    assert "a list, not a record" in reasons[1]
    assert "no text" in reasons[2]


def test_a_separator_of_unicode_inside_a_string_ends_no_line(story):
    data = json.dumps({"text": f"{story}\u2028{story}"}, ensure_ascii=False).encode()
    assert len(list(read_jsonl(Raw("a.jsonl", data)))) == 1


def test_json_may_be_an_array_an_object_with_one_or_one_record(story, other):
    both = [{"text": story}, {"text": other}]
    for value, sources in ((both, 2), ({"status": "ok", "articles": both}, 2), (both[0], 1)):
        items = list(read_json(Raw("a.json", json.dumps(value).encode())))
        assert [item.source for item in items] == [f"a.json#{number}" for number in range(1, sources + 1)]
        assert all(isinstance(item, Article) for item in items)


@pytest.mark.parametrize("data", [b"{", b"[" * 100_000, b'"words"', b'{"name": "kg", "version": 1}'])
def test_json_without_articles_is_refused(data):
    with pytest.raises(InputError, match="JSON"):
        list(read_json(Raw("a.json", data)))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_of_articles(separator, story, other):
    text = separator.join(["Title", "Date", "Source", "Text"]) + "\r\n"
    text += separator.join(["One", "2019-05-06", "Nordline", f'"{story}\n\n{other}"']) + "\r\n\r\n"
    text += separator.join(["Two", "", "", f'"He said ""{other}"""']) + "\r\n"
    one, two = read_csv(Raw("a.csv", b"\xef\xbb\xbf" + text.encode()))
    assert isinstance(one, Article)
    assert isinstance(two, Article)
    assert (one.source, one.title, str(one.published), one.publisher) == ("a.csv#1", "One", "2019-05-06", "Nordline")
    assert one.text == f"One\n\n{story}\n\n{other}"
    assert (two.source, two.published, two.text) == ("a.csv#2", None, f'Two\n\nHe said "{other}"')


def test_a_row_that_cannot_be_read_costs_only_itself():
    rows = [
        "title,text",
        "A,One is here.",
        'B,"never closed',
        'C,"Two is here."',
        "D,too,many",
        'E,"a"b"',
        ",",
        "F,Three is here.",
    ]
    items = list(read_csv(Raw("a.csv", "\n".join(rows).encode())))
    assert [item.title for item in items if isinstance(item, Article)] == ["A", "C", "F"]
    assert [(item.source, item.reason[:7]) for item in items if isinstance(item, Skipped)] == [
        ("a.csv#2", "line 3:"),
        ("a.csv#4", "line 5:"),
        ("a.csv#5", "line 6:"),
    ]


def test_a_long_field_is_read(story):
    (article,) = read_csv(Raw("a.csv", f'title,text\nA,"{story * 1000}"'.encode()))
    assert isinstance(article, Article)
    assert len(article.text) > 200_000


def test_a_table_without_a_column_for_the_text_is_refused():
    with pytest.raises(InputError, match="found a, b; name it 'text'"):
        list(read_csv(Raw("a.csv", b"a,b\n1,2\n")))
