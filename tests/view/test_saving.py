"""What leaves the page: SVG, PNG and paper hold what the screen shows, whichever engine draws, in both themes."""

from __future__ import annotations

import base64
import io
import re
import struct
import unicodedata
import zlib
from pathlib import Path

import pytest
from lxml import etree

from kg.model import Entity, Statement
from kg.view import render

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def save(browser, tmp_path):
    """Presses a button and gives what it saved."""

    def pressed(button: str, name: str = "network") -> bytes:
        where = {"behavior": "allow", "downloadPath": str(tmp_path)}
        browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", where)
        browser.click(f"#{button}")
        path = tmp_path / f"{name}.{button}"
        browser.wait(lambda: path.is_file() and path.stat().st_size > 0)
        saved = path.read_bytes()
        path.unlink()
        return saved

    return pressed


def texts(root) -> list[str]:
    return [" ".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def words(root) -> str:
    return " ".join(texts(root))


def pixels(content: bytes) -> tuple[int, int, int, set[bytes]]:
    """Width, height, bytes of a pixel, and the colours of a PNG; lines are read as they are filtered."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    at, packed = 8, b""
    while at < len(content):
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        chunk = content[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", chunk[:10])
        packed += chunk if kind == b"IDAT" else b""
        at += 12 + size
    assert depth == 8
    each = {2: 3, 6: 4}[colour]
    raw = zlib.decompress(packed)
    rows = [raw[y * (width * each + 1) + 1 : (y + 1) * (width * each + 1)] for y in range(height)]
    return width, height, each, {row[x : x + each] for row in rows for x in range(0, len(row), each)}


def on_screen(browser) -> set[str]:
    return {label["text"] for label in browser.run("return document.getElementById('canvas').labels")}


def test_svg_holds_every_name_fact_and_meaning_on_the_screen(page, save, world):
    root = etree.fromstring(save("svg"))
    assert set(texts(root)) >= on_screen(page)
    assert len(root.findall(f".//{SVG}g[@class='facts']/{SVG}g")) == page.shown()
    assert len(root.findall(f".//{SVG}g[@class='entities']/*")) == len(world.entities)
    assert words(root).startswith("The Strait ")
    for meaning in ("person", "reported: somebody is quoted or cited", "4 articles", page.text("#count")):
        assert meaning in words(root)
    assert root.findtext(f"{SVG}title") == "The Strait"
    dashed = root.findall(f".//{SVG}g[@class='facts']//{SVG}path[@stroke-dasharray]")
    assert len(dashed) == sum(s.status not in ("asserted", "negated") for s in world.statements)
    assert "negated" not in words(root)


def test_svg_shows_the_selection_on_light_ground_in_dark_mode(page, save):
    page.click("#theme")
    dark = page.run("return getComputedStyle(document.documentElement).backgroundColor")
    page.run("location.hash = 'node=verana'")
    page.wait(lambda: page.text("#panel h2.title") == "Verana")
    root = etree.fromstring(save("svg"))
    assert root.find(f"{SVG}rect").get("fill") == "#ffffff"
    assert root.find(f".//{SVG}g[@class='rings']/{SVG}circle") is not None
    assert "rgb(27, 36, 48)" in {text.get("fill") for text in root.iter(f"{SVG}text")}
    assert page.run("return getComputedStyle(document.documentElement).backgroundColor") == dark


def test_png_is_the_drawing_at_twice_the_size(page, save):
    width, height, _, colours = pixels(save("png"))
    frame = page.run("const c = document.getElementById('canvas'); return [c.clientWidth, c.clientHeight]")
    assert width == 2 * frame[0]
    assert height > 2 * frame[1] + 60  # title, legend and sources
    assert len(colours) > 100


def test_hostile_text_is_text_in_what_is_saved(browser, pages, save, hostile):
    browser.open(pages["hostile"])
    browser.ready()
    root = etree.fromstring(save("svg"))
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "title", "rect", "g", "path", "polygon", "circle", "text", "tspan")
    }
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or name in ("href", "style")}
    assert root.findtext(f"{SVG}title") == "</title><script>fired()</script>"
    assert browser.run("return window.firedCount") == 0
    assert len(pixels(save("png"))[3]) > 50
    assert browser.complaints() == []


def test_thousands_are_saved_too(browser, save, tmp_path, key):
    """More than 1,500 entities: the other engine, where the machine has WebGL."""
    people = [Entity(f"p{n:04}", f"Person {n}", "Person") for n in range(1600)]
    facts = [Statement(people[n], "knows", people[n // 2], ()) for n in range(1, 1600)]
    path = tmp_path / "many.html"
    path.write_text(render(people, facts, [], statement_id=key), encoding="utf-8")
    browser.open(path)
    browser.ready()
    root = etree.fromstring(save("svg"))
    assert set(texts(root)) >= on_screen(browser)
    assert len(root.findall(f".//{SVG}g[@class='entities']/*")) >= 1500
    assert len(root.findall(f".//{SVG}g[@class='facts']/{SVG}g")) >= 1400
    assert len(pixels(save("png"))[3]) > 50


def told(sheet) -> str:
    """The text of a sheet, ligatures as letters. A name with a rim is there twice."""
    return re.sub(r"(\b[\w -]+)\1\b", r"\1", unicodedata.normalize("NFKC", " ".join(sheet.extract_text().split())))


@pytest.mark.parametrize("dark", [False, True])
def test_paper_has_the_picture_and_every_sentence(page, world, dark):
    pypdf = pytest.importorskip("pypdf")
    if dark:
        page.click("#theme")
    before = page.run("return getComputedStyle(document.documentElement).backgroundColor")
    options = {"preferCSSPageSize": True, "printBackground": False}
    pdf = base64.b64decode(page.driver.execute_cdp_cmd("Page.printToPDF", options)["data"])
    first, *rest = map(told, pypdf.PdfReader(io.BytesIO(pdf)).pages)
    assert first.startswith("The Strait")
    assert Path(page.run("return location.pathname")).name in first
    for entity in world.entities:
        assert set(entity.label.split()) <= set(re.findall(r"[\w-]+", first))
    table = " ".join(rest)
    for statement in world.statements:
        if statement.status != "negated":
            assert statement.evidence[0].text in table
    assert page.run("return getComputedStyle(document.documentElement).backgroundColor") == before
    assert page.count("#paper *") == 0


def test_the_timeline_is_saved_where_it_is_open(browser, pages, save):
    browser.open(pages["plain"], "#view=timeline")
    browser.ready()
    browser.click("#theme")
    lanes = browser.run("return [...document.querySelectorAll('text.lane')].map((text) => text.firstChild.data)")
    bars = browser.count("svg.lanes path:not(.grid)")
    root = etree.fromstring(save("svg", "timeline"))
    assert lanes
    assert all(lane in words(root) for lane in lanes)
    drawn = root.find(f".//{SVG}g[@class='lanes']")
    assert len(drawn.findall(f".//{SVG}path")) == bars + 1  # the lines of the years are one
    assert {path.get("fill") for path in drawn.iter(f"{SVG}rect")} <= {"rgb(255, 255, 255)", "rgb(246, 248, 250)"}
    assert browser.run("return document.getElementById('said').textContent").startswith("timeline.svg")
    width, height, _, colours = pixels(save("png", "timeline"))
    assert (width, height) == tuple(2 * int(float(root.get(side))) for side in ("width", "height"))
    assert len(colours) > 20


def test_the_key_of_a_saved_picture_tells_the_communities(page, save):
    page.click("#communities-button")
    titles = page.run("return [...document.querySelectorAll('#communities .name')].map((name) => name.textContent)")
    assert len(titles) > 1
    saved = words(etree.fromstring(save("svg")))
    assert all(title in saved for title in titles[:12])
    page.click("#communities-button")
    assert titles[0] not in words(etree.fromstring(save("svg")))
