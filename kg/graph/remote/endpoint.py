"""One SPARQL 1.1 endpoint over HTTP: requests that end, are repeated where that is safe, and tell nobody a secret.

Everything that is sent may be sent again. A query changes nothing. An update of this package is a list of ``DROP
GRAPH``, ``DELETE DATA`` and ``INSERT DATA`` with the triples written out: no WHERE, no blank node, no clock, so
carrying it out twice leaves what once leaves, also where the first time went on unseen after its reply was lost.
What could come between the two is another writer: ``claim`` keeps others out. An update without an answer
in time may end after a later one (``docs/how-to/servers.md``): it is told.
"""

from __future__ import annotations

import logging
import os
import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit, urlunsplit

from kg.errors import GraphError, QueryError, UsageError

if TYPE_CHECKING:
    import requests

__all__ = ["Access", "Endpoint", "address", "update_address"]

CONNECTING: Final = 10.0
"""Seconds that making a connection may take."""
SILENCE: Final = 120.0
"""Seconds for which a server may send nothing: longer than most servers let a query run."""
WHOLE: Final = 900.0
"""Seconds that one reply may take in all, however steadily it drips."""
LARGEST: Final = 1 << 30
"""Bytes of a reply, unpacked, that are still read."""
PAUSES: Final = (0.5, 2.0, 8.0)
"""Seconds before each further try; up to half as much again, so that clients that failed together part."""

_PASSING = {429, 500, 502, 503, 504}  # states that pass: too many requests, a restart, a full queue
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Access:
    """What a server lets us in by. Never shown: neither in messages nor in ``repr``."""

    user: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls, given: Mapping[str, str] | None = None) -> Access:
        """``KG_STORE_USER`` and ``KG_STORE_PASSWORD`` (Basic or Digest, as the server asks) or ``KG_STORE_TOKEN``."""
        known = os.environ if given is None else given
        return cls(known.get("KG_STORE_USER"), known.get("KG_STORE_PASSWORD"), known.get("KG_STORE_TOKEN"))


def address(where: object) -> str | None:
    """The address of a server, None where ``where`` is a folder. Raises UsageError where it holds a password."""
    text = str(where)
    if not isinstance(where, str) or not text.lower().startswith(("http://", "https://")):
        return None
    try:
        parts = urlsplit(text)
        named = parts.hostname and (parts.port or True)
    except ValueError:
        named = None
    if not named:
        raise UsageError("the address of the store is no web address; give http://HOST:PORT/PATH")
    if "@" in parts.netloc:
        raise UsageError(
            f"{parts.scheme}://{parts.hostname}: no user or password in an address, for logs and shells keep it; "
            "set KG_STORE_USER and KG_STORE_PASSWORD"
        )
    path = parts.path if parts.path.strip("/") else "/query"  # Oxigraph's server, as it says where it listens
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def update_address(query: str, *, user: bool) -> str:
    """Where the servers that we know take updates, by the address of their queries; ``user``: we have a user name.

    /query -> /update, /x/sparql -> /x/update, /repositories/x -> /repositories/x/statements, /sparql ->
    /sparql-auth with a user name; any other address takes both.
    """
    parts = urlsplit(query)
    above, _, last = parts.path.rstrip("/").rpartition("/")
    if last == "query" or (last == "sparql" and above):
        path = f"{above}/update"
    elif last == "sparql" and user:
        path = "/sparql-auth"
    elif above.endswith("/repositories"):
        path = f"{parts.path.rstrip('/')}/statements"
    else:
        path = parts.path
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


