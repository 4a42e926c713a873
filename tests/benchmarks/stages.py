"""The stages of a build, and the time that each of them takes: put into the program from outside."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any


class Clock:
    """The CPU seconds of each stage, less those of the stages inside it."""

    def __init__(self) -> None:
        self.took: dict[str, float] = defaultdict(float)
        self._inside: list[str] = []
        self._last = time.process_time()

    def enter(self, stage: str) -> None:
        self._tell()
        self._inside.append(stage)

    def leave(self) -> None:
        self._tell()
        self._inside.pop()

    def _tell(self) -> None:
        now = time.process_time()
        if self._inside:
            self.took[self._inside[-1]] += now - self._last
        self._last = now

    def call(self, stage: str, owner: Any, name: str) -> None:
        """Counts the time of a function of a module or class."""
        function = getattr(owner, name)

        @wraps(function)
        def timed(*args: Any, **options: Any) -> Any:
            self.enter(stage)
            try:
                return function(*args, **options)
            finally:
                self.leave()

        setattr(owner, name, timed)

    def walk(self, stage: str, owner: Any, name: str) -> None:
        """Counts the time of a generator, from one value to the next."""
        function: Callable[..., Iterator[Any]] = getattr(owner, name)

        @wraps(function)
        def timed(*args: Any, **options: Any) -> Iterator[Any]:
            found, end = iter(function(*args, **options)), object()
            while True:
                self.enter(stage)
                try:
                    value = next(found, end)
                finally:
                    self.leave()
                if value is end:
                    return
                yield value

        setattr(owner, name, timed)


def watch(clock: Clock) -> None:
    """Puts the clock into the stages."""
    from spacy.language import Language

    import kg.annotate
    import kg.graph.putting
    import kg.graph.store
    from kg import extraction, identity, ingest, outputs, packing, spool

    clock.call("load", extraction, "reader")
    clock.walk("ingest", ingest, "read")
    clock.walk("language", Language, "pipe")
    clock.call("annotate", kg.annotate, "parse")
    clock.call("annotate", kg.annotate.Annotator, "annotate_doc")
    clock.call("resolve", extraction.resolve, "resolve")
    clock.call("relate", extraction.relate, "relate")
    clock.call("encode", kg.graph.putting, "encode")
    clock.call("validate", kg.graph.putting, "validate")
    clock.call("write", kg.graph.store.GraphWriter, "put_all")
    clock.call("write", identity, "remember")
    clock.call("pack", packing, "pack")
    clock.call("pack", spool.Spool, "add")
    clock.call("store", spool, "fill")
    clock.call("identity", identity, "settle_new")
    clock.call("identity", identity, "settle")
    clock.call("files", outputs, "update")
