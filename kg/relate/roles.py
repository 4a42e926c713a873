"""Who fills a role of a trigger: the participants of its phrases, by the names that patterns give to roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from kg.model import TimeExpression
from kg.relate.cast import Cast, Participant
from kg.relate.cues import cues
from kg.relate.finding import Stage
from kg.relate.frames import Arguments, arguments, coordinated, preposition
from kg.relate.voices import authors

_DASHES = frozenset("-–‑")
_PHRASES = frozenset({"obj", "iobj", "obl", "nmod", "xcomp", "amod", "compound"})
"""Relations by which a phrase holds what it is about; clauses that stand on their own feet are left out."""
_LONGEST = 8
"""Tokens of a qualifier ("topic", "role") at most; longer phrases say more than a topic."""


def fillers(role: str, token: Token, roles: Arguments, stage: Stage) -> list[Participant]:
    if role == "self":
        return things(token, stage.cast) or stage.cast.at(token)
    if role == "joined":
        return _joined(token, stage.cast)
    if role == "context":
        return stage.cast.main_country()
    if role in ("compound", "amod") and (own := things(token, stage.cast)):
        heads = [head for head in roles.get(role, ()) if not own[0].span.start <= head.idx < own[0].span.end]
        return [p for head in heads for p in stage.cast.all(head)]
    if role == "voice":
        return [p for head in roles.get("subj", ()) for p in authors(head, stage.cast)]
    if role == "before-hyphen":
        return stage.cast.at(token.nbor(-2)) if token.i >= 2 else []
    if role == "modified":
        return things(token.head, stage.cast) or stage.cast.at(token.head)
    name, *steps = role.split(".")
    heads = [token.head] if name == "modified" else roles.get(name, [])
    for step in steps:
        if step == "inside":
            return [p for head in heads for p in _inside(head, stage.cast)]
        heads = [deeper for head in heads for deeper in arguments(head).get(step, ())]
    if role == "appos":
        return _apposed(token, heads, stage.cast)
    return [p for head in heads for p in stage.cast.all(head)]


def _apposed(noun: Token, heads: Sequence[Token], cast: Cast) -> list[Participant]:
    """Whom an apposition describes: of "X and Y, an ally of Z" and "X, an ally of Z, and Y" the name before it."""
    found = []
    for head in heads:
        if head.i > noun.i:
            found += cast.all(head)  # "allies X and Y"
            continue
        before = [one for one in coordinated(head) if one.i < noun.i]
        for one in before if noun.tag_ in ("NNS", "NNPS") else before[-1:]:
            found += cast.at(one)
    return found


def _inside(head: Token, cast: Cast) -> list[Participant]:
    """The nearest participants in a phrase, however deep: "to lift | the curfew on | X"."""
    found = []
    for child in head.children:
        if child.dep_.split(":")[0] in _PHRASES or child.dep_ == "conj":
            found += cast.all(child) or _inside(child, cast)
    return found


def things(token: Token, cast: Cast) -> list[Participant]:
    """What the longest name tells whose head a token is."""
    for index, mention in reversed(cast.mentions_at(token)):
        if mention.kind == "name" and cast.doc[mention.start : mention.end].root == token:
            return list(cast.within(index))
    return []


def _joined(token: Token, cast: Cast) -> list[Participant]:
    """Two names that a hyphen joins before a noun: "the X-Y conflict", "X-Y relations"."""
    for dash in token.doc[token.left_edge.i + 1 : token.i]:
        if dash.text in _DASHES:
            sides = [cast.at(token.doc[dash.i - 1]), cast.at(token.doc[dash.i + 1])]
            if all(sides):
                return [side[0] for side in sides]
    return []


def words_of(
    roles: Mapping[str, list[Token]], wanted: tuple[str, ...], times: Sequence[TimeExpression]
) -> str | None:
    """The words of a phrase that fills one of these roles, as written, and tells no time; None where none does."""
    for role in wanted:
        for head in roles.get(role, ()):
            if any(time.start <= head.i < time.end for time in times):
                continue
            inner = [
                t for t in head.subtree if t.i == head.i or t.dep_ not in ("case", "punct", "det") or t.head != head
            ]
            span = head.doc[inner[0].i : inner[-1].i + 1]
            if span.end - span.start <= _LONGEST:
                return span.text.strip(" ,.")
    return None


def post(noun: Token, cast: Cast) -> str:
    """The words of a post, without those that name whose post it is: "deputy under secretary of state"."""
    names = {token.i for token in noun.sent if any(mention.kind == "name" for _, mention in cast.mentions_at(token))}
    first = last = noun.i
    while (
        first > 0
        and first - 1 not in names
        and cast.doc[first - 1].dep_ in ("compound", "amod")
        and cast.doc[first - 1].lower_ not in cues().former | cues().tenures
        and noun.is_ancestor(cast.doc[first - 1])
    ):
        first -= 1
    for child in noun.children:
        inside = [token.i for token in child.subtree]
        if (
            child.dep_ == "nmod"
            and preposition(child) in ("of", "for", "to")
            and inside[0] == last + 1
            and not names & set(inside)
        ):
            last = inside[-1]
    return cast.doc[first : last + 1].text
