"""The rules of the built-in extractor: functions from an article's cast to findings. ``RULES`` lists them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product

from kg.model import Attribution, Entity, Status, TextSpan
from kg.model.tree import Token
from kg.relate.cast import Cast, Participant
from kg.relate.context import attribution, grounded
from kg.relate.cues import cues
from kg.relate.ellipsis import by_ellipsis
from kg.relate.finding import Finding, Stage, readings
from kg.relate.frames import Arguments, arguments, is_predicate, is_regarded, preposition
from kg.relate.gapping import by_gapping, ungapped
from kg.relate.matching import by_patterns
from kg.relate.posts import by_titles
from kg.relate.replies import by_replies
from kg.relate.roles import fillers
from kg.relate.speech import is_according, is_for_whom, is_in_view
from kg.relate.when import when

Rule = Callable[[Stage], Iterator[Finding]]


def by_judgement(stage: Stage) -> Iterator[Finding]:
    """What a speaker's own words make of somebody: "X is a reliable partner," Y said, and so Y praises X."""
    for token in stage.cast.peopled:
        if token.pos_ == "VERB" and token.lemma_.lower() in cues().calling:
            yield from _called(token, stage)
        if not is_predicate(token):
            continue
        relation = _judgement(token)
        told = attribution(token, stage.cast) if relation else Attribution()
        if relation is None or told.status is not Status.REPORTED or told.by is None:
            continue
        roles = arguments(token)
        deeds = (doer for head in roles.get("subj", ()) for doer in _doers(head, relation, stage))
        judged = fillers("subj", token, roles, stage) or list(deeds)
        yield from _of_speaker(relation, "judgement", _speaker(told.by, token, stage), judged, token, stage)


def _called(verb: Token, stage: Stage) -> Iterator[Finding]:
    """ "X called Y a threat", "X described Y as reliable": the judgement stands behind whom it is of."""
    roles = arguments(verb)
    objects = [*roles.get("obj", ()), *roles.get("iobj", ())]
    behind = [head for one in objects[:1] for head in arguments(one).get("as", ())]
    complements = [*roles.get("xcomp", ()), *roles.get("ccomp", ()), *roles.get("as", ()), *behind, *objects[1:]]
    relation = next((judged for word in complements if (judged := _judgement(word, called=True))), None)
    others = [head for head in objects if head not in complements]
    if relation is None or not others or any(is_regarded(word) and arguments(word).get("of") for word in complements):
        return  # "sees Y as an ally of Z" takes no side
    told = attribution(verb, stage.cast)
    moment = when(verb, stage.cast.parsed.times, "at")
    speakers = (p for head in roles.get("subj", ()) for p in stage.cast.all(head))
    whose = [p for head in others[:1] for p in stage.cast.all(head) or _doers(head, relation, stage)]
    for speaker, other in product(speakers, whose):
        for finding in _of_speaker(relation, "called", speaker, [other], verb, stage):
            yield replace(finding, attribution=told, when=moment)


def _doers(deed: Token, relation: str, stage: Stage) -> list[Participant]:
    """Who is blamed for a deed: "called | X's decision | illegal", "the invasion of Y | by X |"."""
    if relation != "criticized" or deed.pos_ != "NOUN":
        return []
    roles = arguments(deed)
    found = (fillers(role, deed, roles, stage) for role in ("by", "poss"))
    return next((doers for doers in found if doers), [])


def by_request(stage: Stage) -> Iterator[Finding]:
    """What a speaker says that somebody must do: "X must withdraw," Y said, and so Y calls on X."""
    for token in stage.cast.peopled:
        if "aux" not in token.below:
            continue
        duty = any(child.dep_ == "aux" and child.lemma_.lower() in cues().duties for child in token.children)
        told = attribution(token, stage.cast) if duty else Attribution()
        if told.by is None or token.dep_ in ("acl:relcl", "advcl"):
            continue
        speaker = _speaker(told.by, token, stage)
        asked = (p for head in arguments(token).get("subj", ()) for p in stage.cast.all(head))
        yield from _of_speaker("calledOn", "request", speaker, asked, token, stage)


