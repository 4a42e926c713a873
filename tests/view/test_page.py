"""The pages as text: whole, offline, escaped, the same every time; and pyvis' own methods."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import tomllib
from base64 import b64encode
from pathlib import Path

import pytest

import kg.view
from kg.model import Refused, Skipped, merged
from kg.view import render, report
from tests.benchmarks.generated import extractions
from tests.view.parsed import Page, page_of

FOLDER = Path(kg.view.__file__).parent


@pytest.fixture(scope="module")
def text(world, key):
    return page_of(world, key, title="The Strait")


@pytest.fixture(scope="module")
def page(text):
    return Page(text)


def test_facts_in_the_page_are_the_facts_given(page, world, key):
    assert {fact["id"] for fact in page.data["facts"]} == {key(statement) for statement in world.statements}
    assert {entity["label"] for entity in page.data["entities"]} == {entity.label for entity in world.entities}
    sentences = {"".join(t for _, t in piece["parts"]) for fact in page.data["facts"] for piece in fact["evidence"]}
    assert sentences == {piece.text for statement in world.statements for piece in statement.evidence}


def test_nothing_is_loaded_from_elsewhere(page):
    loading = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest"}
    for tag, attributes in page.elements:
        assert not loading & attributes.keys(), tag
        if "href" in attributes:
            assert attributes["href"].startswith(("#", "data:,")), tag


def test_policy_allows_just_our_scripts_and_styles(page):
    def hashed(content):
        return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"

    scripts = [c for tag, attrs, c in page.texts if tag == "script" and "type" not in attrs]
    policy = page.policy
    assert policy["default-src"] == "'none'"
    assert policy["script-src"].split() == [hashed(script) for script in scripts]
    assert hashed(page.content("style")[0]) in policy["style-src"].split()
    assert policy["trusted-types"] == "'none'"
    assert "unsafe" not in " ".join(policy.values())


def test_policy_stands_before_everything_it_governs(page):
    tags = [tag for tag, _ in page.elements]
    policy = next(i for i, (_, a) in enumerate(page.elements) if a.get("http-equiv"))
    assert policy < min(tags.index(tag) for tag in ("style", "script", "link", "body"))


def test_sixty_entities_stay_below_700_kilobytes(key):
    found = list(extractions(207, actors=60, circles=8))
    statements = merged(statement for extraction in found for statement in extraction.statements)
    actors = {end.id: end for s in statements for end in (s.subject, s.object)}
    page = render(list(actors.values()), statements, [extraction.article for extraction in found], statement_id=key)
    assert len(actors) == 60
    assert len(page.encode()) < 700_000


def test_same_bytes_whatever_the_order_of_the_input(world, key, text):
    turned = render(
        world.entities[::-1], world.statements[::-1], world.articles[::-1], statement_id=key, title="The Strait"
    )
    assert turned == text


def test_same_bytes_in_another_process(world, key, text):
    code = (
        "import hashlib, runpy, sys; from kg.view import render; w = runpy.run_path(sys.argv[1]);"
        "world = w['make_world']();"
        "parts = world.entities, world.statements, world.articles;"
        "page = render(*parts, statement_id=w['statement_id'], title='The Strait');"
        "print(hashlib.sha256(page.encode()).hexdigest())"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Auckland",
        "PYTHONPATH": str(FOLDER.parents[1]),
    }
    conftest = str(Path(__file__).with_name("conftest.py"))
    done = subprocess.run(
        [sys.executable, "-c", code, conftest],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stdout.strip() == hashlib.sha256(text.encode()).hexdigest()


def test_hostile_text_adds_no_element_and_no_attribute(hostile, key, page):
    # A surrogate half and control characters must not stop the page either.
    text = page_of(hostile, key, title="</title></script><script>fired()</script>")
    text.encode("utf-8")
    attacked = Page(text)
    assert [tag for tag, _ in attacked.elements] == [tag for tag, _ in page.elements]
    assert [set(a) for _, a in attacked.elements] == [set(a) for _, a in page.elements]
    assert len(attacked.data["facts"]) == len(hostile.statements) >= 25


def test_hostile_addresses_become_no_links(hostile, key):
    data = Page(page_of(hostile, key)).data
    assert {article["url"] for article in data["articles"]} == {None}
    assert {entity["wikidata"] for entity in data["entities"]} == {None}


def test_hostile_report_has_no_script(hostile):
    text = report(
        hostile.extractions, [Skipped(a.text, a.text) for a in hostile.articles], title="<script>fired()</script>"
    )
    attacked = Page(text)
    tags = {tag for tag, _ in attacked.elements}
    assert not tags & {"script", "img", "svg", "iframe", "base", "input", "math", "template"}
    assert not [name for _, attributes in attacked.elements for name in attributes if name.startswith("on")]
    assert attacked.policy["script-src"] == "'none'"
    assert all(re.fullmatch("#[a-z]+", link["href"]) for link in attacked.all("a"))  # its contents alone


def test_report_tells_what_was_read_left_out_missed_and_skipped(world):
    skipped = [Skipped("copy.txt", "the same text as notes.txt", failed=False), Skipped("a.pdf", "no text in it")]
    text = report(world.extractions, skipped, title="Report")
    for article in world.articles:
        assert article.source in text
        assert str(article.published or "not told") in text
    for words in (
        "Channel Wire",
        "navigation",
        "Home | Politics | Weather",
        "no text in it",
        "the same text as notes.txt",
    ):
        assert words in text
    assert "<mark>Verana</mark> and <mark>Kelmoor</mark> were both named" in text
    assert '<th scope="row">member of</th>' in text
    assert f"<b>{len(world.statements)}</b><span>facts</span>" in text.replace("\n", "")


def test_contents_of_the_report_lead_to_its_sections(world):
    text = report(world.extractions)
    named = re.findall(r'<li><a href="#([a-z]+)">', text)
    assert named == [name for name in re.findall(r'<h2 id="([a-z]+)">', text) if name in named]
    assert {"articles", "gaps", "dropped", "relations"} <= set(named)


def test_report_is_the_same_whatever_the_order(world):
    assert report(world.extractions) == report(world.extractions[::-1])


def test_empty_graph_and_empty_build_have_pages(key):
    assert Page(render([], [], [], statement_id=key)).data["facts"] == []
    assert "None." in report([])


def test_what_was_refused_and_of_which_articles_disagree():
    refused = [Refused("a", "no such sentence", 2), Refused("b", "no such sentence", 1), Refused("b", "<b>", 4)]
    text = report([], refused=refused, typed={"lind-0a": ("Company", "Person")})
    rows = re.findall(r"<tr><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td>(?:<td[^>]*>(.*?)</td>)?</tr>", text)
    assert rows == [
        ("&lt;b&gt;", "4", "1"),
        ("no such sentence", "3", "2"),
        ("lind-0a", "Company or Person", ""),
    ]
    assert 'id="refused"' not in report([])


# ---------------------------------------------------------------------------------------------- what we ship


@pytest.mark.parametrize("name", ["vis-network", "sigma"])
def test_vendored_library_is_the_recorded_one(name):
    folder = FOLDER / "vendor" / name
    record = tomllib.loads((folder / "vendor.toml").read_text(encoding="utf-8"))
    code = (folder / record["file"]).read_bytes()
    assert record["name"] == name
    assert hashlib.sha256(code).hexdigest() == record["sha256"]
    assert len(list(folder.glob("LICENSE-*"))) == len(record["licence"].split(" OR "))


def test_our_scripts_never_turn_text_into_markup_or_code():
    for path in sorted((FOLDER / "assets").glob("*.js")):
        code = path.read_text(encoding="utf-8")
        for sink in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "fetch(",
        ):
            assert sink not in code, path.name
