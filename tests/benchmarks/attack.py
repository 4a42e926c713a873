"""Attacks ``kg serve`` and tells how long others wait meanwhile, and what is left afterwards.

    PYTHONPATH=. python tests/benchmarks/attack.py GRAPH [SECONDS]

GRAPH is a graph's folder, SECONDS the server's time limit (default 60). Each line: the attack, what its requests were
answered, how many others were answered, their slowest and their 95th percentile in seconds, the files and processes
that the server holds more than before, and how many refusals the log tells of.
"""

from __future__ import annotations

import collections
import contextlib
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.serve.server import CROSS, Server

HEAD = b"Host: localhost\r\n"
POST = b"POST /sparql HTTP/1.1\r\n" + HEAD + b"Content-Type: application/sparql-query\r\n"
SMALL = "SELECT ?s { ?s a kg:Statement } LIMIT 10"


def main(folder: Path, limit: float) -> None:
    """Runs every attack and prints the table."""
    with tempfile.TemporaryDirectory() as temporary, socket.create_server(("127.0.0.1", 0)) as trap:
        server = Server(folder, Path(temporary, "log"), "--timeout", limit)
        other = f"<http://127.0.0.1:{trap.getsockname()[1]}/>"
        trap.settimeout(0.2)
        attacks: dict[str, Callable[[], list[object]]] = {
            "nothing": lambda: [time.sleep(5)],
            f"2 cross products of {limit:g} s": lambda: many(2, lambda: status(server, CROSS, limit)),
            f"20 cross products of {limit:g} s": lambda: many(20, lambda: status(server, CROSS, limit)),
            "SERVICE to loopback": lambda: many(20, lambda: status(server, f"SELECT * {{ SERVICE {other} {{}} }}")),
            "LOAD file:, updates": lambda: [
                status(server, text) for text in ("LOAD <file:///etc/passwd>", "INSERT DATA { <x:a> <x:b> 1 }")
            ],
            "100 MB bodies": lambda: many(10, lambda: body(server)),
            "malformed percent-encoding": lambda: many(20, lambda: server.get("/sparql?query=%zz").status),
            "200 slow clients": lambda: slow(server, 200),
            "200 connections at once": lambda: many(200, lambda: status(server, SMALL)),
        }
        print("| attack | answers | others | slowest | 95 % | files | processes | refusals |")
        print("|---|---|---|---|---|---|---|---|")
        for name, attack in attacks.items():
            print(line(server, name, attack), flush=True)
        with contextlib.suppress(TimeoutError):
            trap.accept()
            print("the trap was contacted")
        print(f"stopped with {server.stop()}")


def line(server: Server, name: str, attack: Callable[[], list[object]]) -> str:
    """One attack beside ordinary requests."""
    files, processes, refusals = server.descriptors(), len(server.family()), server.log.count(" refused: ")
    waits: list[float] = []
    over = threading.Event()

    def others() -> None:
        while not over.is_set():
            started = time.monotonic()
            answers = [status(server, SMALL), server.get("/style.css").status]
            waits.append(time.monotonic() - started if answers == [200, 200] else float("inf"))
            time.sleep(0.05)

    thread = threading.Thread(target=others)
    thread.start()
    answers = collections.Counter(map(str, attack()))
    over.set()
    thread.join()
    time.sleep(3)
    ordered = sorted(waits)
    told = ", ".join(f"{count} x {answer}" for answer, count in sorted(answers.items()) if answer != "None")
    left = f"{server.descriptors() - files:+d} | {len(server.family()) - processes:+d}"
    logged = server.log.count(" refused: ") - refusals
    slowest, most = ordered[-1], ordered[int(0.95 * (len(ordered) - 1))]
    return f"| {name} | {told} | {len(waits)} | {slowest:.2f} | {most:.2f} | {left} | {logged} |"


def many(number: int, attack: Callable[[], object]) -> list[object]:
    """The answers to that many at once."""
    with ThreadPoolExecutor(number) as threads:
        return [one.result() for one in [threads.submit(attack) for _ in range(number)]]


def status(server: Server, query: str, limit: float = 30) -> int:
    """What a query is answered."""
    return server.ask("POST", "/sparql", body=query.encode(), timeout=limit + 30, **{"Content-Type": QUERY}).status


QUERY = "application/sparql-query"


def body(server: Server) -> str:
    """What a body of 100 MB is answered, sent as far as the server takes it."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as link:
        link.sendall(POST + b"Transfer-Encoding: chunked\r\n\r\n")
        with contextlib.suppress(OSError):
            for _ in range(100):
                link.sendall(b"f4240\r\n" + b"x" * 1_000_000 + b"\r\n")
        with contextlib.suppress(OSError):
            return link.recv(100)[9:12].decode()
    return "cut off"


def slow(server: Server, number: int) -> list[object]:
    """How the connections of clients end that send a byte now and then."""
    links = [socket.create_connection(("127.0.0.1", server.port), timeout=60) for _ in range(number)]
    ended: dict[int, str] = {}
    for link in links:
        link.sendall(b"GET / HTTP/1.1\r\nX: ")
    while len(ended) < number:
        time.sleep(0.5)
        for place, link in enumerate(links):
            if place in ended:
                continue
            try:
                link.sendall(b"x")
                link.setblocking(False)
                with contextlib.suppress(BlockingIOError):
                    ended[place] = link.recv(100)[9:12].decode()
                link.setblocking(True)
            except OSError:
                ended[place] = "cut off"
    return list(ended.values())


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]) if len(sys.argv) > 2 else 60.0)
