"""What the word over a clause or noun makes of it: "refused to join", "the plan for a merger", "vetoed the deal"."""

from __future__ import annotations

from kg.model import Status
from kg.model.tree import Token
from kg.relate.beside import is_negated, is_noun
from kg.relate.cast import Cast
from kg.relate.cues import cues
from kg.relate.frames import addressees, is_predicate, preposition
from kg.relate.speech import Reading, is_saying, owner_of, said_by, speaker_of

_OF_WHAT = frozenset({"of", "for", "on", "to", "about", "in", "over", "against", "between"})
"""Prepositions by which a noun tells what it is the plan, the lack or the rumour of."""

_BESIDE = frozenset({"with", "by", "after", "during", "amid", "following", "under"})
"""Before what goes with an end, and does not end itself."""

_GIVEN = frozenset({"under", "amid"})
"""Before what is so, whatever the clause says beside it: "under a deal with X, Y will not pay"."""

_ABOUT = frozenset({"on", "about", "over", "against", "toward", "towards"})
"""Before a gerund: what somebody has in mind, not what he does."""


def lemmas(verb: Token) -> set[str]:
    """A word by its lemma, alone and with its particle: "rule", "rule_out"."""
    lemma = verb.lemma_.lower()
    parts = (child.lower_ for child in verb.children if child.dep_ in ("compound:prt", "advmod"))
    return {lemma, *(f"{lemma}_{part}" for part in parts)}


def governed(token: Token, head: Token, cast: Cast, reading: Reading) -> bool:
    """A clause that borrows its subject from another word; says whether what stands beside that word still counts."""
    lemma = head.lemma_.lower()
    marks = {child.lower_ for child in token.children if child.dep_ in ("mark", "case")}
    infinitive = "to" in marks
    if token.tag_ == "VBG" and infinitive and (lemma in cues().nearly or _is_near(head)):
        reading.weaken(Status.POSSIBLE, head)  # "came close to joining"
    if _is_kept_from(token, head, marks):
        reading.weaken(Status.NEGATED, head)
    if token.dep_ == "advcl":
        return _aside(token, head, reading, infinitive=infinitive)
    if token.dep_ == "acl" and is_noun(head):
        return _described(token, head, cast, reading)
    if lemmas(head) & cues().failing:
        reading.weaken(Status.NEGATED, head)
    elif token.tag_ == "VBG" and lemma in cues().weighing:
        reading.weaken(Status.POSSIBLE, head)  # "considered joining"
    elif lemma in cues().denying:
        reading.weaken(Status.NEGATED, head)
        reading.by = reading.by or speaker_of(head, cast)
    elif token.tag_ == "VBG" and is_saying(head) and lemma not in cues().planning:
        said_by(head, cast, reading)  # "admitted meeting X"
    elif infinitive:
        _infinitive(head, cast, reading)
    if lemma in ("have", "be") and any(child.lower_ == "yet" for child in head.children):
        reading.weaken(Status.NEGATED, head)  # "has yet to join"
    return token.dep_ == "xcomp"


def _infinitive(head: Token, cast: Cast, reading: Reading) -> None:
    """What a word makes of the infinitive behind it: only after a few ("managed to", "began to") is it so."""
    lemma = head.lemma_.lower()
    if is_saying(head) and lemma not in cues().urging | cues().planning:
        reading.reported(speaker_of(head, cast), head)  # "is said to support X", "claims to have met X"
    elif lemma in cues().planning or is_saying(head) or (lemma == "go" and head.tag_ == "VBG"):
        reading.weaken(Status.PLANNED, head)
    elif lemma in cues().uncertain | cues().untrue | cues().doubting:
        reading.weaken(Status.POSSIBLE, head)  # "is unlikely to join"
    elif lemma in cues().enabling and head.tag_ in ("VB", "VBP", "VBZ"):
        reading.weaken(Status.POSSIBLE, head)
    elif lemma in cues().unable:
        reading.weaken(Status.NEGATED, head)  # "was unable to join"
    elif head.pos_ in ("VERB", "ADJ") and lemma not in cues().holding | cues().enabling:
        reading.weaken(Status.POSSIBLE, head)  # "was tipped to join"


