"""What is known in the tests of annotate: an invented strait, its two shores and the bodies on them."""

from __future__ import annotations

from kg import ontology
from kg.annotate.gazetteer import Gazetteer
from kg.authority.known import Known
from tests.build import authority, blank

AUTHORITY = authority(
    Known("verana", "Verana", "Country", demonyms=("Veran",)),
    Known("solmark", "Solmark", "Country", demonyms=("Solmarker", "Solmarkers")),
    Known("kelmoor", "Kelmoor", "Country"),
    Known(
        "strait-league", "Strait League", "InternationalOrganization", acronyms=("SL",), nouns=("alliance", "league")
    ),
    Known("bank", "Fjord Bank", "Company", nouns=("bank", "company")),
)
GAZETTEER = Gazetteer(AUTHORITY, blank())
ONTOLOGY = ontology.load()
