"""Graphs made and changed: build, add, remove, and what people decide about who is who."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kg import beside, graph, identity, outputs, spool
from kg.api import Graph, open
from kg.errors import UsageError
from kg.graph import GraphWriter
from kg.identity.bundles import beyond_few
from kg.identity.version import version
from kg.model import Decision, PartialDate, Verdict
from kg.progress import bar
from kg.spelling import perhaps
from kg.view.texts import LANGUAGE, texts
from kg.whereabouts import Whereabouts, whereabouts

if TYPE_CHECKING:
    from kg.pipeline import Outcome

__all__ = ["add", "build", "judge", "remember", "remove", "settle", "write_files"]

Paths = str | Path | Sequence[str | Path]


def build(
    paths: Paths,
    out: str | Path | None = None,
    *,
    store: str | None = None,
    update: str | None = None,
    model: str | None = None,
    ner: str | None = None,
    authorities: Sequence[str | Path] = (),
    extractor: str = "patterns",
    endpoint: str | None = None,
    llm_model: str | None = None,
    infer: bool = False,
    judgements: str | Path | None = None,
    base: str | None = None,
    keep: bool = False,
    language: str | None = None,
    jobs: int | None = 1,
    scheduler: str | None = None,
    again: bool = False,
    files: str = "auto",
    stdin: BinaryIO | None = None,
    progress: Callable[[str], None] | None = None,
) -> Graph:
    """A graph of the articles in files, folders, globs, ``-`` (``stdin``) and addresses.

    ``print(graph.report)`` tells what was read, what was skipped and why; what cannot be read stops no other input.

    :param out: the folder to keep it in, made equal to the input, or the address of a server (as ``store``); None:
        the graph goes with the process
    :param store: the address of a SPARQL 1.1 endpoint to keep it at; ``out`` then only gets the files for people
    :param update: the address that takes updates; None: ``KG_STORE_UPDATE``, else where servers of its kind do
    :param model: another installed spaCy pipeline with UD labels instead of ours
    :param ner: an installed spaCy pipeline that gives the names, beside our own parse
    :param authorities: CSV files of known actors that extend ours
    :param extractor: what finds the statements: ``patterns``, or ``llm`` for a language model at ``endpoint``
    :param endpoint: for ``llm`` the address of an OpenAI-compatible server; its key, where it wants one, comes from
        the environment (``KG_LLM_KEY``)
    :param llm_model: the model to ask there; None: the server's own
    :param infer: also conclude what follows (symmetry, wider relations and types, ...), into a graph of its own; a
        graph that has it keeps it with ``keep``
    :param judgements: a file of people's decisions about who is who (``kg.identity.judgements``), taken over into
        that of ``out``; None: only those that ``out`` has, or where there is no folder, those in the graph itself
    :param base: what the IRIs of a new graph begin with; None: ``https://kg.example/``
    :param keep: leave what ``out`` holds and the input does not
    :param language: of the own words of the pages in ``out`` (``en``, ``de``); None: as they are, or English
    :param files: whether the files beside the store follow: ``always``, ``never`` or ``auto``, up to 20,000
        statements. Where they do not, ``write_files`` writes them
    :param jobs: how many processes read; 0: one for each processor core that there is memory for; None: likewise, but
        one for few articles or where a language model is asked. The graph is the same, to the byte
    :param scheduler: the address of a Dask scheduler whose workers read instead (``tcp://host:8786``); the graph is
        the same, to the byte
    :param again: also read what the graph holds just as the same tools read it
    :param progress: called with the source of each article when it is done; None: a notebook shows how far it is
    :raises ExtractorError: the processes that read cannot be started, or the scheduler cannot be reached, or its
        workers are not as this process
    :raises GraphError: ``out`` is no graph folder, is being written by somebody else, or is of another version
    :raises LanguageError: such a pipeline is not installed
    :raises OntologyError: a file of ``authorities`` contradicts itself or another
    :raises UsageError: no such extractor, or one that lacks its endpoint; a language that the pages do not speak;
        ``jobs`` and ``scheduler``
    """
    from kg import cluster, fingerprint, ingest, pipeline, pool, relate  # spaCy takes seconds; who asks needs none
    from kg.cluster import Cluster

    _refuse(files, language, jobs, scheduler)
    inputs = [paths] if isinstance(paths, str | Path) else list(paths)
    actors = tuple(Path(path).absolute() for path in authorities)  # workers stand in other folders
    chosen = relate.choose(extractor, endpoint=endpoint, model=llm_model)
    tools = partial(pipeline.tools, model=model, ner=ner, authorities=actors, extractor=chosen)
    marking = partial(fingerprint.fingerprint, model=model, ner=ner, authorities=actors, extractor=chosen)
    on = Cluster(scheduler, marking) if scheduler is not None else None
    jobs = 1 if jobs is None and extractor != "patterns" else jobs  # who asks one server asks it many things at once
    through: identity.Through = partial(pool.done, jobs=jobs or 0)
    if scheduler is not None:
        through = partial(cluster.done, on=Cluster(scheduler, version))
    how = partial(pipeline.build, using=tools, stdin=stdin, keep=keep, jobs=jobs, on=on, mark=marking(), again=again)
    stays = out is not None or store is not None
    wanted = _Wanted(base, update, judgements, infer, keep, stays, language, files, beyond_few(through))
    watched = nullcontext(progress) if progress else bar(partial(ingest.count, inputs))
    with watched as tell, tempfile.TemporaryDirectory(prefix="kg-") as temporary:
        place = whereabouts(out if wanted.stays else Path(temporary, "graph"), store, judgements=judgements)
        return _filled(place, partial(how, inputs, progress=tell), wanted)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What shall stand in the graph aside from what articles say, and around it; as ``build`` has it.

    ``stays``: somebody will look into the folder later, so the files beside the store are written, too. ``through``:
    who compares actors.
    """

    base: str | None
    update: str | None
    judgements: str | Path | None
    infer: bool
    keep: bool
    stays: bool
    language: str | None
    files: str
    through: identity.Through


def _refuse(files: str, language: str | None, jobs: int | None, scheduler: str | None) -> None:
    """Tells of wrong options before hours of reading."""
    beside.checked(files)
    texts(language or LANGUAGE)
    if jobs is not None and jobs < 0:
        raise UsageError(f"{jobs} processes: give a number from 1 on, or 0 for as many as there are cores")
    if scheduler is not None and jobs not in (None, 1):
        raise UsageError("jobs are processes here, the workers of a scheduler are its own; give one or the other")


def _filled(place: Whereabouts, fill: Callable[..., Outcome], wanted: _Wanted) -> Graph:
    """The graph at ``place`` with what ``fill`` stores there and, where it is wanted, all that follows."""
    judgements, language, files = wanted.judgements, wanted.language, wanted.files
    with graph.write(place.graph, base=wanted.base, update=wanted.update) as store:
        if judgements is not None and place.files is not None:
            identity.adopt(place.files / identity.FILE, Path(judgements))
        judged = place.judged(store)
        beside_it = place.files if wanted.stays else None
        with outputs.following(store, beside_it, files, language=language) as left_out:
            with spool.spooled(store, judged, wanted.through) as waiting:
                did = fill(store, spool=waiting)
            left_out.skipped, left_out.refused = did.skipped, did.refused
            identity.settle(store, judged, wanted.through)
            # A build says anew whether conclusions are wanted; an addition may ask for them and takes none away.
            if wanted.infer or (wanted.keep and store.concludes()):
                graph.infer(store)
            else:
                store.drop_inferred()
    return Graph(graph.read(place.graph), did)


def add(paths: Paths, out: str | Path | None = None, **options: Any) -> Graph:
    """Adds articles to the graph in ``out``, or replaces those of the same source; ``options`` as for ``build``."""
    return build(paths, out, keep=True, **options)


def remove(
    sources: str | Sequence[str],
    out: str | Path,
    *,
    judgements: str | Path | None = None,
    update: str | None = None,
    files: str = "auto",
) -> Graph:
    """Takes articles out of the graph in ``out`` (or on a server), with all that stands on them alone.

    ``judgements`` and ``update`` as for ``build``, where ``out`` is a server; ``files`` as there. Raises UsageError
    where the graph does not hold one of them, before anything is removed.
    """
    gone = [sources] if isinstance(sources, str) else list(sources)
    with _changing(whereabouts(out, judgements=judgements), update, files=files) as store:
        # Also where nothing goes: it finishes what was killed after the removal.
        unknown = [source for source in gone if not store.holds(source)]
        near = perhaps(unknown[0], store.sources()) if unknown else ""
        for source in dict.fromkeys(gone if not unknown else ()):
            store.remove(source)
    if unknown:
        raise UsageError(f"{unknown[0]}: no article of the graph{near}")
    return open(out)


def judge(
    one: str,
    other: str,
    verdict: str | None,
    out: str | Path,
    *,
    who: str | None = None,
    when: str | None = None,
    why: str | None = None,
    judgements: str | Path | None = None,
    files: str = "auto",
) -> Graph:
    """Decides whether two entities of the graph in ``out`` are one actor; every rebuild remembers it.

    :param one: id, name or alias, as an article gave it: also of an entity that another one stands for by now
    :param verdict: ``same``, ``different`` or ``undecided``; None takes the decision back
    :param who: who decides so; None: nobody tells
    :param when: the day, in ISO 8601; None: nobody tells
    :param why: the reason; None: nobody tells
    :param judgements: the file that remembers it, where ``out`` is a server
    :param files: as for ``build``
    :raises UsageError: no such entity, or several; no such verdict or day; nothing to take back
    """
    if verdict is not None and verdict not in set(Verdict):
        raise UsageError(f"{verdict!r} is no verdict; take one of {', '.join(Verdict)}")
    try:
        day = PartialDate(when) if when else None
    except ValueError as error:
        raise UsageError(str(error)) from error
    place = whereabouts(out, judgements=judgements)
    with _changing(place, files=files) as store:
        file = place.file(store)
        first, second = sorted(identity.meant(store, [one, other]))
        if first == second:
            raise UsageError(f"{one!r} and {other!r} are both id:{first}; give two ids")
        if verdict is not None:
            reason = why or "judged so"
            identity.judge(file, Decision(first, second, Verdict(verdict), reason, None, who, day))
        elif not identity.withdraw(file, first, second):
            raise UsageError(f"nobody has judged id:{first} and id:{second}")
    return open(out)


def remember(decision: Decision, out: str | Path, *, judgements: str | Path | None = None) -> None:
    """Writes down what a person decided about two ids of the graph in ``out``; ``settle`` makes the graph follow."""
    place = whereabouts(out, judgements=judgements)
    with _writing(place) as store:  # nobody else writes the file meanwhile
        identity.judge(place.file(store), decision)


def settle(out: str | Path, *, judgements: str | Path | None = None, files: str = "auto") -> Graph:
    """Makes the graph in ``out`` what its judgements say; ``files`` as for ``build``."""
    with _changing(whereabouts(out, judgements=judgements), files=files):
        pass
    return open(out)


def write_files(out: str | Path, *, language: str | None = None) -> list[str]:
    """Writes the files beside the store in the folder ``out``; gives the names of those that were not so already.

    ``language`` as for ``build``. Raises UsageError where ``out`` is a server.
    """
    place = whereabouts(out)
    if place.files is None:
        raise UsageError(f"{out}: a server has no files beside it; kg export and kg view write them one by one")
    with _writing(place) as store:  # nobody changes it meanwhile
        written = outputs.update(
            store, place.files, beside.skipped(place.files), beside.refused(place.files), language=language
        )
        beside.unmark(place.files)
    return written


@contextmanager
def _changing(place: Whereabouts, update: str | None = None, *, files: str = "auto") -> Iterator[GraphWriter]:
    """The graph at ``place`` for a change of what it holds; afterwards all that hangs on it is made right."""
    with _writing(place, update) as store, outputs.following(store, place.files, files):
        concluded = store.concludes()
        yield store
        identity.settle(store, place.judged(store))
        if concluded:  # the change took it out
            graph.infer(store)


@contextmanager
def _writing(place: Whereabouts, update: str | None = None) -> Iterator[GraphWriter]:
    """The graph at ``place``, which is there already, with all that its build has read."""
    if place.served or not spool.waits(place.graph):
        graph.read(place.graph).close()  # writing would make a graph where there is none
    with graph.write(place.graph, update=update) as store:
        spool.finish(store, place.judged(store))
        yield store
