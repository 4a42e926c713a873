"""The server under attack, with a time limit of a second or two: it goes on answering others and leaks nothing.

``tests/benchmarks/attack.py`` does the same with the limits that users have, and prints a table.
"""

from __future__ import annotations

import contextlib
import signal
import socket
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest

from tests.serve.server import CROSS, gone

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are looked up in /proc")

SMALL = "ASK { id:norway kg:memberOf ?o }"
HEAD = b"Host: localhost\r\n"
LEAKS = ("Traceback", "/kg/", ".py", "site-packages", "/tmp/", ".kg-snapshot")


def settled(look, *, within=20):
    """True when ``look()`` gets true in time."""
    end = time.monotonic() + within
    while not look():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def test_cross_products_are_ended_and_hold_up_nobody(start):
    server = start("--timeout", 3, "--workers", 2)
    assert server.query(SMALL).status == 200
    descriptors, processes = server.descriptors(), len(server.family())
    with ThreadPoolExecutor(12) as threads:
        attacks = [threads.submit(server.query, CROSS) for _ in range(8)]
        others = []
        while not all(attack.done() for attack in attacks):
            others.append(server.query(SMALL).status)
            others.append(server.get("/id/norway").status)
        replies = [attack.result() for attack in attacks]
    assert set(others) <= {200, 503}  # a machine with much else to do takes some of them for long ones
    assert others.count(200) >= 6  # so none of them waited for the end of a long one
    assert {reply.status for reply in replies} == {503, 504}
    assert sum(reply.status == 504 for reply in replies) == 2
    for reply in replies:
        assert reply.status == 504 or reply.headers["retry-after"]
        assert not [leak for leak in LEAKS if leak in reply.text]
    assert server.logged(lambda log: log.count("refused: not done within the time limit of 3 seconds") == 2)
    assert server.logged(lambda log: log.count(" refused: ") == 8 + others.count(503))
    assert settled(lambda: server.descriptors() <= descriptors and len(server.family()) <= processes)


def test_queries_that_never_end_end(start):
    server = start("--timeout", 1, "--workers", 1)
    for query in (
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?b) }",
        "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l } ORDER BY RAND()",
    ):
        assert server.query(query, accept="*/*").status in (422, 503, 504)
        assert server.query(SMALL).status == 200


def test_a_query_that_takes_all_memory_dies_alone(start):
    server = start("--timeout", 20, "--workers", 1)
    tenfold = " ".join(f"BIND(CONCAT({', '.join([f'?x{n}'] * 10)}) AS ?x{n + 1})" for n in range(10))
    reply = server.query(f'SELECT (STRLEN(?x10) AS ?n) {{ BIND("0123456789" AS ?x0) {tenfold} }}')
    assert reply.status in (503, 504)  # a slow machine needs longer to fill its memory than it is given
    assert server.query(SMALL).status == 200


def test_whom_nobody_waits_for_is_ended(start):
    server = start("--timeout", 60, "--workers", 1)
    before = len(server.family())
    with socket.create_connection(("127.0.0.1", server.port)) as link:
        link.sendall(b"GET /sparql?query=" + quote(CROSS).encode() + b" HTTP/1.1\r\n" + HEAD + b"\r\n")
        assert settled(lambda: len(server.family()) == before + 1)  # it has become a long one
    assert settled(lambda: len(server.family()) == before)
    assert server.logged(lambda log: "the client went away" in log)


@pytest.mark.parametrize("scheme", ["http", "ftp"])
def test_nothing_else_is_reached(server, scheme):
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.3)
        other = f"<{scheme}://127.0.0.1:{trap.getsockname()[1]}/sparql>"
        for query in (
            f"SELECT * {{ SERVICE {other} {{ ?s ?p ?o }} }}",
            f"SELECT * {{ SERVICE SILENT {other} {{ ?s ?p ?o }} }}",
            f"SELECT * {{ \\u0053ERVICE {other} {{ ?s ?p ?o }} }}",
            f"LOAD {other}",
            f"LOAD {other} INTO GRAPH <x:g>",
            "LOAD <file:///etc/passwd>",
            "INSERT DATA { <x:a> <x:b> <x:c> }",
            "DROP ALL",
        ):
            assert server.query(query).status == 400
        named = {"default-graph-uri": other.strip("<>")}
        assert server.query(f"SELECT * FROM {other} {{ ?s ?p ?o }}").status == 200  # a graph that is not there
        assert server.query("SELECT * { ?s ?p ?o }", **named).status == 200
        with pytest.raises(TimeoutError):
            trap.accept()


def test_large_bodies_are_refused_before_they_are_read(server):
    request = b"POST /sparql HTTP/1.1\r\n" + HEAD + b"Content-Type: application/sparql-query\r\n"
    told = server.raw(request + b"Content-Length: 104857600\r\n\r\n")
    assert told.startswith(b"HTTP/1.1 413 ")
    asked = server.raw(request + b"Expect: 100-continue\r\nContent-Length: 104857600\r\n\r\n")
    assert asked.startswith(b"HTTP/1.1 413 ")
    pieces = b"fffff\r\n" + b"x" * 0xFFFFF + b"\r\n"
    untold = server.raw(request + b"Transfer-Encoding: chunked\r\n\r\n" + pieces)
    assert untold.startswith(b"HTTP/1.1 413 ")


