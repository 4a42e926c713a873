"""The arguments of kg doctor and completion."""

from __future__ import annotations

from kg.cli.arguments.verb import GRAPH, Verbs, colours, verb

__all__ = ["helping"]


def helping(verbs: Verbs) -> None:
    """Adds the verbs that help with the program itself."""
    doctor = verb(
        verbs,
        "doctor",
        "helping:doctor",
        "find what is missing or broken, and how to mend it",
        "kg doctor\nkg doctor graph\nkg doctor --json",
    )
    doctor.add_argument("graph", nargs="?", metavar="GRAPH", help=f"also look at this graph: {GRAPH}")
    doctor.add_argument("--json", action="store_true", help="as JSON: one value for each thing that was looked at")
    colours(doctor)
    completion = verb(
        verbs,
        "completion",
        "helping:completion",
        "print what makes a shell complete verbs, options, files and names of saved queries",
        "kg completion bash > ~/.local/share/bash-completion/completions/kg\n"
        "kg completion zsh > ~/.zfunc/_kg    with fpath+=(~/.zfunc) before compinit in ~/.zshrc\n"
        "kg completion fish > ~/.config/fish/completions/kg.fish",
    )
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="SHELL", help="bash, zsh or fish")
