"""References to several: "they", "the three", "the two countries"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.annotate.discourse import SUBJECTS, Discourse
from kg.annotate.words import words


def they(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """The joined names, or the troops, sides and people of a country, that are the subject before."""
    for distance, candidates in enumerate(discourse.before(token, 1)):
        subjects = [i for i in candidates if discourse.mentions[i].kind == "name" and _heads_plural(discourse, i)]
        if subjects:
            root = discourse.root(subjects[-1] if distance == 0 else subjects[0])
            return _joined(discourse, root) if root.dep_ in SUBJECTS else (subjects[-1],)
    return ()


def _heads_plural(discourse: Discourse, index: int) -> bool:
    """A name that begins a coordination of subjects, or whose noun is a plural subject ("Veran troops")."""
    root = discourse.root(index)
    if root.dep_ in SUBJECTS:
        return len(_joined(discourse, root)) > 1
    return root.dep_ in ("amod", "nmod:poss", "compound") and root.head.dep_ in SUBJECTS and root.head.tag_ == "NNS"


def _joined(discourse: Discourse, root: Token) -> tuple[int, ...]:
    """The names of a coordination, by its first head."""
    heads = {root.i, *(child.i for child in root.children if child.dep_ == "conj")}
    return tuple(
        i
        for i, m in enumerate(discourse.mentions)
        if m.kind == "name" and m.label != "NORP" and discourse.root(i).i in heads
    )


def counted(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """The last coordination of just so many names ("the three"); empty for "the one" and "the three ships"."""
    wanted = words().numbers[token.lower_]
    if wanted < 2 or token.dep_ == "nummod":
        return ()
    for i in reversed(range(len(discourse.mentions))):
        root = discourse.root(i)
        if discourse.mentions[i].end <= token.i and root.dep_ != "conj":
            group = _joined(discourse, root)
            if len(group) == wanted:
                return group
    return ()


def is_pair(token: Token) -> bool:
    """A noun for two: "the two countries", "both leaders", "the sides"."""
    return token.lemma_.lower() in words().pairs and (
        token.lower_ in words().two_alone or any(child.lower_ in words().both for child in token.children)
    )


def pair(discourse: Discourse, token: Token) -> tuple[int, ...]:
    """The two that were named last, where they are exactly two; what they can be, the noun tells."""
    kinds = words().pairs[token.lemma_.lower()]
    latest: dict[str, int] = {}
    for candidates in discourse.before(token, 2):
        for i in candidates:
            if discourse.mentions[i].label == "NORP":
                continue  # "the Veran president" speaks of a person
            if any(discourse.ontology.is_a(discourse.type_of(i), kind) for kind in kinds):
                latest.setdefault(discourse.name_of(i), i)
        if len(latest) >= 2:
            break
    return tuple(sorted(latest.values())) if len(latest) == 2 else ()
