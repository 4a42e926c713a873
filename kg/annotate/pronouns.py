"""Pronouns for one: "he", "her", "it", "its", "whose"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from kg.annotate.discourse import SUBJECTS, Discourse
from kg.annotate.owners import same_person
from kg.annotate.profiles import agree, sex_of
from kg.annotate.tokens import is_title
from kg.annotate.words import words
from kg.model.tree import Token

_LOOK_BACK: Final = 8
"""Sentences that a pronoun may be away from its name, where none between names another person."""
_MAIN: Final = 4
"""Times that a person is named of whom a text is."""
_NEAR: Final = 2
"""Sentences in which a subject is preferred to a person said later."""

_NOT_LED: Final = frozenset({"Event", "Agreement", "Conflict", "Work", "Infrastructure"})
"""What says nothing, and has no president."""
_GOING_ON: Final = SUBJECTS | {"nmod:poss"}
"""Where a pronoun stands that goes on speaking of the subject before."""
_FRONTED: Final = frozenset({"obl", "obl:unmarked", "advcl"})
"""Phrases that can stand before the subject of their clause."""
_OPENING: Final = frozenset("“«„")
_CLOSING: Final = frozenset('”»"')


def is_singular(token: Token) -> bool:
    """A pronoun for one, unless it stands for nothing ("it rains")."""
    return token.dep_ != "expl" and (
        token.lower_ in words().personal_pronouns or token.lower_ in words().neuter_pronouns
    )


def singular(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """Whom or what a pronoun for one stands for."""
    personal = token.lower_ in words().personal_pronouns
    found = _person(discourse, token) if personal else _thing(discourse, token)
    ahead = _ahead(discourse, token, personal=personal)
    if found is None:
        found = ahead
    elif ahead is not None and not _is_same(discourse, found, ahead):
        return ()  # "X left. In his speech, Y ...": either
    if found is None:
        return ()
    discourse.learn(found, sex_of(token.lower_))
    return (found,)


def _is_same(discourse: Discourse, one: int, other: int) -> bool:
    if discourse.mentions[one].label == discourse.mentions[other].label == "PERSON":
        return same_person(discourse, one, other)
    return discourse.actor_of(discourse.origin(one)) == discourse.actor_of(discourse.origin(other))


def _ahead(discourse: Discourse, token: Token, *, personal: bool) -> int | None:
    """The subject of the clause that a phrase with the pronoun stands before: "In her speech, X ..."."""
    phrase = token
    while phrase.dep_ not in _FRONTED and phrase.head != phrase:
        phrase = phrase.head
    subject = next((child for child in phrase.head.children if child.dep_ in SUBJECTS and child.i > token.i), None)
    if phrase.head == phrase or subject is None or phrase.i > subject.i:
        return None
    for i, one in enumerate(discourse.mentions):
        if one.kind == "name" and one.start > token.i and discourse.root(i) == subject:
            if personal and one.label == "PERSON" and agree(sex_of(token.lower_), discourse.profile(i).sex):
                return i
            if not personal and _is_thing(discourse, i):
                return i
    return None


def whose(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """The name that a "whose" clause is about: "Verana, | whose | army ...". "who" and "which" the clause tells."""
    clause = token.head.head
    if token.lower_ != "whose" or clause.dep_ not in ("acl:relcl", "acl"):
        return ()
    noun = clause.head
    before = next(discourse.before(token, 0))
    here = [i for i in before if discourse.root(i) == noun]
    if here and discourse.ontology.is_a(discourse.type_of(discourse.origin(here[-1])), "Actor"):
        return (here[-1],)
    beside = [i for i in before if discourse.mentions[i].end == clause.left_edge.i - 1]
    return (beside[-1],) if beside and discourse.root(beside[-1]).dep_ != "conj" else ()


def _person(discourse: Discourse, token: Token) -> int | None:
    """The subject said last; without one, the only person of the nearest sentence that names any.

    A "she" is rather who is known to be a woman than who may be one.
    """
    others: list[int] = []
    sex = sex_of(token.lower_)
    if (joined := _joined_owner(discourse, token)) is not None and discourse.mentions[joined].label == "PERSON":
        return joined
    women = sex == "she" and _is_woman_near(discourse, token)
    goes_on = token.dep_ in _GOING_ON and not _is_woman_near(discourse, token, acting=True)
    for distance, candidates in enumerate(discourse.before(token, _LOOK_BACK)):
        people = [i for i in candidates if discourse.mentions[i].label == "PERSON" and _may_be(discourse, i, token)]
        people = [i for i in people if discourse.is_one(i) and agree(sex, discourse.profile(i).sex)]
        if women and not (distance == 1 and goes_on and _acts_alone(discourse, people)):
            people = [i for i in people if discourse.profile(i).sex == sex]
        subject = _subject(discourse, people, distance)
        if subject is not None:
            far = distance >= _NEAR or (distance > 0 and discourse.opens_paragraph(token))
            return _topic(discourse, people, subject) if far else subject
        others = others or people
        if others and distance >= _NEAR:
            break
    return others[0] if len({discourse.name_of(i) for i in others}) == 1 else None


def _joined_owner(discourse: Discourse, token: Token) -> int | None:
    """The X of "X and her guest", "X and its partner"."""
    noun = token.head
    if token.dep_ != "nmod:poss" or noun.dep_ != "conj" or noun.head.i > token.i:
        return None
    if any(child.lower_ == token.lower_ for child in noun.head.lefts):
        return None  # "her husband and her brother"
    here = [i for i in next(discourse.before(token, 0)) if discourse.root(i) == noun.head]
    here = [i for i in here if agree(sex_of(token.lower_), discourse.profile(i).sex)]
    return here[-1] if here else None


def _is_woman_near(discourse: Discourse, token: Token, *, acting: bool = False) -> bool:
    """Is a woman told of near by, as a subject if ``acting``? Then "she" is nobody of whom that is open."""
    return any(
        discourse.mentions[i].label == "PERSON" and discourse.profile(i).sex == "she" and discourse.is_one(i)
        for group in discourse.before(token, _NEAR + 1)
        for i in group
        if _may_be(discourse, i, token) and (discourse.is_subject(i) or not acting)
    )


def _acts_alone(discourse: Discourse, people: Sequence[int]) -> bool:
    """Is one person, and nobody else, told of as a subject there?"""
    one = {discourse.name_of(i) for i in people}
    return len(one) == 1 and any(discourse.is_subject(i) for i in people)


def _topic(discourse: Discourse, people: Sequence[int], subject: int) -> int:
    """From further away comes back whom the whole text is about, if the sentence tells of that person."""
    counts = Counter(
        discourse.full_name(i) for i, m in enumerate(discourse.mentions) if m.kind == "name" and m.label == "PERSON"
    )
    (main, times), *others = counts.most_common()
    if times < _MAIN or (others and times < 3 * others[0][1]):
        return subject
    return next((i for i in people if discourse.full_name(i) == main), subject)


def _thing(discourse: Discourse, token: Token) -> int | None:
    """The subject said last, at most a sentence away; "its" may also be the nearest, or what the text is about."""
    acts = _acts(token)
    if (sayer := _sayer_before(discourse, token)) is not None:
        return sayer
    if (speaker := _speaker(discourse, token)) is not None:
        return speaker
    if (joined := _joined_owner(discourse, token)) is not None and _is_thing(discourse, joined):
        return joined
    if (shared := _shared(discourse, token)) is not None:
        return shared
    for distance, candidates in enumerate(discourse.before(token, 1)):
        things = [
            i
            for i in candidates
            if _is_thing(discourse, i)
            and discourse.is_one(i)
            and _may_be(discourse, i, token)
            and not _is_quoted(discourse, i, token)
            and not (acts and discourse.type_of(discourse.origin(i)) in _NOT_LED)
        ]
        if distance and discourse.opens_paragraph(token):
            things = [i for i in things if discourse.is_main(i)]
        subject = _subject(discourse, things, distance)
        if subject is not None:
            return None if distance == 0 and _is_rival(discourse, subject, token) else subject
        things = [i for i in things if discourse.type_of(i) != "City"] or things
        if things and token.lower_ == "its" and (distance == 0 or discourse.is_main(things[-1])):
            return things[-1]
    return None


def _sayer_before(discourse: Discourse, token: Token) -> int | None:
    """Who told the sentence before: "X left, Y reported. | It | added that ..."."""
    if token.dep_ not in SUBJECTS or token.head.lemma_.lower() not in words().adding:
        return None
    here, *before = discourse.before(token, 1)
    for i in () if here or not before else before[0]:
        root = discourse.root(i)
        says = root.head.lemma_.lower() in words().saying and root.head.dep_ in ("ROOT", "root", "parataxis")
        if says and root.dep_ in SUBJECTS and _is_thing(discourse, i):
            return i
    return None


def _is_rival(discourse: Discourse, subject: int, token: Token) -> bool:
    """ "X rejects the plan; Y supports | it |": rather what X rejects."""
    verb = discourse.root(subject).head
    return token.dep_ == "obj" and verb != token.head and any(child.dep_ == "obj" for child in verb.children)


def _shared(discourse: Discourse, token: Token) -> int | None:
    """The object of the verb before: "she joined | the party | in 1962 and left it a year later"."""
    verb = token.head
    if token.dep_ != "obj" or verb.dep_ != "conj" or any(child.dep_ in SUBJECTS for child in verb.children):
        return None
    here = (i for i in next(discourse.before(token, 0)) if discourse.mentions[i].kind == "name")
    things = [i for i in here if (root := discourse.root(i)).dep_ == "obj" and root.head == verb.head]
    return things[0] if len(things) == 1 and _is_thing(discourse, things[0]) else None


def _speaker(discourse: Discourse, token: Token) -> int | None:
    """The country whose army or ministry says it: "Verana's army said that | it | had withdrawn"."""
    clause = token.head
    saying = clause.head
    if token.dep_ not in SUBJECTS or clause.dep_ != "ccomp" or saying.lemma_.lower() not in words().saying:
        return None
    sayer = next((child for child in saying.children if child.dep_ in SUBJECTS and child.i < saying.i), None)
    if sayer is None or saying.i > token.i or sayer.lemma_.lower() not in words().institutions | words().forces:
        return None
    here = next(discourse.before(token, 0))
    return next((i for i in here if discourse.root(i).head == sayer and _is_thing(discourse, i)), None)


def _acts(token: Token) -> bool:
    """Does it say something, or have a president?"""
    head = token.head
    if token.dep_ == "nmod:poss":
        return is_title(head) or head.lemma_.lower() in words().institutions
    return token.dep_ in SUBJECTS and head.lemma_.lower() in words().saying


def _subject(discourse: Discourse, candidates: Sequence[int], distance: int) -> int | None:
    """The subject that a pronoun comes back to: of its own sentence the last, of one before it the first."""
    subjects = [i for i in candidates if discourse.is_subject(i)]
    return None if not subjects else subjects[-1] if distance == 0 else subjects[0]


def _is_thing(discourse: Discourse, index: int) -> bool:
    """No person or nation, no part of a longer name, and no mere attribute of the next noun."""
    one = discourse.mentions[index]
    if one.label in ("PERSON", "NORP"):
        return False
    inside = any(one.span in other.span and other is not one for other in discourse.mentions)
    return not inside and discourse.doc[one.start : one.end].root.dep_ not in ("compound", "amod")


def _is_quoted(discourse: Discourse, index: int, pronoun: Token) -> bool:
    """A name in words that are quoted before the pronoun: "... with Y," said its spokesman."""
    between = discourse.doc[discourse.mentions[index].end : pronoun.i]
    marks = [token.text for token in between if token.text in _CLOSING or token.text in _OPENING]
    return len(marks) % 2 == 1 and marks[0] in _CLOSING


def _may_be(discourse: Discourse, index: int, pronoun: Token) -> bool:
    """An object is not its own subject ("X met him"), nor is "his" brother himself."""
    root = discourse.root(index)
    is_object = pronoun.lower_ in words().object_pronouns | words().neuter_pronouns
    if is_object and pronoun.dep_ in ("obj", "iobj", "obl") and root.head == pronoun.head and root.dep_ in SUBJECTS:
        return False
    if _is_in_own_clause(root, pronoun):
        return True
    return pronoun not in root.subtree


def _is_in_own_clause(root: Token, pronoun: Token) -> bool:
    """ "Verana, which closed | its | border, ...": of what a clause beside a name tells, the name is the subject."""
    clause = next((one for one in pronoun.ancestors if one.dep_ in ("acl:relcl", "acl")), None)
    if clause is None or clause.head != root or pronoun.dep_ != "nmod:poss":
        return False
    return any(child.dep_ == "nsubj" and child.lower_ in ("which", "who", "that") for child in clause.children)
