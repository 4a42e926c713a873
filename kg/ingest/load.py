"""Bytes fetched: from a file, from an object store, from standard input, from the web; never more than the limit.

JSON Lines may be larger: then it is their lines that come, one at a time, and the limit is that of each.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import io
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Final, TypeAlias, cast

from kg.errors import InputError
from kg.ingest import remote
from kg.ingest.clean import decode
from kg.ingest.formats import BY_LINE, CONTENT_TYPES
from kg.ingest.place import Place
from kg.ingest.raw import Raw
from kg.ingest.sources import trouble

__all__ = ["load_file", "load_page", "load_remote", "load_stdin"]

_Why: TypeAlias = Callable[[Any], str]
TIMEOUT: Final = 20.0  # seconds
USER_AGENT: Final = "kg (reads one page on request)"
_START: Final = 65_536  # bytes that show whether a file is text


def load_file(place: Place, held: contextlib.ExitStack, *, max_bytes: int) -> Raw:
    """The bytes of a file; ``held`` closes it where its lines are still to be read.

    :raises InputError: it cannot be read or is larger than ``max_bytes``; then only its size was looked at.
    """
    path = place.path
    if path is None:
        raise ValueError(f"not a file: {place}")
    suffix = path.suffix.casefold()
    try:
        file = held.enter_context(path.open("rb"))
        size = path.stat().st_size
        data = file.read(max_bytes + 1) if size <= max_bytes else b""
        if max(size, len(data)) > max_bytes and suffix in BY_LINE:
            return _by_line(place.source, file, held, suffix, max_bytes, trouble)
    except OSError as error:
        raise InputError(place.source, trouble(error)) from error
    _refuse_large(place.source, max(size, len(data)), max_bytes)
    return Raw(place.source, data, suffix=suffix)


def load_remote(place: Place, held: contextlib.ExitStack, *, max_bytes: int) -> Raw:
    """The bytes of what lies in an object store, an archive or on a file server; ``held`` as for a file.

    :raises InputError: it cannot be read, is not there any more, or is larger than ``max_bytes``.
    """
    if place.opened is None:
        raise ValueError(f"not in a store: {place}")
    suffix = PurePosixPath(place.source.partition("::")[0]).suffix.casefold()
    try:
        file = held.enter_context(place.opened())
        data = file.read(max_bytes + 1)
        if len(data) > max_bytes and suffix in BY_LINE:
            return _by_line(place.source, file, held, suffix, max_bytes, remote.trouble)
    except InputError:
        raise
    except Exception as error:  # every kind of store has exceptions of its own
        raise InputError(place.source, remote.trouble(error)) from error
    _refuse_large(place.source, len(data), max_bytes, more=True)
    return Raw(place.source, data, suffix=suffix)


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


def _by_line(source: str, file: BinaryIO, held: contextlib.ExitStack, suffix: str, most: int, why: _Why) -> Raw:
    """``why`` tells what is wrong where reading fails."""
    file.seek(0)
    # files in stores read no lines of limited length
    stream = held.enter_context(io.BufferedReader(cast(io.RawIOBase, file), _START))
    start = stream.peek(_START)
    decode(start, source=source)  # says so where it is no text
    if b"\0" in start:
        raise InputError(source, f"UTF-16, and more than {most / 1e6:,g} MB; save it as UTF-8")
    return Raw(source, start, suffix=suffix, lines=_lines(source, stream, most, why))


def _lines(source: str, stream: io.BufferedReader[io.RawIOBase], most: int, why: _Why) -> Iterator[bytes | None]:
    done = 0
    try:
        while line := stream.readline(most + 1):
            fits, part = len(line) <= most, line
            while not fits and part and not part.endswith(b"\n"):
                part = stream.readline(most)  # a line of many GB is not held either
            yield line.removesuffix(b"\n").removesuffix(b"\r") if fits else None
            done += 1
    except Exception as error:  # as above
        raise InputError(source, f"breaks off after line {done}: {why(error)}") from error


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
