"""A language model's server on this machine: it answers what it is told to, and keeps what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, bytes]


def completion(*statements: object) -> Answer:
    """A chat completion whose content is these statements as JSON."""
    return said(json.dumps({"statements": list(statements)}))


def said(content: object) -> Answer:
    """A chat completion with this content."""
    return 200, json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


@dataclass
class Server:
    """``answer`` is given to every request, or makes it from the request; ``asked`` are path, headers and body."""

    answer: Answer | Callable[[dict[str, Any]], Answer] = (200, b"")
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    leave: threading.Event = field(default_factory=threading.Event)
    """Set when the test is over: what makes a request wait waits for this."""
    url: str = ""

    def wait(self, body: dict[str, Any]) -> Answer:
        """An answer that comes too late."""
        self.leave.wait(30)
        return 200, b""


@contextmanager
def serving() -> Iterator[Server]:
    """A server on a free port of the loopback interface."""
    server = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append((self.path, dict(self.headers), body))
            code, content = server.answer(body) if callable(server.answer) else server.answer
            try:
                self.send_response(code)
                for name, value in server.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)
            except OSError:  # who asked has gone
                pass

        def log_message(self, format: str, *args: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    server.url = f"http://127.0.0.1:{listening.server_address[1]}/v1"
    try:
        yield server
    finally:
        server.leave.set()
        listening.shutdown()
        listening.server_close()
        thread.join()
