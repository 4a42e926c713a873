"""Nouns that come back to a name: "the alliance", "the Nordic country", "the Secretary General"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from spacy.tokens import Span, Token

from kg.annotate import groups, posts
from kg.annotate.discourse import Discourse
from kg.annotate.tokens import narrows
from kg.annotate.words import words

_ATTRIBUTES: Final = frozenset({"amod", "compound", "nmod:poss", "nmod:desc"})
_TOLD_HERE: Final = frozenset({"nmod", "acl:relcl", "acl", "appos"})
_NAMES: Final = frozenset({"nmod", "appos"})
"""Of these, what tells even behind a comma: "the bank, X"."""


def phrase(token: Token) -> Span:
    """A definite noun with all that stands between it and its determiner."""
    start = min(child.i for child in token.children if child.dep_.startswith("det"))
    return token.doc[start : token.i + 1]


def described(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """What a definite noun comes back to; empty where the text tells it here, or leaves more than one reading."""
    beside = [child for child in token.children if child.dep_ in _ATTRIBUTES]
    if groups.is_group(token):
        return groups.group(discourse, token)
    if posts.is_post(token):
        return posts.holder(discourse, token, beside)
    if token.tag_ == "NNS" and token.lemma_.lower() not in words().bands:
        return ()  # "the banks" are many; "the rebels" may be one group
    if any(child.dep_ in _TOLD_HERE and (child.dep_ in _NAMES or narrows(child)) for child in token.rights):
        return ()  # "the country that ...", "the alliance of X with Y": told here, not said before
    return _called_so(discourse, token, {child.lower_ for child in beside})


def _called_so(discourse: Discourse, token: Token, beside: set[str]) -> tuple[int, ...]:
    """The name that the noun and the words ``beside`` it ("the draft agreement", "the Nordic bloc") can mean."""
    noun = token.lemma_.lower()
    fitting = [
        i
        for i, m in enumerate(discourse.mentions)
        if m.end <= token.i and m.kind == "name" and _can_be(discourse, i, noun)
    ]
    named = [i for i in fitting if discourse.mentions[i].start >= phrase(token).start]
    if named:
        return (named[0],)  # "the Nordic Fund programme" names it itself
    if beside:
        fitting = [i for i in fitting if _answers(discourse, i, beside)]
    if not fitting:
        return ()
    if "Country" in words().descriptions.get(noun, ()):
        return (_country(discourse, token, fitting),)
    subjects = [i for i in next(discourse.before(token, 0)) if i in fitting and discourse.is_subject(i)]
    return (subjects[-1] if subjects else _last(discourse, fitting),)  # "X has agreed to ..., the company said"


def _last(discourse: Discourse, fitting: Sequence[int]) -> int:
    """The last of these; where one is named at least twice as often as any other, the last mention of that one."""
    (main, times), *others = Counter(discourse.name_of(i) for i in fitting).most_common()
    if others and times >= 2 * others[0][1]:
        return _latest(discourse, fitting, main)
    return fitting[-1]


def _country(discourse: Discourse, token: Token, fitting: Sequence[int]) -> int:
    """The country that is the subject near by, or the only one near by, or the one that the text names most."""
    near = [i for group in discourse.before(token, 1) for i in group if i in fitting]
    subjects = [i for i in near if discourse.is_subject(i)]
    if subjects:
        return subjects[-1]
    if len({discourse.name_of(i) for i in near}) == 1:
        return near[-1]
    ((main, _),) = Counter(discourse.name_of(i) for i in fitting).most_common(1)
    return _latest(discourse, fitting, main)


def _latest(discourse: Discourse, fitting: Sequence[int], name: str) -> int:
    return next(i for i in reversed(fitting) if discourse.name_of(i) == name)


def _can_be(discourse: Discourse, index: int, noun: str) -> bool:
    """Can this name be called so? By a word in it, by what the authority knows of it, or by its label."""
    one, kinds = discourse.mentions[index], words().descriptions.get(noun, ())
    if one.label in ("NORP", "PERSON"):
        return False
    if noun in one.text.lower().split() and (one.text.islower() or one.text.lower() != noun):
        return True
    known = discourse.known(index)
    if known:
        return noun in known.nouns or any(discourse.ontology.is_a(known.type, kind) for kind in kinds)
    if one.label == "GPE":
        return False  # a place that nobody knows may be a country, a city or a region
    guess = words().class_of(one.label)
    return any(discourse.ontology.is_a(kind, guess) for kind in kinds)


def _answers(discourse: Discourse, index: int, beside: set[str]) -> bool:
    """The words before the noun are in the name, or tell its country ("the Veran company")."""
    if beside <= set(discourse.mentions[index].text.lower().split()):
        return True
    known = discourse.known(index)
    nations = [discourse.authority.demonym(word.title()) for word in beside]
    return known is not None and all(nation is not None and nation.id == known.country for nation in nations)
