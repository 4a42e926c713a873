"""From a dependency tree to who does what to whom: the arguments of a word, by role.

Roles are those of meaning, whatever the voice of the sentence: ``subj`` does, ``obj`` undergoes. Other arguments go
by their preposition (``to``, ``with``, ``together_with``), those of a noun also by ``poss`` ("X's visit"),
``compound`` ("the X visit"), ``amod`` ("the Turkish visit"), ``appos``, ``is`` (what it is said to be: "X's ally is
Y") and ``case`` (the preposition before it). Subjects that English leaves out are filled in: "X arrived and met Y",
"X plans to visit Y", "the truce brokered by X", "Y, which X occupies".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.model.tree import Token
from kg.relate.appositions import first_joined, follows, opened_for
from kg.relate.beside import describes, is_apart, is_passive, names_person
from kg.relate.cues import cues
from kg.relate.quoting import cut_off, hung_before, hung_on, is_gerund, sayer_over, saying_over
from kg.relate.relatives import RELATIVES, between_verbs, described, identified, meant, one_of, staged_beside
from kg.relate.remembered import remembered

Arguments = dict[str, list[Token]]
"""Role -> the heads of the phrases that fill it, in order of place."""

_SUBJECT = ("nsubj", "nsubj:outer", "csubj")
_SUBJECTS = frozenset({*_SUBJECT, "nsubj:pass"})
_ROLES = {
    **dict.fromkeys(_SUBJECT, "subj"),
    **{dep: dep for dep in ("obj", "iobj", "compound", "amod", "appos", "xcomp", "ccomp", "acl", "advcl")},
    **{dep: dep for dep in ("nmod:desc", "case", "advmod")},
    "nmod:poss": "poss",
    "acl:relcl": "relcl",
}
"""The role of what hangs on a word, whatever its voice and preposition."""
_OBLIQUE = ("obl", "nmod")
_INCLUDE = frozenset({"include", "number", "comprise"})
_ARISE = frozenset(
    {"erupt", "break", "flare", "rage", "begin", "start", "continue", "exist", "develop", "arise", "emerge", "grow"}
)
_CLAUSES = frozenset({"xcomp", "advcl", "conj"})
_BECOME = frozenset({"become", "remain"})
_TO_WHOM = frozenset({"on", "upon", "to", "with"})


@remembered
def arguments(token: Token) -> Arguments:
    """The arguments of a verb, noun or adjective."""
    found: Arguments = defaultdict(list)
    passive, subject = is_passive(token), cut_off(token)
    for child in hung_on(token):
        if subject is not None and child.lower_ in RELATIVES:
            continue
        if role := _ROLES.get(child.dep_) or _role(child, passive):
            found[role].append(child)
    if found.get("iobj") and not found.get("obj"):
        found["obj"] = found.pop("iobj")  # "X told Y": parsers waver between the two where there is one object
    if token.pos_ in ("VERB", "AUX") or found.get("subj") or (token.dep_ == "conj" and is_predicate(token)):
        _fill_subject(token, found, passive)
    elif not is_predicate(token):
        _from_governor(token, found)
    if is_predicate(token) and (place := preposition(token)):
        found[f"be_{place}"].append(token)
    if token.dep_ in ("acl:relcl", "advcl:relcl"):
        _relativize(token, found)
    elif token.dep_ == "conj" and token.head.dep_ == "acl:relcl" and not found.get("obj"):
        _share_antecedent(token, found)
    if token.pos_ == "NOUN":
        _beside_names(token, found)
    if token.pos_ == "ADV" and token.head.dep_ == "appos":
        found["appos"].append(token.head.head)  # "X, formerly Y"
    return {role: meant(heads) for role, heads in found.items() if heads}


def is_predicate(token: Token) -> bool:
    """A noun or adjective with a copula: "X is an ally of Y"."""
    return "cop" in token.below


@remembered
def preposition(token: Token) -> str:
    """The preposition of a phrase: ``with``, ``together_with``, ``such_as``; empty where it has none."""
    titles = [child for child in token.children if child.dep_ == "nmod:desc" and child.i < token.i]
    hung = [word for one in (token, *titles) for word in one.children]  # "of | trader X": it hangs on either
    cases = [child for child in hung if child.dep_ == "case" and child.lower_ not in ("'s", "’s", "'", "’")]
    words = [word.lower_ for case in cases for word in (case, *(c for c in case.children if c.dep_ == "fixed"))]
    return "_".join(words)


def _role(child: Token, passive: bool) -> str:
    """The role of what hangs on a word by another relation than those of ``_ROLES``; empty where it has none."""
    dep = child.dep_
    if dep == "nsubj:pass":
        return "obj" if passive else "subj"
    if dep == "obl:agent":
        return "subj" if preposition(child) in ("by", "") else preposition(child)
    if dep in _OBLIQUE:
        name = preposition(child)
        return "subj" if passive and name == "by" else name
    return "poss" if dep == "obl:unmarked" and any(case.tag_ == "POS" for case in child.children) else ""


@remembered
def surface_subject(verb: Token) -> list[Token]:
    """The subject as it stands, or as the clause above lends it."""
    while True:
        own = [child for child in verb.children if child.dep_ in _SUBJECTS]
        if own:
            return own
        if verb.dep_ == "acl":
            return _acl_subject(verb)
        if verb.dep_ == "acl:relcl":
            return between_verbs(verb) or [identified(verb.head)]
        if (split := cut_off(verb)) is not None:
            return [split]
        if is_gerund(verb):
            verb = verb.head
            continue
        if (speaker := hung_before(verb)) is not None:
            return [speaker]
        if verb.dep_ not in _CLAUSES or verb.head == verb:
            return []
        if (thing := staged_beside(verb)) is not None:
            return [thing]
        if between := between_verbs(verb):
            return between
        controlled = [child for child in verb.head.children if child.dep_ in ("obj", "iobj")]
        asked = addressees(verb.head)
        if asked and _is_infinitive(verb):
            return asked  # "called on X to leave": X leaves
        if controlled and (verb.dep_ == "xcomp" or _is_deed(verb)):
            return controlled
        verb = verb.head


def addressees(verb: Token) -> list[Token]:
    """Who is to do it: "called on X to leave", "urged X to leave"; empty for verbs that ask nobody."""
    lemma = verb.lemma_.lower()
    if lemma in cues().appealing:
        return [child for child in verb.children if child.dep_ == "obl" and preposition(child) in _TO_WHOM]
    if lemma in cues().urging:
        return [child for child in verb.children if child.dep_ in ("obj", "iobj", "nsubj:pass")]
    return []


def _is_infinitive(verb: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "to" for child in verb.children)


def _is_deed(verb: Token) -> bool:
    """ "accused X of attacking", "thanked X for helping", "kept X from joining": X does it."""
    if verb.dep_ != "advcl":
        return False
    quoted = any(child.lower_ == "as" for child in verb.children) and verb.head.lemma_.lower() in cues().charging
    return quoted or _has_deed_mark(verb)  # "quoted X as saying"


def _has_deed_mark(verb: Token) -> bool:
    marks = (child for child in verb.children if child.dep_ in ("mark", "case"))
    return any(child.lower_ in ("of", "for", "from", "into", "against") for child in marks)


def _acl_subject(verb: Token) -> list[Token]:
    """Of "firms operating in X" the firms; of "Y's plan to visit X", "made progress in ..." and "issued a statement
    urging ..." who does."""
    noun = verb.head
    if next((word for word in verb.subtree if not word.is_punct), verb).lower_ == "the":
        return []  # "the first was praised by X, | the second condemned | by Y": not X
    if noun.dep_ in ("obj", "nsubj:pass") and noun.head.lemma_.lower() in cues().charging and _has_deed_mark(verb):
        return [noun]  # "accused X of attacking": X does it
    tells = noun.lemma_.lower() in cues().documents | cues().planning_nouns | cues().denying_nouns
    opened = not verb.below.isdisjoint(("mark", "case"))
    if is_passive(verb) or not (tells or opened):
        return [noun]
    if _is_infinitive(verb) and is_predicate(noun):
        return surface_subject(noun) or [noun]  # "X was the first to do it"
    if _is_infinitive(verb) and noun.dep_ == "xcomp" and noun.head.lemma_ in _BECOME:
        return surface_subject(noun.head) or [noun]
    if (meant := identified(noun)) != noun:
        return [meant]  # "the latest to join were X and Y"
    owners = [child for child in noun.children if child.dep_ == "nmod:poss"]
    if not owners and _is_infinitive(verb) and noun.lemma_.lower() in cues().planning_nouns | cues().denying_nouns:
        owners = [child for child in noun.children if child.dep_ == "nmod" and preposition(child) == "of"]
        if owners:
            return owners  # "the decision of X to invest"
    above = governor(noun)
    return owners or (surface_subject(above) if above is not None else [])


