"""What relative pronouns stand for: "the treaty which X signed", "X, who heads Y"."""

from __future__ import annotations

from kg.model.tree import Token
from kg.relate.beside import is_noun, is_passive
from kg.relate.cues import cues
from kg.relate.remembered import remembered

RELATIVES = frozenset({"who", "whom", "which", "that", "whose", "where"})
_SOME = frozenset({"one", "two", "three", "four", "some", "many", "most", "several", "both", "all"})


@remembered
def antecedent(token: Token) -> Token:
    """What "which", "who" or "whose" stands for; any other token itself."""
    if token.lower_ not in RELATIVES or (token.pos_ != "PRON" and token.lower_ != "where"):
        return token
    clause = next((a for a in token.ancestors if a.dep_ in ("acl:relcl", "advcl:relcl")), None)
    return identified(described(clause)) if clause is not None else _before_comma(token)


def meant(heads: list[Token]) -> list[Token]:
    """What heads stand for, in order of place."""
    if len(heads) == 1 and heads[0].lower_ not in RELATIVES:
        return heads
    found = [antecedent(head) if head.lower_ in RELATIVES else head for head in heads]
    return sorted(found, key=lambda head: head.i) if len(found) > 1 else found


def identified(noun: Token) -> Token:
    """Who a noun is said to be: "the first to join was X", "X was the firm that built it"; else the noun itself."""
    if noun.pos_ == "PROPN":
        return noun
    head = noun.head
    if noun.dep_ in ("nsubj", "nsubj:outer") and _is_plainly_said(head):
        return head if head.pos_ == "PROPN" or noun.pos_ != "NOUN" else noun
    if _is_plainly_said(noun) and "case" not in noun.below:
        names = [child for child in noun.children if child.dep_ == "nsubj" and child.pos_ == "PROPN"]
        return names[0] if names else noun
    return noun


def _is_plainly_said(word: Token) -> bool:
    """A predicate that nothing denies or leaves open."""
    doubts = (child for child in word.children if child.dep_ in ("aux", "advmod", "mark"))
    unsure = cues().not_ | cues().possible | cues().planned | cues().conditions
    is_said = "cop" in word.below
    return is_said and not any(child.lower_ in unsure for child in doubts)


@remembered
def one_of(noun: Token) -> Token:
    """The "one" of "one of the members", which stands where its noun would; any other noun itself."""
    above = noun.head
    if above.lower_ not in _SOME or noun.dep_ != "nmod":
        return noun
    is_part = any(child.dep_ == "case" and child.lower_ == "of" for child in noun.children)
    return above if is_part else noun


def between_verbs(verb: Token) -> list[Token]:
    """The name between two verbs that the parser joined to the first: "that X brokered and | Y | signed"."""
    first = verb.head
    if verb.dep_ == "acl:relcl":
        others = [one for one in first.children if one.dep_ == "acl:relcl" and one.i < verb.i]
        first = others[-1] if others else first
    if verb.dep_ not in ("conj", "acl:relcl") or first.pos_ != "VERB":
        return []
    names = [child for child in first.children if child.dep_ == "conj" and child.pos_ == "PROPN"]
    whole = [name for name in names if "orphan" not in name.below]
    return [name for name in whole if first.i < name.i < verb.i][-1:]


def _before_comma(relative: Token) -> Token:
    """The noun right before ", which" or ", of which" where the parser took the clause for one of its own."""
    joined = relative.head.head if relative.head.dep_ == "conj" else relative
    earlier = [word for word in joined.children if word.lower_ in ("which", "whom")]
    if earlier and relative.dep_ in ("nsubj", "nsubj:pass", "obj"):
        return antecedent(earlier[0])  # "X, of which Y is a member and | which | backed Z"
    comma = relative.i - 1 - ("case" in relative.below)
    if comma <= relative.sent.start or relative.lower_ not in ("which", "whom") or relative.doc[comma].text != ",":
        return relative
    noun = relative.doc[comma - 1]
    while noun.dep_ in ("flat", "compound", "conj", "appos", "punct") and noun.head.i < comma:
        noun = noun.head
    return noun if is_noun(noun) else relative


def described(clause: Token) -> Token:
    """The noun of a relative clause: of "X, the heir to Y, which ..." not X but Y, which stands next to it."""
    noun, comma = clause.head, clause.left_edge.i - 1
    if clause.left_edge.text == ",":
        comma = clause.left_edge.i
    opening = [word.lower_ for word in clause.doc[comma + 1 : comma + 3]]
    if comma < 1 or clause.doc[comma].text != "," or "which" not in opening:
        return noun
    near = clause.doc[comma - 1]
    while near.head != noun and near.dep_ in ("flat", "compound", "conj") and near.head.i < comma:
        near = near.head
    between = near.head
    while between.dep_ == "nmod" and between != noun:
        between = between.head  # "the envoy on human rights of X, to which Y belongs"
    is_apposed = between.dep_ == "appos" and between.pos_ == "NOUN" and noun in (between, between.head)
    is_apposed = is_apposed or (between == noun and _is_plainly_said(noun))  # "is the owner of Y, which it sold"
    return near if near.pos_ == "PROPN" and near.dep_ == "nmod" and is_apposed else noun


def staged_beside(verb: Token) -> Token | None:
    """ "Signed | the accord |, brokered by X": what is told behind a comma of how an object before it came about."""
    first = verb.left_edge
    if verb.dep_ != "advcl" or verb.lemma_.lower() not in cues().staging or not is_passive(verb) or not first.i:
        return None
    before = (child for child in verb.head.children if child.dep_ == "obj" and child.right_edge.i == first.i - 2)
    return next(before, None) if first.nbor(-1).text == "," else None
