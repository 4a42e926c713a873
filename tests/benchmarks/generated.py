"""Extractions of any number, as the pipeline would give them, for what measures the graph alone.

The same seed and size give the same values. Ten statements an article, each with a sentence of its text; one actor
for every twenty statements, a few of them in very many articles; one statement in eight is also in another article.
With ``circles`` the actors fall into that many: an article speaks of one, and one object in ten is from elsewhere.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle

from kg.model import (
    Appearance,
    Article,
    Attribution,
    Entity,
    Evidence,
    Extraction,
    Gap,
    Interval,
    PartialDate,
    Statement,
    Status,
    TextSpan,
    Unresolved,
)
from tests.benchmarks import corpus

__all__ = ["PER_ARTICLE", "altered", "entities", "extractions", "news"]

PER_ARTICLE = 10
SEED = 20261122
_TYPES = ("Country", "InternationalOrganization", "Person", "Person", "Company", "City")
_RELATIONS = ("memberOf", "supports", "relatedTo", "holdsPositionIn", "metWith", "partOf", "criticized", "owns")
_VERBS = {"memberOf": "joined", "supports": "backed", "relatedTo": "spoke about", "metWith": "met"}
_STATUS = (Status.ASSERTED,) * 7 + (Status.REPORTED,) * 3 + (Status.PLANNED, Status.POSSIBLE, Status.NEGATED)
_SYLLABLES = ("ka", "ve", "ro", "lin", "ta", "mor", "est", "an", "du", "bel", "sor", "min", "pra", "no", "el", "gar")
_CAST = {
    **dict.fromkeys("AB", ("Country", True)),
    **dict.fromkeys("PQR", ("Person", False)),
    **dict.fromkeys("XY", ("Company", False)),
    **dict.fromkeys("UV", ("Organization", False)),
}
"""The class of each actor of an article of ``corpus.py``, and whether everybody knows it."""
_SAID = [
    tuple(said.split())
    for said in (
        *("A metWith B", "A memberOf U", "U criticized X", "X owns Y", "P holdsPositionIn A", "Q holdsPositionIn X"),
        *("P metWith Q", "Q metWith R", "P criticized B", "B memberOf U", "A supports U", "R holdsPositionIn B"),
        *("X supports U", "Y partOf X", "V supports A", "R criticized U", "B criticized Y", "Q holdsPositionIn V"),
        *("X metWith Y", "R supports P", "A criticized B", "P holdsPositionIn X", "R holdsPositionIn Y"),
    )
]


@dataclass(frozen=True, slots=True)
class _Circle:
    """Actors that news speaks of together; they take turns, so that each is spoken of."""

    members: list[Entity]
    turns: Iterator[Entity]


def extractions(
    statements: int, *, seed: int = SEED, actors: int | None = None, circles: int = 0
) -> Iterator[Extraction]:
    """What articles say that hold ``statements`` statements in all, by source.

    ``actors``: how many there are, where not one for every twenty statements. ``circles``: into how many they fall;
    0 for actors of whom any two may be spoken of together.
    """
    rng, known = random.Random(seed), entities(statements, seed=seed, actors=actors)
    all_circles = [_Circle(known[at::circles], cycle(known[at::circles])) for at in range(circles)]
    shared: list[Statement] = []
    for number in range(max(1, statements // PER_ARTICLE)):
        circle = all_circles[number % circles] if circles else None
        yield _extraction(f"news/{number // 1000:03}/{number:06}.txt", known, circle, shared, rng)


def news(count: int, *, start: int = 0) -> Iterator[Extraction]:
    """What the articles of ``corpus.py`` say, about: those of the same number speak of the same actors."""
    for number in range(start, start + count):
        cast = {slot: _named(name, *_CAST[slot]) for slot, name in corpus.cast(number).items() if slot in _CAST}
        rng = random.Random(f"{SEED}/{number}")
        said = [_of_cast(*rng.choice(_SAID), cast, rng) for _ in range(2 * PER_ARTICLE)]
        yield _article(f"news/{number // 1000:04}/{number:07}.txt", list(dict.fromkeys(said)), [cast["U"]], rng)


def _named(name: str, type: str, known: bool) -> Entity:
    """An actor with the id that an article gives it: ours where it is ``known``, else one made of its name."""
    slug = name.lower().replace(" ", "-")
    return Entity(slug if known else f"{slug}-{hashlib.sha256(name.encode()).hexdigest()[:8]}", name, type)


def _of_cast(one: str, relation: str, other: str, cast: dict[str, Entity], rng: random.Random) -> Statement:
    role = rng.choice(corpus.POSTS if other in "AB" else corpus.CHIEFS) if relation == "holdsPositionIn" else None
    speaker = cast[rng.choice("PQR")] if rng.random() < 0.2 else None
    said = Attribution(rng.choice(_STATUS), speaker)
    return Statement(cast[one], relation, cast[other], (), _interval(rng), said, role=role)


def altered(extraction: Extraction) -> Extraction:
    """The article as it is corrected a day later: another title, one statement gone, one with another status."""
    first, second, *rest = extraction.statements
    other = Status.REPORTED if second.status is Status.ASSERTED else Status.ASSERTED
    second = replace(second, attribution=replace(second.attribution, status=other))
    article = replace(extraction.article, title=f"{extraction.article.title} (corrected)")
    del first
    return replace(extraction, article=article, statements=(second, *rest))


def entities(statements: int, *, seed: int = SEED, actors: int | None = None) -> list[Entity]:
    """The actors of ``extractions(statements)``, those that the most articles name first."""
    rng, found = random.Random(seed + 1), dict[str, Entity]()
    while len(found) < (actors or max(20, statements // 20)):
        name = " ".join("".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))).title() for _ in range(2))
        id = f"{name.lower().replace(' ', '-')}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
        aliases = (name.split()[1], f"{name} Group")[: rng.randint(0, 2)]
        item = f"Q{rng.randint(1, 10**8)}" if rng.random() < 0.3 else None
        found[id] = Entity(id, name, rng.choice(_TYPES), aliases, item, "authority" if item else "")
    return list(found.values())


def _extraction(
    source: str, known: list[Entity], circle: _Circle | None, shared: list[Statement], rng: random.Random
) -> Extraction:
    said = [_said(known, circle, shared, rng) for _ in range(PER_ARTICLE)]
    return _article(source, said, known, rng)


def _article(source: str, said: list[Statement], known: list[Entity], rng: random.Random) -> Extraction:
    """An article that says this, a sentence for each; one of the first ``known`` publishes it."""
    sentences = [_sentence(one) for one in said]
    text = " ".join(sentences)
    starts = [sum(len(one) + 1 for one in sentences[:place]) for place in range(len(sentences))]
    article = Article(
        source=source,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        body=tuple(TextSpan(start, start + len(one)) for start, one in zip(starts, sentences, strict=True)),
        title=sentences[0][:60],
        published=PartialDate(f"{rng.randint(2000, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"),
        publisher=f"{known[rng.randrange(min(20, len(known)))].label} News",
    )
    statements = tuple(
        replace(one, evidence=(_evidence(article, one, start, sentence, rng),))
        for one, start, sentence in zip(said, starts, sentences, strict=True)
    )
    named = {e.id: e for one in said for e in (one.subject, one.object, one.attribution.by) if e}
    first = TextSpan(0, len(sentences[0]))
    gap = Gap(first, sentences[0], (said[0].object.label, said[0].subject.label), (), ("be",))
    lost = Unresolved(TextSpan(0, 6), text[:6], "name", "ORG")
    return Extraction(article, statements, tuple(Appearance(e, (e.label,)) for e in named.values()), (gap,), (lost,))


def _said(known: list[Entity], circle: _Circle | None, shared: list[Statement], rng: random.Random) -> Statement:
    """A statement without its evidence: a new one, or one that an earlier article has."""
    if shared and rng.random() < 0.125:
        return rng.choice(shared[-500:])
    subject, object = _ends(known, circle, rng)
    relation = rng.choice(_RELATIONS)
    status = rng.choice(_STATUS)
    speaker = _actor(known, rng) if rng.random() < 0.3 else None
    made = Statement(
        subject,
        relation,
        object,
        (),
        _interval(rng),
        Attribution(status, speaker),
        predicate=rng.choice(["speak about", "agree with", "look at"]) if relation == "relatedTo" else None,
        role="chief executive" if relation == "holdsPositionIn" else None,
        topic="grain exports" if rng.random() < 0.1 else None,
    )
    shared.append(made)
    return made


def _ends(known: list[Entity], circle: _Circle | None, rng: random.Random) -> tuple[Entity, Entity]:
    if circle is None:
        return _actor(known, rng), _actor(known, rng)
    subject = next(circle.turns) if rng.random() < 0.4 else _actor(circle.members, rng)
    while (object := _actor(known if rng.random() < 0.1 else circle.members, rng)) is subject and rng.random() < 0.9:
        pass
    return subject, object


def _interval(rng: random.Random) -> Interval:
    year = rng.randint(1949, 2024)
    day = PartialDate(f"{year}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}")
    drawn = rng.random()
    if drawn < 0.3:
        return Interval(start=PartialDate(str(year)), end=PartialDate(str(year + 5)) if drawn < 0.1 else None)
    return Interval(at=day) if drawn < 0.5 else Interval(ended=drawn > 0.95)


def _actor(known: list[Entity], rng: random.Random) -> Entity:
    """The first are named most: the index is drawn from a distribution with a long tail."""
    return known[int(len(known) * rng.random() ** 3)]


def _sentence(one: Statement) -> str:
    verb = _VERBS.get(one.relation, "dealt with")
    said = f", {one.attribution.by.label} said" if one.attribution.by else ""
    when = one.interval.start or one.interval.at
    return f"{one.subject.label} {verb} {one.object.label}{f' in {when}' if when else ''} after long talks{said}."


def _evidence(article: Article, one: Statement, start: int, sentence: str, rng: random.Random) -> Evidence:
    def found(words: str) -> TextSpan:
        place = start + sentence.index(words)
        return TextSpan(place, place + len(words))

    when = one.interval.start or one.interval.at
    return Evidence(
        source=article.source,
        span=TextSpan(start, start + len(sentence)),
        text=sentence,
        subject=found(one.subject.label),
        object=found(one.object.label),
        trigger=found(_VERBS.get(one.relation, "dealt with")),
        subject_mention=one.subject.label,
        object_mention=one.object.label,
        rule=f"{one.relation}/{_VERBS.get(one.relation, 'dealt with')}",
        confidence=rng.randint(3000, 9999) / 10000,
        start_text=f"in {when}" if one.interval.start else None,
        end_text="for five years" if one.interval.end else None,
        at_text=f"in {when}" if one.interval.at else None,
        status_text="said" if one.attribution.by else None,
        by_text=one.attribution.by.label if one.attribution.by else None,
    )
