"""A page in a real Chromium, for the tests of pages and for the screenshots."""

from __future__ import annotations

import json
import re
import shutil

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,900",
)
# WebGL on the processor.
NO_WEBGL = "--disable-3d-apis"
SWIFTSHADER = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist")


class Browser:
    """A page in Chromium; what it asked of the network and what it complained about is kept."""

    def __init__(self, profile, *, webgl=None):
        """``webgl``: surely with it, surely without it, or (None) as it comes."""
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        flags = (flag for flag in FLAGS if not (webgl and flag == "--disable-gpu"))
        more = SWIFTSHADER if webgl else [NO_WEBGL] if webgl is False else []
        for flag in [*flags, *more, f"--user-data-dir={profile}"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
        # Runs in every document and frame before its own scripts.
        watch = "window.firedCount = 0; window.fired = () => { window.firedCount += 1; };"
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": watch})

    def open(self, path, fragment=""):
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(path.as_uri() + fragment)

    def ready(self):
        self.wait(lambda: self.run("return document.body.dataset.ready") == "yes")
        return self

    def wait(self, condition):
        WebDriverWait(self.driver, 60).until(lambda _: condition())

    def run(self, script, *values):
        return self.driver.execute_script(script, *values)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0]).textContent", selector)

    def count(self, selector):
        return self.run("return document.querySelectorAll(arguments[0]).length", selector)

    def click(self, selector):
        self.run("document.querySelector(arguments[0]).click()", selector)

    def label(self, kind, words):
        """Click the check box of a filter."""
        rows = self.driver.find_elements(By.CSS_SELECTOR, "#filters fieldset")
        group = next(row for row in rows if row.text.lower().startswith(kind))
        name = next(
            n for n in group.find_elements(By.CSS_SELECTOR, ".name") if n.get_attribute("textContent") == words
        )
        self.run("arguments[0].click()", name)

    def shown(self):
        return int(re.match(r"\d+", self.text("#count"))[0])

    def enter(self, selector, value):
        self.run(
            "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input'))",
            self.find(selector),
            value,
        )

    def press(self, *keys):
        self.driver.switch_to.active_element.send_keys(*keys)

    def requests(self):
        entries = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        asked = [e["params"]["request"]["url"] for e in entries if e["method"] == "Network.requestWillBeSent"]
        return [url.partition("#")[0] for url in asked]

    def complaints(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def address(self):
        return self.run("return location.hash")
