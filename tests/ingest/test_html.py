import pytest

from kg.errors import InputError
from kg.ingest.html import read_html
from kg.ingest.raw import Raw
from kg.model import Article

PAGE = """<!doctype html><html lang="en"><head><meta charset="{charset}">
<title>A treaty on fish is signed | Nordline</title>
<meta property="og:title" content="A treaty on fish is signed"><meta property="og:site_name" content="Nordline">
<meta name="author" content="Ana Lima"><meta property="article:published_time" content="2019-05-06T10:00:00Z">
<link rel="canonical" href="https://nordline.example/fish"><script>var a = "<p>Evil Corp owns Halmar.</p>";</script>
<style>p {{ color: red }}</style></head>
<body onload="steal()"><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>A treaty on fish is signed</h1>
<p>{story}</p><script>document.write("Evil Corp owns Halmar.")</script>
<p onclick="steal()">The minister’s note read: &lt;script&gt;alert(1)&lt;/script&gt; &amp; no more.
{other}</p><iframe src="https://evil.example"></iframe><!-- Evil Corp owns Halmar. -->
<p>Share this article:</p></article>
<aside><h3>You may also like</h3>
<p>Evil Corp owns Halmar, as its neighbours found out last week in the harbour...</p></aside>
<footer><p>© 2019 Nordline</p></footer></body></html>"""


def only(page: str | bytes, **known: str) -> Article:
    (article,) = read_html(Raw("page.html", page.encode() if isinstance(page, str) else page, **known))
    assert isinstance(article, Article)
    return article


@pytest.fixture
def page(story, other):
    return PAGE.format(charset="utf-8", story=story, other=other)


def test_the_main_text_and_what_the_page_says_about_itself(page, story, body):
    article = only(page)
    assert (article.title, str(article.published), article.publisher) == (
        "A treaty on fish is signed",
        "2019-05-06",
        "Nordline",
    )
    assert (article.url, article.authors) == ("https://nordline.example/fish", ("Ana Lima",))
    assert body(article)[:2] == ["A treaty on fish is signed", story]


def test_markup_is_no_text_and_text_is_no_markup(page, body):
    text = "\n".join(body(only(page)))
    assert "<script>alert(1)</script> & no more." in text
    for word in ("Evil", "steal", "color", "iframe", "Share", "You may also", "©"):
        assert word not in text


def test_the_address_it_was_fetched_from_wins(page):
    assert only(page, url="https://mirror.example/7").url == "https://mirror.example/7"


def test_a_declared_encoding_is_used(story, other):
    text = PAGE.format(charset="iso-8859-2", story=story + " She met Tomáš Šimečka.", other=other)
    article = only(text.encode("iso-8859-2", "xmlcharrefreplace"))
    assert "Tomáš Šimečka" in article.text


def test_the_encoding_that_the_server_declares_wins(story, other):
    text = PAGE.format(charset="iso-8859-1", story=story + " She met Tomáš Šimečka.", other=other)
    assert "Tomáš Šimečka" in only(text.encode("iso-8859-2", "xmlcharrefreplace"), charset="iso-8859-2").text


def test_a_date_in_the_future_is_read_as_it_stands(page):
    assert str(only(page.replace("2019-05-06T", "2150-05-06T")).published) == "2150-05-06"


def test_a_date_that_only_the_text_has_is_no_date_of_the_page(story, other):
    page = f"<html><body><article><p>{story} It was 6 May 2019.</p><p>{other}</p></article></body></html>"
    assert only(page).published is None


def test_broken_markup_is_read_as_far_as_it_goes(story, other, body):
    article = only(f"<html><body><div><p>{story}<p>{other}<b><i></p></table><p")
    assert body(article) == [story, other]


@pytest.mark.parametrize("page", ["<html></html>", "<html><script>x</script>", "<p", "<div>" * 30_000])
def test_a_page_without_an_article_is_refused(page):
    with pytest.raises(InputError, match="no article found"):
        list(read_html(Raw("page.html", page.encode())))
