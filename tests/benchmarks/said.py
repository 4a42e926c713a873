"""Measures who is taken for the speaker against sentences with a marked speaker:

    python tests/benchmarks/said.py [--show] FILE.tsv

The file has a sentence and a relation in it on each row, and in a cell ``C: ...`` the words that attribute the
relation. A speaker is right when his words stand in those words, or they in his, white space apart. Precision counts
all sentences for which a speaker is given, recall those with an attribution. Half of the sentences have a speaker and
no such cell (only what is said in a relation of its own has one), so that nobody can reach a precision of 1 so
counted: the second line counts a sentence's "X said" row as its attribution, too.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Span, Token

import kg.language
from kg.relate.frames import surface_subject
from kg.relate.speech import is_according, is_saying

Marked = dict[str, list[str]]
_TOKENS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "\\/": "/"}
_GLUED = re.compile(r" (?=- )|(?<= -) | (?=n't\b|'s\b|'re\b|'ve\b|'ll\b|'d\b|'m\b|[,.;:!?%)]|'(?: |$))|(?<=[($]) ")
_SAYING = {"said", "says", "say", "told", "asserted", "reported", "added", "claimed", "suggests", "suggested"}
_PARTS = frozenset({"det", "amod", "compound", "nmod:poss", "nummod", "flat", "nmod:desc", "case", "punct"})


def main() -> int:
    """Prints precision, recall and F1; with ``--show`` every sentence that went wrong."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--show", action="store_true", help="print what went wrong")
    args = options.parse_args()
    nlp = kg.language.load()
    marked, spoken = read(args.file)
    speakers = {sentence: spoken_by(nlp, sentence) for sentence in marked}
    print(_scores(speakers, marked))
    print(_scores(speakers, spoken))
    for sentence, speaker in speakers.items() if args.show else ():
        if (speaker or spoken[sentence]) and not _is_right(speaker, spoken[sentence]):
            print(f"{sentence}\n      given: {speaker or '-'}   marked: {spoken[sentence] or '-'}")
    return 0


def read(path: Path) -> tuple[Marked, Marked]:
    """Sentence -> its attributions, by ``C:`` cells alone and with the speakers of "said" rows."""
    marked: Marked = {}
    spoken: Marked = {}
    with path.open(encoding="utf-8", newline="") as rows:
        for sentence, relation, *cells in (
            row for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) > 1
        ):
            cited = [cell[2:].strip() for cell in cells if cell.startswith("C:")]
            said = cells[:1] if set(relation.split()) & _SAYING else []
            marked.setdefault(sentence.strip(), []).extend(cited)
            spoken.setdefault(sentence.strip(), []).extend(cited + said)
    return marked, spoken


def spoken_by(nlp: Language, sentence: str) -> str:
    """The words of the outermost speaker; "" where nobody speaks."""
    text = " ".join(_TOKENS.get(word, word) for word in sentence.split())
    heads = [head for sent in nlp(_GLUED.sub("", text)).sents for head in _sayers(sent)]
    return _words(heads[0]) if heads else ""


def _sayers(sentence: Span) -> list[Token]:
    """The heads of the phrases that say something in a sentence, whoever they stand for, outermost first."""
    found = [head for token in sentence for head in _sayer(token)]
    return sorted(dict.fromkeys(found), key=lambda head: (sum(1 for _ in head.ancestors), head.i))


def _sayer(token: Token) -> list[Token]:
    if is_according(token):
        return [token]
    if not is_saying(token) or not _says_something(token):
        return []
    if any(child.dep_ == "aux:pass" for child in token.children):
        return [child for child in token.children if child.dep_ == "obl:agent"]
    after = [child for child in token.children if child.dep_ == "obj" and child.i > token.i]
    return (surface_subject(token) or after)[:1]


def _says_something(verb: Token) -> bool:
    """A verb of saying with what is said: a clause below it, a clause that it stands beside, or a quotation."""
    if verb.dep_ in ("parataxis", "advcl") and (
        verb.dep_ == "parataxis" or any(child.lower_ == "as" for child in verb.children)
    ):
        return True
    return any(child.dep_ in ("ccomp", "parataxis", "dislocated", "dep") for child in verb.children)


def _words(head: Token) -> str:
    """The phrase of a head, up to the head and what is one name with it; without what is told of it."""
    inside = {head.i, *(t.i for child in head.children if child.dep_ in _PARTS for t in child.subtree)}
    first = last = head.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside and head.doc[last + 1].dep_ == "flat":
        last += 1
    while head.doc[first].dep_ in ("case", "punct"):
        first += 1
    return head.doc[first : last + 1].text


def _scores(speakers: Mapping[str, str], marked: Marked) -> str:
    given = sum(bool(speaker) for speaker in speakers.values())
    wanted = sum(bool(attributions) for attributions in marked.values())
    right = sum(_is_right(speaker, marked[sentence]) for sentence, speaker in speakers.items())
    shares = right / max(1, given), right / max(1, wanted), 2 * right / max(1, given + wanted)
    figures = "precision {:.2f}  recall {:.2f}  F1 {:.2f}".format(*shares)
    return f"{len(marked)} sentences, {wanted} with a speaker; given {given}, right {right}: {figures}"


def _is_right(speaker: str, attributions: Sequence[str]) -> bool:
    return bool(speaker) and any(_same(speaker, words) for words in attributions)


def _same(speaker: str, attribution: str) -> bool:
    one, other = ("".join(words.split()).lower() for words in (speaker, attribution))
    return one in other or other in one


if __name__ == "__main__":
    sys.exit(main())
