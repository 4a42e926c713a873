"""Companies and other bodies whose names the pipeline took for people or places: the words beside them tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.annotate.words import words
from kg.authority import Authority
from kg.model import Mention
from kg.model.tree import Doc, Token

_DOUBTFUL: Final = frozenset({"PERSON", "GPE", "LOC", "FACILITY", "WORK", "NORP"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass"})
_HELD: Final = frozenset(
    {"hold", "own", "have", "acquire", "buy", "sell", "purchase", "keep", "retain", "take", "raise", "control"}
)
"""Verbs of what somebody has a part of."""
_OF: Final = frozenset({"of", "in", "for", "with"})


def firms(doc: Doc, found: Sequence[Mention], authority: Authority) -> list[Mention]:
    """The names, those that are told to be bodies labelled so wherever they stand.

    A name with a title before it anywhere in the text, or one that the authority knows, keeps its label.
    """
    people = {name.text for name in found if name.label == "PERSON" and _is_titled(doc, name)}
    told = {
        name.text
        for name in found
        if name.label in _DOUBTFUL
        and name.text not in people
        and not authority.candidates(name.text)
        and _is_told(doc, name)
    }
    told |= {name.text.split()[0] for name in found if name.text in told} - people
    return [
        replace(name, label="ORG", probability=None) if name.label in _DOUBTFUL and name.text in told else name
        for name in found
    ]


def _is_titled(doc: Doc, name: Mention) -> bool:
    before = doc[name.start - 1] if name.start else None
    return before is not None and before.lower_ in words().before_name


def _is_told(doc: Doc, name: Mention) -> bool:
    """A firm by the noun that describes it, by "which", or as what somebody owns."""
    root = doc[name.start : name.end].root
    return _is_called_firm(doc, name, root) or _has_which(doc, name, root) or _is_owned(doc, name, root)


def _is_called_firm(doc: Doc, name: Mention, root: Token) -> bool:
    """ "the valve maker X", "X, a London-based bank"."""
    before = doc[name.start - 1] if name.start > root.sent.start else None
    if before is not None and _is_firm(before) and before.head.i >= before.left_edge.i:
        return before.head in (root, *root.children) or root.head == before or before in root.subtree
    return any(
        child.dep_ == "appos" and child.i >= name.end and _is_firm(child) and child.pos_ == "NOUN"
        for child in root.children
    )


def _is_firm(token: Token) -> bool:
    if token.tag_ == "NNS" or token.lemma_.lower() not in words().firms:
        return False
    return not any(child.lower_ in words().made_by_people for child in token.children)


def _has_which(doc: Doc, name: Mention, root: Token) -> bool:
    """ "X, which sells gas, ...", "X, in which Y has a share": no person.

    Only of a subject: behind others "which" may be all that stands before.
    """
    after = doc[name.end : name.end + 3]
    if len(after) < 3 or after[0].text != "," or "which" not in (after[1].lower_, after[2].lower_):
        return False
    if name.label != "PERSON":
        held = (clause for clause in root.children if clause.dep_ == "acl:relcl" and clause.lemma_.lower() in _HELD)
        return after[1].lower_ == "in" and any(held)
    return root.dep_ in _SUBJECTS


def _is_owned(doc: Doc, name: Mention, root: Token) -> bool:
    """ "9 percent of X", "shares in X", "X's subsidiary", "X shares", "Y acquired X"."""
    head = root.head
    if head.lemma_.lower() in words().ownables:
        if root.dep_ in ("nmod", "obl"):
            return _is_of(root) and (head.lemma_ not in ("percent", "%", "share") or _is_held(head))
        return root.dep_ in ("nmod:poss", "compound") and root.i < head.i and not _is_group_of_people(head)
    verb = f"{head.lemma_}_over" if any(child.lower_ == "over" for child in head.children) else head.lemma_
    if verb not in words().merging or head.pos_ != "VERB":
        return False
    return root.dep_ in ("obj", "nsubj:pass") or (root.dep_ == "obl" and _is_of(root) and head.lemma_ == "merge")


def _is_of(token: Token) -> bool:
    return any(child.dep_ == "case" and child.lower_ in _OF for child in token.children)


def _is_group_of_people(noun: Token) -> bool:
    """ "Kessler's share", "his stake": who owns may be a person."""
    return noun.lemma_.lower() in ("share", "stake", "shareholding", "percent", "acquisition", "takeover", "merger")


def _is_held(noun: Token) -> bool:
    """What a verb of having is about: "holds 9 percent of X", not "20 percent of X voted"."""
    return noun.dep_ in ("obj", "nsubj:pass", "obl") and noun.head.lemma_.lower() in _HELD
