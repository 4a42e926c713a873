"""The front: connections in, answers out, each within its time and size. It reads no graph; workers do that.

h11 reads and writes HTTP; here stand the limits. A client that is slow, silent, too big or one too many costs a
socket for some seconds and nothing else.
"""

from __future__ import annotations

import asyncio
import ipaddress
import re
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from email.utils import formatdate

import h11

from kg.errors import RequestError
from kg.serve.values import Request, Response, plain

__all__ = ["Front", "is_loopback"]

HEAD_BYTES = 32_768
BODY_BYTES = 1_000_000
CONNECTIONS = 512
HEAD_SECONDS = 10.0
BODY_SECONDS = 10.0
SEND_SECONDS = 20.0
"""Seconds in which a client must take the next 64 KiB of an answer."""
UNSENT_BYTES = 256_000_000
"""Answers that wait for their clients, all together."""

_LOCAL = {"localhost", "127.0.0.1", "[::1]"}
_CUT = 65_536
_THROWN_AWAY = 4_000_000
_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_ALWAYS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("X-Frame-Options", "DENY"),
    ("Cache-Control", "no-cache"),
)
_POLICY = "default-src 'none'; frame-ancestors 'none'"


def is_loopback(host: str) -> bool:
    """True where only this machine can reach it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


class Front:
    """Serves connections; ``answer`` does the work, ``log`` gets a line for each request and each refusal."""

    def __init__(
        self, answer: Callable[[Request], Awaitable[Response]], log: Callable[[str], None], *, local: bool
    ) -> None:
        """``local``: answer only to names of this machine, so that no web page elsewhere can rename itself to it."""
        self._answer = answer
        self._log = log
        self._local = local
        self._open = 0
        self._unsent = 0
        self._serving: set[asyncio.Task[None]] = set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, to its end."""
        if (task := asyncio.current_task()) is not None:
            self._serving.add(task)
            task.add_done_callback(self._serving.discard)
        self._open += 1
        client = _Client(reader, writer)
        try:
            if self._open > CONNECTIONS:
                refused = plain(503, "too many connections; try again later", (("Retry-After", "5"),))
                with suppress(TimeoutError, h11.RemoteProtocolError):  # unread, its request would undo the answer
                    async with asyncio.timeout(1):
                        await client.event()
                await self._reply(client, None, refused, time.monotonic())
            else:
                while await self._exchange(client):
                    client.http.start_next_cycle()
        except (OSError, h11.LocalProtocolError):
            self._told(client, "-", "-", "the client went away, or was too slow to take its answer")
        except asyncio.CancelledError:
            self._told(client, "-", "-", "the server stops")
        finally:
            self._open -= 1
            await client.close()

    async def finish(self, grace: float) -> None:
        """Lets answers under way be sent for some seconds, then ends all connections."""
        if self._serving:
            _, late = await asyncio.wait(self._serving, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _exchange(self, client: _Client) -> bool:
        """One request and its answer; False where the connection ends with it."""
        request: Request | None = None
        started = time.monotonic()
        try:
            async with asyncio.timeout(HEAD_SECONDS):
                head = await client.event()
            if not isinstance(head, h11.Request):
                return False  # the client went away, in order
            started = time.monotonic()
            request = _request(head, b"")
            self._refuse(request)
            async with asyncio.timeout(BODY_SECONDS):
                request = _request(head, await _body(client, request))
            response = await client.while_there(self._answer(request))
        except RequestError as error:
            response = plain(error.status, str(error), error.headers)
        except h11.RemoteProtocolError as error:
            response = plain(error.error_status_hint, "the request is malformed, or its head too long")
        except TimeoutError:
            if request is None and not client.heard:
                return False  # kept open, and nothing more came
            response = plain(408, "the request took too long to arrive")
        await self._reply(client, request, response, started)
        return bool(client.http.our_state is h11.DONE and client.http.their_state is h11.DONE)

    def _refuse(self, request: Request) -> None:
        """Raises RequestError for what nobody need work on."""
        if request.method not in _METHODS:
            raise RequestError(405, f"{request.method} is not allowed: this server only reads", _allow())
        host = request.header("host").rpartition(":")
        name = request.header("host") if not host[1] or host[2].endswith("]") else host[0]
        if self._local and name.lower() not in _LOCAL:
            raise RequestError(421, "this server answers to localhost only; see --host")
        cross = request.header("sec-fetch-site") == "cross-site"
        if cross and request.header("sec-fetch-mode") != "navigate":
            raise RequestError(403, "pages of other sites may link here, not ask")

    async def _reply(self, client: _Client, request: Request | None, response: Response, started: float) -> None:
        size = len(response.body)
        if self._unsent + size > UNSENT_BYTES:
            response = plain(503, "too many answers wait for their clients", (("Retry-After", "5"),))
            size = len(response.body)
        self._unsent += size
        try:
            await client.send(response, head_only=request is not None and request.method == "HEAD")
        finally:
            self._unsent -= size
            line = f"{request.method} {_target(request)}" if request else "-"
            spent = f"{response.status} {size}B {1000 * (time.monotonic() - started):.0f}ms"
            self._told(client, line, spent, response.reason)

    def _told(self, client: _Client, line: str, spent: str, reason: str) -> None:
        refused = f" refused: {_one_line(reason)}" if reason else ""
        self._log(f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} {client.name} {line} {spent}{refused}")


class _Client:
    """One connection: bytes to events and back."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.http = h11.Connection(h11.SERVER, max_incomplete_event_size=HEAD_BYTES)
        self._reader, self._writer = reader, writer
        peer = writer.get_extra_info("peername")
        self.name = str(peer[0]) if peer else "?"
        self.heard = False

    async def event(self) -> h11.Event | type[h11.PAUSED]:
        """The next thing that the client says. Raises RemoteProtocolError for what is no HTTP."""
        while True:
            event = self.http.next_event()
            if event is not h11.NEED_DATA:
                self.heard = False
                return event  # type: ignore[return-value]
            if self.http.they_are_waiting_for_100_continue:
                await self._write(self.http.send(h11.InformationalResponse(status_code=100, headers=[])))
            data = await self._reader.read(_CUT)
            self.heard = self.heard or bool(data)
            self.http.receive_data(data)

    async def while_there(self, work: Awaitable[Response]) -> Response:
        """What the work gives; ended where the client goes away before. Raises ConnectionError then."""
        task = asyncio.ensure_future(work)
        watch = asyncio.ensure_future(self._reader.read(_CUT))
        try:
            await asyncio.wait({task, watch}, return_when=asyncio.FIRST_COMPLETED)
            if not task.done() and not watch.result():
                raise ConnectionResetError
            return await task
        finally:
            task.cancel()
            watch.cancel()
            with suppress(asyncio.CancelledError, ConnectionError):
                if data := await watch:
                    self.http.receive_data(data)  # its next request, sent ahead

    async def send(self, response: Response, *, head_only: bool) -> None:
        """Sends an answer. Raises TimeoutError where the client takes nothing of it for too long."""
        if self.http.our_state not in (h11.IDLE, h11.SEND_RESPONSE):
            return
        headers = [("Content-Type", response.media), ("Content-Length", str(len(response.body)))]
        if response.status == 204:
            headers = []
        given = {name.lower() for name, _ in response.headers}
        policy = () if "content-security-policy" in given else (("Content-Security-Policy", _POLICY),)
        headers += [("Date", formatdate(usegmt=True)), *response.headers, *_ALWAYS, *policy]
        if self.http.their_state is not h11.DONE:  # what it still wants to send is not read
            headers.append(("Connection", "close"))
        await self._write(self.http.send(h11.Response(status_code=response.status, headers=headers)))
        body = b"" if head_only or response.status == 204 else response.body
        for start in range(0, len(body), _CUT):
            await self._write(self.http.send(h11.Data(data=body[start : start + _CUT])))
        await self._write(self.http.send(h11.EndOfMessage()))

    async def close(self) -> None:
        """Ends the connection; what still comes is thrown away for a moment, or the answer would be lost with it."""
        with suppress(ConnectionError, TimeoutError, OSError):
            if self.http.their_state not in (h11.DONE, h11.CLOSED, h11.IDLE) and self._writer.can_write_eof():
                self._writer.write_eof()
                async with asyncio.timeout(1):
                    left = _THROWN_AWAY
                    while left > 0 and (data := await self._reader.read(_CUT)):
                        left -= len(data)
        self._writer.close()
        with suppress(ConnectionError, TimeoutError, OSError):
            async with asyncio.timeout(1):
                await self._writer.wait_closed()
        self._writer.transport.abort()

    async def _write(self, data: bytes | None) -> None:
        if data:
            self._writer.write(data)
            async with asyncio.timeout(SEND_SECONDS):
                await self._writer.drain()


async def _body(client: _Client, request: Request) -> bytes:
    """The request's body. Raises RequestError where it is too large, before it is read where it says so."""
    told = request.header("content-length")
    if told.isdecimal() and int(told) > BODY_BYTES:
        raise _too_large()
    body = b""
    while isinstance(event := await client.event(), h11.Data):
        body += event.data
        if len(body) > BODY_BYTES:
            raise _too_large()
    if isinstance(event, h11.ConnectionClosed):
        raise ConnectionResetError
    return body


def _too_large() -> RequestError:
    return RequestError(413, f"the body is too large: at most {BODY_BYTES} bytes")


def _allow() -> tuple[tuple[str, str], ...]:
    return (("Allow", ", ".join(_METHODS)),)


def _request(head: h11.Request, body: bytes) -> Request:
    target = re.sub(r"(?i)\Ahttps?://[^/?]*", "", head.target.decode("ascii"))  # as a proxy would write it
    path, _, query = target.partition("?")
    headers = {name.decode("ascii"): value.decode("latin-1") for name, value in head.headers}
    return Request(head.method.decode("ascii"), path or "/", query, headers, body)


def _target(request: Request) -> str:
    target = f"{request.path}?{request.query}" if request.query else request.path
    return target if len(target) <= 500 else f"{target[:500]}..."


def _one_line(text: str) -> str:
    """Text that no terminal obeys and that stays on its line."""
    return "".join(char if char.isprintable() else " " for char in text)[:500]
