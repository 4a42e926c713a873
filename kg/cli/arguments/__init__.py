"""The arguments of the verbs, a module for each kind of work. Nothing here loads what a verb needs to run."""

from kg.cli.arguments.asking import asking
from kg.cli.arguments.comparing import comparing
from kg.cli.arguments.giving import giving
from kg.cli.arguments.helping import helping
from kg.cli.arguments.judging import judging, knowing
from kg.cli.arguments.keeping import keeping
from kg.cli.arguments.making import making
from kg.cli.arguments.serving import serving

__all__ = ["asking", "comparing", "giving", "helping", "judging", "keeping", "knowing", "making", "serving"]
