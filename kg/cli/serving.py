"""kg serve."""

from __future__ import annotations

import argparse
import sys

from kg.cli.terminal import complain, say
from kg.errors import UsageError
from kg.serve import serve as run
from kg.serve.values import Limits

__all__ = ["serve"]


def serve(options: argparse.Namespace) -> int:
    """Serves a graph until it is told to stop; the log goes to stderr."""
    if options.port > 65_535:
        raise UsageError(f"--port {options.port}: there are ports up to 65535")
    if options.host not in ("127.0.0.1", "::1", "localhost"):
        complain(f"warning: whoever reaches {options.host} can read this graph; there are no passwords")
    run(
        options.graph,
        host=options.host,
        port=options.port,
        workers=options.workers,
        limits=Limits(options.timeout, options.max_rows, options.max_bytes),
        log=_log,
        ready=_ready,
    )
    return 0


def _ready(address: str) -> None:
    say(f"{address}  (SPARQL at {address}sparql; Ctrl-C stops it)")
    sys.stdout.flush()


def _log(line: str) -> None:
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
