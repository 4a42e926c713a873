"""Which class of ``kg.ttl`` a name belongs to, by the words that it is made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kg.authority import Authority
from kg.ontology import Ontology
from kg.resolve.words import words

__all__ = ["head_of", "kind_of", "type_of"]

_LINKS: Final = frozenset({"of", "for", "on", "in", "to", "against", "between", "at", "with", "from"})
_LONGEST_HEAD: Final = 4
_OWNED: Final = ("Organization", "GovernmentBody")
_KINDS: Final = ("Person", "Organization", "Place")
_FIRM_LABELS: Final = ("GPE", "NORP", "WORK")
_FIRM_TYPES: Final = ("City", "Region")
"""Labels and types that go only with each other as types.yaml says; the head of a name corrects other labels."""


def type_of(name: str, label: str, authority: Authority, *, national: bool = False) -> str:
    """The class of a name in comparable form that the authority does not know.

    ``label`` is the name label of its mention: it can rule out a head ("The Long War" is a WORK), and decides where
    no head tells. ``national`` says that a country stands beside the name: "Georgian Security Council" is no
    international organization.
    """
    lists = words()
    if label == "PERSON":
        return lists.labels[label]
    parts = name.split()
    types = [type_ for type_ in _by_heads(parts) if _goes_with(type_, label, authority)]
    if not types:
        return lists.labels.get(label, "Organization")
    owner = authority.find(parts[0].upper()) if types[0] in _OWNED else None
    if owner is not None and owner.type == "InternationalOrganization":  # "ECOWAS Commission", "EU Delegation"
        return owner.type
    if types[0] == "Organization" and _of_a_region(parts, authority):
        return "InternationalOrganization"
    if types[0] == "InternationalOrganization" and (national or lists.national.intersection(parts)):
        return "GovernmentBody"
    return types[0]


def kind_of(type_: str, ontology: Ontology) -> str:
    """Person, Organization, Place or the class itself: what articles that call one thing by two classes agree on."""
    return next((kind for kind in _KINDS if ontology.is_a(type_, kind)), type_)


def _of_a_region(parts: Sequence[str], authority: Authority) -> bool:
    """ "Central Asia Forum": a name that begins with a part of the world that is no part of a country."""
    for size in (2, 1):
        known = authority.find(" ".join(parts[:size]).title()) if len(parts) > size else None
        if known is not None:
            return known.type == "Region" and not known.country
    return False


def _goes_with(type_: str, label: str, authority: Authority) -> bool:
    firm = label in _FIRM_LABELS or type_ in _FIRM_TYPES
    return not label or not firm or authority.allows(type_, label)


def head_of(parts: Sequence[str]) -> Sequence[str]:
    """The words before the first "of", "for", "on": where a name with such a word has its head."""
    return parts[: next((i for i, part in enumerate(parts) if i and part in _LINKS), len(parts))]


def _by_heads(parts: Sequence[str]) -> Iterator[str]:
    """What each place where a head can stand says, the most telling first."""
    lists = words()
    if parts and parts[0] in lists.first:
        yield lists.first[parts[0]]
    before = head_of(parts)
    for stretch in (parts[: len(before) + 1], before, parts):  # "mission to" is another thing than a mission
        for size in range(min(_LONGEST_HEAD, len(stretch)), 0, -1):
            head = " ".join(stretch[-size:])
            if head in lists.heads:
                yield lists.heads[head]
                break
