"""Whose words a text is: "a statement from X", "X's letter", "a speech of X", "gave a speech that ..."."""

from __future__ import annotations

from kg.model.tree import Token
from kg.relate.cast import Cast, Participant
from kg.relate.cues import cues
from kg.relate.frames import preposition, surface_subject

_OF = frozenset({"by", "of", "from"})
_OWNING = frozenset({"nmod:poss", "amod", "compound"})


def authors(noun: Token, cast: Cast) -> list[Participant]:
    """Who says what a statement, letter or speech says; nobody for other nouns, and for those that tell no author."""
    return owners(noun, cast) or _givers(noun, cast) if noun.lemma_.lower() in cues().utterances else []


def owners(noun: Token, cast: Cast) -> list[Participant]:
    """Whose it is: "X's claim", "the claim by X", "the Veran claim"."""
    for child in noun.children:
        if child.dep_ in _OWNING or (child.dep_ in ("nmod", "obl", "obl:agent") and preposition(child) in _OF):
            found = [p.as_seat(cast.resolution) or p for p in cast.all(child)]
            actors = [p for p in found if cast.ontology.is_a(p.entity.type, "Actor")]
            if actors:
                return actors
        if child.dep_ == "acl" and child.lemma_.lower() in cues().issuing:
            agents = [p for one in child.children if preposition(one) == "by" for p in cast.all(one)]
            if agents:
                return agents
    return []


def _givers(noun: Token, cast: Cast) -> list[Participant]:
    """Who gives it: "X gave a speech that accused Y"."""
    if noun.dep_ != "obj":
        return []
    return [p for head in surface_subject(noun.head) for p in cast.all(head)]
