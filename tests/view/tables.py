"""Reads the tables of a page (see kg/view/packed.py) as its scripts do."""

from __future__ import annotations

from kg.view.packed import KINDS

ENTITY = ("id", "label", "type", "x", "y", "r", "aliases", "wikidata", "because")
ARTICLE = ("source", "title", "published", "publisher", "url")
INTERVAL = ("at", "start", "end", "ended")
WORDS = ("predicate", "role", "topic", "place")
FACT = ("id", "s", "o", "r", "status", "by", "when", "words", "pieces")
EVIDENCE = ("a", "text", "marks", "subject", "object", "rule", "confidence", "hedge", "voice")


def unpacked(tables):
    """What ``packed`` was given, from what it gave."""
    strings, columns = tables["strings"], tables["evidence"]
    dated = {number: [strings[one] for one in rest] for number, *rest in tables["dated"]}
    evidence = iter([piece_of(row, strings) for row in zip(*(columns[name] for name in EVIDENCE), strict=True)])
    numbered = enumerate(evidence)
    facts = []
    for row in zip(*(tables["facts"][name] for name in FACT), strict=True):
        fact = dict(zip(FACT, row, strict=True))
        pieces = [next(numbered) for _ in range(fact.pop("pieces"))]
        when = dict(zip(INTERVAL, tables["intervals"][fact["when"]], strict=True))
        fact["when"] = {key: strings[number] for key, number in when.items() if key != "ended" and number}
        fact["when"] |= {"ended": True} if when["ended"] else {}
        words = zip(WORDS, tables["words"][fact["words"]], strict=True)
        fact["words"] = {key: strings[number] for key, number in words if number}
        fact["by"] = None if fact["by"] < 0 else fact["by"]
        fact["status"] = tables["statuses"][fact["status"]]["id"]
        told = [piece | ({"dated": dated[number]} if number in dated else {}) for number, piece in pieces]
        facts.append(fact | {"evidence": told})
    rest = {key: value for key, value in tables.items() if key not in ("dated", "intervals", "words", "strings")}
    entities = [whole(row, ENTITY, {"aliases": [], "because": ""}) for row in tables["entities"]]
    articles = [whole(row, ARTICLE, {}) for row in tables["articles"]]
    del rest["evidence"]
    return rest | {"entities": entities, "articles": articles, "facts": facts}


def whole(row, keys, empty):
    return {key: row[place] if place < len(row) else empty.get(key) for place, key in enumerate(keys)}


def piece_of(row, strings):
    told = dict(zip(EVIDENCE, row, strict=True))
    units, at, parts = strings[told["text"]].encode("utf-16-le", "surrogatepass"), 0, []
    for kind, length in zip(told["marks"][::2], told["marks"][1::2], strict=True):
        parts.append([KINDS[kind], units[2 * at : 2 * (at + length)].decode("utf-16-le", "surrogatepass")])
        at += length
    first = dict(reversed(parts))
    mentions = [strings[told[side]] if told[side] else first[side] for side in ("subject", "object")]
    more = {key: strings[told[key]] for key in ("hedge", "voice") if told[key]}
    fixed = {"a": told["a"], "parts": parts, "mentions": mentions, "rule": strings[told["rule"]]}
    return fixed | {"confidence": told["confidence"] / 100} | more
