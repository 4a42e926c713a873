"""kg same, kg different, kg review, kg authority add."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kg import authority, graph, identity, making, ontology
from kg.cli.terminal import say
from kg.cli.trailing import say_old
from kg.graph.remote.endpoint import address
from kg.identity import Doubt, Portrait
from kg.model import Decision, PartialDate, Verdict

__all__ = ["add_known", "different", "review", "same"]

_CHOICE = "[s]ame, [d]ifferent, [u]ndecided for good, [n]ext, [q]uit"
_ANSWERS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNDECIDED}


def same(options: argparse.Namespace) -> int:
    """Remembers that two entities are one actor."""
    return _judge(options, "same")


def different(options: argparse.Namespace) -> int:
    """Remembers that two entities are two actors."""
    return _judge(options, "different")


def review(options: argparse.Namespace) -> int:
    """Shows each undecided pair side by side and asks; with --list only shows them.

    Each answer is written down at once; the graph follows when the last one is given.
    """
    with graph.read(options.graph) as store:
        found = identity.doubts(store, ontology.load())
    if options.json:
        say(json.dumps([_told(doubt) for doubt in found], ensure_ascii=False, indent=1))
        return 0
    if options.list or not found:
        say("\n\n".join(_shown(doubt) for doubt in found) or "nothing is undecided")
        return 0
    judged = 0
    try:
        for doubt, verdict in _asked(found):
            one, other = doubt.decision.one, doubt.decision.other
            who, today = options.who or _user() or None, PartialDate(date.today().isoformat())
            making.remember(
                Decision(one, other, verdict, "reviewed", None, who, today),
                options.graph,
                judgements=options.judgements,
            )
            judged += 1
    finally:  # also where Ctrl-C ends it
        if judged:
            making.settle(options.graph, judgements=options.judgements, files=options.files).close()
            say(f"{judged} judged ({_file(options)})")
            say_old(options.graph)
    return 0


def add_known(options: argparse.Namespace) -> int:
    """Writes a known actor into the user's own file."""
    lists = {column: getattr(options, column) for column in ("aliases", "acronyms", "nouns", "demonyms")}
    single = {column: getattr(options, column) or "" for column in ("country", "part_of", "wikidata")}
    key = authority.add(Path(options.to), options.name, options.type, id=options.id, **lists, **single)
    say(f"id:{key} stands in {options.to}; kg build ... --authority {options.to} knows it")
    return 0


def _judge(options: argparse.Namespace, verdict: str) -> int:
    taken_back = None if options.undo else verdict
    when = date.today().isoformat()
    who = options.who or _user()
    making.judge(
        options.one,
        options.other,
        taken_back,
        options.graph,
        who=who,
        when=when,
        why=options.why,
        judgements=options.judgements,
        files=options.files,
    ).close()
    say(f"{options.one} and {options.other}: {taken_back or 'no longer judged'} ({_file(options)})")
    say_old(options.graph)
    return 0


def _file(options: argparse.Namespace) -> str:
    """The file that remembers it: a folder has its own, whatever is given."""
    return str(options.judgements) if options.judgements and address(options.graph) else identity.FILE


def _asked(found: list[Doubt]) -> Iterator[tuple[Doubt, Verdict]]:
    """What a person answers, pair by pair; stops at "q" and at the end of the input."""
    for number, doubt in enumerate(found, start=1):
        say(f"{_shown(doubt)}\n\n{number} of {len(found)}: one actor? {_CHOICE}: ", end="")
        sys.stdout.flush()
        try:
            answer = sys.stdin.readline().strip().lower()[:1]
        finally:
            say("")
        if answer in ("q", ""):
            return
        if answer in _ANSWERS:
            yield doubt, _ANSWERS[answer]


def _told(doubt: Doubt) -> dict[str, object]:
    """What ``_shown`` shows, for programs."""
    decision = doubt.decision
    return {
        "likeness": decision.score,
        "because": decision.because,
        **{side: _described(one) for side, one in (("one", doubt.one), ("other", doubt.other))},
    }


def _described(portrait: Portrait) -> dict[str, object]:
    profile = portrait.profile
    return {
        "id": profile.id,
        "label": profile.label,
        "type": profile.kind,
        "names": sorted(profile.names),
        "posts": [{"role": role, "in": body} for role, body in sorted(profile.posts)],
        "sentences": [{"source": source, "text": text} for source, text in portrait.sentences],
    }


def _shown(doubt: Doubt) -> str:
    decision = doubt.decision
    score = "judged" if decision.score is None else f"{decision.score:.2f}"
    return "\n".join([f"{score}  {decision.because}", *_portrait(doubt.one), *_portrait(doubt.other)])


def _portrait(portrait: Portrait) -> list[str]:
    profile = portrait.profile
    lines = [f"  {profile.label}  (id:{profile.id}, {profile.kind})"]
    if others := sorted(profile.names - {profile.label}):
        lines.append(f"      also: {', '.join(others)}")
    if profile.posts:
        lines.append("      " + ", ".join(f"{role or 'post'} in {body}" for role, body in sorted(profile.posts)))
    return lines + [f"      {source}: {sentence}" for source, sentence in portrait.sentences]


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process without a name
        return ""
