"""Deciding again only what a change touches comes to what deciding from the whole comes to."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from unittest import mock

from hypothesis import given, settings
from hypothesis import strategies as st

from kg import graph, identity, ontology
from kg.graph.place import identity_file
from kg.model import Appearance, Decision, Entity, Extraction, Verdict
from tests.build import article, evidence, statement


def _minted(name: str, kind: str) -> Entity:
    return Entity(f"{name.lower().replace(' ', '-').replace('.', '')}-{sum(map(ord, name)):08x}", name, kind)


PERSONS = [
    _minted(name, "Person")
    for name in (
        *("Tarik Sorensen", "Tarik Sorennsen", "Tarek Sorensen", "T. Sorensen", "Sorensen", "Tarik Sorensson"),
        *("Mira Kovac", "Mira Kovač", "Myra Kovac", "Kovac"),
    )
]
BODIES = [
    _minted(name, kind)
    for name, kind in (
        *(
            ("Orion Bank", "Company"),
            ("Orion Banc", "Company"),
            ("Orion Banks", "Company"),
            ("Orion Bnak", "Company"),
        ),
        *(("Port Lume", "Company"), ("Port Lume", "City"), ("Port Lumme", "City")),
    )
]
COUNTRIES = [Entity(name.lower(), name, "Country") for name in ("Verana", "Marund", "Solmark")]
IDS = sorted({one.id for one in (*PERSONS, *BODIES)})
SOURCES = [f"{letter}.txt" for letter in "abcdefg"]

people, bodies, countries = (st.sampled_from(some) for some in (PERSONS, BODIES, COUNTRIES))
statements = st.one_of(
    st.builds(
        lambda one, role, where: (one, "holdsPositionIn", where, role), people, st.sampled_from(("envoy", "")), bodies
    ),
    st.builds(lambda one, role, where: (one, "holdsPositionIn", where, role), people, st.just("minister"), countries),
    *[st.tuples(st.sampled_from(PERSONS[:2]), st.just("citizenOf"), countries, st.none())] * 3,
    st.tuples(people, st.just("metWith"), st.one_of(people, bodies), st.none()),
    st.tuples(bodies, st.just("locatedIn"), st.one_of(countries, bodies), st.none()),
).filter(lambda told: told[0].id != told[2].id)
readings = st.tuples(
    st.sampled_from(SOURCES), st.lists(statements, max_size=4), st.lists(st.one_of(people, bodies), max_size=3)
)
"""What an article says."""
pairs = st.lists(st.sampled_from(IDS), min_size=2, max_size=2, unique=True).map(sorted)
puts = st.tuples(st.sampled_from(["put", "put and remembered"]), readings)
steps = st.one_of(
    *[puts] * 5,
    st.tuples(st.just("remove"), st.sampled_from(SOURCES)),
    st.tuples(st.just("judge"), st.tuples(pairs, st.sampled_from([*Verdict, None]))),
)
troubles = st.one_of(
    *[st.tuples(st.just("again"), st.none())] * 3,
    st.tuples(st.just("killed"), st.integers(0, 3)),
    st.tuples(st.just("without"), st.none()),
    st.tuples(st.just("lost"), st.none()),
)


@st.composite
def changes(draw: st.DrawFn) -> list:
    """Many changes, and after every few of them the decisions made again."""
    todo = draw(st.lists(puts, min_size=3, max_size=8))
    for _ in range(draw(st.integers(2, 5))):
        todo.append(("settle", None))
        todo += draw(st.lists(steps, min_size=1, max_size=3))
        todo += draw(st.one_of(st.just([]), st.just([]), st.lists(troubles, max_size=2)))
    return todo


def reading(source: str, told: list, named: list[Entity]) -> Extraction:
    """An article that says so. One id is one thing in one article."""
    things: dict[str, Entity] = {}
    for one in [*(end for subject, _, object, _ in told for end in (subject, object)), *named]:
        things.setdefault(one.id, one)
    piece = evidence(f"{source} says so.", source)
    made = [
        replace(statement(things[subject.id], relation, things[object.id], role=role or None), evidence=(piece,))
        for subject, relation, object, role in told
    ]
    made = [one for n, one in enumerate(made) if one not in made[:n]]
    return Extraction(
        article(f"{source} says so. {len(told)}", source=source),
        tuple(made),
        tuple(Appearance(one, (one.label,)) for one in things.values()),
    )


class Killed(BaseException):
    """What a kill is to the process."""


@contextmanager
def killed(store: graph.GraphWriter, after: int) -> Iterator[None]:
    """Lets so many changes of the store happen; the next one is not made any more."""
    update, left = store.engine.update, iter(range(after))

    def change(request: str, **more: object) -> None:
        if next(left, None) is None:
            raise Killed
        update(request, **more)

    with mock.patch.object(store.engine, "update", change), suppress(Killed):
        yield


def same(store: graph.GraphWriter, held: dict[str, Extraction], judged: list[Decision]) -> None:
    """Raises AssertionError where the graph is not as one that was made at once."""
    every = [held[source] for source in sorted(held)]
    whole = identity.identify(every, ontology.load(), judged)
    store._identities = None
    assert store.identities == whole
    fresh = graph.memory(every)
    fresh.identify(whole)
    assert set(store.store) == set(fresh.store)
    assert store.counts() == fresh.counts()  # the one is kept with each change, the other counted


def walk(folder: Path, todo: list) -> None:
    with ExitStack() as opened:
        _walk(folder, todo, opened)


def _walk(folder: Path, todo: list, opened: ExitStack) -> None:
    held: dict[str, Extraction] = {}
    judgements: dict[tuple[str, str], Decision] = {}
    store = opened.enter_context(graph.write(folder))
    for step, what in [*todo, ("settle", None)]:
        judged = [judgements[pair] for pair in sorted(judgements)]
        if step.startswith("put"):
            made = reading(*what)
            store.put(made)
            if "remembered" in step:
                identity.remember(store, [made])
            held[made.article.source] = made
        elif step == "remove":
            store.remove(what)
            held.pop(what, None)
        elif step == "judge":
            (one, other), verdict = what
            judgements.pop((one, other), None)
            if verdict is not None:
                judgements[one, other] = Decision(one, other, verdict, "judged so")
        elif step == "settle":
            identity.settle(store, judged)
            same(store, held, judged)
        elif step == "killed":
            with killed(store, what):
                identity.settle(store, judged)
        elif step == "without":  # a program that knows of no index
            store.close()
            store = opened.enter_context(graph.write(folder))
            store.identify(identity.identify(store.readings(), ontology.load(), judged))
        elif step == "lost":
            identity_file(folder).unlink(missing_ok=True)
        if step in ("killed", "again", "without"):
            store.close()
            store = opened.enter_context(graph.write(folder))


@settings(max_examples=40, deadline=None)
@given(
    todo=changes(),
    crowded=st.sampled_from((2, 3, 40)),
    at_once=st.sampled_from((1, 2, 100)),
    many=st.sampled_from((0, 0, 1, 50)),
    most=st.sampled_from((2, 20_000, 20_000)),
)
def test_any_sequence_of_changes_comes_to_what_deciding_from_the_whole_comes_to(
    todo, crowded, at_once, many, most
) -> None:
    folder = Path(tempfile.mkdtemp())
    with ExitStack() as held:
        held.callback(shutil.rmtree, folder)
        for place in ("bundles", "candidates", "follow"):
            held.enter_context(mock.patch(f"kg.identity.{place}.CROWDED", crowded))
        for place in ("renaming._AT_ONCE", "actors._PART", "standing._GONE"):
            held.enter_context(mock.patch(f"kg.graph.{place}", at_once))
        held.enter_context(mock.patch("kg.identity.follow._MANY", many))
        held.enter_context(mock.patch("kg.identity.traits._MOST", most))
        walk(folder / "graph", todo)
