"""What the page knows: entities, facts and articles as values that JSON can carry.

Lists and indices, no objects keyed by text of the graph: an id such as ``__proto__`` stays a string. ``packed.py``
writes them shorter, and is the place where the page's scripts agree on it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from math import sqrt
from typing import Any
from urllib.parse import quote

import numpy as np

from kg.model import Entity, Evidence, Identities, Interval, PartialDate, Published, Statement, Verdict
from kg.model.marks import sentence_parts
from kg.view.beyond import BUDGET, LIMIT, Part, part_of
from kg.view.layout import Placement, positions
from kg.view.looks import Look, StatusLook, looks_of, spoken, status_looks
from kg.view.page import encodable
from kg.view.texts import LANGUAGE, SECTIONS, texts

__all__ = ["LARGE", "as_json", "left_out", "page_data", "telling_title", "web_address"]

Json = dict[str, Any]

LARGE = 1500
"""Up to this many entities vis-network draws; look.js knows the number, too."""

_TITLED = 40
"""Letters that a name may have in a title."""


def page_data(
    title: str,
    entities: Sequence[Entity],
    facts: Sequence[tuple[str, Statement]],
    articles: Sequence[Published],
    *,
    labels: Mapping[str, str],
    symmetric: Collection[str],
    language: str = LANGUAGE,
    start: str = "",
    identities: Identities | None = None,
    report: str = "",
) -> Json:
    """All that the page shows. ``facts`` are statements with their ids; their order is the page's.

    Entities and articles that only statements name are added; ``labels`` are words for relations and types,
    ``language`` is that of the page's own words, ``start`` the state that the page opens in, as its address tells it
    behind the ``#``; ``identities`` tell who was taken for one, who may be, and why; ``report`` is the file name of a
    report in the same folder, "" for none.
    """
    people = _entities(entities, [statement for _, statement in facts])
    part = part_of(people, facts, BUDGET) if len(people) > LIMIT else None
    if part:
        people, facts = part.entities, part.facts
        cited = {piece.source for _, s in facts for piece in s.evidence}
        articles = [article for article in articles if article.source in cited]
    number = {entity.id: index for index, entity in enumerate(people)}
    papers = {article.source: article for article in articles}
    sources = sorted(papers.keys() | {piece.source for _, s in facts for piece in s.evidence})
    paper = {source: index for index, source in enumerate(sources)}
    relations = sorted({statement.relation for _, statement in facts})
    looks = looks_of(entity.type for entity in people)
    types = list(looks)
    radii, stand = _placed(people, [(number[s.subject.id], number[s.object.id]) for _, s in facts], part)
    return {
        "title": title,
        "start": start,
        "report": quote(report),
        "language": language,
        "texts": {key: words for key, words in texts(language).items() if key not in SECTIONS},
        "types": [_type(name, looks[name], labels) for name in types],
        "relations": [_relation(name, labels, symmetric) for name in relations],
        "statuses": [_status(look, language) for look in status_looks()],
        "articles": [_article(source, papers.get(source)) for source in sources],
        "entities": [_entity(*each, types) for each in zip(people, stand.places, radii, strict=True)],
        "circles": _circles(stand),
        "whole": _whole(part, people) if part else None,
        "identities": _identities(identities, number) if identities else [],
        "facts": [_fact(name, statement, number, paper, relations) for name, statement in facts],
    }


def _relation(name: str, labels: Mapping[str, str], symmetric: Collection[str]) -> Json:
    return {"id": name, "label": labels.get(name) or spoken(name), "symmetric": name in symmetric}


def _status(look: StatusLook, language: str) -> Json:
    told = texts(language)["statuses"][look.status]
    drawn = {"id": look.status, "dashes": list(look.dashes), "hidden": look.hidden}
    return {**drawn, "label": told["word"], "means": told["means"]}


def _type(name: str, look: Look, labels: Mapping[str, str]) -> Json:
    return {"id": name, "label": labels.get(name) or spoken(name), "shape": look.shape, "colour": look.colour}


def telling_title(entities: Sequence[Entity], statements: Sequence[Statement], articles: Sequence[Published]) -> str:
    """What a page without a title is called: the three actors with the most facts, and the years of the articles.

    "" where there is not one fact.
    """
    facts = Counter(end for s in statements for end in {s.subject.id, s.object.id})
    most = sorted((e for e in entities if facts[e.id]), key=lambda e: (-facts[e.id], e.id))[:3]
    years = sorted({str(article.published)[:4] for article in articles if article.published})
    span = "–".join(dict.fromkeys((years[0], years[-1]))) if years else ""
    names = ", ".join(e.label if len(e.label) <= _TITLED else f"{e.label[:_TITLED]}…" for e in most)
    return " · ".join(part for part in (names, span) if part) if most else ""


def as_json(value: Json) -> str:
    """JSON for a ``<script type="application/json">``: nothing in it can end the element or start another."""
    # Not compressed. Of 10,000 entities with 30,000 facts zlib would leave 3.5 MB of 17, but Chromium then takes
    # 1.2 s where it takes 0.35 s to parse the text (2,000: 0.3 s and 0.06), and builds of zlib differ in the bytes
    # they write, so that the same graph would not give the same page everywhere. Whoever sends the file can zip it.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
    return re.sub("[<>&\u2028\u2029]", lambda found: f"\\u{ord(found[0]):04x}", encodable(text))


def web_address(address: str | None) -> str | None:
    """The address where it is one of the web; None for every other scheme: it may become a link."""
    return address if address and re.match(r"https?://[^\s\x00-\x1f]+\Z", address, re.IGNORECASE) else None


def _entities(known: Sequence[Entity], statements: Sequence[Statement]) -> list[Entity]:
    found: dict[str, Entity] = {}
    named = [e for s in statements for e in (s.subject, s.object, s.attribution.by) if e is not None]
    for entity in (*known, *named):
        found.setdefault(entity.id, entity)
    return [found[key] for key in sorted(found)]


def _entity(entity: Entity, place: tuple[float, float], radius: float, types: Sequence[str]) -> Json:
    return {
        "id": entity.id,
        "label": entity.label,
        "type": types.index(entity.type),
        "aliases": [alias for alias in entity.aliases if alias != entity.label],
        "wikidata": entity.wikidata if re.fullmatch(r"Q[0-9]+", entity.wikidata or "") else None,
        "because": entity.because,
        "x": place[0],
        "y": place[1],
        "r": radius,
    }


def _identities(identities: Identities, number: Mapping[str, int]) -> list[Json]:
    """Each decision with the actors on the page that it is about; ids that another one replaced stay readable."""
    told = []
    for one in identities.decisions:
        ends = [number.get(identities.of(id)) for id in (one.one, one.other)]
        # That the program holds two apart, of the thousands that it compared, is no news; that a person does, is.
        if ends == [None, None] or (one.verdict is Verdict.DIFFERENT and one.score is not None):
            continue
        told.append(
            {
                "ids": [one.one, one.other],
                "ends": ends,
                "verdict": one.verdict.value,
                "because": one.because,
                "judged": one.score is None,
                "by": one.by,
                "when": _date(one.when),
            }
        )
    return told


def _degrees(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    degree = Counter(end for edge in edges for end in set(edge))
    return [degree[index] for index in range(count)]


def _scale(count: int, part: Part | None) -> float:
    """How large nodes are: the more there are, the smaller; on a map, where one disc is looked at, the more discs."""
    if part:
        return 1 / sqrt(max(1, len(part.circles.sizes)))
    return min(1.0, float((70 / max(1, count)) ** 0.4))


def _radii(degrees: Sequence[int], scale: float) -> list[float]:
    """The more facts, the larger."""
    most = max((1, *degrees))
    return [scale * (8 + 14 * (degree / most) ** 0.5) for degree in degrees]


def _placed(
    people: Sequence[Entity], edges: Sequence[tuple[int, int]], part: Part | None
) -> tuple[list[float], Placement]:
    """How large the nodes are, as the page tells it, and where they stand."""
    degrees = [part.degree[one.id] for one in people] if part else _degrees(len(people), edges)
    radii = _radii(degrees, _scale(sum(map(bool, degrees)), part))
    told = [round(radius, 2 if part else 1) for radius in radii]
    boxes = [_box(entity.label, radius) for entity, radius in zip(people, radii, strict=True)]
    if part is None:
        return told, positions(boxes, radii, edges)
    of = np.array([part.circle.get(entity.id, -1) for entity in people], dtype=np.intp)
    return told, positions(boxes, radii, edges, replace(part.circles, of=of))


def _circles(stand: Placement) -> Json | None:
    """The circles of many actors and where they stand, as the layout found them; None where it looked for none."""
    if not stand.discs:
        return None
    discs = [
        {"x": one.x, "y": one.y, "rx": one.rx, "ry": one.ry, "members": one.members, "links": one.links}
        for one in stand.discs
    ]
    return {"of": stand.circle, "discs": discs}


def left_out(page: Json) -> str:
    """What a page does not show of its graph, as a sentence; "" where it shows everything."""
    whole = page["whole"]
    return str(texts(page["language"])["part"]).format(**whole) if whole else ""


def _whole(part: Part, people: Sequence[Entity]) -> Json:
    """What the page is a part of, and how many facts each of its actors has there."""
    return {
        "entities": len(part.circle),
        "facts": len(part.facts),
        "allEntities": part.all_entities,
        "allFacts": part.all_facts,
        "communities": part.all_communities,
        "factsOf": [part.degree[entity.id] for entity in people],
    }


def _box(label: str, radius: float) -> tuple[float, float]:
    """Width and height of a node with its label below, as ``linesOf`` in labels.js breaks it."""
    lines, letters = (1, len(label)) if len(label) <= 20 else (2, min(26, len(label) // 2 + 4))
    return max(2 * radius, 7.2 * letters) + 14, 2 * (radius + 15 * lines)


def _article(source: str, article: Published | None) -> Json:
    if article is None:
        return {"source": source, "title": None, "published": None, "publisher": None, "url": None}
    return {
        "source": source,
        "title": article.title,
        "published": _date(article.published),
        "publisher": article.publisher,
        "url": web_address(article.url),
    }


def _fact(
    name: str, s: Statement, number: Mapping[str, int], paper: Mapping[str, int], relations: Sequence[str]
) -> Json:
    by = s.attribution.by
    return {
        "id": name,
        "s": number[s.subject.id],
        "o": number[s.object.id],
        "r": relations.index(s.relation),
        "status": s.status.value,
        "by": number[by.id] if by else None,
        "when": _interval(s.interval),
        "words": {key: getattr(s, key) for key in ("predicate", "role", "topic", "place") if getattr(s, key)},
        "evidence": [_evidence(s, piece, paper) for piece in s.evidence],
    }


def _interval(interval: Interval) -> Json:
    dates = {key: str(value) for key in ("start", "end", "at") if (value := getattr(interval, key)) is not None}
    return {**dates, "ended": True} if interval.ended else dict(dates)


def _evidence(statement: Statement, piece: Evidence, paper: Mapping[str, int]) -> Json:
    dated = [words for words in (piece.at_text, piece.start_text, piece.end_text) if words]
    told = {"dated": dated, "hedge": piece.status_text, "voice": piece.by_text}
    return {
        "a": paper[piece.source],
        "parts": [list(part) for part in sentence_parts(statement, piece)],
        "mentions": [piece.subject_mention, piece.object_mention],
        "rule": piece.rule,
        "confidence": round(piece.confidence, 2),
        **{key: words for key, words in told.items() if words},
    }


def _date(date: PartialDate | None) -> str | None:
    return None if date is None else str(date)