def _speaker(entity: Entity, token: Token, stage: Stage) -> Participant:
    """Who says what a token tells, by the words of its sentence that stand for him."""
    words = stage.cast.words_for(entity, token.sent) or TextSpan(token.idx, token.idx + len(token))
    return Participant(entity, words, 0.9)


def _of_speaker(
    relation: str, rule: str, speaker: Participant, others: Iterable[Participant], token: Token, stage: Stage
) -> Iterator[Finding]:
    """The relation of a speaker to those he speaks of, but for himself and his own body."""
    own = {speaker.entity.id, *(body.entity.id for body in [stage.cast.body_of(speaker)] if body)}
    for other in others:
        for reading in readings(other, stage.cast):
            if reading.entity.id not in own and stage.ontology.fits(
                relation, speaker.entity.type, reading.entity.type
            ):
                yield Finding(relation, speaker, reading, token, f"{relation}/{rule}", 0.8)
                break


def _judgement(token: Token, *, called: bool = False) -> str | None:
    """The relation that a predicate makes of a speaker and what he speaks of; None for one that takes no side.

    Of what somebody is ``called`` an adjective of praise is enough: "the best listener".
    """
    if any(child.lower_ in cues().excess for child in token.children):
        return None  # "too close to Y" praises nobody
    beside = {token.lemma_.lower(), *(child.lemma_.lower() for child in token.children if child.dep_ == "amod")}
    if token.lemma_.lower() in cues().blame_nouns or beside & cues().blame:
        return "criticized"
    if called and token.lemma_.lower() in cues().praise_nouns:
        return "praised"
    if beside & cues().praise and (called or token.pos_ == "ADJ" or token.lemma_.lower() in cues().praise_nouns):
        return "praised"
    return None


_CLAUSES = frozenset(
    {
        "ROOT",
        "root",
        "conj",
        "ccomp",
        "csubj",
        "advcl",
        "xcomp",
        "acl",
        "acl:relcl",
        "advcl:relcl",
        "parataxis",
        "dep",
    }
)
"""Where a verb heads a clause; elsewhere it describes a noun ("the governing party")."""
_NO_PARTNERS = frozenset(
    {
        "subj",
        "poss",
        "compound",
        "amod",
        "appos",
        "xcomp",
        "ccomp",
        "acl",
        "advcl",
        "nmod:desc",
        "case",
        "advmod",
        "according_to",
        "like",
        "including",
        "such_as",
        "without",
        "as",
        "unlike",
        "despite",
        "instead_of",
        "rather_than",
    }
)
"""Roles of a verb whose fillers are not whom the deed is done to, with or for."""


_DEEPEST = 2
"""Nouns between a verb's argument and an actor at most."""


def openly(stage: Stage) -> Iterator[Finding]:
    """What no pattern covers: a clause that links two actors by any other verb, kept as ``relatedTo``."""
    for token in stage.cast.verbs:
        if token.dep_ not in _CLAUSES or token.i not in stage.cast.crowded:
            continue
        if token.dep_ == "advcl" and token.lemma_.lower() in cues().phrasing:
            continue  # "as X sees it"
        if not (linked := list(_linked(token, stage))):
            continue
        told, cue = grounded(token, stage.cast)
        moment = when(token, stage.cast.parsed.times, "at")
        for subject, object_, words in linked:
            yield Finding(
                relation="relatedTo",
                subject=subject,
                object=object_,
                trigger=token,
                rule="relatedTo/clause",
                confidence=0.6,
                attribution=told,
                cue=cue,
                when=moment,
                predicate=words,
                measured=False,
            )


