"""GUM: parses, and names trimmed from its entity mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kg.language.train.corpora import Row, longest, mark, parsed
from kg.language.train.sample import Sample
from kg.language.train.words import demonyms, tables

_INSIDE = {"flat", "compound", "amod", "goeswith", "nummod", "list"}
_LINKS = {"of", "for", "and", "on", "de", "to", "against"}
_PARTS = re.compile(r"\(([^()]+)|([^()]+)\)")


def splits(folder: Path) -> dict[str, str]:
    """Document -> "train", "dev" or "test"; documents that splits.md does not name are "train"."""
    named: dict[str, str] = {}
    part = ""
    for line in (folder / "gum" / "splits.md").read_text("utf8").splitlines():
        if line.startswith("## "):
            part = line[3:].strip()
        elif "* GUM_" in line:
            named[line.split("* ")[1].strip()] = part
    return named


def gum(folder: Path, split: str) -> Iterator[Sample]:
    """The sentences of one split."""
    named = splits(folder)
    table = {k: tuple(v) for k, v in tables()["gum"].items()}
    for path in sorted((folder / "gum").glob("*.conllu")):
        if named.get(path.stem, "train") != split:
            continue
        open_mentions: dict[str, list[tuple[int, str]]] = {}
        for sample, rows, _ in parsed(path):
            spans = []
            for start, end, kind in mentions(rows, open_mentions):
                if kind in table and (name := trim(sample, start, end, kind)):
                    spans.append((*name, kind))
            proper = [tag is not None and tag[0] in ("NNP", "NNPS") for tag in sample.tags]
            yield mark(sample, [(s, e, table[k]) for s, e, k in longest(spans)], proper)


def mentions(rows: list[Row], opened: dict[str, list[tuple[int, str]]]) -> list[tuple[int, int, str]]:
    """Entity mentions of a sentence: (start, end, type)."""
    found = []
    for i, row in enumerate(rows):
        entity = next((f[7:] for f in row[9].split("|") if f.startswith("Entity=")), "")
        for token in re.findall(r"\([^()]+\)?|[^()]+\)", entity):
            fields = token.strip("()").split("-")
            group = fields[0]
            if token.startswith("("):
                opened.setdefault(group, []).append((i, fields[1]))
            if token.endswith(")") and opened.get(group):
                start, kind = opened[group].pop()
                found.append((start, i + 1, kind))
    opened.clear()
    return found


def trim(sample: Sample, start: int, end: int, kind: str) -> tuple[int, int] | None:
    """The words of a mention that are its name; None if its head is no proper noun."""
    inside = [i for i in range(start, end) if not start <= sample.heads[i] < end or sample.heads[i] == i]
    inside = [i for i in inside if sample.relations[i] != "punct"]
    if not inside or not _is_name(sample, inside[0], kind):
        return None
    chosen, queue = set(), [inside[0]]
    while queue:
        head = queue.pop()
        chosen.add(head)
        children = (i for i in range(start, end) if sample.heads[i] == head and i != head and i not in chosen)
        queue += [i for i in children if _belongs(sample, i, kind)]
    first = last = inside[0]
    while first - 1 >= start and _joins(sample, first - 1, chosen):
        first -= 1
    while last + 1 < end and _joins(sample, last + 1, chosen):
        last += 1
    while last > first and last not in chosen:
        last -= 1
    while first < last and first not in chosen:
        first += 1
    return first, last + 1


def _is_name(sample: Sample, i: int, kind: str) -> bool:
    tag = sample.tags[i]
    if tag is None or tag[1] != "PROPN" or not sample.words[i][:1].isupper():
        return False
    if kind == "person" and sample.words[i].lower() in tables()["titles"]["words"]:
        return False
    return kind != "person" or sample.words[i] not in demonyms()


def _belongs(sample: Sample, i: int, kind: str) -> bool:
    relation, word = sample.relations[i].split(":")[0], sample.words[i]
    if sample.relations[i] == "nmod:desc":
        return kind != "person" and word[:1].isupper()
    if relation in _INSIDE:
        return word[:1].isupper() or word[:1].isdigit()
    if relation in ("nmod", "conj") and kind != "person" and word[:1].isupper():
        cases = [j for j, h in enumerate(sample.heads) if h == i and sample.relations[j] in ("case", "cc")]
        return bool(cases) and all(sample.words[j].lower() in _LINKS for j in cases)
    return False


def _joins(sample: Sample, i: int, chosen: set[int]) -> bool:
    """A chosen word, or a small word or hyphen that belongs to one."""
    if i in chosen:
        return True
    small = sample.relations[i] in ("case", "cc", "det", "punct") and sample.heads[i] in chosen
    return small and (sample.words[i].lower() in _LINKS | {"the", "-", ".", "'s", "’s", "&"})
