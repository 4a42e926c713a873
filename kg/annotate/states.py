"""Of which state "Foreign Minister X" is one, where nothing beside the title tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Final

from kg.annotate.discourse import SUBJECTS, Discourse, sentences_before
from kg.annotate.hosts import host, is_capital, state_id
from kg.annotate.owners import owned
from kg.annotate.words import words
from kg.model import TextSpan, Title
from kg.model.tree import Doc, Span, Token

_TOPIC: Final = frozenset({"nmod:poss", "amod", "compound", "nmod"})
"""How a country may hang on a subject: "its accession", "Veran police"."""

_MAIN: Final = frozenset({"ROOT", "root", "conj", "parataxis", "ccomp"})
"""Clauses that tell what a sentence speaks of."""

_NEAR: Final = 2
"""Sentences before a post whose countries count before those of its whole paragraph."""


def with_context(discourse: Discourse, place: str | None, paragraphs: Sequence[TextSpan] = ()) -> tuple[Title, ...]:
    """The titles, those of a state that name no country ("Foreign Minister X") with the one that the text is about.

    That is the country that makes up half of what the text says of countries, or most of it in a text from its
    capital (``place``, the dateline's); in a paragraph that is not about it, the country that the sentences before
    speak of. Nobody else may hold that post of it.
    """
    titles = owned(discourse)
    main, first = _main_country(discourse, place), _first_of_state(discourse.doc, titles)
    local: dict[Title, int] = {}
    unsure: set[Title] = set()
    for title in first:
        if (met := host(discourse, title, titles)) is not None:
            local[title] = met
            continue
        context = _paragraph(discourse, title, paragraphs)
        topic = _topic(discourse, title, titles, context, alone=main is None)
        if topic is None:
            continue
        if main is None or not _speaks_of(discourse, context, main):
            local[title] = topic
        elif state_id(discourse, topic) != state_id(discourse, main) and topic == _promised(
            discourse, title, list(_countries(discourse, context[0]))
        ):
            unsure.add(title)  # of the state that will act, or of the one that the text is about
    return tuple(
        replace(title, body=_state(discourse, title, titles, local, None if title in unsure else main))
        if title in first
        else replace(title, body=host(discourse, title, titles))
        if title.body is None and _is_of_state(title)
        else title
        for title in titles
    )


def _state(
    discourse: Discourse, title: Title, titles: Sequence[Title], local: Mapping[Title, int], main: int | None
) -> int | None:
    """The country of a post: the one that its paragraph speaks of, else that of the text; nobody else may hold it."""
    for country, told in ((local.get(title), True), (main, False)):
        if country is None:
            continue
        actor = state_id(discourse, country)
        others = [other for other in titles if _rivals(discourse, title, other)]
        bodies = [local.get(other) if other.body is None else other.body for other in others]
        if not any(not told if body is None else state_id(discourse, body) == actor for body in bodies):
            return country
    return None


def _rivals(discourse: Discourse, one: Title, other: Title) -> bool:
    """Two people with the same post, neither of them a former holder."""
    return (
        other.text.lower() == one.text.lower()
        and other.over == one.over
        and discourse.surname(other.person) != discourse.surname(one.person)
    )


def _paragraph(discourse: Discourse, title: Title, paragraphs: Sequence[TextSpan]) -> list[Span]:
    """The sentence of a title and those before it in its paragraph, the last first."""
    sentence = discourse.doc[discourse.mentions[title.person].start].sent
    low = next((p.start for p in paragraphs if p.start <= title.span.start < p.end), 0)
    return [sentence, *takewhile(lambda one: one.start_char >= low, sentences_before(sentence))]


def _speaks_of(discourse: Discourse, sentences: Sequence[Span], country: int) -> bool:
    actor = discourse.actor_of(country)
    return any(state_id(discourse, i) == actor for one in sentences for i in _countries(discourse, one))


def _topic(
    discourse: Discourse, title: Title, titles: Sequence[Title], paragraph: Sequence[Span], *, alone: bool
) -> int | None:
    """The country that the paragraph of a post speaks of; None where there are two.

    Who does something is of the country that did something in the sentences before; who undergoes it, of the only
    country of the paragraph, unless that does it ("Verana met Prime Minister X"). A country whose
    minister does something does it only in a text that is about no other (``alone``).
    """
    sentence, *before = paragraph
    here = list(_countries(discourse, sentence))
    acted = {state_id(discourse, i) for one in before for i in _countries(discourse, one) if _is_topic(discourse, i)}
    promised = _promised(discourse, title, here)
    if promised is not None and (_is_vow(discourse, title) or acted <= {state_id(discourse, promised)}):
        return promised
    if not discourse.is_subject(title.person):
        told = [*here, *(i for one in before for i in _countries(discourse, one))]
        one = len({state_id(discourse, i) for i in told}) == 1 and not any(_is_topic(discourse, i) for i in here)
        one = one and not any(other.body in here for other in titles)  # "X, Verana's minister, was received by Y"
        return told[0] if one else None
    owners = {other.body for other in titles}
    if any(_is_topic(discourse, i) for i in here if i not in owners):
        return None  # "Solmark will help, President X said": of Solmark, or of who was told before
    taken = {state_id(discourse, i) for i in here if not _is_in_aside(discourse.root(i))} | {
        state_id(discourse, other.body)
        for other in titles
        if other.body is not None and sentence.start_char <= other.span.start < sentence.end_char
    }
    for reach in (before[:_NEAR], before):
        acting = {
            i: state_id(discourse, i)
            for one in reach
            for i in _countries(discourse, one)
            if _is_topic(discourse, i) and (alone or i not in owners)
        }
        free = [i for i, actor in acting.items() if actor not in taken]
        if free:
            return free[0] if len({acting[i] for i in free}) == 1 else None
    return None


def _promised(discourse: Discourse, title: Title, here: Sequence[int]) -> int | None:
    """ "Solmark will help, President X promised": what one promises, one does, or one's country.

    What one says is or will be so counts where the text has told of no country before, or it is a plan.
    """
    root = discourse.root(title.person)
    first = not any(True for one in sentences_before(root.sent) for _ in _countries(discourse, one))
    if root.dep_ not in SUBJECTS or root.head.lemma_.lower() not in words().promising | words().saying:
        return None
    vow = _is_vow(discourse, title)
    for index in here:
        subject = discourse.root(index)
        if subject.dep_ in SUBJECTS and subject.head.dep_ == "ccomp" and subject.head.head == root.head:
            return index if vow or first or _is_own_plan(subject.head) else None
    return None


def _is_vow(discourse: Discourse, title: Title) -> bool:
    return discourse.root(title.person).head.lemma_.lower() in words().promising


def _is_own_plan(verb: Token) -> bool:
    """ "Solmark will help, Defence Minister X said": of what another state will do, a minister rarely speaks so."""
    return any(child.dep_ == "aux" and child.lower_ in words().intent for child in verb.children)


def _countries(discourse: Discourse, sentence: Span) -> Iterator[int]:
    """The countries that a sentence names, and the capitals that act in it for theirs."""
    for index, one in enumerate(discourse.mentions):
        if one.kind != "name" or not sentence.start <= one.start < sentence.end:
            continue
        if discourse.doc[one.end - 1].head.lemma_.lower() in words().same_post:
            continue  # "his Veran counterpart": he is of another country
        if discourse.type_of(index) == "Country" or (is_capital(discourse, index) and _acts(discourse, index)):
            yield index


def _acts(discourse: Discourse, index: int) -> bool:
    """ "Canberra refused": a capital that is itself a subject; not one where something happens."""
    root = discourse.root(index)
    return root == discourse.doc[discourse.mentions[index].end - 1] and root.dep_ in SUBJECTS


def _is_in_aside(token: Token) -> bool:
    """Inside a relative clause: "a move deplored by Solmark, with which Verana broke"."""
    return any(above.dep_ == "acl:relcl" for above in (token, *token.ancestors))


def _is_topic(discourse: Discourse, index: int) -> bool:
    """A subject of its sentence, or what a subject belongs to: "Verana", "its accession", "Veran police"."""
    root = discourse.root(index)
    describes = root.dep_ in ("amod", "compound")
    while root.dep_ in _TOPIC or root.dep_ == "conj":
        root = root.head
    agent = root.dep_ == "obl:agent" and root.head.dep_ in _MAIN
    deed = agent or (root.dep_ in SUBJECTS and not (describes and root.dep_ == "nsubj:pass"))
    return deed and root.head.dep_ in _MAIN


def _main_country(discourse: Discourse, place: str | None) -> int | None:
    """A mention of the country that the text is about; None where that is none, or nobody can tell."""
    names = enumerate(discourse.mentions)
    countries = [i for i, m in names if m.kind == "name" and discourse.type_of(i) == "Country"]
    if not countries:
        return None
    (main, times), *others = Counter(discourse.actor_of(i) for i in countries).most_common()
    if others and others[0][1] == times and _country_of(discourse, place) != main:
        return None
    if _sends(discourse, main) and _country_of(discourse, place) != main:
        return None
    if times * 2 < len(countries) and _country_of(discourse, place) != main:
        return None
    return next(i for i in countries if discourse.actor_of(i) == main)


def _sends(discourse: Discourse, country: str) -> bool:
    """A country whose ambassador the text tells of: it tells of another land."""
    for index, one in enumerate(discourse.mentions):
        root = discourse.root(index)
        if one.kind == "name" and root.head.lower_ in words().sent and discourse.actor_of(index) == country:
            owns = root.dep_ in _TOPIC - {"nmod"} or any(child.lower_ == "of" for child in root.children)
            if owns:
                return True
    return False


def _country_of(discourse: Discourse, place: str | None) -> str | None:
    """The id of the country that a place is the capital of, or is itself; None where nobody knows."""
    known = discourse.authority.find(place, label="GPE") if place else None
    seat = discourse.authority.seat_of(known.id) if known else None
    return seat.id if seat else known.id if known else None


def _is_of_state(title: Title) -> bool:
    post = title.text.lower().replace("-", " ").split()
    return not words().state_posts.isdisjoint(post) and words().party_words.isdisjoint(post)


def _first_of_state(doc: Doc, titles: Sequence[Title]) -> set[Title]:
    """The titles of a state without a country that stand first in their sentence, and those joined to them by "and".

    Who is met by an office-holder of one country is most often that of another.
    """
    found: set[Title] = set()
    latest: tuple[int, Title] | None = None
    for title in titles:
        span = doc.char_span(title.span.start, title.span.end, alignment_mode="expand")
        if span is None or not _is_of_state(title):
            continue
        sentence = span.sent.start
        joined = latest is not None and doc.text[: title.span.start].rstrip().endswith((" and", ","))
        if title.body is None and (latest is None or latest[0] != sentence or (joined and latest[1] in found)):
            found.add(title)
        latest = (sentence, title)
    return found