def _aside(token: Token, head: Token, reading: Reading, *, infinitive: bool) -> bool:
    """A clause beside a verb: "called on X to join", "rejected calls to join".

    Says whether it is the verb's purpose, no nearer than its deed: "will fly to X to meet Y".
    """
    lemma, sought = head.lemma_.lower(), cues().planning_nouns | cues().candidates | cues().undertakings
    asked = [c for c in head.children if c.dep_ in ("obj", "obl") and c.lemma_.lower() in sought]
    if not infinitive:
        if token.tag_ == "VBD" and "nsubj" in token.below:
            return False  # "stopped buying gas when X cut deliveries": X did so
        if token.tag_ == "VBG" and any(c.dep_ == "mark" and c.lower_ in _ABOUT for c in token.children):
            reading.weaken(Status.POSSIBLE, head)  # "mused about joining"
    elif (asked and lemmas(head) & (cues().failing | cues().dismissing | cues().ending)) or lemma in cues().unable:
        reading.weaken(Status.NEGATED, head)
    elif asked or addressees(head) or lemma in cues().planning:
        reading.weaken(Status.PLANNED, head)
    elif is_noun(head) and is_predicate(head) and head.pos_ == "NOUN":
        reading.weaken(Status.POSSIBLE, head)  # "was in the running to buy"
    else:
        return head.pos_ == "VERB"
    return False


def _is_kept_from(token: Token, head: Token, marks: set[str]) -> bool:
    """ "barred X from joining", "far from joining", "stopped short of joining"; not "profits from selling"."""
    if token.tag_ != "VBG":
        return False
    if "from" in marks:
        return head.lemma_.lower() not in cues().arising
    short = head.lower_ == "short" or any(child.lower_ == "short" for child in head.children)
    return "of" in marks and short


def _described(token: Token, noun: Token, cast: Cast, reading: Reading) -> bool:
    """A clause behind a noun: "the reluctance to join", "hopes of joining", "X joining Y" under a word of its own."""
    for status, nouns in _nouns():
        if noun.lemma_.lower() in nouns:
            reading.weaken(status, noun)
            return False
    to_do = cues().planning | cues().undertakings
    if noun.lemma_.lower() in to_do and any(child.lower_ == "to" for child in token.children):
        reading.weaken(Status.PLANNED, noun)
    is_about = any(c.dep_ == "mark" and c.lower_ in _OF_WHAT for c in token.children)
    if token.tag_ == "VBG" and is_about and noun.lemma_.lower() not in cues().holding:
        reading.weaken(Status.POSSIBLE, noun)  # "an interest in joining"
    gerund = token.tag_ == "VBG" and noun.pos_ == "PROPN" and token.below.isdisjoint(("mark", "aux"))
    if gerund and preposition(noun) in ("against", "for", "without"):
        reading.weaken(Status.POSSIBLE, noun)  # "is against X joining"
    return gerund and token.left_edge == token


def _is_near(verb: Token) -> bool:
    return any(child.dep_ in ("advmod", "xcomp") and child.lower_ in cues().nearly for child in verb.children)


def carried(noun: Token, verb: Token, cast: Cast, reading: Reading) -> bool:
    """A noun under a verb: "did not hold talks", "cancelled his visit", "plans a summit".

    Of a subject only verbs of being and ending tell whether it is so: "talks did not begin", "the membership ended".
    Says whether what stands beside the verb counts.
    """
    lemma, words = verb.lemma_.lower(), lemmas(verb)
    if noun.dep_ in ("obj", "nsubj:pass") and lemma in cues().dismissing and noun.lemma_.lower() in said():
        reading.weaken(Status.NEGATED)
        reading.by = speaker_of(verb, cast) or reading.by  # who rejects the claim says that it is not so
        return False
    if noun.dep_ == "nsubj":
        acts = any(
            child.dep_ == "obj" for child in verb.children
        )  # "the envoy rejected it" says nothing of the envoy
        if words & cues().failing and not acts and noun.lemma_.lower() not in cues().talks:
            reading.weaken(Status.NEGATED, verb)  # "the merger fell through"; of talks that failed it is so
        if any(c.dep_ == "xcomp" and c.lemma_.lower() in cues().uncertain | cues().off for c in verb.children):
            reading.weaken(Status.POSSIBLE, verb)  # "a deal remains elusive"
        if not words & (cues().being | cues().ending):
            return False
        if words & cues().ending and not acts and noun.lemma_.lower() in cues().meetings:
            return True  # "talks between X and Y ended": they were held
    if noun.dep_ == "obj" and lemma in cues().approving and _is_somebodys_deed(noun):
        return False  # "did not endorse Russia's invasion": it took place
    breaks_out = any(child.dep_ == "compound:prt" and child.lower_ in ("out", "through") for child in verb.children)
    if breaks_out and not words & cues().failing:
        return True  # "fighting broke out" ends nothing
    if noun.lemma_.lower() in cues().occasions and lemma in cues().ending - cues().failing:
        return True  # "ended his tour of Y": he was there
    if noun.dep_ == "obl" and preposition(noun) in _BESIDE and not words & cues().failing:
        return preposition(noun) not in _GIVEN  # "the visit ended with the signing of a deal"
    if lemma == "lift" and any(child.dep_ == "obl" and preposition(child) == "to" for child in verb.children):
        return True  # "lifted their ties to a partnership"
    if lemma in cues().telling_of and noun.dep_ == "obl" and preposition(noun) in ("of", "about"):
        said_by(verb, cast, reading)
        return True  # "X spoke of a pact between Y and Z"
    if words & (cues().failing | cues().denying | cues().ending):
        reading.weaken(Status.NEGATED, verb)
    elif lemma in cues().foreseeing:
        reading.weaken(Status.PLANNED, verb)
    elif noun.dep_ in ("obj", "nsubj:pass") and lemma in cues().favouring | cues().weighing and _is_open(noun):
        reading.weaken(Status.POSSIBLE, verb)  # "opposes a deal", "supports X's accession"
    return True