def _linked(verb: Token, stage: Stage) -> Iterator[tuple[Participant, Participant, str]]:
    """The actors that a clause links, two by two, with the words that link them."""
    roles, cast = arguments(verb), stage.cast
    subjects = [p for head in roles.get("subj", ()) for p in cast.all(head)]
    read = [one.as_seat(cast.resolution) or one for one in subjects]
    actors = [one for one in read if stage.ontology.is_a(one.entity.type, "Actor")]
    if not actors:
        return
    if verb.lemma_.lower() in cues().saying:  # what is said of somebody is no deed done to him
        roles = {role: heads for role, heads in roles.items() if role in ("subj", "iobj", "to")}
    for role, heads in sorted(roles.items()):
        if role in _NO_PARTNERS or role.startswith("as_"):
            continue
        for actor, (object_, link) in product(actors, _reached(heads, cast, subjects)):
            if heads == [verb.head] and object_.span.start > verb.idx:
                continue  # "X, led by Y, and Z"
            if actor.entity.id != object_.entity.id and stage.ontology.is_a(object_.entity.type, "Actor"):
                yield actor, object_, f"{predicate(verb, roles, role)} {link}".strip()


def _reached(heads: Iterable[Token], cast: Cast, subjects: Sequence[Participant]) -> list[tuple[Participant, str]]:
    """Who fills a role, or is named in a phrase that does ("rallies | against X"), and the words that lead to him."""
    found = []
    acting = {one.entity.id for one in subjects}
    for head in heads:
        if not (is_according(head) or is_in_view(head) or is_for_whom(head)):  # a speaker is no partner
            found += _named_in(head, cast, "", 0, acting)
    return found


def _named_in(
    head: Token, cast: Cast, link: str, depth: int, acting: Collection[str]
) -> list[tuple[Participant, str]]:
    """The actors that a phrase stands for, else those that it tells of: "a protest | against arrests by | X"."""
    direct = cast.all(head)
    if head.pos_ != "NOUN" or depth > _DEEPEST or any(cast.ontology.is_a(p.entity.type, "Actor") for p in direct):
        return [(one, link) for one in direct]
    found = [(one, link) for one in direct]
    for child in head.children:
        if child.pos_ == "PRON" and any(one.entity.id in acting for one in cast.all(child)):
            continue  # what is their own links them to nobody: "X and Y lost | their | permits"
        if child.dep_ in ("nmod", "nmod:poss") and preposition(child) != "off":
            words = f"{link} {head.lemma_.lower()} {preposition(child).replace('_', ' ') or 'of'}".strip()
            found += _named_in(child, cast, words, depth + 1, acting)
        elif child.dep_ in ("amod", "compound") and child.pos_ in ("ADJ", "PROPN"):
            found += [(one, f"{link} {head.lemma_.lower()} of".strip()) for one in cast.at(child)]
    return found


def predicate(verb: Token, roles: Arguments, role: str) -> str:
    """A verb phrase, lemmatized: "hand over credentials to"."""
    particles = [child.lower_ for child in verb.children if child.dep_ == "compound:prt"]
    things = [head.lemma_.lower() for head in roles.get("obj", ()) if role != "obj" and head.pos_ == "NOUN"]
    link = [] if role in ("obj", "iobj") else role.split("_")
    return " ".join([verb.lemma_.lower(), *particles, *things[:1], *link])


RULES: Sequence[Rule] = (by_replies, by_titles, by_judgement, by_request, openly)
"""Beside the patterns, and what clauses that leave out their words repeat of what these tell."""


def by_rules(stage: Stage, /) -> Iterator[Finding]:
    """What all rules find: the extractor that a build has unless another is chosen."""
    told = list(by_patterns(stage))
    found = [*told, *by_ellipsis(told, stage), *(finding for rule in RULES for finding in rule(stage))]
    left = list(by_gapping(told, stage))
    yield from ungapped(found, left, stage.cast)
    yield from left
