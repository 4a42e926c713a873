"""What people decided about who is who: ``judgements.tsv``, a text file beside the store that outlives every rebuild.

    verdict	one	other	who	when	why
    same	hikmet-azizov-1a2b3c4d	hikmat-azizov-5e6f7a8b	anna	2025-05-12	same office

Ids are those of the graph, also of entities that another one stands for by now. Lines may be added, changed and taken
out by hand; a line that begins with # is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from kg import files
from kg.errors import GraphError
from kg.model import Decision, PartialDate, Verdict

__all__ = ["FILE", "Judgements", "adopt", "judge", "read_judgements", "withdraw"]

FILE: Final = "judgements.tsv"
_COLUMNS: Final = ("verdict", "one", "other", "who", "when", "why")

Judgements = tuple[Decision, ...]


def read_judgements(path: Path) -> Judgements:
    """The judgements in a file, sorted by their ids; none where there is no file.

    Raises GraphError with file and line for what is no judgement, or judges one pair twice.
    """
    if not path.is_file():
        return ()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise GraphError(f"{path}: cannot be read ({error})") from error
    found: dict[tuple[str, str], Decision] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#") or line.split("\t") == list(_COLUMNS):
            continue
        decision = _decision(line, f"{path}, line {number}")
        if found.setdefault((decision.one, decision.other), decision) != decision:
            raise GraphError(f"{path}, line {number}: judges {decision.one} and {decision.other} a second time")
    return tuple(found[pair] for pair in sorted(found))


def judge(path: Path, decision: Decision) -> None:
    """Writes a judgement, in place of any other about the two. Raises GraphError where that cannot be done."""
    _write(path, [*_others(path, decision.one, decision.other), decision])


def adopt(path: Path, other: Path) -> None:
    """Takes over the judgements of another file, which stays as it is.

    Raises GraphError where there is no such file, or where the two judge one pair differently.
    """
    if not other.is_file():
        raise GraphError(f"{other}: there is no such file of judgements")
    found = {(one.one, one.other): one for one in read_judgements(path)}
    for decision in read_judgements(other):
        mine = found.setdefault((decision.one, decision.other), decision)
        if mine.verdict is not decision.verdict:
            pair = f"{decision.one} and {decision.other}"
            raise GraphError(f"{other}: {pair} are {decision.verdict} there and {mine.verdict} in {path}; mend one")
    _write(path, found.values())


def withdraw(path: Path, one: str, other: str) -> bool:
    """Takes out the judgement about two ids; False where there is none."""
    every, rest = read_judgements(path), _others(path, one, other)
    if len(rest) == len(every):
        return False
    _write(path, rest)
    return True


def _others(path: Path, one: str, other: str) -> list[Decision]:
    return [decision for decision in read_judgements(path) if {decision.one, decision.other} != {one, other}]


def _decision(line: str, where: str) -> Decision:
    fields = [field.strip() for field in line.split("\t")]
    verdict, one, other, who, when, why = (*fields, *[""] * (len(_COLUMNS) - len(fields)))[: len(_COLUMNS)]
    if verdict not in {known.value for known in Verdict}:
        raise GraphError(f"{where}: {verdict!r} is no verdict; write same, different or undecided, then two ids")
    if not one or not other or one == other:
        raise GraphError(f"{where}: needs two different ids, with tabs between the columns")
    first, second = sorted((one.removeprefix("id:"), other.removeprefix("id:")))
    try:
        day = PartialDate(when) if when else None
    except ValueError as error:
        raise GraphError(f"{where}: {error}") from error
    return Decision(first, second, Verdict(verdict), why or "judged so", None, who or None, day)


def _write(path: Path, decisions: Iterable[Decision]) -> None:
    every = sorted(decisions, key=lambda one: (one.one, one.other))
    rows = [_COLUMNS, *map(_row, every)]
    try:
        files.replace(path, "".join("\t".join(row) + "\n" for row in rows).encode())
    except OSError as error:
        raise GraphError(f"{path}: cannot be written ({files.why(error)})") from error


def _row(decision: Decision) -> tuple[str, ...]:
    plain = replace(decision, because=" ".join(decision.because.split()))
    who = " ".join((decision.by or "").split())
    return plain.verdict.value, plain.one, plain.other, who, str(plain.when or ""), plain.because
