"""Where a graph is, and what lies beside it: a folder holds all of that, a server only the graph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg import identity
from kg.errors import GraphError, UsageError
from kg.files import why
from kg.graph import GraphWriter
from kg.graph.place import marker
from kg.graph.remote.endpoint import address
from kg.model import Decision

__all__ = ["Whereabouts", "whereabouts"]


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """``graph`` is a folder or the address of a server; ``files`` the folder for the files beside it (None: there are
    none); ``judgements`` where people's decisions about who is who are kept (None: nowhere but in the graph).
    """

    graph: str | Path
    files: Path | None
    judgements: Path | None

    @property
    def served(self) -> bool:
        """True where the graph is on a server."""
        return isinstance(self.graph, str)

    def judged(self, store: GraphWriter) -> Sequence[Decision]:
        """What people decided: by their file, or where a server's graph has none yet, as it stands in the graph."""
        if self.judgements is not None and (self.judgements.is_file() or not self.served):
            return identity.read_judgements(self.judgements)
        return [decision for decision in store.identities.decisions if decision.score is None]

    def file(self, store: GraphWriter) -> Path:
        """The file of judgements, to write in. A server's new one begins with those that stand in its graph.

        Raises UsageError where there is none.
        """
        if self.judgements is None:
            raise UsageError(f"{self.graph}: a server keeps no file of judgements; give your own: --judgements FILE")
        if self.served and not self.judgements.is_file():
            for decision in self.judged(store):
                identity.judge(self.judgements, decision)
        return self.judgements


def whereabouts(
    out: str | Path | None, store: str | None = None, *, judgements: str | Path | None = None
) -> Whereabouts:
    """Where the graph is that somebody calls ``out``; or ``store``, and then ``out`` is the folder for its files.

    ``judgements``: a file that a graph in a folder takes over, and that one on a server without a folder uses itself.
    Raises UsageError where that is no place or two, GraphError where the folder cannot be made.
    """
    given = Path(judgements) if judgements is not None else None
    if isinstance(out, str) and address(out):
        if store is not None:
            raise UsageError(f"{out} and {store}: one graph has one address; --out then is a folder for its files")
        return Whereabouts(out, None, given)
    folder = None if out is None else Path(out)
    if store is None:
        if folder is None:
            raise UsageError("give a folder for the graph, or the address of a server")
        return Whereabouts(folder, folder, folder / identity.FILE)
    if not address(store):
        raise UsageError(f"{store}: is no http(s) address; a graph in a folder is given with --out")
    if folder is None:
        return Whereabouts(store, None, given)
    if marker(folder) is not None:
        raise UsageError(f"{folder}: holds a graph of its own; give another folder for the files of {store}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GraphError(f"{folder}: cannot be made a folder ({why(error)})") from error
    return Whereabouts(store, folder, folder / identity.FILE)
