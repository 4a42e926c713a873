"""graph -> interactive HTML: one file, offline, every edge with its sentences."""

from kg.view.cut import Cut, cut
from kg.view.embed import mimebundle, to_srcdoc
from kg.view.network import Network, render
from kg.view.page import Html
from kg.view.report import report
from kg.view.texts import LANGUAGE, languages

__all__ = ["LANGUAGE", "Cut", "Html", "Network", "cut", "languages", "mimebundle", "render", "report", "to_srcdoc"]
