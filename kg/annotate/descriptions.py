"""Nouns that come back to a name: "the alliance", "the Nordic country", "the Secretary General"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from kg.annotate import groups, persons, posts
from kg.annotate.discourse import SUBJECTS, Discourse
from kg.annotate.tokens import narrows
from kg.annotate.words import words
from kg.model.tree import Span, Token

_ATTRIBUTES: Final = frozenset({"amod", "compound", "nmod:poss", "nmod:desc"})
_TOLD_HERE: Final = frozenset({"nmod", "acl:relcl", "acl", "appos"})
_NAMES: Final = frozenset({"nmod", "appos"})
"""Of these, what tells even behind a comma: "the bank, X"."""
_ANY: Final = frozenset({"a", "an"})
_NEAR: Final = 2
"""Sentences that a name may be away from a noun with words that the text did not tell of it before."""


def phrase(token: Token) -> Span:
    """A definite noun with all that stands between it and its determiner or owner."""
    start = min(
        (child.left_edge.i for child in token.lefts if child.dep_.startswith(("det", "nmod:poss"))), default=token.i
    )
    return token.doc[start : token.i + 1]


def described(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """What a definite noun comes back to; empty where the text tells it here, or leaves more than one reading."""
    beside = [child for child in token.children if child.dep_ in _ATTRIBUTES]
    if groups.is_group(token):
        return groups.group(discourse, token)
    if posts.is_post(token):
        return posts.holder(discourse, token, beside)
    if any(map(_tells_which, token.rights)):
        return ()  # "the country that ...", "the alliance of X with Y": told here, not said before
    if persons.is_person(token):
        return persons.somebody(discourse, token, beside)
    if token.tag_ == "NNS" and token.lemma_.lower() not in words().bands:
        return ()  # "the banks" are many; "the rebels" may be one group
    return _called_so(discourse, token, beside)


def _tells_which(child: Token) -> bool:
    """Do these words behind a noun tell which one it is? What it is, "a member of Y", does not."""
    if child.dep_ not in _TOLD_HERE or (child.dep_ == "appos" and any(c.lower_ in _ANY for c in child.children)):
        return False
    if any(c.lower_ == "from" for c in child.children):
        return False  # "the lawyer from X" adds to what is told
    return child.dep_ in _NAMES or narrows(child)


def _called_so(discourse: Discourse, token: Token, beside: Sequence[Token]) -> tuple[int, ...]:
    """The name that the noun and the words ``beside`` it ("the draft agreement", "the Nordic bloc") can mean."""
    noun, told = token.lemma_.lower(), {child.lower_ for child in beside}
    if noun in words().loose and not told:
        return ()
    fitting = [
        i
        for i in _perhaps(discourse, noun)
        if discourse.mentions[i].end <= token.i and _can_be(discourse, i, noun) and not _is_part(discourse, i)
    ]
    if not fitting:
        return ()
    start = phrase(token).start
    inner = [i for i, m in enumerate(discourse.mentions) if start <= m.start and m.end <= token.i]
    bodies = {known.id for i in inner if (known := discourse.known(i)) and discourse.mentions[i].label == "ORG"}
    named = [i for i in fitting if i in inner and not _is_apart(discourse, i, noun)]
    if named:  # "the Nordic Fund programme" names it itself; "X, the League agency" is X
        return (named[0],) if token.dep_ != "appos" else ()
    if not told.isdisjoint(words().contrasts) and not is_superlative(token):
        return ()
    fitting = [i for i in fitting if not _is_other(discourse, i, token) and i not in inner]
    if bodies:  # "the League agency"
        parts = [i for i in fitting if (known := discourse.known(i)) is not None and known.part_of in bodies]
        return _chosen(discourse, token, parts)
    if told:
        sure = [i for i in fitting if _answers(discourse, i, told)]
        near = {i for group in discourse.before(token, _NEAR) for i in group}
        here = () if near & set(sure) else _untold(discourse, token, beside, fitting)
        return here or _chosen(discourse, token, sure)
    return _chosen(discourse, token, fitting)


def _chosen(discourse: Discourse, token: Token, fitting: Sequence[int]) -> tuple[int, ...]:
    """Of the names that can be called so, those that are so most surely; of them the subject near by, or the last."""
    noun = token.lemma_.lower()
    fitting = [i for i in fitting if not _is_joined(discourse, i, fitting)]
    fitting = [i for i in fitting if not _is_rival(discourse, i)] or fitting
    is_country = "Country" in words().descriptions.get(noun, ())
    subjects = [i for i in next(discourse.before(token, 0)) if i in fitting and discourse.is_subject(i)]
    if subjects and not is_country:
        return (subjects[-1],)  # "X has agreed to ..., the company said"
    best = max((_sureness(discourse, i, noun) for i in fitting), default=0)
    fitting = [i for i in fitting if _sureness(discourse, i, noun) == best]
    if not fitting:
        return ()
    return (_country(discourse, token, fitting) if is_country else _last(discourse, token, fitting),)


def _is_apart(discourse: Discourse, index: int, noun: str) -> bool:
    """Is the name before a noun another's? "the League agency" is one of the League."""
    known = discourse.known(index)
    return known is not None and noun not in known.nouns and discourse.mentions[index].label == "ORG"


