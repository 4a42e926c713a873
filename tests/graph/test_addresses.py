"""Addresses of endpoints, where their updates go, and what lets us in."""

from __future__ import annotations

import pytest

from kg.errors import UsageError
from kg.graph.remote.endpoint import Access, address, update_address


def test_addresses():
    assert address("graph") is None
    assert address("http://localhost:7878") == "http://localhost:7878/query"
    assert address("HTTPS://host/sparql#x") == "https://host/sparql"
    with pytest.raises(UsageError, match="KG_STORE_USER") as caught:
        address("http://me:s3cret@host/sparql")
    assert "s3cret" not in str(caught.value)
    for wrong in ("http://", "http://host:port/", "http://[::1/"):
        with pytest.raises(UsageError, match="no web address"):
            address(wrong)


@pytest.mark.parametrize(
    ("query", "user", "update"),
    [
        ("http://h:7878/query", False, "http://h:7878/update"),
        ("http://h:3030/news/query", False, "http://h:3030/news/update"),
        ("http://h:3030/news/sparql", True, "http://h:3030/news/update"),
        ("http://h:8890/sparql", True, "http://h:8890/sparql-auth"),
        ("https://h:8182/sparql", False, "https://h:8182/sparql"),
        ("http://h:7200/repositories/news", True, "http://h:7200/repositories/news/statements"),
        ("http://h:7001/", False, "http://h:7001/"),
    ],
)
def test_where_updates_go(query, user, update):
    assert update_address(query, user=user) == update


def test_credentials_come_from_the_environment():
    assert Access.from_environment({}) == Access()
    assert Access.from_environment({"KG_STORE_USER": "a", "KG_STORE_PASSWORD": "b"}) == Access("a", "b")
    assert Access.from_environment({"KG_STORE_TOKEN": "c"}) == Access(None, None, "c")
