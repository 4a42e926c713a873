"""One question to an OpenAI-compatible endpoint, and its answer: HTTP with the standard library alone.

The key comes from the environment when a request is made, goes into its header and nowhere else: no value holds it
and no message shows it. Redirects are not followed, for the key would go with them.
"""

from __future__ import annotations

import http.client
import json
import os
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from kg.errors import ExtractorError, UsageError

KEY: Final = "KG_LLM_KEY"
"""The environment variable with the key; without one the request goes without."""

_PATH: Final = "/chat/completions"
_LARGEST: Final = 8 * 1024 * 1024
_NO_SCHEMA: Final = frozenset({400, 415, 422, 501})
"""What servers answer that do not know ``response_format``."""
_ELSE: Final = "or build without the extractor llm"


@dataclass(frozen=True, slots=True)
class Chat:
    """An endpoint and the model to ask there (None: the server's own). ``timeout``: seconds for a whole answer."""

    endpoint: str
    model: str | None = None
    timeout: float = 120.0

    def __post_init__(self) -> None:
        try:
            parts = urlsplit(self.endpoint)
            sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            sound = False
        if not sound or not self.endpoint.isascii() or not self.endpoint.isprintable() or " " in self.endpoint:
            raise UsageError("the endpoint is no web address; give it like http://localhost:8080/v1")
        if "@" in parts.netloc or parts.query or parts.fragment:
            raise UsageError(f"the endpoint may hold no password, key or query; a key goes into {KEY}")

    def ask(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> str:
        """What the model says, bound to ``schema`` where the server knows how to, else as it comes.

        :raises ExtractorError: no answer, or one that is no chat completion
        """
        question: dict[str, Any] = {"messages": messages, "temperature": 0, "seed": 0, "stream": False}
        if self.model:
            question["model"] = self.model
        form = {"name": "statements", "strict": True, "schema": schema}
        bound = {**question, "response_format": {"type": "json_schema", "json_schema": form}}
        code, body = self._post(bound)
        if code in _NO_SCHEMA:
            code, body = self._post(question)
        if code != 200:
            raise ExtractorError(f"{self._server} answered with HTTP {code}; {_advice(code)}, {_ELSE}")
        return self._content(body)

    @property
    def _server(self) -> str:
        return f"the language model's server {urlsplit(self.endpoint).netloc}"

    def _content(self, body: bytes) -> str:
        try:
            content = json.loads(body)["choices"][0]["message"]["content"]
        except (ValueError, LookupError, TypeError, RecursionError):
            content = None
        if not isinstance(content, str):
            raise ExtractorError(f"{self._server} gave no chat completion; look at its address and log, {_ELSE}")
        return content

    def _post(self, question: dict[str, Any]) -> tuple[int, bytes]:
        """The status and body of an answer; of errors the status alone."""
        address = self.endpoint.rstrip("/")
        request = urllib.request.Request(
            address if address.endswith(_PATH) else address + _PATH,
            data=json.dumps(question).encode(),
            headers={"Content-Type": "application/json", "Accept": "application/json", **_key()},
        )
        until = time.monotonic() + self.timeout
        try:
            with urllib.request.build_opener(_NoRedirect).open(request, timeout=self.timeout) as response:
                return response.status, self._read(response, until)
        except urllib.error.HTTPError as error:
            error.close()
            return error.code, b""
        except (OSError, http.client.HTTPException, ValueError) as error:
            if isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError):
                raise self._late() from None
            raise ExtractorError(f"{self._server} cannot be reached; look whether it runs, {_ELSE}") from None

    def _read(self, response: http.client.HTTPResponse, until: float) -> bytes:
        """The whole body; no slower than allowed in all, where a socket's time-out counts each piece alone."""
        body = bytearray()
        while piece := response.read1(65536):
            body += piece
            if len(body) > _LARGEST:
                raise ExtractorError(f"{self._server} answered with more than {_LARGEST} bytes; try another model")
            if time.monotonic() > until:
                raise self._late()
        return bytes(body)

    def _late(self) -> ExtractorError:
        return ExtractorError(f"{self._server} gave no answer in {self.timeout:g} seconds; try again, {_ELSE}")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect is an answer like any other: an error."""

    def redirect_request(self, *_: Any) -> None:
        return None


def _key() -> dict[str, str]:
    key = os.environ.get(KEY, "").strip()
    if not (key.isascii() and key.isprintable()):
        raise ExtractorError(f"{KEY} holds characters that no key has; set it again, {_ELSE}")
    return {"Authorization": f"Bearer {key}"} if key else {}


def _advice(code: int) -> str:
    if code in (401, 403):
        return f"look at the key in {KEY}"
    if code in (400, 404, 422) or 300 <= code < 400:
        return "look at the address and at the model's name"
    return "try again"
