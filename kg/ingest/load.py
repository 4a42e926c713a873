"""Bytes fetched: from a file, from standard input, from the web; never more of them than the limit."""

from __future__ import annotations

import hashlib
import http.client
import urllib.error
import urllib.request
from typing import BinaryIO, Final

from kg.errors import InputError
from kg.ingest.formats import CONTENT_TYPES
from kg.ingest.raw import Raw
from kg.ingest.sources import Place, trouble

__all__ = ["load_file", "load_page", "load_stdin"]

TIMEOUT: Final = 20.0  # seconds
USER_AGENT: Final = "kg (reads one page on request)"


def load_file(place: Place, *, max_bytes: int) -> Raw:
    """The bytes of a file.

    :raises InputError: it cannot be read or is larger than ``max_bytes``; then only its size was looked at.
    """
    path = place.path
    if path is None:
        raise ValueError(f"not a file: {place}")
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            data = file.read(max_bytes + 1) if size <= max_bytes else b""
    except OSError as error:
        raise InputError(place.source, trouble(error)) from error
    _refuse_large(place.source, max(size, len(data)), max_bytes)
    return Raw(place.source, data, suffix=path.suffix.casefold())


def load_stdin(place: Place, stdin: BinaryIO | None, *, max_bytes: int) -> Raw:
    """The bytes of standard input, named by them: another text is another article.

    :raises InputError: there is none, or it is larger than ``max_bytes``.
    """
    if stdin is None:
        raise InputError(place.source, "no standard input was given; pipe a text in")
    data = stdin.read(max_bytes + 1)
    _refuse_large(place.source, len(data), max_bytes, more=True)
    return Raw(f"stdin-{hashlib.sha256(data).hexdigest()[:8]}", data)


def load_page(place: Place, *, max_bytes: int) -> Raw:
    """The bytes of a page, with what the server says about them.

    :raises InputError: no answer, an error for an answer, or more than ``max_bytes``.
    """
    url = place.url or ""
    try:
        request = urllib.request.Request(url, headers={"User-Agent": USER_AGENT})
        with _opener().open(request, timeout=TIMEOUT) as answer:
            data = answer.read(max_bytes + 1)
            kind, charset = answer.headers.get_content_type(), answer.headers.get_content_charset()
    except urllib.error.HTTPError as error:
        raise InputError(url, f"the server answers {error.code} {error.reason}; check the address") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise InputError(
            url, f"cannot be fetched: {reason}; check the network, or save the page and give it"
        ) from error
    _refuse_large(url, len(data), max_bytes, more=True)
    return Raw(url, data, suffix=CONTENT_TYPES.get(kind, ""), charset=charset, url=url)


def _opener() -> urllib.request.OpenerDirector:
    """Only http and https, also after a redirect: the usual opener would follow one to ftp."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.UnknownHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


def _refuse_large(source: str, size: int, max_bytes: int, *, more: bool = False) -> None:
    """``more``: the size is only what was read of it, one byte beyond the limit."""
    if size > max_bytes:
        has = "more than" if more else f"{size / 1e6:,.1f} MB, the limit is"
        raise InputError(source, f"too large: {has} {max_bytes / 1e6:,g} MB; split it")
