"""A page for each relation: what it means, between whom, how it is worded, and how to ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generate.markdown import block, code, escaped, joined, table
from generate.terms import alignments
from kg import ontology
from kg.ontology import Relation
from kg.relate import read
from kg.relate.patterns import Pattern, RelationFile

__all__ = ["listed", "pages"]

_KINDS = {
    "state": "a state: true over a period",
    "interaction": "an interaction: it happens at a time",
    "open": "open: its meaning is the verb phrase of the text",
}
_TIMES = {"at": "it happens then", "holds": "it is so then", "start": "it begins then", "end": "it ends then"}

_PLAIN = """
Those are the plain facts: asserted or reported, and not over. All that was said, with status, time and sentence:
"""

_FROM = """
From `ontologies/relations/{name}.yaml`. [What the words mean](../patterns.md). `kg why` names the rule that found a
sentence: `{name}/` and the name of the pattern.
"""

_ASK = """
SELECT ?subject ?object ?status ?time ?sentence {{
  ?statement kg:predicate kg:{name} ; kg:status ?status ;
    kg:subject/skos:prefLabel ?subject ; kg:object/skos:prefLabel ?object .
  ?evidence kg:evidenceFor ?statement ; oa:exact ?sentence .
  OPTIONAL {{ ?statement {time} ?time }}
}} ORDER BY ?subject ?object ?sentence LIMIT 20
"""


def listed() -> str:
    """The table of all relations."""
    rows = (
        (f"[{one.name}](relations/{one.name}.md)", one.kind, escaped(one.definition))
        for one in ontology.load().relations.values()
    )
    return table(("relation", "kind", "what it says"), rows)


def pages() -> dict[str, str]:
    """Name of each relation -> its page."""
    files = {file.relation: file for file in read(ontology.load()).files}
    return {one.name: _page(one, files) for one in ontology.load().relations.values()}


def _page(one: Relation, files: Mapping[str, RelationFile]) -> str:
    return joined(
        [
            f"# {one.name}",
            escaped(one.definition),
            table(("", ""), _facts(one)),
            "## Ask for it",
            block("sparql", f"SELECT ?subject ?object {{ ?subject {_either(one)} ?object }}"),
            _PLAIN,
            block("sparql", _ASK.format(name=one.name, time=_time(one))),
            *(_wordings(files[one.name]) if one.name in files else ()),
            "## In other vocabularies" if list(alignments(one.name)) else "",
            table(("term", "compared with this one"), alignments(one.name)),
        ]
    )


def _either(one: Relation) -> str:
    """A symmetric relation is asked in both directions: it is kept in one."""
    return f"kg:{one.name}|^kg:{one.name}" if one.symmetric else f"kg:{one.name}"


def _time(one: Relation) -> str:
    return "kg:start" if one.kind == "state" else "kg:at" if one.kind == "interaction" else "kg:start|kg:at"


def _facts(one: Relation) -> Iterator[tuple[str, str]]:
    relations = ontology.load().relations.values()
    yield "term", f"{code('kg:' + one.name)}, “{escaped(one.label)}”"
    yield "kind", _KINDS[one.kind]
    yield "subject", _types(one.domain)
    yield "object", _types(one.range)
    if one.symmetric:
        yield "symmetric", "yes: it holds in both directions, and is kept in one"
    if one.transitive:
        yield "transitive", "yes: A to B and B to C give A to C (with `--infer`)"
    if one.inverse:
        yield "inverse", _relation(one.inverse)
    if one.parent:
        yield "wider relation", _relation(one.parent)
    if below := [other.name for other in relations if other.parent == one.name]:
        yield "narrower relations", ", ".join(map(_relation, below))


def _relation(name: str) -> str:
    return f"[{name}]({name}.md)"


def _types(names: tuple[str, ...]) -> str:
    return ", ".join(f"[{name}](../types/{name}.md)" for name in names)


def _wordings(file: RelationFile) -> Iterator[str]:
    """What the pattern file holds: sentences that must and must not tell it, and the patterns."""
    yield "## Sentences that tell it"
    yield "Each is run through the whole pipeline in the tests, and what stands beside it has to come out."
    yield table(("sentence", "subject", "object", "qualifiers"), map(_example, file.examples))
    yield "## Sentences that do not"
    yield "\n".join(f"- {escaped(sentence)}" for sentence in file.counterexamples)
    yield "## Patterns"
    yield _FROM.format(name=file.relation)
    head = ("pattern", "is told by", "subject", "object", "time", "and", "confidence")
    yield table(head, map(_pattern, file.patterns))


def _example(text: str) -> tuple[str, str, str, str]:
    sentence, _, told = text.partition(" => ")
    subject, object, *qualifiers = (escaped(part) for part in told.split("|"))
    return escaped(sentence), subject, object, "; ".join(qualifiers)


def _pattern(one: Pattern) -> tuple[str, ...]:
    subject, object = (", ".join(map(code, roles)) for roles in (one.subject or one.pair, one.object))
    triggers = f"{one.kind}: {escaped(', '.join(one.triggers))}"
    time = _TIMES[one.time]
    return (
        code(one.name),
        triggers,
        subject,
        object or "likewise",
        time,
        "; ".join(_more(one)),
        f"{one.confidence:.2f}",
    )


def _more(one: Pattern) -> Iterator[str]:
    """What else a pattern asks for, in the words of the file."""
    for key, roles in (("with", one.required), ("without", one.excluded)):
        for role, lemmas in roles.items():
            yield f"{key} {code(role)}: {escaped(', '.join(sorted(lemmas)))}"
    for key, words in (
        ("needs", one.needs),
        ("lacks", one.lacks),
        ("about", sorted(one.about)),
        ("named", one.named),
    ):
        if words:
            yield f"{key} {escaped(', '.join(words))}"
    for key, names in (
        ("unnamed", one.unnamed),
        ("subject is", one.subject_type),
        ("object is", one.object_type),
        ("object is no", one.object_not),
        ("topic from", one.topic),
        ("role from", one.role),
    ):
        if names:
            yield f"{key} {escaped(', '.join(names))}"
    if one.copular is not None:
        yield "only as “X is a ...”" if one.copular else "not as “X is a ...”"
    if one.status is not None:
        yield f"status {one.status}"
    if one.over:
        yield "it is over"
