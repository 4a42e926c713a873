"""The relations that tell who an actor is."""

from __future__ import annotations

import pytest

from kg.errors import OntologyError
from kg.identity.marks import marks


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("countries: [citizenOf]", "identity.yaml: a section is missing or of the wrong shape: 'posts'"),
        ("countries: [citizenof]\nposts: []", "identity.yaml: kg.ttl declares no relation citizenof; did you mean"),
    ],
)
def test_what_is_wrong_in_the_file_is_told(tmp_path, monkeypatch, text, message):
    assert marks().posts <= marks().countries
    (tmp_path / "identity.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("kg.ontology.folder", lambda: tmp_path)
    with pytest.raises(OntologyError, match=message):
        marks.__wrapped__()
