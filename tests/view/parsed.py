"""Pages taken apart, without a browser."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from kg.view import render
from tests.view.tables import unpacked


class Page(HTMLParser):
    """What a browser would make of a page: its elements, and the text of each script, style and title."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.texts, self.open = [], [], None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag in ("script", "style", "title", "noscript"):
            self.texts.append([tag, dict(attrs), ""])

        self.open = tag

    def handle_endtag(self, tag):
        self.open = None

    def handle_data(self, data):
        if self.texts and self.open == self.texts[-1][0]:
            self.texts[-1][2] += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    def content(self, tag, **wanted):
        return [text for name, attrs, text in self.texts if name == tag and wanted.items() <= attrs.items()]

    @property
    def policy(self):
        [policy] = [a["content"] for a in self.all("meta") if a.get("http-equiv") == "Content-Security-Policy"]
        return dict(part.split(" ", 1) for part in policy.split("; "))

    @property
    def data(self):
        return unpacked(json.loads(self.content("script", type="application/json")[0]))


def page_of(world, key, **options):
    return render(world.entities, world.statements, world.articles, statement_id=key, **options)