class Endpoint:
    """The query and the update address of one store. ``requests`` counts what was sent, repeats included."""

    def __init__(self, query: str, update: str, access: Access) -> None:
        import requests  # only who uses a server needs it

        self.url = query
        self.requests = 0
        self._update = update
        self._access = access
        self._session = requests.Session()
        self._session.trust_env = False  # else ~/.netrc would give its passwords to this server
        if access.token:
            self._session.headers["Authorization"] = f"Bearer {access.token}"
        if (access.token or access.user) and any(_open_to_all(one) for one in (query, update)):
            _log.warning("%s: the network between can read what lets us in; https:// hides it", _shown(query))

    def query(self, text: str, *, accept: str, union: bool = False) -> tuple[bytes, Mapping[str, str]]:
        """The reply to a query and its headers. Raises GraphError; QueryError where the query itself is refused.

        ``union``: tells Oxigraph's server to see all graphs as one.
        """
        form = {"query": text} | ({"union-default-graph": "true"} if union else {})
        return self._sent(self.url, form, accept)

    def update(self, text: str) -> None:
        """Carries out an update. Raises GraphError."""
        try:
            self._sent(self._update, {"update": text}, "*/*")
        except QueryError as error:
            raise GraphError(f"{error}; nothing of this request can be counted on: run again") from error

    def close(self) -> None:
        """Lets go of the connections."""
        self._session.close()

    def _sent(self, url: str, form: Mapping[str, str], accept: str) -> tuple[bytes, Mapping[str, str]]:
        import requests

        trouble = ""
        for pause in (0.0, *PAUSES):
            time.sleep(pause * random.uniform(1, 1.5))
            try:
                with self._let_in(url, form, accept) as reply:
                    body = _body(reply)
                    if reply.status_code not in _PASSING:
                        return _good(url, reply, body), reply.headers
                    trouble = f"answers {reply.status_code} {reply.reason}: {_excerpt(body)}"
            except requests.Timeout:
                trouble = "does not answer in time"
                if "update" in form:  # it may still go on there, and end after a later one
                    _log.warning(
                        "%s: an update got no answer in time and may still run there; when the server is idle, "
                        "`kg check` tells whether the graph is whole",
                        _shown(url),
                    )
            except (requests.RequestException, OSError) as error:
                trouble = f"cannot be reached, or broke off ({type(error).__name__})"
        raise GraphError(f"{_shown(url)}: {trouble}; tried {len(PAUSES) + 1} times: see the server's own log")

    def _let_in(self, url: str, form: Mapping[str, str], accept: str) -> requests.Response:
        """The reply; where it asks who we are, the reply after we said so, in the way that it wants to hear it."""
        reply = self._post(url, form, accept)
        if reply.status_code != 401 or self._access.user is None or self._session.auth:
            return reply
        reply.close()
        from requests import auth

        digest = "digest" in reply.headers.get("WWW-Authenticate", "").lower()  # a server that can: no bare password
        kind = auth.HTTPDigestAuth if digest else auth.HTTPBasicAuth
        self._session.auth = kind(self._access.user, self._access.password or "")
        return self._post(url, form, accept)

    def _post(self, url: str, form: Mapping[str, str], accept: str) -> requests.Response:
        self.requests += 1
        return self._session.post(
            url,
            data=dict(form),
            headers={"Accept": accept, "User-Agent": "kg"},
            timeout=(CONNECTING, SILENCE),
            stream=True,
            allow_redirects=False,  # neither the data nor what lets us in goes to an address that nobody gave
        )


def _body(reply: requests.Response) -> bytes:
    """The whole body. Raises requests.Timeout where it takes too long, GraphError where it is too large."""
    import requests
    import urllib3

    body, end = bytearray(), time.monotonic() + WHOLE
    try:
        while part := reply.raw.read1(1 << 16, decode_content=True):
            body += part
            if len(body) > LARGEST:
                raise GraphError(f"{_shown(reply.url)}: a reply of more than {LARGEST:,} bytes; ask for less at once")
            if time.monotonic() > end:
                raise requests.Timeout
    except urllib3.exceptions.TimeoutError as error:
        raise requests.Timeout from error
    except urllib3.exceptions.HTTPError as error:
        raise requests.ConnectionError(type(error).__name__) from error
    return bytes(body)


def _good(url: str, reply: requests.Response, body: bytes) -> bytes:
    """The body of a reply that is one. Raises GraphError, or QueryError where the request was understood."""
    status, shown = reply.status_code, _shown(url)
    if 200 <= status < 300:
        return body
    if status in (401, 403):
        raise GraphError(
            f"{shown}: does not let us in ({status}); set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN, "
            "to those of somebody who may do this"
        )
    if 300 <= status < 400:
        raise GraphError(f"{shown}: sends us on to {_shown(reply.headers.get('Location', ''))}; give that address")
    if status == 400:
        raise QueryError(f"{shown}: refuses the request: {_excerpt(body)}")
    what = "is no SPARQL endpoint" if status in (404, 405, 406, 415) else "refuses the request"
    raise GraphError(f"{shown}: {what} ({status} {reply.reason}): {_excerpt(body)}")


def _excerpt(body: bytes) -> str:
    """The beginning of what a server says, in one line."""
    text = " ".join(body[:2000].decode("utf-8", "replace").split())
    return text[:300] + ("..." if len(text) > 300 else "") or "it does not say why"


def _shown(url: str) -> str:
    """An address for people, without what may be secret in it: the user, the query part."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", "")) or "nowhere"


def _open_to_all(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme == "http" and parts.hostname not in _LOOPBACK