def _beside_names(noun: Token, found: Arguments) -> None:
    """The name that a noun describes: "his wife X", "X, a citizen of Y", "whose chairman is X"."""
    noun = one_of(noun)
    head = noun.head
    if noun.dep_ == "appos" and noun == hung_before(saying_over(noun)):
        return  # "Y attacked Z, a spokesman, X, said": parsers hang him on Z
    found["appos"] += [
        child
        for child in noun.children
        if child.dep_ in ("flat", "nmod:desc") and child.pos_ == "PROPN" and child.i > noun.i
    ]
    if describes(noun) or follows(noun):
        found["appos"].append(first_joined(head) if noun.tag_ == "NNS" else head)
    found["opening"] = opened_for(noun)
    found["appos"] += found["opening"]
    if noun.dep_ == "nmod:desc":
        found["poss"] += [child for child in head.children if child.dep_ == "nmod:poss"]
    if noun.dep_ in ("nsubj", "nsubj:outer"):
        _predicated(noun, found)


def _predicated(noun: Token, found: Arguments) -> None:
    """What is said of a noun: "X's ally is Y", "its partners include Y", "war broke out between Y and Z"."""
    head = noun.head
    if is_predicate(head):
        found[preposition(head) or "is"].append(head)
    elif head.lemma_ in _INCLUDE:
        found["is"] += [child for child in head.children if child.dep_ == "obj"]
    elif head.lemma_ in _ARISE and "obj" not in head.below:
        for child in head.children:
            if child.dep_ == "obl" and preposition(child) in ("between", "with", "against", "among"):
                found[preposition(child)].append(child)


