"""What must stand, or may not, beside a trigger so that a pattern applies."""

from __future__ import annotations

from kg.model.tree import Token
from kg.relate.beside import named_as
from kg.relate.finding import Stage
from kg.relate.frames import Arguments, arguments, coordinated
from kg.relate.patterns import Pattern
from kg.relate.remembered import remembered
from kg.relate.roles import fillers


def with_required(pattern: Pattern, roles: Arguments) -> Arguments | None:
    """The roles with those of the words that a pattern requires; None where one is missing or one is excluded."""
    if pattern.first and not roles.get(pattern.first):
        return None
    if pattern.needs and not all(_filled(role, roles) for role in pattern.needs):
        return None
    if pattern.lacks and any(_taken(role, roles) for role in pattern.lacks):
        return None
    for role, lemmas in pattern.excluded.items():
        if any(head.lemma_.lower() in lemmas and not _is_named(head) for head in _filling(role, roles)):
            return None
    if not pattern.required:
        return roles
    whole = dict(roles)
    for role, lemmas in pattern.required.items():
        if all(lemmas.isdisjoint(_names_joined(head)) for head in whole.get(role, ())):
            return None  # most triggers have other words beside them
        joined = [
            one for head in whole.get(role, ()) for one in (coordinated(head) if head.pos_ == "NOUN" else [head])
        ]
        fillers = [head for head in joined if named_as(head) & lemmas and not _is_named(head)]
        if not fillers:
            return None
        for filler in fillers:
            for name, heads in arguments(filler).items():
                if name != "subj":
                    whole[name] = [*whole.get(name, ()), *(head for head in heads if head not in whole.get(name, ()))]
    taken = (head for role in pattern.lacks for head in whole.get(role, ()))
    return None if any(not _is_date(head) for head in taken) else whole


@remembered
def _names_joined(head: Token) -> frozenset[str]:
    """The lemmas of a phrase and of all that is joined to it."""
    return frozenset(name for one in coordinated(head) for name in named_as(one))


def _is_named(head: Token) -> bool:
    """ "Gas" of "Adria Gas": a word of a name tells nothing of what it means alone."""
    told = any(c.dep_ == "compound" or (c.dep_ == "amod" and c.is_title) for c in head.children)
    return head.ent_type_ in ("ORG", "PERSON") and told


def _filled(role: str, roles: Arguments) -> bool:
    """Somebody or something fills a role, or a role of what fills it ("to.for")."""
    return bool(_filling(role, roles))


def _taken(role: str, roles: Arguments) -> bool:
    """The same, but for a date: "a member from 1960 to 1994" is a member to nobody."""
    return any(not _is_date(head) for head in _filling(role, roles))


def _is_date(head: Token) -> bool:
    """A year, or a month with a day or year: "1994", "3 May", "May 2001"."""
    if head.is_digit:
        return len(head.text) == len("1994")
    return head.pos_ == "PROPN" and not head.ent_type_ and any(child.is_digit for child in head.children)


def _filling(role: str, roles: Arguments) -> list[Token]:
    name, *steps = role.split(".")
    heads = roles.get(name, [])
    for step in steps:
        heads = [deeper for head in heads for deeper in arguments(head).get(step, ())]
    return heads


def is_about(lemmas: frozenset[str], token: Token) -> bool:
    """The text has come to what a pattern needs it to be about, at the latest in the trigger's sentence."""
    return any(word.lemma_.lower() in lemmas for word in token.doc[: token.sent.end])


def names_body(pattern: Pattern, token: Token, roles: Arguments, stage: Stage) -> bool:
    """A body stands where the pattern wants none: "sold its unit Y to X"."""
    if not pattern.unnamed:
        return False
    fillers_ = (one for role in pattern.unnamed for one in fillers(role, token, roles, stage))
    return any(stage.ontology.is_a(one.entity.type, "Organization") for one in fillers_)