def _is_somebodys_deed(noun: Token) -> bool:
    """ "Russia's invasion", "its attack": no state that one may be for or against before it is so."""
    whose = "nmod:poss" in noun.below
    return whose and noun.lemma_.lower() in cues().deeds


def _is_open(noun: Token) -> bool:
    """What nobody takes for given: "a deal", "sanctions"; "X's accession", however definite."""
    definite = any(c.dep_ in ("det", "nmod:poss") and c.lower_ not in ("a", "an", "any") for c in noun.children)
    return not definite or noun.lemma_.lower() in cues().entering


def stated(noun: Token, head: Token, cast: Cast, reading: Reading) -> None:
    """A noun under a noun or an adjective: "a lack of cooperation", "the merger is off"."""
    if noun.dep_ == "nmod" and is_noun(head):
        _under(noun, head, cast, reading)
    elif noun.dep_ == "nsubj" and is_predicate(head):
        lemma = head.lemma_.lower()
        if lemma in cues().untrue | cues().off or (lemma in cues().uncertain and is_negated(head)):
            reading.weaken(Status.NEGATED, head)
        elif lemma in cues().uncertain:
            reading.weaken(Status.POSSIBLE, head)


def _under(noun: Token, head: Token, cast: Cast, reading: Reading) -> None:
    """A noun under a noun: "plans for a merger", "reports of a ceasefire"."""
    if preposition(noun) not in _OF_WHAT:
        return
    lemma = head.lemma_.lower()
    if lemma in cues().lacking:
        reading.weaken(Status.NEGATED, head)
    elif lemma in cues().doubting_nouns:
        reading.weaken(Status.POSSIBLE, head)
    elif lemma in cues().planning_nouns:
        reading.weaken(Status.PLANNED, head)
    elif lemma in cues().saying_nouns - cues().documents and preposition(noun) in ("of", "about"):
        reading.reported(owner_of(head, cast), head)


def judged(token: Token, head: Token, cast: Cast, reading: Reading) -> bool:
    """ "the claim that ...", "it is not true that ...", "it is likely that ...": says whether it was one of these."""
    lemma = head.lemma_.lower()
    if token.dep_ == "acl:relcl":
        told = is_saying(head.head) and head.dep_ == "obl" and "mark" in token.below
        if told:
            said_by(head.head, cast, reading)
        return told
    if is_noun(head) and token.dep_ == "acl" and "mark" in token.below:
        for status, nouns in _nouns():
            if lemma in nouns:
                reading.weaken(status, head)
                if not any(child.lower_ == "to" and child.dep_ == "mark" for child in token.children):
                    reading.by = reading.by or owner_of(head, cast)
                return True
        if head.dep_ in ("obl", "obj", "iobj") and is_saying(head.head):
            said_by(head.head, cast, reading)  # "wrote in his memoirs that ..."
            return True
        return False
    if head.pos_ in ("ADJ", "NOUN") and is_predicate(head):
        if is_negated(head) and lemma in cues().certain:
            reading.weaken(Status.POSSIBLE, head)  # "it is not clear whether"
        elif is_negated(head) or lemma in cues().untrue | cues().off:
            reading.weaken(Status.NEGATED, head)
        elif lemma in cues().uncertain:
            reading.weaken(Status.POSSIBLE, head)
        elif token.dep_ == "ccomp" and (speaker := speaker_of(head, cast)) is not None:
            reading.reported(speaker, head)  # "X is certain that Y ..."
        return True
    return False


def said() -> frozenset[str]:
    """Nouns of what somebody says or thinks: "the claim", "the rumour"."""
    return cues().saying_nouns | cues().doubting_nouns


def _nouns() -> tuple[tuple[Status, frozenset[str]], ...]:
    """What a noun over a clause makes of it: "the claim that ...", "the rumour that ..."."""
    return (
        (Status.REPORTED, cues().saying_nouns),
        (Status.POSSIBLE, cues().doubting_nouns),
        (Status.PLANNED, cues().planning_nouns),
        (Status.NEGATED, cues().denying_nouns | cues().lacking),
    )
