"""The pages for everybody: what axe-core finds, what a keyboard reaches, what a screen reader hears."""

from __future__ import annotations

import hashlib
import tomllib
from contextlib import contextmanager
from pathlib import Path

import pytest

AXE = Path(__file__).parent / "vendor" / "axe-core"
PHONE = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}

STATES = {
    "start": "",
    "node": "location.hash = 'node=verana'",
    "fact": "document.querySelector('.most button').click(); document.querySelector('#panel .anchor').click()",
    "table": "document.getElementById('table-button').click()",
    "search": "const s = document.getElementById('search'); s.value = 'ver'; s.dispatchEvent(new Event('input'))",
    "nothing": "for (const box of document.querySelectorAll('[data-kind=relation] input')) box.click()",
}

FINDINGS = """
const done = arguments[arguments.length - 1];
axe.run(document).then(({ violations }) => done(violations.map(({ id, impact, nodes }) =>
  `${impact} ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`)));
"""


@contextmanager
def emulated(browser, *, phone=False, **media):
    """The page as with these media features (``scheme`` for the colours), on a phone or not."""
    names = {"scheme": "prefers-color-scheme", "motion": "prefers-reduced-motion", "forced": "forced-colors"}
    features = [{"name": names[name], "value": value} for name, value in media.items()]
    cdp = browser.driver.execute_cdp_cmd
    cdp("Emulation.setEmulatedMedia", {"features": features})
    if phone:
        cdp("Emulation.setDeviceMetricsOverride", PHONE)
    try:
        yield
    finally:
        cdp("Emulation.setEmulatedMedia", {"features": []})
        cdp("Emulation.clearDeviceMetricsOverride", {})


def findings(browser) -> list[str]:
    """All that axe-core has against the page as it stands, best practices included."""
    cdp = browser.driver.execute_cdp_cmd
    cdp("Runtime.evaluate", {"expression": (AXE / "axe.min.js").read_text(encoding="utf-8")})
    return browser.driver.execute_async_script(FINDINGS)


def test_axe_is_the_recorded_one():
    record = tomllib.loads((AXE / "vendor.toml").read_text(encoding="utf-8"))
    code = (AXE / record["file"]).read_bytes()
    assert hashlib.sha256(code).hexdigest() == record["sha256"]
    assert f"axe v{record['version']}".encode() in code[:40]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, pages, scheme):
    found = {}
    with emulated(browser, scheme=scheme):
        for name, script in STATES.items():
            browser.open(pages["plain"])
            browser.ready().run(script)
            found[name] = findings(browser)
        browser.open(pages["report"])
        found["report"] = findings(browser)
    with emulated(browser, scheme=scheme, phone=True):
        for name, script in {
            "phone": "",
            "phone-filters": "document.getElementById('filters-button').click()",
        }.items():
            browser.open(pages["plain"])
            browser.ready().run(script)
            found[name] = findings(browser)
    assert found == {name: [] for name in found}
