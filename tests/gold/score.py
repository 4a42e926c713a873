#!/usr/bin/env python3
"""Score extracted statements against a gold file.

    score.py GOLD.yaml STATEMENTS.jsonl [--show] [--json]

GOLD.yaml: see seeds.yaml beside this script. STATEMENTS.jsonl: one statement a line, as
``kg export --format jsonl`` writes them. Needs PyYAML.

precision  distinct extracted (subject, relation, object) that the gold file holds (core or optional), over all
           extracted
recall     core gold statements that were extracted
pair F1    the same with any relation between the right two entities
qualifiers of the matched statements: right / given in gold, for time, role, status and speaker
open       ``relatedTo`` statements: counted apart, in neither precision nor recall
forbidden  things the gold file says must not be there, and are; negated statements given as facts
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import yaml

SYMMETRIC = {
    "partnerOf",
    "cooperatesWith",
    "alliedWith",
    "inConflictWith",
    "tradesWith",
    "borders",
    "spouseOf",
    "siblingOf",
    "metWith",
    "negotiatesWith",
    "agreedWith",
    "joinedForcesWith",
    "relatedTo",
}


INVERSE = {"succeeds": "succeededBy"}  # folded before matching, subject and object swapped


def norm(name: str) -> str:
    text = unicodedata.normalize("NFKD", name)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = text.replace("ı", "i").replace("ə", "a").replace("’", "'").replace("'s", " s")
    text = re.sub(r"[^\w]+", " ", text)
    return re.sub(r"^the ", "", text.strip()).strip()


def folded(g: dict) -> dict:
    if g["r"] in INVERSE:
        return {**g, "s": g["o"], "r": INVERSE[g["r"]], "o": g["s"]}
    return g


class GoldArticle:
    def __init__(self, spec: dict):
        self.file = spec["file"]
        self.entities = spec.get("entities") or {}
        self.statements = [folded(g) for g in spec.get("statements") or []]
        self.forbidden = spec.get("forbidden") or {}
        self.by_name: dict[str, set[str]] = defaultdict(set)
        for key, entity in self.entities.items():
            for name in entity["names"]:
                self.by_name[norm(name)].add(key)

    def entity(self, node: dict, mention: str | None) -> str:
        """The gold id of an extracted entity, or its own normalized label behind a '?'."""
        found = self.by_name.get(norm(node["label"]), set())
        if len(found) > 1 and node.get("type"):
            found = {k for k in found if self.entities[k]["type"] == node["type"]} or found
        # The label decides; then aliases; the words in the sentence last.
        for names in (node.get("aliases") or [], [mention or ""]):
            if found:
                break
            other = set().union(*(self.by_name.get(norm(n), set()) for n in names)) if names else set()
            other = {k for k in other if not node.get("type") or self.entities[k]["type"] == node["type"]}
            found = other if len(other) == 1 else set()
        return sorted(found)[0] if found else "?" + norm(node["label"])


def same_relation(gold: dict, relation: str) -> bool:
    return relation == gold["r"] or relation in (gold.get("alt") or [])


def matches(gold: dict, s: str, r: str | None, o: str) -> bool:
    if r is not None and not same_relation(gold, r):
        return False
    straight = (s, o) == (gold["s"], gold["o"])
    if r is None:
        return straight or (o, s) == (gold["s"], gold["o"])
    return straight or (r in SYMMETRIC and (o, s) == (gold["s"], gold["o"]))


def role_right(gold: str, given: str | None) -> bool:
    a, b = norm(gold), norm(given or "")
    return bool(b) and (a in b or b in a)


def time_right(times: dict, p: dict) -> bool:
    """Every date of the gold statement is given; a single date may stand in ``at`` or in ``start``."""
    if len(times) == 1 and (set(times) <= {"at", "start"}):
        return str(next(iter(times.values()))) in {str(p.get("at") or ""), str(p.get("start") or "")}
    return all(str(p.get(q) or "") == v for q, v in times.items())


def score_article(gold: GoldArticle, predicted: list[dict]) -> dict:
    rows, opened = {}, []
    for p in predicted:
        s = gold.entity(p["subject"], p.get("subject_mention"))
        o = gold.entity(p["object"], p.get("object_mention"))
        if p["relation"] == "relatedTo":
            opened.append((s, o))
            continue
        key = (s, p["relation"], o)
        if p["relation"] in INVERSE:
            key = (o, INVERSE[p["relation"]], s)
        elif p["relation"] in SYMMETRIC and o < s:
            key = (o, p["relation"], s)
        rows.setdefault(key, []).append(p)

    right = {k for k in rows if any(matches(g, *k) for g in gold.statements)}
    core = [g for g in gold.statements if not g.get("optional") and g["r"] != "relatedTo"]
    exact = {id(g): [k for k in rows if matches({**g, "alt": None}, *k)] for g in gold.statements}
    # An extraction that is a core statement to the letter is no other's alternative.
    spent = {k for g in core for k in exact[id(g)]}
    twins = defaultdict(set)  # the statuses that the gold file holds for one triple
    for g in gold.statements:
        twins[g["s"], g["r"], g["o"]].add(g.get("status") or "asserted")
    missed, qualifier = [], {q: [0, 0] for q in ("time", "role", "status", "by")}
    for g in core:
        keys = exact[id(g)] or [k for k in rows if k not in spent and matches(g, *k)][:1]
        if not exact[id(g)]:
            spent.update(keys)
        hits = [p for k in keys for p in rows[k]]
        if not hits:
            missed.append(g)
            continue
        times = {q: str(g[q]) for q in ("start", "end", "at") if g.get(q)}
        if times:
            qualifier["time"][1] += 1
            qualifier["time"][0] += any(time_right(times, p) for p in hits)
        if g.get("role"):
            qualifier["role"][1] += 1
            qualifier["role"][0] += any(role_right(g["role"], p.get("role")) for p in hits)
        qualifier["status"][1] += 1
        qualifier["status"][0] += {p.get("status") or "asserted" for p in hits} <= twins[g["s"], g["r"], g["o"]]
        if g.get("by"):
            qualifier["by"][1] += 1
            qualifier["by"][0] += any(
                isinstance(p.get("by"), dict) and gold.entity(p["by"], None) == g["by"] for p in hits
            )

    pairs = {tuple(sorted((s, o))) for s, _, o in rows}
    gold_pairs = {tuple(sorted((g["s"], g["o"]))) for g in gold.statements}
    core_pairs = {tuple(sorted((g["s"], g["o"]))) for g in core}

    violations = []
    labels = {norm(n["label"]) for p in predicted for n in (p["subject"], p["object"])}
    for k, ps in rows.items():
        said = {g.get("status") or "asserted" for g in gold.statements if matches({**g, "alt": None}, *k)}
        affirmed = any((p.get("status") or "asserted") in ("asserted", "reported") for p in ps)
        if affirmed and "negated" in said and not said & {"asserted", "reported"}:
            violations.append(f"negated, yet given as a fact: {' '.join(k)}")
    for name in gold.forbidden.get("entities") or []:
        if norm(name) in labels:
            violations.append(f"entity {name}")
    for f in gold.forbidden.get("statements") or []:
        if any(
            matches(f, *k) and any((p.get("status") or "asserted") in ("asserted", "reported") for p in ps)
            for k, ps in rows.items()
        ):
            violations.append(f"statement {f['s']} {f['r']} {f['o']}")
    for group in gold.forbidden.get("same_entity") or []:
        names = {norm(n) for n in group}
        for p in predicted:
            for n in (p["subject"], p["object"]):
                if len(names & {norm(x) for x in [n["label"], *(n.get("aliases") or [])]}) > 1:
                    violations.append("merged " + " + ".join(group))
                    break
            else:
                continue
            break
    return {
        "extracted": len(rows),
        "right": len(right),
        "core": len(core),
        "found": len(core) - len(missed),
        "pairs": len(pairs),
        "pairs_right": len(pairs & gold_pairs),
        "core_pairs": len(core_pairs),
        "core_pairs_found": len(core_pairs & pairs),
        "qualifiers": qualifier,
        "open": len(set(opened)),
        "open_right": sum(tuple(sorted(x)) in gold_pairs for x in set(opened)),
        "violations": violations,
        "wrong": sorted(set(rows) - right),
        "missed": missed,
    }


def ratio(a: int, b: int) -> float:
    return a / b if b else 0.0


def f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def summary(parts: list[dict]) -> dict:
    total = {
        k: sum(x[k] for x in parts)
        for k in (
            "extracted",
            "right",
            "core",
            "found",
            "pairs",
            "pairs_right",
            "core_pairs",
            "core_pairs_found",
            "open",
            "open_right",
        )
    }
    p, r = ratio(total["right"], total["extracted"]), ratio(total["found"], total["core"])
    pp, pr = ratio(total["pairs_right"], total["pairs"]), ratio(total["core_pairs_found"], total["core_pairs"])
    quals = {q: [sum(x["qualifiers"][q][i] for x in parts) for i in (0, 1)] for q in ("time", "role", "status", "by")}
    return {
        **total,
        "precision": round(p, 3),
        "recall": round(r, 3),
        "f1": round(f1(p, r), 3),
        "pair_f1": round(f1(pp, pr), 3),
        "qualifiers": {q: round(ratio(*v), 3) for q, v in quals.items()},
        "violations": sum(len(x["violations"]) for x in parts),
    }


def figures(name: str, scores: dict) -> str:
    return (
        f"{name:32} P {scores['precision']:.2f}  R {scores['recall']:.2f}  F1 {scores['f1']:.2f}"
        f"  pair F1 {scores['pair_f1']:.2f}"
    )


def main() -> int:
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("gold", type=Path)
    args.add_argument("statements", type=Path)
    args.add_argument("--show", action="store_true", help="list what is wrong and what is missed")
    args.add_argument("--json", action="store_true", help="print one JSON object")
    options = args.parse_args()

    predicted = defaultdict(list)
    for line in options.statements.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            statement = json.loads(line)
            predicted[Path(statement["source"]).stem].append(statement)
    parts = []
    for spec in yaml.safe_load(options.gold.read_text(encoding="utf-8"))["articles"]:
        gold = GoldArticle(spec)
        part = score_article(gold, predicted.get(Path(gold.file).stem, []))
        parts.append(part)
        if not options.json:
            one = summary([part])
            print(
                figures(gold.file, one) + f"  ({part['right']}/{part['extracted']} right, "
                f"{part['found']}/{part['core']} found, {part['open']} open)"
                + (f"  FORBIDDEN: {part['violations']}" if part["violations"] else "")
            )
        if options.show and not options.json:
            for s, r, o in part["wrong"]:
                print(f"    wrong   {s} {r} {o}")
            for g in part["missed"]:
                print(f"    missed  {g['s']} {g['r']} {g['o']}   «{g['ev']}»")
    total = summary(parts)
    if options.json:
        print(json.dumps(total))
    else:
        print(figures("all", total) + f"  qualifiers {total['qualifiers']}  forbidden {total['violations']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
