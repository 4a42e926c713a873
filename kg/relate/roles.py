"""Who fills a role of a trigger: the participants of its phrases, by the names that patterns give to roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.model import TimeExpression
from kg.model.tree import Token
from kg.relate.cast import Cast, Participant
from kg.relate.cues import cues
from kg.relate.finding import Stage
from kg.relate.frames import Arguments, arguments, coordinated, preposition
from kg.relate.offices import office_of
from kg.relate.patterns import ELSEWHERE, READ_FROM
from kg.relate.topic import at_hand, main_bloc, main_country
from kg.relate.voices import authors

_DASHES = frozenset("-–‑")
_PHRASES = frozenset({"obj", "iobj", "obl", "nmod", "xcomp", "amod", "compound"})
"""Relations by which a phrase holds what it is about; clauses that stand on their own feet are left out."""
_NAME_SIDES = frozenset({"amod", "compound", "nmod:desc", "nmod:poss"})
_ROW = frozenset({",", ":", "and", "–", "—"})
_GAP = 2
"""Tokens from a party to the name that it stands before, "'s" between them."""
_LONGEST = 8
"""Tokens of a qualifier ("topic", "role") at most; longer phrases say more than a topic."""


def fillers(role: str, token: Token, roles: Arguments, stage: Stage) -> list[Participant]:
    """Who fills a role of a trigger; found once in an article for the same words."""
    name = role.partition(".")[0]
    heads = roles.get(READ_FROM.get(name, name))
    if not heads and name not in ELSEWHERE:
        return []  # most roles of most patterns
    asked = (role, token, *(heads or ()))
    found = stage.cast.fillers.get(asked)
    if found is None:
        found = stage.cast.fillers[asked] = _fillers(role, token, roles, stage)
    return found


def _fillers(role: str, token: Token, roles: Arguments, stage: Stage) -> list[Participant]:
    if role == "self":
        return things(token, stage.cast) or stage.cast.at(token)
    if role == "joined":
        return _joined(token, stage.cast)
    if role == "context":
        sent_to = {p.entity.id for head in roles.get("to", ()) for p in stage.cast.all(head)}
        return [p for p in main_country(stage.cast) if p.entity.id not in sent_to]
    if role in ("compound", "amod") and (own := things(token, stage.cast)):
        heads = [head for head in roles.get(role, ()) if not own[0].span.start <= head.idx < own[0].span.end]
        return [p for head in heads for p in stage.cast.all(head)]
    if role == "at-hand":
        return at_hand(token, stage.cast)
    if role == "mission":
        return at_hand(token, stage.cast, "MilitaryOperation")
    if role == "bloc":
        return main_bloc(stage.cast)
    if role == "voice":
        return [p for head in roles.get("subj", ()) for p in authors(head, stage.cast)]
    if role == "beside":
        return _beside(token, stage.cast)
    if role == "behind":
        return _behind(token, stage.cast)
    if role == "before-hyphen":
        return stage.cast.at(token.nbor(-2)) if token.i >= 2 else []
    if role == "modified":
        head = _modified(token)
        return things(head, stage.cast) or stage.cast.at(head)
    path, _, last = role.rpartition(".")
    if last == "inside":
        return [p for head in reached(path, token, roles) for p in _inside(head, stage.cast)]
    if last == "office":
        offices = (office_of(head, stage.cast) for head in reached(path, token, roles))
        return [office.body for office in offices if office is not None]
    heads = reached(role, token, roles)
    if role == "appos":
        return _apposed(token, heads, stage.cast)
    if token.dep_ in ("acl", "acl:relcl") and heads == [token.head]:
        told = stage.cast.all(token.head)  # "X, led by Y, and Z": Y does not lead Z
        return [p for p in told if p.span.start < token.idx] or told
    nations = last in ("amod", "compound") and bool(path)
    return [p for head in heads if not (nations and _is_band(head, stage.cast)) for p in stage.cast.all(head)]


def _is_band(owner: Token, cast: Cast) -> bool:
    """The nation inside the name of a group: who attacks "Veran refugees" does not attack Verana."""
    group = owner.head
    return group.tag_ == "NNS" and any(
        m.kind == "name" and m.start <= group.i < m.end for _, m in cast.mentions_at(owner)
    )


def reached(role: str, token: Token, roles: Arguments) -> list[Token]:
    """The heads of the phrases at the end of a path of roles: "obj.of", "modified"."""
    name, *steps = role.split(".")
    if name == "beside":
        before = token.left_edge.i - 2
        heads = [token.doc[before]] if before >= 0 else []
    else:
        heads = (
            [_modified(token)] if name == "modified" else _conditions(token) if name == "if" else roles.get(name, [])
        )
    for step in steps:
        heads = [d for head in heads for d in (_conditions(head) if step == "if" else arguments(head).get(step, ()))]
    return heads


def _modified(token: Token) -> Token:
    """The word that a modifier stands before; of "A's X and | state-run | Y" Y, though parsers hang it on X."""
    behind = token.doc[token.i + 1 : token.i + 2]
    return behind[0] if token.head.i < token.i and behind and behind[0].pos_ == "PROPN" else token.head


def _beside(token: Token, cast: Cast) -> list[Participant]:
    """Whom a name describes, or whom a phrase stands behind: "X, a Democrat", "Democrat X", "X, in office"."""
    if (own := _right_before(token, cast)) is not None:
        return own
    first = min(
        [child.i for child in token.children if child.dep_ in ("case", "det", "amod", "compound")], default=token.i
    )
    before = cast.doc[first - 2] if first >= 2 and cast.doc[first - 1].text in (",", "(") else None
    if before is None or any(child.dep_ == "det" and child.lower_ not in ("a", "an") for child in token.children):
        return []
    bracketed = before.nbor(1).text == "("  # "X (Y)"
    apposed = token.dep_ == "appos" and (bracketed or "det" in token.below)
    if not apposed and preposition(token) != "in":
        return []
    return [p for _, one in cast.mentions_at(before) if one.label == "PERSON" for p in cast.at(before)][:1]


def _right_before(token: Token, cast: Cast) -> list[Participant] | None:
    """The person before whose name a party or nation stands: "Labour's X", "the Slovak X"; none for a country.

    None where a phrase may describe the name before it.
    """
    names = [one for _, one in cast.mentions_at(token) if one.kind == "name"]
    group = any(one.label == "NORP" for one in names)
    country = any(p.entity.type == "Country" for p in things(token, cast))
    if country:
        if not group or token.i + 1 >= len(cast.doc):
            return []
        follows = [one for _, one in cast.mentions_at(cast.doc[token.i + 1]) if one.start == token.i + 1]
        return cast.at(cast.doc[token.i + 1]) if any(one.label == "PERSON" for one in follows) else []
    if token.dep_ not in _NAME_SIDES or token.head.i < token.i:
        return None
    persons = [one for _, one in cast.mentions_at(token.head) if one.label == "PERSON" and one.kind == "name"]
    return cast.at(token.head) if persons and persons[-1].start - token.i <= _GAP else []


def _behind(noun: Token, cast: Cast) -> list[Participant]:
    """The persons named right behind a noun, however they hang: "a wife, | X |, and two sons, | Y and Z |"."""
    found: list[Participant] = []
    position, sentence_end = noun.i + 1, noun.sent.end
    while position < sentence_end:
        word = cast.doc[position].lower_
        if word in _ROW and (found or word != "and"):
            position += 1
            continue
        names = [m for _, m in cast.mentions_at(cast.doc[position]) if m.kind == "name" and m.label == "PERSON"]
        if not names:
            break
        found += cast.at(cast.doc[names[-1].start : names[-1].end].root)
        position = names[-1].end
        if noun.tag_ == "NN":
            break
    return found


def _conditions(verb: Token) -> list[Token]:
    """The clauses of a condition: "will close it | if X attacks"."""
    clauses = (child for child in verb.children if child.dep_ == "advcl")
    return [
        c for c in clauses if any(mark.dep_ == "mark" and mark.lower_ in cues().conditions for mark in c.children)
    ]


def _apposed(noun: Token, heads: Sequence[Token], cast: Cast) -> list[Participant]:
    """Whom an apposition describes: of "X and Y, an ally of Z" and "X, an ally of Z, and Y" the name before it."""
    found = []
    for head in heads:
        if head.i > noun.i:
            found += cast.at(head) if _is_parted(noun, head) else cast.all(head)  # "allies X and Y"
            continue
        before = [one for one in coordinated(head) if one.i < noun.i]
        for one in before if noun.tag_ in ("NNS", "NNPS") else before[-1:]:
            found += cast.at(one)
    return found


def _is_parted(noun: Token, head: Token) -> bool:
    """ "the state company X and | the private miner Y": the second has a noun of its own."""
    joined = (child for child in head.children if child.dep_ == "conj")
    return noun.tag_ == "NN" and any("det" in one.below for one in joined)


def _inside(head: Token, cast: Cast) -> list[Participant]:
    """The nearest participants in a phrase, however deep: "to lift | the curfew on | X"."""
    found = []
    for child in head.children:
        if child.dep_.split(":")[0] in _PHRASES or child.dep_ == "conj":
            found += cast.all(child) or _inside(child, cast)
    return found


def things(token: Token, cast: Cast) -> list[Participant]:
    """What the longest name tells whose head a token is."""
    names = cast.headed_by(token)
    return list(cast.within(names[-1])) if names else []


def _joined(token: Token, cast: Cast) -> list[Participant]:
    """Two names that a hyphen joins before a noun: "the X-Y conflict", "X-Y relations"."""
    for dash in token.doc[token.left_edge.i + 1 : token.i]:
        if dash.text in _DASHES:
            sides = [_alone(token.doc[i], cast) or cast.at(token.doc[i]) for i in (dash.i - 1, dash.i + 1)]
            if all(sides):
                return [side[0] for side in sides]
    return []


def _alone(token: Token, cast: Cast) -> list[Participant]:
    """What a name of this one word stands for."""
    alone = (index for index, one in cast.mentions_at(token) if one.kind == "name" and one.end - one.start == 1)
    return [participant for index in alone for participant in cast.within(index)]


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
        and (cast.doc[first - 1].dep_ in ("compound", "amod") or cast.doc[first - 1].text in _DASHES)
        and cast.doc[first - 1].lower_ not in cues().former | cues().tenures
        and (noun.is_ancestor(cast.doc[first - 1]) or cast.doc[first - 1].head == cast.doc[first - 2])
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
