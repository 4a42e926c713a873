"""Two worlds for the pages under test: an invented archipelago (strait.txt), and one made of text that attacks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from kg.model import (
    Article,
    Attribution,
    Dropped,
    Entity,
    Evidence,
    Extraction,
    Gap,
    Interval,
    PartialDate,
    Skipped,
    Statement,
    Status,
    TextSpan,
    merged,
)
from kg.view import render, report, to_srcdoc

ENTITIES, ARTICLES, FACTS = (
    part.splitlines()[1:]
    for part in Path(__file__).with_name("strait.txt").read_text(encoding="utf-8").split("\n== ")[1:]
)


@dataclass(frozen=True, slots=True)
class World:
    """All that a page is made of."""

    entities: list[Entity]
    statements: list[Statement]
    articles: list[Article]
    extractions: list[Extraction]


def statement_id(statement: Statement) -> str:
    """A stable key from the content, as the graph layer would give."""
    return hashlib.sha256(repr(statement.content()).encode()).hexdigest()[:12]


def plain(sentence: str) -> str:
    return "".join(character for character in sentence if character not in "[]{}<>")


def _span(sentence: str, opening: str, closing: str, shift: int) -> TextSpan:
    start = len(plain(sentence[: sentence.index(opening)]))
    return TextSpan(
        shift + start, shift + start + len(plain(sentence[sentence.index(opening) : sentence.index(closing)]))
    )


def _interval(words: str) -> Interval:
    tokens = words.split()
    return Interval(**{key: PartialDate(value) for key, value in zip(tokens[::2], tokens[1::2], strict=True)})


def _articles() -> Iterator[tuple[Article, list[int]]]:
    for number, line in enumerate(ARTICLES):
        source, published, publisher, title = line.split("|")
        sentences = [plain(fact.split("|")[1]) for fact in FACTS if fact.startswith(f"{number}|")]
        menu = "Home | Politics | Weather\n\n"
        text = menu + " ".join(sentences)
        starts = [len(menu) + sum(len(s) + 1 for s in sentences[:index]) for index in range(len(sentences))]
        yield (
            Article(
                source=source,
                text=text,
                sha256=hashlib.sha256(text.encode()).hexdigest(),
                body=(TextSpan(len(menu), len(text)),),
                title=title or None,
                published=PartialDate(published) if published else None,
                publisher=publisher or None,
                url=f"https://news.example/{number}" if publisher else None,
                dropped=(Dropped(TextSpan(0, len(menu)), "navigation"),),
            ),
            starts,
        )


def make_world() -> World:
    entities = {}
    for line in ENTITIES:
        key, label, kind, aliases = line.split("|")
        entities[key] = Entity(key, label, kind, tuple(sorted(a for a in aliases.split("; ") if a)))
    extractions = []
    for number, (article, starts) in enumerate(_articles()):
        lines = [line for line in FACTS if line.startswith(f"{number}|")]
        found = [_statement(line, start, article, entities) for line, start in zip(lines, starts, strict=True)]
        gap = "Verana and Kelmoor were both named, and nothing was said of them."
        extractions.append(
            Extraction(
                article, tuple(found), gaps=(Gap(TextSpan(0, 3), gap, ("Verana", "Kelmoor")),) if number < 2 else ()
            )
        )
    return World(
        list(entities.values()),
        merged(statement for extraction in extractions for statement in extraction.statements),
        [extraction.article for extraction in extractions],
        extractions,
    )


def _statement(line: str, start: int, article: Article, entities: dict[str, Entity]) -> Statement:
    _, sentence, subject, relation, other, status, when, by = line.split("|")
    spans = {key: _span(sentence, *marks, start) for key, marks in {"s": "[]", "o": "{}", "t": "<>"}.items()}
    text = plain(sentence)
    words = {key: text[span.start - start : span.end - start] for key, span in spans.items()}
    evidence = Evidence(
        source=article.source,
        span=TextSpan(start, start + len(text)),
        text=text,
        subject=spans["s"],
        object=spans["o"],
        trigger=spans["t"],
        subject_mention=words["s"],
        object_mention=words["o"],
        rule=f"{relation}:{words['t'].split()[0]}",
        confidence=round(0.55 + (len(sentence) % 45) / 100, 2),
    )
    return Statement(
        entities[subject],
        relation,
        entities[other],
        (evidence,),
        _interval(when),
        Attribution(Status(status), entities[by] if by else None),
        predicate="govern" if relation == "relatedTo" else None,
        role=words["t"] if relation == "holdsPositionIn" else None,
    )


@pytest.fixture(scope="session")
def world() -> World:
    return make_world()


# Text that tries to run: each calls fired() or asks for something from elsewhere if any part of a page lets it.
PAYLOADS = (
    "<script>fired()</script>",
    "</script><script>fired()</script>",
    "</SCRIPT ><script>alert(1)</script>",
    "<!--<script>",
    "--><script>fired()</script>",
    "]]><script>fired()</script>",
    "<img src=x onerror=fired()>",
    "<svg onload=fired()>",
    "<svg><script>fired()</script></svg>",
    "<iframe srcdoc='<script>parent.fired()</script>'></iframe>",
    "<body onload=fired()>",
    "<details open ontoggle=fired()>",
    "<input autofocus onfocus=fired()>",
    "<a href='javascript:fired()'>href</a>",
    "javascript:fired()",
    "JaVaScRiPt:fired()",
    "data:text/html,<script>fired()</script>",
    "vbscript:fired()",
    '" onmouseover="fired()" x="',
    "' autofocus onfocus='fired()' x='",
    "`${fired()}`",
    "{{ fired() }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "${fired()}#{fired()}<%= fired() %>",
    "</title><script>fired()</script>",
    "</style><script>fired()</script>",
    "</noscript><script>fired()</script>",
    "</textarea></template><img src=x onerror=fired()>",
    "<meta http-equiv=refresh content='0;url=javascript:fired()'>",
    "<base href=https://evil.example/><link rel=stylesheet href=https://evil.example/x.css>",
    "<img src=https://evil.example/pixel.png>",
    "<math><mtext><style><img src=x onerror=fired()></style></mtext></math>",
    "\\u003cscript\\u003efired()\\u003c/script\\u003e",
    "&lt;script&gt;fired()&lt;/script&gt;",
    "\u2028fired()\u2029fired()//",
    "\x00\x01\x1b[31m\x7f<script\x00>fired()</script>",
    "\u202egnp.\u2066<b onclick=fired()>\u202c",
    "\ud800 half a pair",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "#node=x&fact=y",
    "../../etc/passwd",
    "\U0001f600\U0001d573 beyond the first plane",
    "{{7*7}} {%25 7*7 %25} #{7*7} ${{7*7}}",
    "\udc00\ud800 halves the wrong way round, \ufffe\uffff",
    "\u200b\u200d\ufeff\u200bzero\u200bwidth\u2060",
    "\u202e\u2067\u05d0\u05d1\u05d2 \u0645\u0631\u062d\u0628\u0627 from right to left",
    "Z" + "\u0335\u0321\u0353\u0310\u0344" * 40,
    "W" * 10_000,
    "word " * 2_000,
    "]]>&lt;!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "url(javascript:fired())",
    "<?xml-stylesheet href='javascript:fired()'?>",
    "__defineGetter__",
    "valueOf",
)


def make_hostile_world() -> World:
    """Each payload in every field of an entity, a statement, its evidence and its article."""
    entities, statements, articles = [], [], []
    for text in PAYLOADS:
        subject = Entity(text, text, text, (text, text + "2"), wikidata=text, because=text)
        other = Entity(text + "-other", text, text)
        span = TextSpan(0, len(text))
        evidence = Evidence(text, span, text, span, span, TextSpan(0, 0), text, text, text, 0.5, text, text, text)
        articles.append(Article(text, text, "0", (span,), title=text, publisher=text, url=text, authors=(text,)))
        statements.append(
            Statement(
                subject,
                text,
                other,
                (evidence,),
                Interval(),
                Attribution(Status.REPORTED, subject),
                text,
                text,
                text,
                text,
            )
        )
        entities += [subject, other]
    extractions = [
        Extraction(
            replace(article, body=(TextSpan(0, 0),), dropped=(Dropped(article.body[0], article.text),)),
            (statement,),
            gaps=(Gap(article.body[0], article.text, (article.text, "x")),),
        )
        for article, statement in zip(articles, statements, strict=True)
    ]
    return World(entities, statements, articles, extractions)


@pytest.fixture(scope="session")
def hostile() -> World:
    return make_hostile_world()


@pytest.fixture(scope="session")
def key() -> Callable[[Statement], str]:
    return statement_id


@pytest.fixture(scope="session")
def browser(tmp_path_factory):
    """A real Chromium; without one what needs it is skipped."""
    pytest.importorskip("selenium", reason="selenium is not installed: the pages are not tried in a browser")
    from tests.view.browser import CHROMIUM, DRIVER, Browser

    if not (CHROMIUM and DRIVER):
        pytest.skip("no Chromium with chromedriver found: apt-get install chromium chromium-driver")
    found = Browser(tmp_path_factory.mktemp("profile"))
    yield found
    found.driver.quit()


@pytest.fixture(scope="session")
def pages(tmp_path_factory, world, hostile, key) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    plain = render(world.entities, world.statements, world.articles, statement_id=key, title="The Strait")
    attacked = render(
        hostile.entities,
        hostile.statements,
        hostile.articles,
        statement_id=key,
        title="</title><script>fired()</script>",
    )
    texts = {
        "plain": plain,
        "hostile": attacked,
        "framed": "<!doctype html><title>t</title>" + to_srcdoc(plain),
        "framed-hostile": "<!doctype html><title>t</title>" + to_srcdoc(attacked),
        "report": report(
            world.extractions, [Skipped("a", "b", failed=True)], network="plain.html", entities=world.entities
        ),
        "hostile-report": report(hostile.extractions, [Skipped(a.text, a.text) for a in hostile.articles]),
    }
    paths = {name: folder / f"{name}.html" for name in texts}
    for name, text in texts.items():
        paths[name].write_text(text, encoding="utf-8", newline="\n")
    return paths


@pytest.fixture
def page(browser, pages):
    browser.open(pages["plain"])
    return browser.ready()