def _sureness(discourse: Discourse, index: int, noun: str) -> int:
    """2 for what was called so, in its name or beside it; 1 for what is known to be of that kind; 0 for the rest."""
    known = discourse.known(index)
    if noun in discourse.mentions[index].text.lower().split() or noun in discourse.profile(index).nouns:
        return 2
    if known is None or known.type == "Country":
        return 0
    return 2 if noun in known.nouns else 1


def _is_rival(discourse: Discourse, index: int) -> bool:
    """ "The rival X": told as another than the one that the text is about."""
    root = discourse.root(index)
    return any(child.dep_ in _ATTRIBUTES and child.lower_ in words().rivals for child in root.children)


def _is_joined(discourse: Discourse, index: int, others: Sequence[int]) -> bool:
    """One of several organizations that are told together: none of them is "the company" alone."""
    if discourse.type_of(index) == "Country":
        return False
    root = discourse.root(index)
    heads = {discourse.root(i) for i in others if i != index}
    return (root.dep_ == "conj" and root.head in heads) or any(o.dep_ == "conj" and o.head == root for o in heads)


def _is_part(discourse: Discourse, index: int) -> bool:
    """An actor's name inside a longer one: the longer one is told of."""
    return discourse.is_inside(index) and discourse.ontology.is_a(discourse.type_of(index), "Actor")


def _untold(discourse: Discourse, token: Token, beside: Sequence[Token], fitting: Sequence[int]) -> tuple[int, ...]:
    """With words beside it that the text did not tell ("the landlocked country"): the subject near by.

    Words that contradict what is known ("the Veran bank" of one in Solmark), or tell another one, leave none.
    """
    if not is_superlative(token) and any(c.dep_ == "nmod:poss" for c in beside):
        return ()
    nations = {land for child in beside if (land := _nation(discourse, child)) is not None}
    others = {i for group in discourse.before(token, 0) for i in group if discourse.mentions[i].kind == "name"}
    others = {
        i for i in others if i not in fitting and any(child.i == discourse.mentions[i].start for child in beside)
    }
    if any(discourse.mentions[i].label not in ("NORP", "GPE", "LOC") for i in others):
        return ()  # "the League agency": of another body
    for candidates in discourse.before(token, _NEAR):
        near = [i for i in candidates if discourse.origin(i) in fitting and _is_from(discourse, i, nations)]
        subjects = [i for i in near if discourse.is_subject(i) or discourse.root(i).dep_ == "nmod:poss"]
        by_nation = bool(nations) and len(beside) == len(nations)  # "the Veran company": any that is told of near by
        if len({discourse.name_of(i) for i in subjects or near * by_nation}) == 1:
            found = (subjects or near)[-1]
            alone = len({discourse.name_of(i) for i in near}) == 1
            return (found,) if alone or not nations or _is_surely_from(discourse, found, nations) else ()
        if near:
            return ()
    return ()


def is_superlative(token: Token) -> bool:
    """ "Verana's biggest bank", "the world's largest producer": one of a kind."""
    owned = any(child.dep_ == "nmod:poss" for child in token.lefts)
    return owned and any(child.tag_ == "JJS" for child in token.lefts)