def test_who_sends_a_hundred_megabytes_all_the_same_is_cut_off(server):
    sent = 0
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as link:
        link.sendall(b"POST /sparql HTTP/1.1\r\n" + HEAD + b"Content-Length: 104857600\r\n\r\n")
        with contextlib.suppress(OSError):
            while sent < 104_857_600:
                link.sendall(b"x" * 65_536)
                sent += 65_536
        assert sent < 50_000_000
    assert server.query(SMALL).status == 200


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n" + HEAD + b"\r\n", b"431"),
        (b"GET / HTTP/1.1\r\n" + HEAD + b"X: " + b"a" * 70_000 + b"\r\n\r\n", b"431"),
        (b"GET / HTTP/1.1\r\n" + HEAD + b"X: 1\r\n" * 12_000 + b"\r\n", b"431"),
        (b"GET / HTTP/1.1\r\n\r\n", b"400"),  # no Host
        (b"GET /\x1b[31m HTTP/1.1\r\n" + HEAD + b"\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"400"),  # TLS
        (b"POST /sparql HTTP/1.1\r\n" + HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n", b"400"),
        (b"POST /sparql HTTP/1.1\r\n" + HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"421"),
        (b"GET / HTTP/1.1\r\nHost: evil.example:80\r\n\r\n", b"421"),
        (b"GET / HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", b"421"),
        (b"GET /sparql?query=ASK%20%7B%7D HTTP/1.1\r\n" + HEAD + b"Sec-Fetch-Site: cross-site\r\n\r\n", b"403"),
    ],
)
def test_malformed_and_foreign_requests(server, data, status):
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as link:
        link.sendall(data)
        link.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := link.recv(65_536):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 " + status)
    assert not [leak for leak in LEAKS if leak.encode() in answer]
    assert b"\x1b" not in server.log.encode()


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_names_of_this_machine_are_answered(server, host):
    assert server.get("/style.css", Host=f"{host}:{server.port}").status == 200


def test_slow_clients_cost_others_nothing(start):
    server = start()
    assert server.query(SMALL).status == 200
    descriptors = server.descriptors()
    slow = []
    for number in range(200):
        slow.append(socket.create_connection(("127.0.0.1", server.port), timeout=20))
        slow[-1].sendall(b"GET / HTTP/1.1\r\nX: " if number % 2 else b"POST /sparql HTTP/1.1\r\n" + HEAD + b"Y: ")
    over = threading.Event()

    def drip():
        while not over.wait(0.5):
            for link in slow:
                try:
                    link.sendall(b"x")
                except OSError:
                    continue

    thread = threading.Thread(target=drip)
    thread.start()
    try:
        for _ in range(20):
            assert server.query(SMALL).status == 200
        assert server.logged(lambda log: log.count("the request took too long to arrive") == 200, within=25)
        assert settled(lambda: server.descriptors() <= descriptors)
    finally:
        over.set()
        thread.join()
        for link in slow:
            link.close()


def test_two_hundred_connections_at_once(server):
    assert server.query(SMALL).status == 200
    descriptors = server.descriptors()
    with ThreadPoolExecutor(200) as threads:
        paths = ["/id/norway", "/style.css", "/id/nobody", "/sparql?query=" + quote(SMALL)] * 50
        replies = list(threads.map(server.get, paths))
    assert {reply.status for reply in replies} <= {200, 404, 503}
    assert sum(reply.status == 200 for reply in replies) >= 50
    assert all(reply.headers["retry-after"] for reply in replies if reply.status == 503)
    assert settled(lambda: server.descriptors() <= descriptors)


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_in_order(start, served, how):
    before = set(served.glob(".kg-snapshot-*"))
    server = start("--timeout", 60)
    with ThreadPoolExecutor(1) as threads:
        attack = threads.submit(server.query, CROSS)
        family = server.family()
        assert settled(lambda: len(server.family()) > len(family))
        family = server.family()
        assert server.stop(how) == 0
        assert attack.exception() or attack.result().status >= 500
    assert gone(family)
    assert set(served.glob(".kg-snapshot-*")) <= before
    assert "Traceback" not in server.log


def test_nothing_is_left_when_it_is_killed(start, served):
    before = set(served.glob(".kg-snapshot-*/store"))
    server = start("--timeout", 60)
    with ThreadPoolExecutor(2) as threads:
        family = server.family()
        attacks = [threads.submit(server.query, CROSS) for _ in range(2)]
        assert settled(lambda: len(server.family()) > len(family))
        family = server.family()
        server.stop(signal.SIGKILL)
        assert gone(family)
        assert all(attack.exception() for attack in attacks)
    assert settled(lambda: set(served.glob(".kg-snapshot-*/store")) <= before)