def _fill_subject(verb: Token, found: Arguments, passive: bool) -> None:
    """Adds the subject that the clause above lends, as what it is in this voice."""
    role = "obj" if passive else "subj"
    if found.get(role) or not verb.below.isdisjoint(_SUBJECTS):
        return
    if verb.dep_ in _CLAUSES or verb.dep_ == "acl" or is_gerund(verb) or cut_off(verb) is not None:
        found[role] += surface_subject(verb)


def _relativize(verb: Token, found: Arguments) -> None:
    """Puts the antecedent in the place of "which", "who", or of nothing ("the treaty that X signed")."""
    relative = [child for child in verb.children if child.lower_ in RELATIVES]
    pronouns = [
        child
        for child in verb.subtree
        if child.lower_ in RELATIVES and child.pos_ == "PRON" and child.head.pos_ == "VERB"
    ]
    if not found.get("subj") and not found.get("obj"):
        found["obj" if is_passive(verb) else "subj"].append(described(verb))
    elif not found.get("obj") and not pronouns and not relative and verb.head not in found.get("subj", []):
        found["obj"].append(verb.head)


def _share_antecedent(verb: Token, found: Arguments) -> None:
    """The object of two joined verbs: "the pact that X brokered and Y and Z signed"."""
    first, subjects = verb.head, found.get("subj", [])
    relative = any(child.dep_ == "obj" and child.lower_ in RELATIVES for child in first.children)
    if relative and subjects and subjects != arguments(first).get("subj"):
        found["obj"].append(described(first))


def _from_governor(noun: Token, found: Arguments) -> None:
    """What a noun without a copula takes from the verb over it: "X held talks with Y", "X values its ties with Y"."""
    verb = governor(noun)
    if verb is None or opened_for(noun) or (noun.dep_ == "nsubj:pass" and names_person(noun)):
        return
    if noun.dep_ in ("obj", "obl", "nsubj:pass", "xcomp", "nmod", "conj") and not found.get("subj"):
        above = arguments(verb)
        if is_regarded(noun):
            found["appos"] += [head for head in above.get("obj", []) if head != noun]
            return
        found["subj"] += [head for head in above.get("subj", []) if head != noun]
        if noun.dep_ in ("obj", "nsubj:pass"):
            for role, heads in above.items():
                if role not in ("subj", "obj", "iobj", "xcomp", "acl", "compound", "amod", ""):
                    found[role] += [head for head in heads if head != noun and not is_apart(noun, head)]


def is_regarded(noun: Token) -> bool:
    """What somebody is held to be: "X sees Y as an ally of Z", "Y is considered an ally of Z"."""
    held = noun.dep_ == "xcomp" or (noun.dep_ == "obl" and preposition(noun) == "as")
    return held and noun.head.lemma_.lower() in cues().regarding


@remembered
def governor(noun: Token) -> Token | None:
    """The predicate over a noun, other nouns between them allowed: a verb, or a noun or adjective with a copula.

    None where a clause or an apposition lies between.
    """
    token = noun
    for ancestor in noun.ancestors:
        if token.dep_ not in ("nmod", "conj", "obj", "obl", "nsubj:pass", "xcomp"):
            return None
        if ancestor.pos_ in ("VERB", "AUX") or is_predicate(ancestor):
            return sayer_over(token) or ancestor
        token = ancestor
    return None


def coordinated(token: Token) -> Iterator[Token]:
    """A phrase and those joined to it: "X, Y and Z", in order of place."""
    heads = [token]
    while heads:
        head = heads.pop(0)
        yield head
        heads += [child for child in head.children if child.dep_ == "conj"] if "conj" in head.below else []
