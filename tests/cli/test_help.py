"""Help and wrong usage: every verb and option is explained, every example is right, every mistake gets a sentence."""

from __future__ import annotations

import argparse
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.cli import main
from kg.cli.verbs import parser


def below(made: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parsers of all verbs, those of ``kg authority add`` among them."""
    for action in made._actions:
        if isinstance(action, argparse._SubParsersAction):
            for verb in action.choices.values():
                yield verb
                yield from below(verb)


VERBS = {verb.prog: verb for verb in below(parser())}
DOING = {name: verb for name, verb in VERBS.items() if verb.get_default("run")}
EXAMPLES = [
    line.strip().partition("  ")[0]
    for verb in DOING.values()
    for line in (verb.epilog or "").partition("\n\n")[0].splitlines()
    if line.startswith("  kg ")
]
ELSEWHERE = ("http", "kg serve", "kg review graph\n", "--open", "kg build", "kg add", "kg remove", "monday", "old ")
"""What an example has that needs more than a graph: a server, a person, a browser, articles, an older graph."""

RUN = [example for example in EXAMPLES if not any(part in f"{example}\n" for part in ELSEWHERE)]


@pytest.mark.parametrize("name", VERBS)
def test_each_verb_and_option_is_explained(name: str) -> None:
    verb = VERBS[name]
    assert re.fullmatch(r"[A-Z].{10,100}\.", verb.description or "")
    shown = [action for action in verb._actions if not isinstance(action, argparse._SubParsersAction)]
    assert [action.dest for action in shown if not action.help] == []


@pytest.mark.parametrize("name", DOING)
def test_each_verb_has_an_example_of_its_own(name: str) -> None:
    assert any(example.startswith(f"{name} ") or example == name for example in EXAMPLES)


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_is_right_usage(example: str) -> None:
    words = shlex.split(example.partition(">")[0].partition("|")[0])
    assert parser().parse_args(words[1:]).run


def test_each_example_on_a_graph_runs(seeds_graph: Path, tmp_path: Path, monkeypatch, capfd) -> None:
    shutil.copytree(seeds_graph, tmp_path / "graph")
    shutil.copy(seeds_graph / "graph.trig", tmp_path / "graph" / "graph.before.trig")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "backups").mkdir()
    codes = {example: main(shlex.split(example.partition(">")[0].partition("|")[0])[1:]) for example in RUN}
    assert len(codes) > 20
    assert {example: code for example, code in codes.items() if code} == {}, capfd.readouterr().err


def test_the_first_lines_of_the_help_tell_how_to_begin(capsys) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    first = capsys.readouterr().out.splitlines()[:8]
    assert [line.split()[1] for line in first if line.startswith("  kg ")] == ["build", "view", "why"]


def test_no_words_show_the_help_as_wrong_usage(capsys) -> None:
    assert main([]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "to begin with:" in shown.err


def test_help_is_a_word_too(capsys) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["help", "why"])
    assert leaving.value.code == 0
    assert capsys.readouterr().out.startswith("usage: kg why ")


def test_the_version_is_told_in_a_line(capsys) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(["--version"])
    assert leaving.value.code == 0
    assert re.fullmatch(r"kg \S.*\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("biuld seeds", "kg: there is no verb 'biuld'; did you mean build? `kg --help` shows how"),
        ("build", "kg build: it needs PATH; `kg build --help` shows how"),
        ("query graph --formt csv", "kg query: there is no option '--formt'; did you mean --format?"),
        ("query graph --format cvs", "kg query: --format: there is no 'cvs'; did you mean csv?"),
        (
            "query graph SELECT ?o",
            "kg query: '?o' is one word too many; a query or a name of several words",
        ),
        ("authority ad x", "kg authority: ACTION: there is no 'ad'; did you mean add?"),
    ],
)
def test_a_wrong_word_is_told_in_one_line_with_what_was_meant(words: str, sentence: str, capsys) -> None:
    with pytest.raises(SystemExit) as leaving:
        main(words.split())
    assert leaving.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith(sentence)
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("query GRAPH membrs", "did you mean members-with-dates?"),
        ("query GRAPH members-with-dates -p actor=Azerbaijn", "did you mean 'Azerbaijan'"),
        ("why GRAPH Azerbaijan membrOf NATO", "did you mean 'memberOf'?"),
        ("view GRAPH -o TMP/none/page.html", "make its folder first"),
        ("build TMP --out TMP/file", "is a file; give a folder for the graph"),
        ("query TMP/file nothing", "`kg export --format trig` (or nquads) writes one"),
    ],
)
def test_a_mistake_is_told_with_its_remedy(
    words: str, sentence: str, seeds_graph: Path, tmp_path: Path, capsys
) -> None:
    (tmp_path / "file").write_text("no graph", encoding="utf-8")
    given = [word.replace("GRAPH", str(seeds_graph)).replace("TMP", str(tmp_path)) for word in words.split()]
    assert main(given) in (1, 2)
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1


def test_a_store_that_lost_files_is_not_taken_for_an_empty_one(seeds_graph: Path, tmp_path: Path, capsys) -> None:
    folder = shutil.copytree(seeds_graph, tmp_path / "graph")
    (folder / "store" / "CURRENT").unlink()
    assert main(["query", str(folder), "SELECT * { ?s ?p ?o }"]) == 1
    assert "damaged, files of it are missing" in capsys.readouterr().err


def test_answers_that_nobody_reads_on_are_no_error(seeds_graph: Path, root: Path) -> None:
    asked = f'"{sys.executable}" -m kg query "{seeds_graph}" "SELECT ?s ?p ?o {{ ?s ?p ?o }}" --format csv | head -1'
    done = subprocess.run(["sh", "-c", asked], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("s,p,o\n", "")


def test_nothing_heavy_is_loaded_for_the_parser(root: Path) -> None:
    program = "import sys; from kg.cli.verbs import parser; parser(); print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert not set(loaded.stdout.split()) & {"kg.api", "kg.graph", "yaml", "numpy", "spacy", "rdflib", "argcomplete"}
