"""What passes between the front (HTTP) and the workers (the graph)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from kg.errors import RequestError

__all__ = ["Limits", "Request", "Response", "decoded", "fields", "plain"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may cost: seconds, rows (or triples) and bytes of an answer."""

    timeout: float = 30.0
    rows: int = 100_000
    size: int = 16_000_000


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it came: ``path`` and ``query`` still percent-encoded, names of headers in lower case."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] | None = None
    body: bytes = b""

    def header(self, name: str) -> str:
        """A header's value, empty where it is not there."""
        return (self.headers or {}).get(name, "")


@dataclass(frozen=True, slots=True)
class Response:
    """An answer. ``reason`` is for the log, where something was refused; ``keep``: the same whoever asks again."""

    status: int
    media: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    keep: bool = False


def plain(status: int, message: str, headers: tuple[tuple[str, str], ...] = ()) -> Response:
    """A message as text; where it tells of a refusal, also the reason in the log."""
    reason = message if status >= 400 else ""
    return Response(status, "text/plain; charset=utf-8", f"{message}\n".encode(), headers, reason)


def decoded(text: str, *, plus: bool = False) -> str:
    """Percent-decoded text; ``plus``: a plus sign is a blank. Raises RequestError for what is malformed."""
    if re.search("%(?![0-9A-Fa-f]{2})", text):
        raise RequestError(400, "malformed percent-encoding: a % must be followed by two hexadecimal digits")
    try:
        return unquote_to_bytes(text.replace("+", " ") if plus else text).decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError(400, "malformed percent-encoding: the bytes are no UTF-8") from error


def fields(text: str) -> list[tuple[str, str]]:
    """The fields of a query string or a form. Raises RequestError for what is malformed, or too many."""
    pairs = [pair.partition("=") for pair in text.split("&") if pair]
    if len(pairs) > 100:
        raise RequestError(400, "too many fields: at most 100")
    return [(decoded(name, plus=True), decoded(value, plus=True)) for name, _, value in pairs]
