"""SPARQL 1.1 Protocol: as SPARQLWrapper, curl and rdflib speak it, and as the standard's text has it."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from urllib.parse import quote, urlencode

import pytest
import rdflib

from tests.serve.conftest import BASE

MEMBERS = "SELECT ?o { id:norway kg:memberOf ?o }"
ALLIANCE = f"{BASE}id/atlantic-alliance"


# ---------------------------------------------------------------------------------------------- official clients


@pytest.fixture
def wrapper(server):
    wrapping = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    return lambda: wrapping.SPARQLWrapper(f"{server.address}/sparql")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("directly", [False, True])
def test_sparqlwrapper_selects(wrapper, method, directly):
    client = wrapper()
    client.setMethod(method)
    if directly and method == "POST":
        client.setRequestMethod("postdirectly")
    client.setReturnFormat("json")
    client.setQuery(MEMBERS)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert [row["o"]["value"] for row in rows] == [ALLIANCE]


def test_sparqlwrapper_asks_and_constructs(wrapper):
    client = wrapper()
    client.setReturnFormat("xml")
    client.setQuery("ASK { id:norway kg:memberOf ?o }")
    assert client.query().convert().getElementsByTagName("boolean")[0].firstChild.data == "true"
    for format in ("turtle", "xml", "json-ld"):
        client = wrapper()
        client.setReturnFormat(format)  # queryAndConvert would use a class that rdflib has given up
        client.setQuery("CONSTRUCT { ?o kg:hasMember ?s } WHERE { ?s kg:memberOf ?o }")
        found = rdflib.Graph().parse(data=client.query().response.read(), format=format)
        assert (rdflib.URIRef(ALLIANCE), None, rdflib.URIRef(f"{BASE}id/norway")) in found


def test_curl_asks_in_every_way(server):
    curl = shutil.which("curl")
    if not curl:
        pytest.skip("curl is not installed")
    address = f"{server.address}/sparql"
    ways = [
        ["-G", "--data-urlencode", f"query={MEMBERS}", address],
        ["--data-urlencode", f"query={MEMBERS}", address],
        ["-H", "Content-Type: application/sparql-query", "--data-binary", MEMBERS, address],
    ]
    for way in ways:
        done = subprocess.run(
            [curl, "-sS", "--fail", "-H", "Accept: text/csv", *way], capture_output=True, timeout=30, check=True
        )
        assert done.stdout == f"o\r\n{ALLIANCE}\r\n".encode()
    done = subprocess.run(
        [curl, "-sS", "--fail", f"{server.address}/id/norway"], capture_output=True, timeout=30, check=True
    )
    assert rdflib.Graph().parse(data=done.stdout, format="turtle")


def test_rdflib_s_own_client_asks(server):
    graph = rdflib.Graph("SPARQLStore")
    graph.open(f"{server.address}/sparql")
    assert [str(row[0]) for row in graph.query(f"SELECT ?o {{ <{BASE}id/norway> ?p ?o }} LIMIT 1")]


# ---------------------------------------------------------------------------------------------- formats


def bindings(body):
    return json.loads(body)["results"]["bindings"]


READERS = {
    "application/sparql-results+json": lambda body: [row["o"]["value"] for row in bindings(body)],
    "application/sparql-results+xml": lambda body: [e.text for e in ElementTree.fromstring(body).iter() if e.text],
    "text/csv": lambda body: [row[0] for row in csv.reader(io.StringIO(body.decode()))][1:],
    "text/tab-separated-values": lambda body: [line.strip("<>") for line in body.decode().splitlines()[1:]],
}


@pytest.mark.parametrize("media", READERS)
def test_rows_in_every_format(server, media):
    reply = server.query(MEMBERS, accept=media)
    assert (reply.status, reply.media, reply.headers["vary"]) == (200, media, "Accept")
    assert READERS[media](reply.body) == [ALLIANCE]


@pytest.mark.parametrize(
    ("media", "parser"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
        ("application/trig", "trig"),
        ("application/n-quads", "nquads"),
    ],
)
def test_triples_in_every_format(server, media, parser):
    for reply in (
        server.query("CONSTRUCT { ?s kg:memberOf ?o } WHERE { ?s kg:memberOf ?o }", accept=media),
        server.get("/id/norway", media),
        server.get("/sparql", media),
    ):
        assert (reply.status, reply.media) == (200, media)
        assert len(rdflib.Dataset(default_union=True).parse(data=reply.body, format=parser))


def test_xml_keeps_carriage_returns_and_is_xml_whatever_the_text(server):
    text = "'a\\rb\\u000Bc\\nd'"
    rows = server.query(f"SELECT ({text} AS ?o) {{}}", accept="application/sparql-results+xml")
    assert READERS[rows.media](rows.body) == ["a\rb\ufffdc\nd"]
    triples = server.query(f"CONSTRUCT {{ id:norway kg:name {text} }} WHERE {{}}", accept="application/rdf+xml")
    read = rdflib.Graph().parse(data=triples.body, format="xml")
    assert [str(value) for value in read.objects()] == ["a\rb\ufffdc\nd"]


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.7", "application/sparql-results+xml"),
        ("text/*;q=0.9, text/csv;q=0.1", "text/tab-separated-values"),
        ("application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/turtle, text/csv;q=0.1", "text/csv"),
    ],
)
def test_the_client_chooses(server, accept, media):
    assert server.query(MEMBERS, accept=accept).media == media


def test_what_nobody_can_write_is_refused(server):
    reply = server.query(MEMBERS, accept="image/png")
    assert reply.status == 406
    assert "application/sparql-results+json" in reply.text
    assert server.get("/id/norway?format=png").status == 406


# ---------------------------------------------------------------------------------------------- the protocol


def test_the_data_set_of_the_protocol_and_of_the_query(server):
    def count(query, **named):
        rows = server.get(f"/sparql?{urlencode({'query': query, **named}, doseq=True)}", "text/csv").text
        return int(rows.split()[1])

    everything = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    facts = {"default-graph-uri": f"{BASE}graph/facts"}
    assert 0 < count(everything, **facts) < count(everything)
    assert count(everything, **facts) == count(everything.replace("{", f"FROM <{BASE}graph/facts> {{", 1))
    named = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"
    assert count(named) > 2
    assert count(named, **{"named-graph-uri": f"{BASE}graph/facts"}) == 1
    assert count(everything, **{"named-graph-uri": f"{BASE}graph/facts"}) == 0
    assert server.get(f"/sparql?{urlencode({'query': everything, 'default-graph-uri': 'a b'})}").status == 400


def test_the_service_describes_itself(server):
    found = rdflib.Graph().parse(data=server.get("/sparql").body, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = found.subjects(rdflib.RDF.type, sd.Service)
    assert str(found.value(service, sd.endpoint)) == f"http://127.0.0.1:{server.port}/sparql"
    assert (service, sd.feature, sd.UnionDefaultGraph) in found
    assert rdflib.URIRef(f"{BASE}graph/facts") in set(found.objects(None, sd.name))
    assert server.get("/.well-known/void").headers["location"] == "/sparql"


def test_head_and_options(server):
    path = f"/sparql?{urlencode({'query': MEMBERS})}"
    head, got = server.ask("HEAD", path), server.get(path)
    assert (head.status, head.body, head.headers["content-length"]) == (200, b"", str(len(got.body)))
    options = server.ask("OPTIONS", "/sparql", Origin="https://other.example")
    assert (options.status, options.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    assert not [name for name in got.headers | options.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("method", "path", "body", "media", "status", "words"),
    [
        ("GET", "/sparql?query=SELEC", None, "", 400, "line 1, column 6"),
        ("GET", "/sparql?query=ASK+%7B%7D&query=ASK+%7B%7D", None, "", 400, "more than one query"),
        ("GET", "/sparql?query=%zz", None, "", 400, "percent-encoding"),
        ("GET", "/sparql?query=%ff", None, "", 400, "no UTF-8"),
        ("GET", "/id/%E0%80", None, "", 400, "no UTF-8"),
        ("GET", "/sparql?update=CLEAR+ALL", None, "", 403, "only reads"),
        ("POST", "/sparql", b"update=CLEAR+ALL", "application/x-www-form-urlencoded", 403, "only reads"),
        ("POST", "/sparql", b"CLEAR ALL", "application/sparql-update", 403, "only reads"),
        ("POST", "/sparql", b"CLEAR ALL", "application/sparql-query", 400, "CLEAR is not allowed"),
        ("POST", "/sparql", b"INSERT DATA { <x:a> <x:b> 1 }", "application/sparql-query", 400, "INSERT is not"),
        ("POST", "/sparql", b"LOAD <file:///etc/passwd>", "application/sparql-query", 400, "LOAD is not allowed"),
        ("POST", "/sparql", b"", "application/x-www-form-urlencoded", 400, "query is missing"),
        ("POST", "/sparql", b"\xff", "application/sparql-query", 400, "no UTF-8"),
        ("POST", "/sparql", b"{}", "application/json", 415, "application/sparql-query"),
        ("POST", "/id/norway", b"", "text/plain", 405, "/sparql"),
        ("PUT", "/sparql", b"", "text/plain", 405, "only reads"),
        ("DELETE", "/id/norway", None, "", 405, "only reads"),
        ("GET", "/nothing", None, "", 404, "/ leads"),
        ("GET", "/id/nobody", None, "", 404, "no such entity"),
        ("GET", "/id/../../etc/passwd", None, "", 404, "no such entity"),
        ("GET", "/id/%00%01", None, "", 404, "no such entity"),
        ("GET", "/doc/x", None, "", 404, "no such article"),
        ("GET", "/query/nothing", None, "", 404, "members-with-dates"),
        ("GET", "/query/members-with-dates", None, "", 400, "needs actor"),
        ("GET", "/query/members-with-dates?actor=Nobody", None, "", 400, "nobody in this graph"),
        ("GET", "/query/members-with-dates?actor=norway&x=1", None, "", 400, "no parameter 'x'"),
    ],
)
def test_what_is_wrong_is_told(server, method, path, body, media, status, words):
    headers = {"Content-Type": media} if media else {}
    reply = server.ask(method, path, body=body, **headers)
    assert (reply.status, reply.media) == (status, "text/plain")
    assert words in reply.text
    assert server.logged(lambda log: f"{method} {path} {status} " in log and " refused: " in log)


def test_saved_queries_by_name(server):
    path = "/query/members-with-dates?actor=Norway"
    rows = json.loads(server.get(path).body)
    assert rows["head"]["vars"][:4] == ["member", "of", "start", "end"]
    assert {row["start"]["value"] for row in rows["results"]["bindings"] if "start" in row} == {"1949", "1950-01"}
    assert server.get(path, "text/csv").text.startswith("member,of,start,end,")
    assert "<table>" in server.get(path, "text/html").text


# ---------------------------------------------------------------------------------------------- limits


@pytest.mark.parametrize("media", [*READERS, "text/turtle"])
def test_too_many_rows_are_an_error_and_never_cut_off(server, media):
    query = "SELECT * { ?s ?p ?o . ?s ?q ?r }" if media in READERS else "CONSTRUCT WHERE { ?s ?p ?o }"
    reply = server.query(query, accept=media)
    assert (reply.status, reply.media) == (422, "text/plain")
    assert reply.headers["x-kg-limit"] in ("rows=2000", "bytes=500000")
    assert server.query(f"{query} LIMIT 2000", accept=media).status in (200, 422)


@pytest.mark.parametrize("media", READERS)
def test_exactly_as_many_rows_as_allowed_are_answered(server, media):
    """Values that look like the marks between rows are no rows."""
    nasty = """VALUES ?x { '},{' "[{" "<result>" '\\n\\n\\r\\n' 'a,"b' '""' "\\\\" "\\t" }"""
    numbers = " ".join(map(str, range(250)))
    query = f"SELECT ?x ?n {{ {nasty} VALUES ?n {{ {numbers} {{}} }} }}".replace(" {} ", " ")
    assert server.query(query, accept=media).status == 200
    assert server.query(query.replace(" 249 ", " 249 250 "), accept=media).status == 422


def test_a_page_shows_the_first_rows_and_says_so(server):
    reply = server.get(f"/query?{urlencode({'query': 'SELECT * { ?s ?p ?o . ?s ?q ?r }'})}", "text/html")
    assert reply.headers["x-kg-limit"] == "rows=1000"
    assert "only the first 1000 are shown" in reply.text
    assert reply.text.count("<tr>") == 1001


def test_too_many_bytes_are_an_error(server):
    long = "x" * 20_000
    query = f"SELECT ?x {{ VALUES ?a {{ {' '.join(map(str, range(100)))} }} BIND('{long}' AS ?x) }}"
    reply = server.ask(
        "POST", "/sparql", body=query.encode(), Content_Type="application/sparql-query", Accept="text/csv"
    )
    assert (reply.status, reply.headers["x-kg-limit"]) == (422, "bytes=500000")


def test_one_connection_asks_many_times(server):
    request = f"GET /id/{quote('norway')} HTTP/1.1\r\nHost: localhost\r\nAccept: text/turtle\r\n\r\n".encode()
    last = request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    answer = server.raw(request * 4 + last)  # all sent ahead
    assert answer.count(b"HTTP/1.1 200 ") == 5
