"""What the reading of an article depends on beside the article, as one hash: what has changed shows in it.

Rather too much than too little: whatever of our code is loaded for an article to become triples, all data that it
reads, the versions of what it stands on, and what the user chose.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import platform
import sys
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Final

from kg import ontology
from kg.relate import Extractor

__all__ = ["CODE", "VERSIONS", "fingerprint", "own", "version", "versions"]

CODE: Final = (
    "annotate",
    "authority",
    "graph",
    "identity",
    "ingest",
    "language",
    "model",
    "relate",
    "resolve",
    "cluster.py",
    "errors.py",
    "extraction.py",
    "files.py",
    "fingerprint.py",
    "garbage.py",
    "machine.py",
    "ontology.py",
    "packing.py",
    "pipeline.py",
    "pool.py",
    "remembered.py",
    "scheduler.py",
    "spelling.py",
    "spool.py",
    "storing.py",
    "tables.py",
    "triples.py",
    "workers.py",
    "yamls.py",
)
"""What is loaded for an article to become triples: packages with their data, and modules."""

_NOT_LOADED: Final = frozenset({"__pycache__", "train", "queries"})
VERSIONS: Final = (
    *("anyascii", "htmldate", "justext", "lxml", "lxml-html-clean", "numpy", "onnxruntime", "pyoxigraph", "PyYAML"),
    *("rapidfuzz", "spacy", "thinc", "trafilatura"),
)


def fingerprint(
    *, model: str | None, ner: str | None, authorities: Sequence[Path], extractor: Extractor
) -> str | None:
    """A hash of the tools that ``extraction.tools`` gives for the same; None where it cannot be told of them all.

    What answers behind the endpoint of a language model is known by its address and name alone.
    """
    found = hashlib.sha256()
    try:
        for name, content in _parts(model, ner, authorities, extractor):
            found.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
            found.update(content)
    except (OSError, LookupError):  # whoever loads the tools tells what is wrong with them
        return None
    return found.hexdigest()


def _parts(
    model: str | None, ner: str | None, authorities: Sequence[Path], extractor: Extractor
) -> Iterator[tuple[str, bytes]]:
    """All that counts, in a fixed order; file names relative to what they belong to."""
    yield "own", own().encode()
    for path in authorities:
        yield "authority", path.read_bytes()
    for role, pipeline in (("model", model), ("ner", ner)):
        if pipeline is not None:
            yield role, pipeline.encode("utf-8", "surrogateescape")
            yield from _files(_place(pipeline))
            yield "installed", "\n".join(_installed()).encode()  # such a pipeline may stand on anything
    yield "extractor", (getattr(extractor, "__qualname__", None) or repr(extractor)).encode()


@functools.cache
def own() -> str:
    """A hash of what nobody chooses; once in a process, for what is loaded stays as it was."""
    found = hashlib.sha256()
    for name, which in versions().items():
        found.update(f"{name} {which}\n".encode())
    package = Path(__file__).parent
    for place in (*(package / one for one in CODE), ontology.folder()):
        for name, content in _files(place):
            found.update(f"{name}\0{len(content)}\0".encode())
            found.update(content)
    return found.hexdigest()


def versions() -> dict[str, str]:
    """What we stand on, processor and Python first."""
    return {"processor": platform.machine(), "Python": sys.version, **{name: version(name) for name in VERSIONS}}


def version(name: str) -> str:
    """Of an installed distribution; ``none`` where there is none of that name."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"


def _installed() -> list[str]:
    return sorted(f"{one.metadata['Name']} {one.version}" for one in metadata.distributions())


def _place(pipeline: str) -> Path:
    """The folder of a spaCy pipeline, which is the name of a package or a path. Raises LookupError."""
    try:
        found = importlib.util.find_spec(pipeline) if pipeline.isidentifier() else None
    except (ImportError, ValueError):
        found = None
    place = Path(found.origin).parent if found and found.origin else Path(pipeline)
    if not place.is_dir():
        raise LookupError(pipeline)
    return place


def _files(place: Path) -> Iterator[tuple[str, bytes]]:
    if place.is_file():
        yield place.name, place.read_bytes()
        return
    for path in sorted(place.iterdir()):
        if path.name in _NOT_LOADED or path.name.startswith("."):
            continue
        for name, content in _files(path):
            yield f"{place.name}/{name}", content
