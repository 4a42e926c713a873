"""What is the article on a page, and what is only around it."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import article_from_text


def page(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Connect with us", "navigation"),
        ("Subscribe   Log in   E-paper", "navigation"),
        ("Home > World", "navigation"),
        ("Home | Politics | Contact us", "navigation"),
        ("Hi, what are you looking for?", "search box"),
        ("Share this article:", "share bar"),
        ("Facebook Twitter   LinkedIn", "share bar"),
        ("Facebook | X | Telegram", "share bar"),
        ("Follow us on Telegram", "share bar"),
        ("Follow us on X @nordline and never miss a thing!", "share bar"),
        ("Sign up for our daily newsletter.", "newsletter"),
        ("The best of the week, delivered to your inbox.", "newsletter"),
        ("This website uses cookies to improve your experience.", "cookie notice"),
        ("(Advertisement – continue reading below)", "advertisement"),
        ("ADVERTISEMENT", "advertisement"),
        ("The views expressed in this article are those of the author and not those of the paper.", "disclaimer"),
        (
            "Nordline prints letters from outside; what they say is not necessarily the position of Nordline.",
            "disclaimer",
        ),
        ("© 2024 Nordline. All rights reserved.", "copyright"),
        ("Photo: Ana Lima / Nordline", "photo credit"),
        ("Also read | Who will lead the harbour board?", "related article"),
        ("READ MORE: The harbour board and its enemies", "related article"),
        ("+ ↺ − 16 px", "page widget"),
        ("1,204 views".replace(",", ""), "page widget"),
        ("5 min read", "page widget"),
        ("(Reporting by Ana Lima; Editing by Bo Ek)", "byline"),
        ("Nordline writer Bo Ek in Halmar contributed to this report.", "byline"),
        ("Source: Nordline", "source line"),
        ("Published", "page widget"),
        ("* * *", "separator"),
        ("---", "separator"),
        ("By Ana Lima", "byline"),
        ("Updated: 6 May 2019 10:00", "date line"),
    ],
)
def test_what_stands_around_an_article_is_dropped_for_its_reason(line, reason, story, other, made, body, dropped):
    for text in (page(line, story, other), page(story, line, other), page(story, other, line)):
        article = made(text)
        assert body(article) == [story, other]
        assert dropped(article) == {line: reason}


@pytest.mark.parametrize(
    "line",
    [
        "The company asked its readers to follow it on Telegram, and thousands did within a day of the announcement.",
        "Copyright law was changed by the parliament in 2019, and the publishers of the country welcomed the change.",
        "“Read more books,” the minister said.",
        "Related companies must report what they own, the ministry said.",
        "Home to two million people, the port of Halmar is the largest of the country.",
        "Share prices fell.",
        "It is done.",
        "What happens next?",
        "Background of the dispute",
        "Sources: the ministry and the port",
        "He described the talks as hard...",
        "Most read the letter as a threat.",
        "6 May 2019",
    ],
)
def test_prose_and_headings_stay(line, story, other, made, body):
    assert body(made(page("A treaty on fish is signed", story, line, other))) == [
        "A treaty on fish is signed",
        story,
        line,
        other,
    ]


@pytest.mark.parametrize("heading", ["You May Also Like", "Read also:", "RELATED", "Most read", "Related Articles »"])
def test_everything_after_a_list_of_other_articles_is_dropped(heading, story, other, made, body, dropped):
    article = made(page(story, heading, "Norland", "A man was found in the harbour of Halmar....", other))
    assert body(article) == [story]
    assert dropped(article)[other] == "related article"


def test_above_the_article_such_a_heading_is_only_a_link(story, made, body, dropped):
    article = made(page("Home", "Latest news", "Most read", "A treaty on fish is signed", story))
    assert body(article) == ["A treaty on fish is signed", story]
    assert set(dropped(article).values()) == {"navigation"}


def test_teasers_at_the_end_are_dropped_with_their_labels(story, made, body, dropped):
    first, second = "The harbour board has met in secret, and its...", "A ship that nobody owns has been seen...."
    assert body(made(page(story, "Middle East", first))) == [story]
    article = made(page(story, first, "Politics", second))
    assert body(article) == [story]
    assert set(dropped(article).values()) == {"teaser"}


def test_a_last_paragraph_that_breaks_off_is_the_articles_own(story, made, body):
    end = "What comes after the treaty, nobody in the capital can say yet..."
    assert body(made(page(story, end))) == [story, end]


@pytest.mark.parametrize(
    "label", ["European Union", "OPINION", "India | Defence", "World > Asia", "Norland", "Port Halmar"]
)
def test_a_label_above_the_headline_is_dropped(label, story, made, body, dropped):
    article = made(page(label, "A treaty on fish is signed at last", story))
    assert article.title == "A treaty on fish is signed at last"
    assert body(article) == [article.title, story]
    assert dropped(article) == {label: "category label"}


def test_a_short_heading_below_the_headline_stays(story, made, body):
    assert body(made(page("A treaty on fish is signed", "The talks", story)))[1] == "The talks"


def test_a_short_headline_is_no_label(story, made, body):
    assert (
        made(page("Norland leaves union", "The decision follows a vote in parliament", story)).title
        == "Norland leaves union"
    )
    article = made(page("Norland Leaves Union", "By Ana Lima", "Halmar, 5 March 2024", story))
    assert (article.title, article.authors, article.place) == ("Norland Leaves Union", ("Ana Lima",), "Halmar")
    assert str(article.published) == "2024-03-05"
    assert body(article) == ["Norland Leaves Union", story]


def test_a_headline_that_metadata_gives_is_no_label(story, made, body):
    assert body(made(page("World", story), title="World")) == ["World", story]


def test_a_known_section_below_the_headline_is_a_label(story, made, dropped):
    assert dropped(made(page("A treaty on fish is signed", "World", "6 May 2019 15:33", story))) == {
        "World": "category label",
        "6 May 2019 15:33": "date line",
    }


def test_a_disclaimer_is_dropped_with_all_its_lines(story, other, made, body):
    disclaimer = "The views expressed here are those of the author and do not necessarily reflect those of the paper."
    text = "\n\n".join(textwrap.fill(part, 70) for part in (story, other, disclaimer))
    assert [" ".join(paragraph.split()) for paragraph in body(made(text))][-1].endswith("pilot's orders.")


def test_the_headline_and_the_section_headings_are_read(story, other, made, body):
    article = made(f"A treaty on fish is signed\n\n{story}\n\nWhat it says\n{other}")
    assert article.title == "A treaty on fish is signed"
    assert body(article) == ["A treaty on fish is signed", story, "What it says", other]


def test_a_text_without_a_headline_has_no_title(story, made):
    assert made(story).title is None
    assert made("“We will sign.”\n\n" + story).title is None


def test_header_lines_become_metadata(story, made, body):
    article = made(page("OPINION", "A treaty on fish is signed", "Ana Lima\n6 May 2019 17:15 (UTC+04:00)", story))
    assert (article.title, str(article.published), article.authors) == (
        "A treaty on fish is signed",
        "2019-05-06",
        ("Ana Lima",),
    )
    assert body(article) == ["A treaty on fish is signed", story]


def test_a_name_below_the_date_is_the_author(story, made, body, dropped):
    article = made(page("6 May 2019 17:15", "Ana Lima", story))
    assert article.authors == ("Ana Lima",)
    assert dropped(article)["Ana Lima"] == "byline"
    assert body(article) == [story]


def test_a_dateline_is_cut_off_its_paragraph(story, made, body, dropped):
    article = made(
        page(f"HALMAR, Norland, May 6. /NordLine/. {story} 06.05.2019 16:47", "HALMAR (AP) - is no dateline here.")
    )
    assert body(article) == [story, "HALMAR (AP) - is no dateline here."]
    assert dropped(article) == {"HALMAR, Norland, May 6. /NordLine/.": "dateline", "06.05.2019 16:47": "date line"}
    assert (str(article.published), article.publisher, article.place) == ("2019-05-06", "NordLine", "Halmar, Norland")


def test_a_dateline_without_a_year_takes_that_of_the_metadata_or_none(story, made):
    assert made(f"HALMAR, Norland, May 6. {story}").published is None
    assert str(made(f"HALMAR, Norland, May 6. {story}", published=None).published) == "None"
    assert str(made(page("2019 was long", f"HALMAR, May 6 – {story}")).published) == "None"


def test_another_item_after_a_separator_stays_with_its_headline(story, other, made, body, dropped):
    article = made(page(story, "* * *", "A tanker on the rocks", f"HALMAR, May 6 – {other}"))
    assert body(article) == [story, "A tanker on the rocks", other]
    assert dropped(article) == {"* * *": "separator", "HALMAR, May 6 –": "dateline"}


def test_a_date_in_the_body_is_no_date_of_publication(story, made):
    assert made(f"{story} It was signed on 6 May 2019.").published is None
    assert str(made(f"{story} She came on Monday (6 May 2019).").published) == "2019-05-06"


def test_dates_of_a_chronology_stay_in_the_body(story, other, made, body):
    article = made(page("The treaty, day by day", "1 May 2019", story, "6 May 2019", other))
    assert "6 May 2019" in body(article)


BITS = [
    "Share this article:", "You May Also Like", "6 May 2019 17:15", "By Ana Lima", "Ana Lima", "European Union",
    "* * *", "- one", "A treaty is signed", "It was signed in Halmar.", "HALMAR, May 6 – It was", "Read more: it",
    "and so...", "….", "(", "\u200b", "\ufeff", "İİ", "\x00", "\r", "©", "|", " 06.05.2019 16:47",
]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(BITS), st.text(max_size=30), st.sampled_from(["\n", "\n\n", " ", "\t"]))))
def test_body_and_dropped_and_white_space_are_the_whole_text(bits):
    article = article_from_text("".join(bits), source="x")
    spans = sorted([*article.body, *(dropped.span for dropped in article.dropped)])
    position = 0
    for span in spans:
        assert span.start >= position, "two spans overlap"
        assert not article.text[position : span.start].strip()
        assert article.text[span.start : span.end].strip()
        position = span.end
    assert not article.text[position:].strip()
    assert list(article.body) == sorted(article.body)
    assert all(dropped.reason for dropped in article.dropped)


@pytest.mark.parametrize(
    "text",
    ["." * 200_000, "A" + " " * 200_000 + "b", "News\n" * 5_000, "1 " * 100_000, "(" * 100_000, "A, " * 60_000,
     "Halmar " * 20_000, "at " * 50_000, "| " * 100_000, "x\n" * 5_000],
)  # fmt: skip
def test_no_text_takes_long(text, made):
    made(text)  # a regular expression that runs away would take hours here


def test_headlines_under_read_more_are_left_out_and_prose_after_them_is_not():
    text = page("The harbour board met on Monday.", "READ MORE", "Ferries stop at noon", "It will meet again in May.")
    kept = article_from_text(text, source="page.txt")
    assert [kept.text[span.start : span.end] for span in kept.body] == [
        "The harbour board met on Monday.",
        "It will meet again in May.",
    ]
