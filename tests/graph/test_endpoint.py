"""A server that misbehaves: it hangs, lies, breaks off, sends us elsewhere, wants to know who asks."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from kg import graph
from kg.errors import GraphError, QueryError
from kg.graph.asking.results import rows
from kg.graph.remote import endpoint as endpoints
from kg.graph.remote.endpoint import Access, Endpoint, update_address
from tests.graph import servers

EMPTY = b'{"head": {"vars": ["x"]}, "results": {"bindings": []}}'
ONE = b'{"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri", "value": "http://x/a"}}]}}'


class Misbehaving:
    """A server that does, request by request, what it was told; the last for all that follow."""

    def __init__(self, *acts) -> None:
        seen = self.seen = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                seen.append(
                    (self.path, dict(self.headers), {key: one for key, [one] in parse_qs(body.decode()).items()})
                )
                with contextlib.suppress(OSError):
                    acts[min(len(seen), len(acts)) - 1](self)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/query"

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()


def answers(body=EMPTY, status=200, **headers):
    def act(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return act


def hangs(handler):
    time.sleep(0.6)


def drips(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        time.sleep(0.02)


def hangs_up(handler):
    handler.close_connection = True


def breaks_off(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(EMPTY)))
    handler.end_headers()
    handler.wfile.write(EMPTY[:20])
    handler.close_connection = True


def bomb(handler):
    answers(gzip.compress(b" " * 10_000_000), Content_Encoding="gzip")(handler)


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    monkeypatch.setattr(endpoints, "PAUSES", (0.01, 0.01))
    monkeypatch.setattr(endpoints, "SILENCE", 0.3)


@pytest.fixture
def opened():
    """Opens endpoints, and closes them in the end."""
    with contextlib.ExitStack() as held:

        def open_one(url, **access) -> Endpoint:
            made = Endpoint(url, update_address(url, user=False), Access(**access))
            held.callback(made.close)
            return made

        yield open_one


@pytest.mark.parametrize("trouble", [answers(b"wait", 500), answers(b"", 503), hangs, hangs_up, breaks_off])
def test_what_passes_is_tried_again(trouble, opened):
    with Misbehaving(trouble, trouble, answers(ONE)) as server:
        assert len(rows(opened(server.url), "SELECT ?x {}", "x")) == 1
        assert len(server.seen) == 3


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (answers(b"out of memory", 500), "answers 500 .*out of memory; tried 3 times"),
        (hangs, "does not answer in time; tried 3 times"),
        (hangs_up, "cannot be reached, or broke off .*tried 3 times"),
    ],
)
def test_what_does_not_pass_is_told(trouble, told, opened):
    with Misbehaving(trouble) as server, pytest.raises(GraphError, match=told):
        opened(server.url).update("DROP SILENT GRAPH <http://x/>")


def test_an_update_that_may_still_run_there_is_told(opened, caplog):
    with Misbehaving(hangs, answers()) as server:
        opened(server.url).query("ASK {}", accept="*/*")
        assert caplog.text == ""
    with Misbehaving(hangs, answers()) as server:
        opened(server.url).update("DROP SILENT GRAPH <http://x/>")
        assert "may still run there" in caplog.text


def test_nobody_listens(opened):
    with pytest.raises(GraphError, match="cannot be reached"):
        opened(f"http://127.0.0.1:{servers.free_port()}/query").query("ASK {}", accept="*/*")


def test_a_reply_that_drips_ends(monkeypatch, opened):
    monkeypatch.setattr(endpoints, "WHOLE", 0.1)
    with Misbehaving(drips) as server, pytest.raises(GraphError, match="does not answer in time"):
        opened(server.url).query("ASK {}", accept="*/*")


@pytest.mark.parametrize("act", [answers(b" " * 10_000_000), bomb])
def test_a_reply_that_is_too_large_is_not_kept(monkeypatch, act, opened):
    monkeypatch.setattr(endpoints, "LARGEST", 1_000_000)
    with Misbehaving(act) as server, pytest.raises(GraphError, match="more than 1,000,000 bytes"):
        opened(server.url).query("ASK {}", accept="*/*")


@pytest.mark.parametrize(
    "body",
    [
        ONE[:-1],
        ONE[:60],
        b"",
        b"<html>",
        b"[]",
        b"null",
        b"{}",
        b'{"head": {}, "boolean": true}',
        ONE.replace(b"uri", b"x"),
    ],
)
def test_status_200_with_half_a_result_is_a_failure(body, opened):
    with Misbehaving(answers(body)) as server, pytest.raises(GraphError, match="no whole SPARQL result"):
        rows(opened(server.url), "SELECT ?x {}", "x")


def test_what_lets_us_in_stays_with_the_address_that_was_given(opened):
    with Misbehaving(answers()) as other, Misbehaving(answers(b"", 307, Location=f"{other.url}?key=1")) as server:
        with pytest.raises(GraphError, match=f"sends us on to {other.url}; give that address"):
            opened(server.url, token="s3cret").query("ASK {}", accept="*/*")
        assert server.seen[0][1]["Authorization"] == "Bearer s3cret"
        assert other.seen == []


def test_who_we_are_is_said_when_it_is_asked(opened):
    asks = answers(b"", 401, WWW_Authenticate='Basic realm="x"')
    with Misbehaving(asks, answers(ONE)) as server:
        ours = opened(server.url, user="me", password="s3cret")
        for _ in range(2):
            rows(ours, "SELECT ?x {}", "x")
        said = [headers.get("Authorization") for _, headers, _ in server.seen]
        assert said == [None, "Basic bWU6czNjcmV0", "Basic bWU6czNjcmV0"]


def test_who_can_ask_for_a_digest_gets_no_password(opened):
    asks = answers(b"", 401, WWW_Authenticate='Digest realm="x", nonce="abc", qop="auth", algorithm=MD5')
    with Misbehaving(asks, asks, answers(ONE)) as server:
        rows(opened(server.url, user="me", password="s3cret"), "SELECT ?x {}", "x")
        assert server.seen[-1][1]["Authorization"].startswith('Digest username="me", realm="x", nonce="abc"')


@pytest.mark.parametrize("access", [{}, {"user": "me", "password": "s3cret"}, {"token": "s3cret"}])
def test_who_is_not_let_in_is_told_what_to_set_and_not_what_was_set(access, opened):
    asks = answers(b"", 401, WWW_Authenticate='Basic realm="x"')
    with Misbehaving(asks) as server, pytest.raises(GraphError, match=r"does not let us in.*KG_STORE_USER") as caught:
        opened(server.url, **access).query("ASK {}", accept="*/*")
    assert "s3cret" not in str(caught.value)
    assert "s3cret" not in repr(Access(**access))


def test_a_refused_query_is_the_query_s_fault_and_not_repeated(opened):
    with Misbehaving(answers(b"no such function", 400)) as server:
        with pytest.raises(QueryError, match="no such function"):
            opened(server.url).query("ASK {}", accept="*/*")
        assert len(server.seen) == 1


def test_what_is_no_endpoint_is_told():
    with Misbehaving(answers(b"", 404)) as server, pytest.raises(GraphError, match="is no SPARQL endpoint"):
        graph.read(server.url)
    empty = answers(EMPTY.replace(b'"x"', b'"g", "base", "format"'))
    with Misbehaving(empty) as server, pytest.raises(GraphError, match="holds no graph; `kg build"):
        graph.read(server.url)


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory):
    with servers.oxigraph(tmp_path_factory.mktemp("oxigraph")) as url:
        yield url


def test_a_lost_reply_writes_nothing_twice_and_loses_nothing(oxigraph, world):
    """Between us and a real server stands one that carries each update out and hangs up on the first reply to it."""
    parts, done = urlsplit(oxigraph), []

    def forward(handler):
        path, headers, form = proxy.seen[-1]
        behind = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
        behind.request("POST", path, urlencode(form), {key: headers[key] for key in ("Accept", "Content-Type")})
        reply = behind.getresponse()
        content = reply.read()
        behind.close()
        if "update" in form and form["update"] not in done:
            done.append(form["update"])
            hangs_up(handler)
        else:
            answers(content, reply.status)(handler)

    said = [world.extraction("a.txt"), world.extraction("b.txt", {"status": "reported"})]
    changed = world.extraction("a.txt", {"status": "negated"})
    with Misbehaving(forward) as proxy:
        with graph.write(proxy.url) as held:
            for one in (*said, changed):
                assert held.put(one)
            assert held.remove("b.txt")
        repeated = [form["update"] for _, _, form in proxy.seen if "update" in form]
    assert len(repeated) == 2 * len(done) > 10
    with graph.read(oxigraph) as held:
        assert set(held.store) == set(graph.memory([changed]).store)
    graph.write(oxigraph).close()  # the claim is gone, too
