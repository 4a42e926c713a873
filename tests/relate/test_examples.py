"""Every sentence of ``ontologies/relations``, through the whole pipeline: what must come out, and what must not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg import ontology, pipeline
from kg.model import Entity, Statement
from kg.relate import read
from tests.build import article

ONTOLOGY = ontology.load()
FILES = read(ONTOLOGY).files
EXAMPLES = [(file.relation, sentence) for file in FILES for sentence in file.examples]
COUNTEREXAMPLES = [(file.relation, sentence) for file in FILES for sentence in file.counterexamples]
QUALIFIERS = ("start", "end", "at", "ended", "role", "topic", "place", "predicate", "status", "by")

Say = Callable[[str], list[Statement]]


@pytest.fixture(scope="module")
def say() -> Say:
    """The statements of an article of one sentence, published on 12 June 2024."""
    using = pipeline.tools()

    def run(sentence: str) -> list[Statement]:
        (extraction,) = pipeline.extract([article(sentence)], using)
        return list(extraction.statements)

    return run


@pytest.mark.parametrize(("relation", "example"), EXAMPLES)
def test_what_must_come_out(say: Say, relation: str, example: str) -> None:
    sentence, wanted = _read(example)
    found = say(sentence)
    assert any(_is(statement, relation, wanted) for statement in found), _shown(found)


@pytest.mark.parametrize(("relation", "sentence"), COUNTEREXAMPLES)
def test_what_must_not_come_out(say: Say, relation: str, sentence: str) -> None:
    wrong = [one for one in say(sentence) if one.relation == relation and one.plain]
    assert not wrong, _shown(wrong)


def _read(example: str) -> tuple[str, list[str]]:
    sentence, _, wanted = example.partition(" => ")
    return sentence, [part.strip() for part in wanted.split("|")]


def _is(statement: Statement, relation: str, wanted: list[str]) -> bool:
    """The relation between these two, in either order where it is symmetric, with all the qualifiers told."""
    one, other, *qualifiers = wanted
    orders = [(one, other), (other, one)] if ONTOLOGY.relations[relation].symmetric else [(one, other)]
    return (
        statement.relation == relation
        and any(_called(statement, *order) for order in orders)
        and all(_qualified(statement, *qualifier.split(" ", 1)) for qualifier in qualifiers)
    )


def _called(statement: Statement, subject: str, object: str) -> bool:
    return subject.casefold() in _names(statement.subject, statement, "subject_mention") and (
        object.casefold() in _names(statement.object, statement, "object_mention")
    )


def _names(entity: Entity, statement: Statement, mention: str) -> set[str]:
    mentioned = {getattr(piece, mention) for piece in statement.evidence}
    return {name.casefold() for name in {entity.label, *entity.aliases, *mentioned}}


def _qualified(statement: Statement, name: str, value: str) -> bool:
    when = {"start": statement.interval.start, "end": statement.interval.end, "at": statement.interval.at}
    speaker = statement.attribution.by
    told = {
        **when,
        "ended": statement.interval.ended,
        "status": statement.status,
        "by": speaker and speaker.label,
        **{field: getattr(statement, field) for field in ("role", "topic", "place", "predicate")},
    }
    return str(told[name]).casefold() == value.casefold()


def _shown(statements: list[Statement]) -> str:
    """Statements as a reader of a failure wants them."""
    lines = [
        f"{one.subject.label} [{one.subject.type}] {one.relation} {one.object.label} [{one.object.type}]"
        f" {one.status} "
        f"{one.interval} {one.role or one.topic or one.predicate or ''}"
        for one in statements
    ]
    return "\n".join(lines) or "nothing came out"


# ---------------------------------------------------------------------------------------- the files themselves


@pytest.mark.parametrize("relation", sorted(set(ONTOLOGY.relations) - {"relatedTo"}))
def test_every_relation_has_a_pattern_an_example_and_a_counterexample(relation: str) -> None:
    files = [file for file in FILES if file.relation == relation]
    assert len(files) == 1, f"{relation}.yaml"
    (file,) = files
    assert file.patterns
    assert file.examples
    assert file.counterexamples


def test_every_file_is_of_a_relation_of_the_ontology() -> None:
    assert {file.relation for file in FILES} <= set(ONTOLOGY.relations)


@pytest.mark.parametrize(("relation", "example"), EXAMPLES)
def test_an_example_is_written_as_the_files_say(relation: str, example: str) -> None:
    sentence, wanted = _read(example)
    assert sentence.endswith((".", "!", "?", "”", '"')), "a sentence, then ' => '"
    assert len(wanted) >= 2, "subject | object"
    assert all(wanted)
    assert all(qualifier.split()[0] in QUALIFIERS and len(qualifier.split()) >= 2 for qualifier in wanted[2:])


def test_no_sentence_stands_twice() -> None:
    sentences = [_read(example)[0] for _, example in EXAMPLES]
    for relation in {relation for relation, _ in COUNTEREXAMPLES}:
        ours = [sentence for other, sentence in COUNTEREXAMPLES if other == relation]
        assert len(ours) == len(set(ours))
        examples = {_read(example)[0] for other, example in EXAMPLES if other == relation}
        assert not examples & set(ours), "an example that must not match"
    assert sentences


def test_a_wrong_qualifier_or_side_is_no_match() -> None:
    """The comparison itself can fail."""
    one = Statement(Entity("a", "A", "Country", ("Aa",)), "visited", Entity("b", "B", "Country"), (), role="guest")
    assert _is(one, "visited", ["aa", "b", "role guest"])
    assert not _is(one, "visited", ["b", "a"])
    assert not _is(one, "visited", ["a", "b", "role host"])
    assert not _is(one, "visited", ["a", "b", "at 1994"])
    assert not _is(one, "supports", ["a", "b"])
