"""Small builders for the tests of ingest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ingest import article_from_text, read
from kg.model import Article, Skipped

STORY = (
    "The governments of Norland and Sudland signed a treaty on fishing in the capital on Tuesday. "
    "It was the first agreement between the two countries since the war that ended ten years ago, "
    "and the foreign minister said that she hoped it would not be the last one of its kind."
)
OTHER = (
    "A court in the port of Halmar has ordered the shipping company to pay for the damage that its tanker did to the "
    "coast in the spring. The owners said that they would appeal, and that the captain had heeded the pilot's orders."
)


@pytest.fixture(scope="session")
def story() -> str:
    """A paragraph of English prose that is no boilerplate."""
    return STORY


@pytest.fixture(scope="session")
def other() -> str:
    """Another one."""
    return OTHER


@pytest.fixture(scope="session")
def made() -> Callable[..., Article]:
    """An article from a text."""

    def make(text: str, **known: object) -> Article:
        return article_from_text(text, source="made.txt", **known)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def body() -> Callable[[Article], list[str]]:
    """The paragraphs of an article that extraction reads."""
    return lambda article: [article.text[span.start : span.end] for span in article.body]


@pytest.fixture(scope="session")
def dropped() -> Callable[[Article], dict[str, str]]:
    """What was dropped of an article, with the reasons."""
    return lambda article: {article.text[d.span.start : d.span.end]: d.reason for d in article.dropped}


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """A folder with these files: names and their content, text or bytes."""

    def make(**files: str | bytes) -> Path:
        for name, content in files.items():
            path = tmp_path / "in" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path / "in"

    return make


@pytest.fixture(scope="session")
def reading() -> Callable[..., dict[str, Article | Skipped]]:
    """All that comes out of paths, by source."""

    def run(*paths: str | Path, **options: object) -> dict[str, Article | Skipped]:
        items = list(read(paths, **options))  # type: ignore[arg-type]
        assert len({item.source for item in items}) == len(items), "a source twice"
        return {item.source: item for item in items}

    return run
