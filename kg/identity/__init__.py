"""One node for one actor: which entities of different articles are one, decided again from the whole graph.

    profiles     what all articles tell of each entity: names, posts, countries, neighbours
    marks        the relations that tell posts and countries: ontologies/identity.yaml
    homonyms     one name of several bearers
    candidates   the few pairs that are worth comparing
    bundles      these pairs, some at a time, wherever they are compared
    match        same, different or undecided, and why
    naming       whom people mean by a name
    judgements   what people decided: a text file that wins over every score
    clusters     decisions made one: who stands for whom
    follow       all of that again where something changed (index: what articles told, each by its tellings;
                 traits: what very many tell; settling: in a stored graph)

A function of the articles and the judgements alone: their order does not matter, and an article that names none of
these actors changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg import ontology
from kg.graph import GraphWriter
from kg.identity.bundles import Through, alone
from kg.identity.candidates import candidates
from kg.identity.clusters import clustered
from kg.identity.doubts import Doubt, Portrait, doubts
from kg.identity.homonyms import bearers
from kg.identity.judgements import FILE, Judgements, adopt, judge, read_judgements, withdraw
from kg.identity.match import compare
from kg.identity.naming import meant
from kg.identity.profiles import Profile, called, profiles
from kg.identity.settling import remember, settle_new, settled
from kg.identity.tellings import tellings
from kg.model import Decision, Extraction, Identities
from kg.ontology import Ontology

__all__ = [
    "FILE",
    "Doubt",
    "Judgements",
    "Portrait",
    "Profile",
    "Through",
    "adopt",
    "alone",
    "called",
    "doubts",
    "identify",
    "judge",
    "meant",
    "profiles",
    "read_judgements",
    "remember",
    "settle",
    "settle_new",
    "tellings",
    "withdraw",
]


def identify(extractions: Iterable[Extraction], terms: Ontology, judged: Sequence[Decision] = ()) -> Identities:
    """Who is one actor in these articles (as they were read), by their names and what is told of them.

    ``judged`` are people's decisions: they hold whatever the names say, and contradictions among them are told.
    """
    every = list(extractions)
    split = bearers(every, terms)
    known = profiles(every, terms, split)
    found = (compare(known[one], known[other]) for one, other in candidates(known))
    return clustered(known, [decision for decision in found if decision], judged, split)


def settle(store: GraphWriter, judged: Sequence[Decision] = (), through: Through = alone) -> list[str]:
    """Decides again who is one actor in a stored graph and makes it so; gives the sources that had to change.

    Of a graph in a folder only what a change may have made otherwise is decided again, of others all, and here.

    :param through: compares pairs, by several processes or on other machines; what comes of it is the same
    """
    changed = settled(store, judged, through)
    if changed is not None:
        return changed
    return store.identify(identify(store.outlines(), ontology.load(), judged))
