"""``%load_ext kg``: SPARQL in a notebook cell, and saved queries on a line.

%%sparql --graph g -o frame
SELECT ?o { id:azerbaijan kg:memberOf ?o }

%sparql members-with-dates -p actor=NATO
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.notebook.completion import IDENTIFIER, completer
from kg.notebook.magic import Sparql

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = ["load_ipython_extension"]


def load_ipython_extension(shell: InteractiveShell) -> None:
    """What ``%load_ext kg`` calls: adds ``%%sparql`` and ``%sparql``, and completes what stands in their cells."""
    magic = Sparql(shell.user_ns)
    for kind in ("line", "cell"):
        shell.magics_manager.register_function(getattr(magic, kind), magic_kind=kind, magic_name="sparql")
    matchers = shell.Completer.custom_matchers
    matchers[:] = [one for one in matchers if getattr(one, "matcher_identifier", "") != IDENTIFIER]
    matchers.append(completer(shell.user_ns))