def _nation(discourse: Discourse, token: Token) -> str | None:
    """The id of the country that a word before a noun tells: "the Veran bank", "Verana's biggest bank"."""
    known = discourse.authority.demonym(token.text)
    if known is None and token.dep_ == "nmod:poss":
        known = discourse.authority.find(token.text, label="GPE")
    return None if known is None or known.type != "Country" else known.id


def _is_from(discourse: Discourse, index: int, nations: set[str]) -> bool:
    """Is nothing known of it that speaks against these nations? A country is of none but its own."""
    known, told = discourse.known(discourse.origin(index)), discourse.profile(index).nations
    if not nations:
        return True
    if known is not None and (known.country or known.type == "Country"):
        return nations == {known.country or known.id}
    return not told or nations <= told


def _is_surely_from(discourse: Discourse, index: int, nations: set[str]) -> bool:
    origin = discourse.origin(index)
    known = discourse.known(origin)
    return nations <= discourse.profile(index).nations or (known is not None and {known.country, known.id} >= nations)


def _is_other(discourse: Discourse, index: int, token: Token) -> bool:
    """Told apart from the noun: "X sued the German company", "X said it would sue it", "X, head of the company"."""
    root, verb = discourse.root(index), token.head
    if root.is_ancestor(token) and root.dep_ != "root" and root != verb.sent.root:
        return True
    if token.dep_ in SUBJECTS or token.dep_ == "nmod:poss":
        return False
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
    if root in subjects:
        return True
    places = {child.i for child in subjects}
    pronouns = (i for i, m in enumerate(discourse.mentions) if m.start in places)
    return any(discourse.name_of(i) == discourse.name_of(index) for i in pronouns if i in discourse.refers)


def _last(discourse: Discourse, token: Token, fitting: Sequence[int]) -> int:
    """The last of these; where one is named at least twice as often as any other, the last mention of that one."""
    named = Counter(map(discourse.name_of, fitting))
    far = all(fitting[-1] not in group for group in discourse.before(token, 1))
    if far and len(named) > 1 and len(set(named.values())) == 1:  # all named as often: who is spoken of goes on so
        told = (i for i in discourse.refers if len(discourse.refers[i]) == 1)
        named.update(name for i in told if (name := discourse.name_of(i)) in named)
    (main, times), *others = named.most_common()
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


def _perhaps(discourse: Discourse, noun: str) -> Iterable[int]:
    """The names that ``_can_be`` need be asked of, in order: all where the noun is one for kinds of things."""
    if noun in words().descriptions or noun in words().bands:
        return (i for i, m in enumerate(discourse.mentions) if m.kind == "name")
    return discourse.told_as(noun)


def _can_be(discourse: Discourse, index: int, noun: str) -> bool:
    """Can this name be called so? By a word in it, by what the authority knows of it, or by its label."""
    one, kinds = discourse.mentions[index], words().descriptions.get(noun, ())
    if one.label in ("NORP", "PERSON"):
        return False
    if noun in one.text.lower().split() and (one.text.islower() or one.text.lower() != noun):
        return True
    known = discourse.known(index)
    if not known and noun in discourse.profile(index).nouns:
        return True
    if known and noun in words().bands and known.country and not words().fighters.isdisjoint(known.nouns):
        return True
    if known and noun in words().realms:
        return noun in known.nouns
    if noun in words().institutions and "MilitaryOperation" not in kinds:
        return known is not None and noun in known.nouns  # a ministry is one by its name
    if known and kinds == ("Organization",) and noun not in words().general:
        return noun in known.nouns or known.type in ("Organization", "InternationalOrganization")
    if known:
        return noun in known.nouns or any(discourse.ontology.is_a(known.type, kind) for kind in kinds)
    if one.label == "GPE":
        return False  # a place that nobody knows may be a country, a city or a region
    guess = words().class_of(one.label)
    if set(kinds) == {guess} and noun not in words().general:
        return False  # a court is a court by its name
    return any(discourse.ontology.is_a(kind, guess) for kind in kinds)


def _answers(discourse: Discourse, index: int, beside: set[str]) -> bool:
    """The words before the noun are in the name, or tell its country ("the Veran company")."""
    if beside <= set(discourse.mentions[index].text.lower().split()):
        return True
    known = discourse.known(index)
    nations = [discourse.authority.demonym(word.title()) for word in beside]
    return known is not None and all(nation is not None and nation.id == known.country for nation in nations)
