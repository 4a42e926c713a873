"""``%%sparql`` and ``%sparql`` in a shell without a front end: answers, variables, values, messages."""

from __future__ import annotations

import pytest

from kg.api import Graph
from kg.graph import memory

ASKED = "ASK { id:verana kg:memberOf ?league }"


@pytest.fixture
def run(shell, capsys):
    """Runs a cell: its result, and the message where it failed."""

    def done(cell: str):
        capsys.readouterr()
        ran = shell.run_cell(cell)
        return ran.result, capsys.readouterr().err if not ran.success else ""

    return done


def test_the_graph_called_g_is_asked_else_the_only_one(shell, run, world: Graph) -> None:
    _, message = run(f"%%sparql\n{ASKED}")
    assert "there is no graph to ask" in message
    shell.user_ns |= {"mine": world, "same": world, "_": world}
    assert run(f"%%sparql\n{ASKED}")[0]
    with Graph(memory([])) as other:
        shell.user_ns["other"] = other
        assert "which graph? --graph takes one of mine, same, other" in run(f"%%sparql\n{ASKED}")[1]
        assert run(f"%%sparql --graph mine\n{ASKED}")[0]
        shell.user_ns["g"] = world
        assert run(f"%%sparql\n{ASKED}")[0]


def test_what_is_no_graph_is_named(shell, run, world: Graph) -> None:
    assert "nothing is no graph" in run(f"%%sparql -g nothing\n{ASKED}")[1]
    shell.user_ns["part"] = world.where()
    assert "part is part of a graph" in run(f"%%sparql -g part\n{ASKED}")[1]


def test_rows_become_a_frame_and_answers_are_kept(shell, run, world: Graph) -> None:
    shell.user_ns["g"] = world
    members = "SELECT ?who { ?who kg:memberOf id:strait-league }"
    assert run(f"%%sparql -o frame --into answer\n{members}") == (None, "")
    assert list(shell.user_ns["frame"]["who"]) == ["id:verana"]
    assert len(shell.user_ns["answer"]) == 1
    assert "no name of a variable" in run(f"%%sparql -o my-frame\n{members}")[1]


def test_values_come_from_variables_and_are_bound(shell, run, world: Graph) -> None:
    shell.user_ns |= {
        "g": world,
        "who": world.entity("Verana"),
        "name": "Verana",
        "bad": 'x" } INSERT DATA {',
        "l": [],
    }
    asked = "SELECT ?who ?what { ?who kg:memberOf ?what }"
    for value in ("$who", "{who}", "$name", "Verana", "id:verana"):
        answer, message = run(f"%%sparql -p who={value}\n{asked}")
        assert len(answer) == 1, message
    assert len(run(f"%%sparql -p who=$bad\n{asked}")[0]) == 0
    assert "there is no variable nobody" in run(f"%%sparql -p who=$nobody\n{asked}")[1]
    assert "l is of type list" in run(f"%%sparql -p who=$l\n{asked}")[1]


def test_a_saved_query_on_a_line(shell, run, world: Graph) -> None:
    shell.user_ns |= {"g": world, "who": "Verana"}
    assert [row["of"] for row in run("%sparql members-with-dates -p actor=$who")[0]] == ["Strait League"]
    assert [row["of"] for row in run("%sparql -p 'actor=Strait League' members-with-dates")[0]] == ["Strait League"]
    assert "members-with-dates" in run("%sparql")[0]._repr_html_()
    assert "no saved query 'members'" in run("%sparql members")[1]
    assert "stands in a cell" in run("%sparql ASK {}")[1]


def test_a_mistake_is_shown_where_it_is_in_the_cell(shell, run, world: Graph) -> None:
    shell.user_ns["g"] = world
    result, message = run("%%sparql\n\nSELECT ?who {\n  ?who kg:memberOf id:strait-league ;;; }\n}")
    assert result is None
    assert "line 5, column 1:\n  }\n  ^" in message
    assert "Traceback" not in message


@pytest.mark.parametrize("line", ["-p actor", "--nothing x", "members", "--graph", "'open"])
def test_a_wrong_line_is_a_message(shell, run, world: Graph, line: str) -> None:
    shell.user_ns["g"] = world
    message = run(f"%%sparql {line}\n{ASKED}")[1]
    assert message.startswith("UsageError: ")
    assert "Traceback" not in message
