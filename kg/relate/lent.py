"""Times of another clause that hold for a trigger's too, where its own tells none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import TimeExpression
from kg.model.tree import Token
from kg.relate.belonging import carriers_of, head_of, nearest
from kg.relate.beside import is_noun
from kg.relate.cues import cues
from kg.relate.frames import governor, is_predicate

_CLAUSES_OF_NOUNS = frozenset({"acl", "acl:relcl"})
_MEANWHILE = frozenset({"when", "as", "while", "until", "till"})
_WITHIN = frozenset({"by", "while", "when"})


def lent(times: Sequence[TimeExpression], trigger: Token, mode: str) -> list[TimeExpression]:
    """The times of another clause that hold for the trigger's too, where that tells none of its own."""
    carriers = carriers_of(trigger, mode)
    verb = carriers[-1]
    joined = carriers_of(trigger, mode, joined=True)
    if len(joined) > len(carriers):
        first = joined[-1]  # a time before the first of two joined verbs is both's: "In May X met Y and left Z"
        found = [
            time
            for time in nearest(times, first, joined)
            if time.end <= first.i or (mode != "holds" and _same_form(verb, first))
        ]
        return found or ([] if mode == "holds" else _at(times, first))
    if verb.dep_ == "acl" and verb.tag_ == "VB" and _is_told_of(verb):  # "from May she will be the first to lead X"
        return [time for above in _verbs_above(verb) for time in nearest(times, above, [above])]
    if mode == "holds":
        return []
    if found := _of_occasion(times, verb):
        return found
    for child in verb.children:  # "barred X from entering Y last month"
        if child.dep_ == "advcl" and child.tag_ == "VBG" and "from" in _words(child, "mark", "case"):
            return nearest(times, child, [child])
    return _at(times, verb)


def _at(times: Sequence[TimeExpression], verb: Token, depth: int = 3) -> list[TimeExpression]:
    """When the deed of a verb was done, by the clauses around it."""
    if (staged := _staged(verb)) is not None:
        joined = [child for child in verb.children if child.dep_ == "conj" and child.tag_ == verb.tag_]
        made = [word for word in joined if word.lemma_.lower() in cues().concluding]  # "mediated by X, signed in May"
        own = [time for word in [staged, *made] for time in nearest(times, word, [word]) if time.role == "at"]
        if own:
            return own
    for other in _simultaneous(verb):
        found = [time for time in nearest(times, other, [other]) if time.role == "at"]
        if found or (depth and other in verb.ancestors and (found := _at(times, other, depth - 1))):
            return found
    return []


def of_conclusion(times: Sequence[TimeExpression], noun: Token) -> list[TimeExpression]:
    """ "The accord between X and Y, signed in May": what is told beside a noun of how it came about."""
    inside = [child for child in noun.children if child.dep_ == "nmod"]
    inside += [child for word in inside for child in word.children if child.dep_ == "conj"]
    for word in (noun, *inside):  # parsers hang such a clause on the last name before it, too
        for child in word.children:
            lemma, passive = child.lemma_.lower(), child.tag_ == "VBN"
            told = lemma in cues().concluding and (passive or word == noun)
            if child.dep_ in _CLAUSES_OF_NOUNS and (told or lemma in cues().beginning & cues().being):
                return [time for time in nearest(times, child, [child]) if time.role == "at"]
    return []


def _of_occasion(times: Sequence[TimeExpression], verb: Token) -> list[TimeExpression]:
    """ "Hosted the 2023 summit", "signed last year's accord": an event tells its time before its noun."""
    if verb.lemma_.lower() not in cues().staging | cues().concluding | {"broker", "address", "host"}:
        return []
    things = [child for child in verb.children if child.dep_ in ("obj", "nsubj:pass") and is_noun(child)]
    before = [
        time
        for time in times
        for thing in things
        if time.role == "at" and time.date is not None and time.end <= thing.i and head_of(time, thing).head == thing
    ]
    return (before[:1] or of_conclusion(times, things[0])) if len(things) == 1 else []


