"""Pages of the web: fetched after all files, and what cannot be fetched is named."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.model import Article, Skipped


class Site(BaseHTTPRequestHandler):
    """A site of four pages."""

    pages: dict[str, tuple[int, str, bytes]]

    def do_GET(self) -> None:
        status, kind, data = self.pages.get(self.path, (404, "text/plain", b"no"))
        self.send_response(status)
        self.send_header("Location" if status == 302 else "Content-Type", kind)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site(story, other) -> Iterator[str]:
    page = f"<html><body><article><h1>Fish</h1><p>{story}</p></article></body></html>"
    Site.pages = {
        "/page": (200, "text/html; charset=utf-8", page.encode()),
        "/text": (200, "text/plain; charset=iso-8859-2", f"{other} Tomáš Šimečka.".encode("iso-8859-2")),
        "/large": (200, "text/plain", b"x" * 5000),
        "/ftp": (302, "ftp://127.0.0.1/x", b""),
        "/away": (302, "file:///etc/hostname", b""),
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch) -> None:
    monkeypatch.setenv("no_proxy", "*")


def test_pages_are_fetched_after_all_files(site, folder, reading):
    root = folder(**{"z.txt": "Hello there."})
    items = reading(f"{site}/text", f"{site}/page", root)
    assert list(items) == ["z.txt", f"{site}/page", f"{site}/text"]
    page, text = items[f"{site}/page"], items[f"{site}/text"]
    assert isinstance(page, Article)
    assert isinstance(text, Article)
    assert (page.title, page.url) == ("Fish", f"{site}/page")
    assert text.text.endswith("Tomáš Šimečka.")


def test_what_cannot_be_fetched_is_named(site, reading):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        items = reading(
            f"{site}/none", f"{site}/large", f"{site}/away", f"{site}/ftp", closed, "http://[::1", max_bytes=4000
        )
    reasons = {url.removeprefix(site): item.reason for url, item in items.items() if isinstance(item, Skipped)}
    assert "the server answers 404" in reasons["/none"]
    assert "too large: more than 0.004 MB" in reasons["/large"]
    assert "302" in reasons["/away"]
    assert "unknown url type: ftp" in reasons["/ftp"]
    assert "cannot be fetched" in reasons[closed]
    assert "cannot be fetched" in reasons["http://[::1"]
