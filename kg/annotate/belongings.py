"""Countries told by whose they are: "his country", "their homelands", "my country"."""

from __future__ import annotations

from typing import Final

from kg.annotate.discourse import Discourse
from kg.annotate.mentions import by_token
from kg.annotate.owners import same_person
from kg.model.tree import Token

_LANDS: Final = frozenset({"country", "nation", "homeland", "kingdom", "republic", "state"})


def is_land(token: Token) -> bool:
    """ "country" with the pronoun of somebody before it."""
    return token.lemma_.lower() in _LANDS and any(
        child.dep_ == "nmod:poss" and child.pos_ == "PRON" for child in token.lefts
    )


def land(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """The countries in which those whose it is hold a post, or of which they are told to be."""
    references = by_token((i, m) for i, m in enumerate(discourse.mentions) if m.kind == "pronoun")
    owner = next((references[child.i] for child in token.lefts if child.i in references), None)
    if owner is None:
        return ()
    ones = discourse.refers.get(owner, ())
    found = tuple(one for i in ones for one in country_of(discourse, discourse.origin(i)))
    many = token.tag_ in ("NNS", "NNPS")
    return found if len(found) == len(ones) and (len(ones) > 1) == many else ()


def country_of(discourse: Discourse, person: int) -> tuple[int, ...]:
    """A mention of a person's country, by a title, else by the nation that the text tells; empty where none does."""
    if discourse.mentions[person].label != "PERSON":
        return ()
    for title in discourse.titles:
        held = title.body is not None and same_person(discourse, title.person, person)
        if held and title.body is not None and discourse.type_of(title.body) == "Country":
            return (title.body,)
    nations = discourse.profile(person).nations
    named = (i for i, m in enumerate(discourse.mentions) if (known := discourse.known(i)) and known.id in nations)
    return tuple(named)[:1] if len(nations) == 1 else ()
