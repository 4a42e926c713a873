"""Pages: one IRI for people and programs, links that work whatever the base, hostile text that stays text."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import pytest
import rdflib

from kg.model import Status
from tests.serve.conftest import BASE, HOSTILE

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def links(page):
    return [unescape(link) for link in re.findall(r'<a [^>]*href="([^"]*)"', page)]


def test_one_iri_for_people_and_programs(server):
    page, data = server.get("/id/norway", BROWSER), server.get("/id/norway", "text/turtle")
    assert (page.media, data.media) == ("text/html", "text/turtle")
    assert page.headers["vary"] == data.headers["vary"] == "Accept"
    found = rdflib.Graph().parse(data=data.body, format="turtle")
    assert (rdflib.URIRef(f"{BASE}id/norway"), rdflib.RDFS.label, rdflib.Literal("Norway")) in found
    assert server.get("/id/norway?format=turtle", BROWSER).media == "text/turtle"


def test_a_page_tells_all_of_a_statement(server):
    page = server.get("/id/kari-dahl-1f2e", BROWSER).text
    for words in ("Kari Dahl", "negated", "said by", "role:", "envoy", "b.txt", "2020-01-02", "confidence 0.93"):
        assert words in page
    norway = server.get("/id/norway", BROWSER).text
    assert "since 1949" in norway
    assert '<mark class="subject">Norway</mark>' in norway
    assert Status.NEGATED.value in norway


def test_every_link_leads_somewhere_on_this_server(server):
    seen, todo = set(), ["/", "/query", "/?q=norway", "/query/members-with-dates?actor=norway"]
    while todo:
        path = todo.pop().partition("#")[0]
        if path in seen or len(seen) > 150:
            continue
        seen.add(path)
        reply = server.get(path, BROWSER)
        assert reply.status in (200, 303), path
        todo += [link for link in links(reply.text) if link.startswith("/")] if reply.media == "text/html" else []
        outside = [link for link in links(reply.text) if not link.startswith(("/", "#", "?"))]
        assert all(link.startswith("https://www.wikidata.org/") for link in outside), path
    assert {"/network", "/ontology", "/id/norway"} <= seen
    assert [path for path in seen if path.startswith("/doc/news/a%20b.txt-")]


def test_fragments_of_evidence_are_on_the_page_of_their_article(server):
    page = server.get("/id/norway", BROWSER).text
    (there,) = {link for link in links(page) if link.startswith("/doc/news/a")}
    path, _, fragment = there.partition("#")
    assert f'id="{fragment}"' in unescape(server.get(path, BROWSER).text)
    data = rdflib.Graph().parse(data=server.get(path, "text/turtle").body, format="turtle")
    assert (rdflib.URIRef(BASE + path.removeprefix("/")), rdflib.RDF.type, None) in data


def test_who_was_merged_is_a_redirect(server):
    for accept in (BROWSER, "text/turtle"):
        reply = server.get("/id/norge-77aa", accept)
        assert (reply.status, reply.headers["location"]) == (302, "/id/norway")
    data = server.get("/id/norway", "text/turtle").text
    assert "isReplacedBy" in data


def test_search_finds_by_any_name(server):
    assert "/id/norway" in links(server.get("/?q=norge", BROWSER).text)
    assert "Nobody in this graph" in server.get("/?q=xyzzy", BROWSER).text


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(server, text):
    number = HOSTILE.index(text)
    paths = (
        f"/id/enemy-{number}",
        f"/?q={quote(text)}",
        f"/query?query={quote(text)}",
        f"/query/statements-of?actor={quote(text)}",
    )
    for path in paths:
        reply = server.get(path, BROWSER)
        assert reply.status in (200, 400)
        assert not re.search(
            r"(?i)<(script|svg|img|iframe|base|math|input autofocus|body onload|meta http)", reply.text
        )
        assert not re.search(r"(?i)<[a-z][^>\"']*\son\w+=", reply.text)
        assert not [link for link in links(reply.text) if re.match(r"(?i)\s*(javascript|data|vbscript):", link)]
        assert "script-src" not in reply.headers["content-security-policy"]
        assert "default-src 'none'" in reply.headers["content-security-policy"]


def test_every_answer_has_its_security_headers(server):
    for path in ("/", "/network", "/sparql", "/id/nobody", "/style.css"):
        headers = server.get(path, BROWSER).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_a_wrong_query_stays_on_its_page(server):
    reply = server.get("/query?query=SELECT+*+%7B+%3Fs+foaf%3Aname+%3Fo+%7D", BROWSER)
    assert reply.status == 400
    assert "nobody declares it" in reply.text
    assert "SELECT * { ?s foaf:name ?o }" in reply.text
