"""The generated corpus: the same bytes for the same seed, whatever its size."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.benchmarks.corpus import articles, write


def test_an_article_hangs_on_the_seed_and_its_number_alone(tmp_path: Path) -> None:
    one, other = (write(size, tmp_path / f"{size}.jsonl").read_bytes().splitlines() for size in (20, 40))
    assert one == other[:20]
    assert list(articles(5, start=10)) == list(articles(15))[10:]
    assert list(articles(5, seed=1)) != list(articles(5))


def test_a_folder_has_a_file_for_each_article(tmp_path: Path) -> None:
    files = sorted(write(3, tmp_path / "news").rglob("*.txt"))
    assert [file.name for file in files] == ["0000000.txt", "0000001.txt", "0000002.txt"]
    assert all(item.text in file.read_text("utf8") for item, file in zip(articles(3), files, strict=True))


def test_articles_are_of_one_length_and_a_few_actors_come_again_and_again() -> None:
    written = list(articles(200))
    assert all(380 <= len(item.text.split()) <= 470 for item in written)
    assert all("{" not in item.title + item.text for item in written)
    companies = Counter(word for item in written for word in set(item.text.split()) if word.endswith("ris"))
    assert max(companies.values()) > 10 * min(companies.values())
