"""graph -> interactive HTML: one file, offline, every edge with its sentences."""

from kg.view.embed import mimebundle, to_srcdoc
from kg.view.network import Network, render
from kg.view.report import report

__all__ = ["Network", "mimebundle", "render", "report", "to_srcdoc"]
