"""Where a pattern can start: the words that a token offers as a trigger, and its roles."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.tree import Token
from kg.relate.beside import is_noun, named_as, particles
from kg.relate.cast import Cast
from kg.relate.frames import Arguments, arguments, is_predicate
from kg.relate.outer import shared, verb_above, verb_over
from kg.relate.remembered import remembered
from kg.relate.roles import things

_STAY = frozenset({"remain", "stay"})


@remembered
def roles_of(token: Token) -> Arguments:
    """The arguments of a trigger; of a noun its ``verb``, of a verb that ``above`` it and what is ``shared``."""
    if is_noun(token):
        return {**arguments(token), "verb": verb_over(token)}
    if token.pos_ != "VERB":
        return arguments(token)
    return {**arguments(token), "above": verb_above(token), "shared": shared(token)}


def triggers(token: Token, cast: Cast) -> Iterator[tuple[str, str]]:
    """The ways in which a token can start a pattern."""
    lemma = token.lemma_.lower()
    if token.pos_ == "VERB":
        yield "verb", lemma
        for particle in particles(token):
            yield "verb", f"{lemma}_{particle.lower_}"
        if token.i >= 2 and token.nbor(-1).text in "-–":
            yield "hyphen", lemma
            yield "hyphen", f"{token.nbor(-2).lower_}-{lemma}"
    elif token.pos_ == "ADJ":
        yield "adj", lemma
        if token.i >= 2 and token.nbor(-1).text in "-–":
            yield "hyphen", token.lower_
            yield "hyphen", f"{token.nbor(-2).lower_}-{token.lower_}"
    elif token.pos_ in ("NOUN", "PROPN") and not (in_name(token, cast) or _is_in_law(token)):
        for name in sorted(named_as(token)):
            yield "noun", name
    elif token.pos_ == "ADV":
        yield "adv", lemma
    for participant in things(token, cast)[:1]:
        if not (participant.entity.type == "Event" and participant.entity.label.islower()):
            yield "thing", participant.entity.type  # where and whose an event without a name is, tells nothing of it


@remembered
def predicates(token: Token) -> bool:
    """ "X is an ally of Y", "X became an ally of Y"."""
    return is_predicate(token) or becomes(token) or _stays(token)


def _stays(token: Token) -> bool:
    """ "X remains an ally of Y"."""
    return token.dep_ == "xcomp" and token.pos_ == "NOUN" and token.head.lemma_ in _STAY


def becomes(token: Token) -> bool:
    """ "X became an ally of Y"."""
    return token.dep_ == "xcomp" and token.pos_ == "NOUN" and token.head.lemma_ == "become"


def _is_in_law(token: Token) -> bool:
    """The "daughter" of "daughter-in-law" is none."""
    if token.whitespace_:
        return False
    return token.doc[token.i : token.i + 6].text.lower().startswith(f"{token.lower_}-in-law")


def in_name(token: Token, cast: Cast) -> bool:
    """ "Alliance" in "Alliance of Sahel States" tells no alliance."""
    mentions = cast.mentions_at(token)
    return bool(mentions) and any(one.kind == "name" and not one.text.islower() for _, one in mentions)
