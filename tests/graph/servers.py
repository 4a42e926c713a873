"""Real SPARQL servers, started for the tests on this machine's own loopback."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

VIRTUOSO = """
[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/v-temp.db
TransactionFile = {folder}/v-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 2000
MaxDirtyBuffers = 1500
ServerThreads = 10
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 10
[SPARQL]
ResultSetMaxRows = 1000
"""
"""As Debian's, but small, and with a limit of rows that the tests reach."""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def oxigraph_program() -> str:
    """Where ``oxigraph`` is; skips the test where it is not."""
    program = shutil.which("oxigraph") or shutil.which("oxigraph", path=sysconfig.get_path("scripts"))
    if program is None:
        pytest.skip("oxigraph is not installed: pip install oxigraph")
    return program


@contextlib.contextmanager
def oxigraph(folder: Path) -> Iterator[str]:
    """The address of an empty ``oxigraph serve`` (the package ``oxigraph``)."""
    program = oxigraph_program()
    port = free_port()
    command = [program, "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    with running(command, folder, f"http://127.0.0.1:{port}/"):
        yield f"http://127.0.0.1:{port}/query"


@contextlib.contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """The address of an empty Virtuoso; the user ``dba`` with the password ``dba`` may write by ``/sparql-auth``."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("virtuoso-t is not installed: Debian's virtuoso-opensource-7-bin")
    sql, http = free_port(), free_port()
    (folder / "v.ini").write_text(VIRTUOSO.format(folder=folder, sql=sql, http=http))
    command = [program, "+configfile", str(folder / "v.ini"), "+foreground"]
    with running(command, folder, f"http://127.0.0.1:{http}/sparql"):
        yield f"http://127.0.0.1:{http}/sparql"


@contextlib.contextmanager
def running(
    command: list[str], folder: Path, url: str, environment: Mapping[str, str] | None = None
) -> Iterator[None]:
    """A server, from the moment that it answers at ``url``; its output stands in the file ``out`` of the folder."""
    with (folder / "out").open("wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=folder, env=environment
        )
        try:
            for _ in range(600):
                assert process.poll() is None, (folder / "out").read_text()
                try:
                    urllib.request.urlopen(url, timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.05)
            else:
                raise AssertionError(f"{command[0]} does not answer: {(folder / 'out').read_text()}")
            yield
        finally:
            process.kill()
            process.wait()
