"""``kg serve`` in a process of its own, on a free port, and clients that do what real ones would not."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).parent.parent.parent
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n_ ?o . ?p ?q ?r }"


@dataclass
class Reply:
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


class Server:
    """A running server; ``log`` is what it has written to stderr so far."""

    def __init__(self, folder: Path, log: Path, *options: object) -> None:
        self._log = log
        words = [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", *map(str, options)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with log.open("wb") as stream:
            self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=stream, cwd=ROOT, env=environment)
        line = self.process.stdout.readline().decode()
        assert line.startswith("http://"), line + self.log
        self.address = line.split()[0].rstrip("/")
        self.port = urlsplit(self.address).port

    @property
    def log(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def logged(self, seen: Callable[[str], bool], *, within: float = 10) -> bool:
        """True when the log tells so in time: a line comes after its answer."""
        end = time.monotonic() + within
        while not seen(self.log):
            if time.monotonic() > end:
                return False
            time.sleep(0.02)
        return True

    def ask(self, method: str, path: str, *, body: bytes | None = None, timeout: float = 30, **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, named)
            found = connection.getresponse()
            told = {name.lower(): value for name, value in found.getheaders()}
            return Reply(found.status, told, found.read())
        finally:
            connection.close()

    def get(self, path: str, accept: str = "*/*", **headers: str) -> Reply:
        return self.ask("GET", path, Accept=accept, **headers)

    def query(self, text: str, accept: str = "application/sparql-results+json", **more: str) -> Reply:
        return self.get(f"/sparql?{urlencode({'query': text, **more})}", accept)

    def raw(self, data: bytes, *, timeout: float = 15) -> bytes:
        """All that comes back for these bytes until the server closes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as link:
            link.sendall(data)
            found = b""
            while piece := link.recv(65536):
                found += piece
            return found

    def family(self) -> set[int]:
        """The process and all that it started, directly or not."""
        parents = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                try:
                    parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                except OSError:
                    continue
        found, size = {self.process.pid}, 0
        while len(found) > size:
            size = len(found)
            found |= {child for child, parent in parents.items() if parent in found}
        return found

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def stop(self, how: int = signal.SIGINT) -> int:
        self.process.send_signal(how)
        code = self.process.wait(timeout=20)
        self.process.stdout.close()
        return code


def gone(processes: set[int], *, within: float = 15) -> bool:
    """True when all these processes have ended in time; a zombie has."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if not [one for one in processes if _runs(one)]:
            return True
        time.sleep(0.05)
    return False


def _runs(process: int) -> bool:
    try:
        return not re.search(r"^State:\s+Z", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)
    except OSError:
        return False