def _same_form(verb: Token, first: Token) -> bool:
    """Of two joined verbs of one form the time behind the first is the second's: "came in May and met X"."""
    return verb.tag_ == first.tag_ and "aux" not in verb.below


def _staged(verb: Token) -> Token | None:
    """The event or agreement that a verb beside it tells the making of: "the 2020 truce, brokered by X"."""
    is_staging = verb.dep_ in _CLAUSES_OF_NOUNS and verb.lemma_.lower() in cues().staging
    return verb.head if is_staging and is_noun(verb.head) else None


def _simultaneous(verb: Token) -> Iterator[Token]:
    """The verbs of clauses that tell when this one's deed was done.

    "X won on Sunday, beating Y"; "flew to Z on Sunday, where X met Y"; "When they signed it in May, X thanked Y".
    """
    head = verb.head
    marks = _words(verb, "mark", "case", "advmod")
    if (noun := _staged(verb)) is not None:
        yield from (above for above in [governor(noun) or noun.head] if above.pos_ == "VERB" or is_predicate(above))
    elif verb.dep_ == "parataxis" and head.lemma_.lower() in cues().dating and verb.left_edge.nbor(-1).text == ":":
        yield head  # "The meeting took place on Friday: X received Y"
    elif verb.dep_ == "advcl" and verb.tag_ == "VBG" and not _words(verb, "mark", "case") - _WITHIN:
        yield head
    elif verb.dep_ == "advcl" and verb.tag_ == "VB" and "to" in marks and _is_aim(verb):
        yield head  # "flew to Z on Sunday to meet Y"
    elif verb.dep_ in ("acl:relcl", "advcl:relcl", "advcl") and "where" in marks:
        yield from (above for above in _verbs_above(verb) if is_past(above) and is_past(verb))
    elif verb.dep_ in ("advcl", "advcl:relcl") and marks & _MEANWHILE and is_past(verb):
        if is_past(head) or (marks & {"until", "till"} and head.tag_ == "VBN"):
            yield head
    elif verb.dep_ in _CLAUSES_OF_NOUNS and _is_told_of(verb):
        yield from _verbs_above(verb)
    for child in verb.children:
        opens = child.dep_ == "advcl" and child.tag_ == "VBG" and child.i < verb.i
        if opens and is_past(verb) and not _words(child, "mark", "case", "aux"):
            yield child  # "Speaking in Z on Sunday, X praised Y"
        told = _words(child, "advmod", "mark") & {"when", "as", "while"}
        if child.dep_ in ("advcl", "advcl:relcl") and told and is_past(child) and is_past(verb):
            yield child


def _is_aim(verb: Token) -> bool:
    """ "Flew to Z on Sunday to meet Y", with no comma between."""
    return verb.head.pos_ == "VERB" and not any(token.text == "," for token in verb.doc[verb.head.i : verb.i])


def _is_told_of(clause: Token) -> bool:
    """ "Gave a speech that accused Y", "issued a statement condemning Y", "became the first leader to visit Y"."""
    noun = clause.head
    if clause.tag_ == "VB":
        above = noun if is_predicate(noun) else noun.head
        return is_predicate(noun) or above.lemma_.lower() == "become"
    said = noun.lemma_.lower() in cues().utterances | cues().documents
    return said and noun.dep_ in ("obj", "obl") and (is_past(clause) or clause.tag_ == "VBG")


def _verbs_above(verb: Token) -> list[Token]:
    """The nearest predicate above a verb, if there is one."""
    return [token for token in verb.ancestors if token.pos_ in ("VERB", "AUX") or is_predicate(token)][:1]


def is_past(verb: Token) -> bool:
    """The simple past, active or passive: "met", "was received", "was back"."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "aux:pass", "cop")}
    if helpers & {"was", "were"}:
        return True
    return verb.tag_ == "VBD" and not helpers


def _words(verb: Token, *deps: str) -> set[str]:
    """The words, in lower case, that hang on a verb by one of these relations."""
    return {child.lower_ for child in verb.children if child.dep_ in deps}
