"""The server's pages in a real Chromium: nothing from elsewhere, no complaints, readable, usable without a script."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from tests.serve.conftest import HOSTILE

pytest.importorskip("selenium", reason="selenium is not installed: the pages are not tried in a browser")
from tests.view.browser import CHROMIUM, DRIVER, Browser

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="no Chromium with chromedriver found: apt-get install chromium chromium-driver"
)
CONTRAST = Path(__file__).parent.parent / "view" / "contrast.js"
QUERY = "/query?query=" + quote("SELECT ?s ?o { ?s kg:memberOf ?o }")
PATHS = ("/", "/id/norway", "/?q=n", QUERY, "/query/members-with-dates?actor=norway")


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    found = Browser(tmp_path_factory.mktemp("profile"))
    yield found
    found.driver.quit()


def visit(browser, server, path):
    browser.driver.get("about:blank")
    browser.driver.get_log("browser")
    browser.driver.get_log("performance")
    browser.driver.get(server.address + path)


def emulate(browser, scheme):
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


@pytest.mark.parametrize("path", [*PATHS, *(f"/id/enemy-{number}" for number in range(0, len(HOSTILE), 6))])
def test_asks_only_this_server_and_complains_of_nothing(browser, server, path):
    visit(browser, server, path)
    asked = {url for url in browser.requests() if not url.startswith(("data:", "about:"))}
    assert asked == {server.address + path, f"{server.address}/style.css"}
    assert browser.complaints() == []
    assert browser.run("return window.firedCount") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_is_readable(browser, server, scheme):
    emulate(browser, scheme)
    try:
        for path in PATHS:
            visit(browser, server, path)
            assert browser.run(CONTRAST.read_text(encoding="utf-8")) == [], path
    finally:
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_is_accessible_and_fits_a_small_screen(browser, server):
    for path in PATHS:
        size = {"width": 360, "height": 700, "deviceScaleFactor": 1, "mobile": True}
        browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        visit(browser, server, path)
        assert browser.run("return document.documentElement.scrollWidth") <= 360, path
        browser.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        assert browser.run("return document.documentElement.lang") == "en"
        assert browser.count("h1") == browser.count("main") == 1
        assert (
            browser.run("""
          const text = (e) => e?.textContent.trim();
          const name = (e) => e.getAttribute("aria-label") || text(e) || text(e.labels?.[0]) || e.title;
          const all = [...document.querySelectorAll("button, input, textarea, a[href]")];
          const unnamed = all.filter((e) => !name(e)).map((e) => e.outerHTML);
          const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
          return unnamed.concat(ids.filter((id, n) => ids.indexOf(id) !== n));
        """)
            == []
        ), path


def test_a_question_is_asked_and_answered(browser, server):
    visit(browser, server, "/query")
    browser.run("document.querySelector('textarea').value = arguments[0]", "SELECT ?o { id:norway kg:memberOf ?o }")
    browser.click(".ask button")
    browser.wait(lambda: browser.count("table"))
    assert "id:atlantic-alliance" in browser.text("table")
    browser.click("table a")
    browser.wait(lambda: browser.text("h1") == "Atlantic Alliance")


def test_the_network_runs_under_its_policy(browser, server):
    visit(browser, server, "/network")
    browser.ready()
    assert browser.complaints() == []
    assert {url for url in browser.requests() if not url.startswith("data:")} == {f"{server.address}/network"}
