"""The ``kg`` command: arguments in, data on stdout, everything else on stderr.

Exit codes: 0 all went well, 1 something failed, 2 wrong usage, 130 interrupted.

verbs       arguments, errors, exit codes
making      build, add, remove, files
asking      query, why
judging     same, different, review
giving      view, export, check, report
keeping     backup, restore
serving     serve
comparing   diff
helping     doctor, completion
completing  what a shell may complete
terminal    colours, the progress line
trailing    what a change leaves for later
"""

from kg.cli.verbs import main

__all__ = ["main"]
