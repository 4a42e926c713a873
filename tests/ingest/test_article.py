"""The articles of the main job, and those of the gold set where it is at hand."""

import hashlib
from pathlib import Path

import pytest

from kg.ingest import article_from_text, read
from kg.model import Article, PartialDate

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
GOLD = ROOT.parent / "shared" / "gold" / "articles"


@pytest.fixture(scope="module")
def seeds() -> dict[str, Article]:
    """The five articles by the number that their file names begin with."""
    return {item.source[:3]: item for item in read([SEEDS]) if isinstance(item, Article)}


def test_every_seed_is_an_article_whose_text_is_the_files_own(seeds):
    assert sorted(seeds) == ["000", "001", "002", "003", "004"]
    for article in seeds.values():
        data = (SEEDS / article.source).read_bytes()
        assert article.text.encode() == data
        assert article.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("number", "published", "title", "authors"),
    [
        ("000", "2017-04-20", None, ()),
        ("001", None, "Azerbaijan’s Perspective on Regional Stability", ()),
        ("002", "2026-03-12", None, ("Nazrin Abdul",)),
        ("003", "2024-03-17", None, ()),
        ("004", "2018-11-29", None, ("Abdul Kerimkhanov",)),
    ],
)
def test_what_the_seeds_say_about_themselves(seeds, number, published, title, authors):
    article = seeds[number]
    assert (article.published and str(article.published), article.title, article.authors) == (
        published,
        title,
        authors,
    )


def test_nothing_of_the_page_around_it_is_in_the_body(seeds, body, dropped):
    text = "\n".join(body(seeds["001"]))
    assert text.startswith("Azerbaijan’s Perspective on Regional Stability\nIn a significant")
    assert text.endswith("for all its inhabitants.")
    for name in ("Grossi", "Zaporizhzhia", "Kremlin", "Upper West Side", "EU Reporter", "Share", "looking for"):
        assert name not in text
    assert list(dropped(seeds["001"]).values()).count("related article") == 6
    assert not any("px" in paragraph.split() for paragraph in body(seeds["000"]))


def test_headings_are_paragraphs_of_their_own(seeds, body):
    assert "Humanitarian Concerns" in body(seeds["001"])
    assert "Secretary General starts South Caucasus visit in Baku" in body(seeds["003"])


def test_offsets_count_in_the_file(seeds):
    assert seeds["004"].text.find("Bilateral cooperation began") == 1736
    assert any(span.start == 1736 for span in seeds["004"].body)


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold articles are not here")
@pytest.mark.parametrize(
    ("name", "published", "title", "more"),
    [
        ("102.txt", "2025-01-30", "The Sahel divorce is now official", {}),
        ("104.txt", "2025-01-10", "Georgia's long goodbye to Europe", {"authors": ("The editors",)}),
        ("109.txt", "2025-04-28", "India, France ink deal for 26 Rafale-Marine jets", {"place": "New Delhi"}),
        ("112.txt", "2024-03-01", None, {"publisher": "CaspianLine", "place": "Baku, Azerbaijan"}),
        ("116.txt", None, "Joseph S. Nye Jr., 1937–2025", {}),
    ],
)
def test_the_gold_articles(name, published, title, more, body):
    (article,) = read([GOLD / name])
    assert isinstance(article, Article)
    assert (article.published and str(article.published), article.title) == (published, title)
    assert {field: getattr(article, field) for field in more} == more
    text = "\n".join(body(article))
    for junk in (
        "MAY ALSO",
        "Kemp",
        "Manchester",
        "Also read",
        "Neeraj",
        "Advertisement",
        "Telegram",
        "E-paper",
        "16:47",
    ):
        assert junk not in text


def test_what_is_given_goes_before_what_the_text_says(story):
    article = article_from_text(
        f"6 May 2019\n\nAna Lima\n\n{story}",
        source="x",
        title="A treaty",
        published=PartialDate("2019-05"),
        publisher="Nordline",
        url="https://nordline.example/1",
        authors=("Bo Ek",),
    )
    assert (article.title, str(article.published), article.authors) == ("A treaty", "2019-05", ("Bo Ek",))
    assert (article.publisher, article.url) == ("Nordline", "https://nordline.example/1")


def test_a_title_is_put_above_a_text_that_does_not_have_it(story, body):
    article = article_from_text(story, source="x", title=" A treaty\nis signed ")
    assert article.text == f"A treaty is signed\n\n{story}"
    assert body(article) == ["A treaty is signed", story]
    assert article_from_text(article.text, source="x", title="A treaty is signed").text == article.text


def test_a_year_of_the_metadata_completes_a_dateline(story):
    article = article_from_text(f"HALMAR, May 6 – {story}", source="x", published=PartialDate("2019"))
    assert str(article.published) == "2019-05-06"
