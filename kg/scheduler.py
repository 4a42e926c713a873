"""The way to a Dask scheduler, and what may be wrong with it, in our words."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from kg.errors import ExtractorError, UsageError

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["connected", "reached"]

_PATIENCE: Final = 10.0  # seconds until a scheduler must have answered
_LOGGERS: Final = ("distributed", "distributed.client", "tornado", "tornado.application", "asyncio")


@contextlib.contextmanager
def connected(scheduler: str) -> Iterator[Client]:
    """A client of Dask that nobody else here takes for theirs; leaving it calls back what is on the way."""
    try:
        from distributed import Client
    except ImportError as error:
        raise UsageError("reading on several machines needs Dask: pip install 'kg[dask]'") from error
    with _quiet():
        _check(scheduler)
        try:
            client = Client(scheduler, name="kg", set_as_default=False, timeout=_PATIENCE)
        except OSError as error:
            why = str(error.__cause__ or error) or f"nothing came within {_PATIENCE:g} seconds"
            raise ExtractorError(
                f"no Dask scheduler answers at {scheduler} ({why}); start one (dask scheduler), "
                "or build without --scheduler"
            ) from error
        try:
            yield client
        finally:
            with contextlib.suppress(Exception):  # a scheduler that is gone cannot be told
                client.close(timeout=_PATIENCE)


def _check(scheduler: str) -> None:
    """Tells what a client of Dask would not survive. Raises UsageError."""
    from distributed import Security

    scheme, _, place = scheduler.rpartition("://")
    try:
        parts = urlsplit(f"//{place}")
        sound = scheme in ("", "tcp", "tls") and bool(parts.hostname) and bool(parts.port)
    except ValueError:
        sound = False
    if not sound:
        raise UsageError(f"{scheduler}: no address of a Dask scheduler; give it like tcp://host:8786")
    security = Security().get_connection_args("client")
    if scheme == "tls" and security["ssl_context"] is None:
        raise UsageError(
            f"{scheduler}: Dask has no certificates for it; name them as its setting distributed.comm.tls"
        )
    if scheme != "tls" and security["require_encryption"]:
        raise UsageError(f"{scheduler}: Dask is set to encrypt; give the address as tls://{place}")


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """What Dask would write to the terminal is told by our errors, or is nobody's business."""
    import dask

    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"}):
            yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)


@contextlib.contextmanager
def reached(scheduler: str) -> Iterator[None]:
    """Tells what is wrong with Dask, in our words. What is wrong with an article or the tools comes as a value."""
    from distributed import CancelledError, KilledWorker

    try:
        yield
    except (KilledWorker, ExtractorError):
        raise
    except Exception as error:
        if isinstance(error, ImportError | AttributeError):
            raise ExtractorError(
                f"a worker of the Dask scheduler at {scheduler} cannot load kg ({error}); install the same on each "
                "machine, and start the workers again"
            ) from error
        cancelled = isinstance(error, CancelledError)  # says in many lines that it is
        why = "connection lost" if cancelled else f"{type(error).__name__}: {error}".partition("\n")[0]
        raise ExtractorError(
            f"the Dask scheduler at {scheduler} is lost ({why}); what was read is kept. Start it again, and run "
            "the same: it goes on where it stopped"
        ) from error
