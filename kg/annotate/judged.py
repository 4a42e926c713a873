"""Whose deed is praised or blamed: "thanked X for its help", "criticised X for his silence"."""

from __future__ import annotations

from typing import Final

from kg.annotate.discourse import Discourse
from kg.annotate.words import words
from kg.model.tree import Token

_FOR: Final = frozenset({"for", "over"})
_JUDGED: Final = frozenset({"obj", "iobj", "nsubj:pass"})


def owners(discourse: Discourse, pronoun: Token) -> tuple[int, ...]:
    """Who is praised or blamed for what is the pronoun's; empty for any other pronoun."""
    verb = _judgement(pronoun.head) if pronoun.dep_ == "nmod:poss" else None
    if verb is None:
        return ()
    first = [child for child in verb.children if child.dep_ in _JUDGED]
    heads = {one.i for head in first for one in (head, *(c for c in head.children if c.dep_ == "conj"))}
    people = pronoun.lower_ in words().personal_pronouns
    found = discourse.named_at(heads)
    fitting = [i for i in found if (discourse.mentions[i].label == "PERSON") == people]
    one_only = pronoun.lower_ not in words().plural_pronouns
    return () if len(fitting) != len(found) or (one_only and len(fitting) > 1) else tuple(fitting)


def _judgement(noun: Token) -> Token | None:
    """The verb that praises or blames for it; parsers hang the phrase on the verb or on its object."""
    if not any(child.dep_ == "case" and child.lower_ in _FOR for child in noun.children):
        return None
    verb = noun.head.head if noun.head.dep_ in _JUDGED else noun.head
    return verb if verb.lemma_.lower() in words().judging else None
