"""What the words beside a predicate make of it: negation, possibility, plan, and that it is over."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Status
from kg.model.tree import Token
from kg.relate.cues import cues
from kg.relate.remembered import remembered

_ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod")
_TELLING = frozenset({*_ARGUMENTS, "advmod", "amod", "aux", "case", "cc:preconj", "det", "mark"})
"""Relations of the words that can give a predicate a status."""
_DENIED = frozenset({"advmod", "det", "cc:preconj", "case", "mark", "nsubj", "nsubj:pass", "obj", "iobj"})
_IS = frozenset({"is", "are", "am", "was", "were", "'s", "’s"})
_NONE = frozenset({"no", "neither", "nor"})
_NOBODY = frozenset({"none", "nobody", "nothing"})
_INSTEAD = frozenset({("instead", "of"), ("rather", "than")})
_PARTICLES_AS = ("compound:prt", "advmod")
_PARTICLES = frozenset({"out", "up", "back", "down", "off", "over", "together", "away", "through", "in"})
_HYPHENS = frozenset("-–‑")
_MARKS = frozenset({"“", "„", "«", '"', "``"})


def statuses(token: Token) -> Iterator[tuple[Status, list[Token]]]:
    """Every status that the words of one predicate give it, each with these words."""
    for child in token.children:
        for status, tells in _TELLS if child.dep_ in _TELLING else ():
            if tells(token, child):
                yield status, _telling(child)
    if is_to_be(token):
        yield Status.PLANNED, [child for child in token.children if child.lower_ == "to"]


def _telling(child: Token) -> list[Token]:
    """The words of a child that tell: of "no talks" and "no longer" the "no" too, without the noun."""
    none = [word for word in child.children if word.lower_ in _NONE]
    return none if none and child.dep_ in _ARGUMENTS else [*none, child]


@remembered
def is_negated(token: Token) -> bool:
    """ "did not say", "never told"."""
    return any(_negates(token, child) for child in token.children)


def is_false(token: Token) -> bool:
    """ "falsely claimed", "wrongly accused": the article itself says that it is not so."""
    return any(child.dep_ == "advmod" and child.lower_ in cues().falsely for child in token.children)


def is_former(token: Token) -> bool:
    """ "a former member", "once an ally"; not "will then travel"."""
    if token.pos_ == "VERB":
        return False
    beside = (child for child in token.children if child.dep_ in ("amod", "advmod", "compound"))
    return any(child.lower_ in cues().former for child in beside)


def is_to_be(token: Token) -> bool:
    """ "X is to build Y": an infinitive under a form of "be" that has no other predicate."""
    marks = [child.i for child in token.children if child.dep_ == "mark" and child.lower_ == "to"]
    if not marks:
        return False
    helpers = [child for child in token.children if child.dep_ in ("aux", "cop") and child.lemma_ == "be"]
    if any(helper.i < marks[0] and helper.lower_ in _IS for helper in helpers):
        return True  # "who is to visit X"
    if token.dep_ == "acl" and "aux:pass" in token.below:
        return True  # "a summit to be hosted by X"
    below = token.dep_ in ("xcomp", "root", "ROOT", "ccomp", "acl:relcl")
    is_to = any(child.dep_ == "aux" and child.lower_ in ("is", "are") for child in token.children)
    return below and (is_to or token.dep_.lower() == "root" or token.head.lemma_ == "be")


def is_backshifted(token: Token, aux: Token) -> bool:
    """The "would" of "X said that Y would": a "will", told in the past; not one of a condition or a quotation."""
    clause = token.head if token.dep_ == "conj" and "nsubj" not in token.below else token
    verb = clause.head
    if aux.lower_ not in ("would", "'d", "’d") or verb == clause:
        return False
    if clause.dep_ == "acl" and verb.lemma_.lower() in cues().saying_nouns | cues().planning_nouns:
        return not _has_condition(token)  # "the announcement that Y would"
    if clause.dep_ != "ccomp":
        return False
    if verb.lemma_.lower() not in cues().saying | cues().planning or not _is_past(verb) or _has_condition(token):
        return False
    first = clause.left_edge
    return first.text not in _MARKS and (first.i == 0 or first.nbor(-1).text not in _MARKS)


def _is_past(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBN")


def _has_condition(token: Token) -> bool:
    """ "would join if ..."."""
    clauses = (child for child in token.children if child.dep_ == "advcl")
    return any(word.dep_ == "mark" and word.lower_ in cues().conditions for one in clauses for word in one.children)


@remembered
def particles(verb: Token) -> list[Token]:
    """The particles of a verb: "set | up", "fell | out", "came | back"; parsers take the last two for adverbs."""
    if verb.below.isdisjoint(_PARTICLES_AS):
        return []
    return [
        child
        for child in verb.children
        if child.dep_ == "compound:prt"
        or (child.dep_ == "advmod" and child.i == verb.i + 1 and child.lower_ in _PARTICLES)
    ]


@remembered
def is_passive(verb: Token) -> bool:
    """True where the surface subject undergoes: "was invaded by", "founded by", "the talks brokered by"."""
    if not verb.below.isdisjoint(("aux:pass", "obl:agent")):
        return True
    if "nsubj:pass" in verb.below:
        return verb.tag_ != "VBD"  # without a helping verb a finite form is active, whatever the parser says
    return verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl") and "aux" not in verb.below


def describes(noun: Token) -> bool:
    """A noun that tells what a name before or behind it is: "X, an ally", "ally X", "X and other | allies"."""
    if noun.dep_ == "conj" and noun.tag_ == "NNS":
        return any(child.lower_ == "other" and child.dep_ == "amod" for child in noun.children)
    return noun.dep_ in ("appos", "nmod:desc") or (noun.dep_ == "compound" and noun.head.pos_ == "PROPN")


def is_noun(token: Token) -> bool:
    """A noun, common or proper."""
    return token.pos_ in ("NOUN", "PROPN")


def _negates(token: Token, child: Token) -> bool:
    """ "not", "never", "no talks", "nobody", "neither X nor Y"; "no longer"."""
    if child.dep_ == "advmod" and child.lower_ in cues().over:
        return any(word.lower_ == "no" for word in child.children)
    if child.dep_ in _ARGUMENTS and any(word.lower_ in _NONE and word.dep_ != "conj" for word in child.children):
        return True
    if child.lower_ == "yet" and child.dep_ == "advmod":  # "has yet to sign", "is yet to sign"; not "may yet sign"
        return any(word.dep_ == "mark" and word.lower_ == "to" for word in token.children)
    if (
        child.dep_ in ("mark", "case")
        and (child.lower_, child.i + 1 < len(child.doc) and child.nbor().lower_) in _INSTEAD
    ):
        return True  # "instead of joining", "rather than join"
    if child.dep_ in _ARGUMENTS and child.lower_ in _NOBODY:
        return True  # "has sent none", "told nobody"
    if child.dep_ == "mark" and child.lower_ == "to" and child.i and child.nbor(-1).lower_ == "yet":
        return True  # "has yet to join": the parser hangs "yet" on either verb
    return child.lower_ in cues().not_ and child.dep_ in _DENIED


def _opens(token: Token, child: Token) -> bool:
    """ "may", "could"; "if", "whether"; "a possible agreement"."""
    if child.dep_ == "aux":
        return child.lower_ in cues().possible and not is_backshifted(token, child)
    if child.dep_ == "mark":
        whole = "_".join([child.lower_, *(word.lower_ for word in child.children if word.dep_ == "fixed")])
        return bool({child.lower_, whole} & cues().conditions)
    if child.dep_ == "obl" and child.lemma_.lower() in cues().fiction:
        return any(case.dep_ == "case" and case.lower_ == "in" for case in child.children)
    if _is_scant(child) or (child.dep_ in _ARGUMENTS and any(map(_is_scant, child.children))):
        return True
    return child.dep_ in ("amod", "advmod") and bool({child.lower_, child.lemma_.lower()} & cues().perhaps)


def _is_scant(word: Token) -> bool:
    """The "little" of "little cooperation", the "few" of "few countries"; not that of "a little", "a few"."""
    if word.lower_ not in cues().scant or word.dep_ not in ("amod", "det", "nsubj"):
        return False
    beside = [*word.children, *(other for other in word.head.children if other.dep_ == "det")]
    return not any(other.lower_ == "a" for other in beside)


def _foresees(token: Token, child: Token) -> bool:
    """ "will"; "the upcoming summit"."""
    if child.dep_ == "aux":
        return child.lower_ in cues().planned or is_backshifted(token, child)
    is_adjective = child.dep_ in ("amod", "advmod") and is_noun(token)
    return is_adjective and bool({child.lower_, child.lemma_.lower()} & cues().upcoming)


def _reports(_: Token, child: Token) -> bool:
    """ "reportedly": somebody says so, the text does not tell who."""
    return child.dep_ == "advmod" and child.lower_ in cues().reportedly


def _opposes(_: Token, child: Token) -> bool:
    """ "warned X against joining": it is not done yet."""
    return child.dep_ == "mark" and child.lower_ == "against"


_TELLS = (
    (Status.REPORTED, _reports),
    (Status.POSSIBLE, _opposes),
    (Status.NEGATED, _negates),
    (Status.POSSIBLE, _opens),
    (Status.PLANNED, _foresees),
)


def is_apart(name: Token, phrase: Token) -> bool:
    """Do other words stand between a proper name and a phrase of its verb? "X | was taught | at Y" tells no "X at Y".

    Of a common noun, "held talks in May with Y", the phrase may be its own all the same.
    """
    if name.pos_ != "PROPN":
        return False
    end = max([name.i, *(child.i for child in name.children if child.dep_ in ("flat", "compound"))])
    return phrase.left_edge.i != end + 1


def is_proper(token: Token) -> bool:
    """Part of a name, a nation's too."""
    return token.pos_ == "PROPN" or bool(token.ent_type_)


def named_as(token: Token) -> frozenset[str]:
    """The lemma of a word, and of one with a hyphen in it, which parsers cut, the whole: "secretary-general"."""
    lemma, words = token.lemma_.lower(), token.doc.tokens
    if token.i < 2 or words[token.i - 1].text not in _HYPHENS or words[token.i - 2].head != token:
        return frozenset({lemma})
    return frozenset({lemma, f"{words[token.i - 2].lower_}-{lemma}"})


def names_person(noun: Token) -> bool:
    """ "The banker, X, was taught at Y": of a person, too, the verb's phrases tell nothing."""
    return any(child.dep_ in ("appos", "flat") and child.ent_type_ == "PERSON" for child in noun.children)


def is_hosted(noun: Token) -> bool:
    """Whose place tells whose they are: "the government in Kyiv", "security forces in Peru"."""
    kinds = {noun.lemma_.lower(), *(child.lemma_.lower() for child in noun.lefts if child.dep_ == "compound")}
    return bool(kinds & cues().hosts)


def is_excluded(head: Token) -> bool:
    """The "not Y" of "X, not Y, signed it" and "not Y but X"."""
    return head.pos_ in ("NOUN", "PROPN") and any(child.lower_ == "not" for child in head.lefts)
