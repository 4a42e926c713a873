"""Articles in archives, on file servers and in other stores, by address."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import socket
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from unittest import mock

import fsspec
import pytest

from kg import pipeline
from kg.errors import UsageError
from kg.graph.opening import memory
from kg.ingest import read, sources
from kg.ingest.formats import READERS
from kg.ingest.place import Place
from kg.model import Article, Extraction, Read, Skipped
from tests.graph.servers import free_port

Reading = Callable[..., dict[str, Article | Skipped]]


@pytest.fixture
def held() -> Iterator[Callable[[Mapping[str, str | bytes]], None]]:
    """Puts these into the store that is in memory."""
    store = fsspec.filesystem("memory")

    def put(files: Mapping[str, str | bytes]) -> None:
        for name, content in files.items():
            store.pipe(f"/{name}", content.encode() if isinstance(content, str) else content)

    yield put
    store.store.clear()
    store.pseudo_dirs[:] = [""]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path, subprocess.Popen[bytes]]]:
    """The address of a file server that wants a password, its folder and its process."""
    folder = tmp_path / "served"
    folder.mkdir()
    port = free_port()
    options = f"-i 127.0.0.1 -p {port} -u reader -P s3cret -d {folder}".split()
    words = [sys.executable, "-W", "ignore", "-m", "pyftpdlib", *options]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"ftp://reader:s3cret@127.0.0.1:{port}", folder, server
    finally:
        server.kill()
        server.wait()
        fsspec.get_filesystem_class("ftp").clear_instance_cache()


def test_folders_patterns_and_names_mean_what_they_mean_on_disk(held, folder, reading: Reading, story, other) -> None:
    files = {
        "2024/b.txt": story,
        "2024/x/a.md": other,
        "2024/README.md": "x",
        "2024/.git/c.txt": "x",
        "2024/p.pdf": "x",
    }
    held(files)
    root = folder(**files)
    for pattern in ("2024", "2024/", "2024/*.txt", "2024/**/*.md", "20[0-9]4/?", "*/b.txt", "2024/b.txt"):
        near, far = reading(f"{root}/{pattern}"), reading(f"memory://{pattern}")
        names = {Path(source).name for source in near}
        assert {Path(source).name for source in far} == names, pattern
        assert all(source.startswith("memory://2024/") for source in far), pattern
        assert [item.text for item in near.values() if isinstance(item, Article)] == [
            item.text for item in far.values() if isinstance(item, Article)
        ]
    assert list(reading("memory://2024/*.txt", "memory://2024", root / "2024" / "b.txt")) == [
        "b.txt", "memory://2024/b.txt", "memory://2024/p.pdf", "memory://2024/x/a.md",
    ]  # fmt: skip


def test_records_are_called_by_address_and_number(held, reading: Reading, story, other) -> None:
    held({"r#1%.jsonl": f'{{"text": "{story}"}}\n{{"text": "{other}"}}\n', "r%231%25.jsonl": "{}"})
    assert list(reading("memory://")) == [
        "memory://r%231%25.jsonl#1", "memory://r%231%25.jsonl#2", "memory://r%25231%2525.jsonl#1",
    ]  # fmt: skip


def test_an_archive_is_read_and_a_name_that_leads_out_of_it_is_not(
    tmp_path: Path, reading: Reading, story, other
) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name, text in {"in/a.txt": story, "../../out.txt": "x", "in/\x1b[31mred\n.txt": other}.items():
            archive.writestr(name, text)
    found = reading(f"zip://::{tmp_path}/a.zip")
    assert [source.replace(str(tmp_path), "") for source in found if isinstance(found[source], Article)] == [
        "zip://in/%1B[31mred%0A.txt::/a.zip",
        "zip://in/a.txt::/a.zip",
    ]
    (out,) = (item.reason for item in found.values() if isinstance(item, Skipped) and ".." in item.source)
    assert "leads out of its folder" in out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]


def test_a_file_server_is_read_and_its_password_told_nobody(served, reading: Reading, story, other) -> None:
    address, folder, _ = served
    (folder / "sub").mkdir()
    (folder / "a.txt").write_text(story)
    (folder / "sub" / "b.txt").write_text(other)
    shown = address.replace("reader:s3cret@", "")
    assert list(reading(f"{address}/", f"{address}/none.txt")) == [
        f"{shown}/a.txt", f"{shown}/none.txt", f"{shown}/sub/b.txt",
    ]  # fmt: skip
    wrong = reading(address.replace("s3cret", "wr0ng") + "/a.txt")
    assert list(wrong) == [f"{shown}/a.txt"]
    assert "s3cret" not in str(wrong)
    assert "wr0ng" not in str(wrong)


def test_a_file_that_vanishes_after_it_was_listed_is_told(held, story, other) -> None:
    held({"a.txt": story, "b.txt": other})
    items = read(["memory://"])
    assert next(items).source == "memory://a.txt"
    fsspec.filesystem("memory").rm("/b.txt")
    (gone,) = items
    assert gone == Skipped("memory://b.txt", "nothing is there; check the address: bucket, folder and name")


def test_what_cannot_be_listed_withdraws_nothing(served, held, story, other) -> None:
    address, folder, server = served
    (folder / "a.txt").write_text(story)
    held({"b.txt": other})
    inputs, store = [f"{address}/*.txt", "memory://b.txt"], memory()
    with mock.patch("kg.workers.read", said_nothing):
        assert len(pipeline.build(inputs, store).written) == 2
        server.kill()
        server.wait()
        fsspec.get_filesystem_class("ftp").clear_instance_cache()
        done = pipeline.build(inputs, store)
        assert [skip.reached for skip in done.skipped] == [False]
        assert "no answer" in done.skipped[0].reason
        assert (done.removed, len(store.sources())) == ((), 2)
        assert pipeline.build(["memory://b.txt"], store).removed


def said_nothing(articles, _, *, jobs):
    return (Read(Extraction(article, (), ()), ()) for article in articles)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("memory://none/*.txt", "nothing is there"),
        ("memory://a.txt/*.txt", "nothing"),
        ("zip://*.txt::none.zip", "nothing is there"),
        ("zip://*.txt::memory://a.txt", "not a zip file"),
        ("nowhere://a", "Protocol not known"),
        ("ftp://127.0.0.1:1/x", "no answer"),
    ],
)
def test_what_cannot_be_reached_is_told_with_what_to_do(held, story, address: str, told: str) -> None:
    held({"a.txt": story})
    first, *others = read([address, "memory://a.txt"])
    if isinstance(first, Article):
        first, others = others[0], [first]
    assert isinstance(first, Skipped)
    assert told in first.reason
    assert "check" in first.reason
    assert not first.reached
    assert [item.source for item in others] == ["memory://a.txt"]


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    with pytest.raises(UsageError, match=r"gs://news: .*gcsfs.*pip install 'kg\[remote\]'"):
        sources.find(["gs://news"], suffixes=READERS)
    monkeypatch.setitem(sys.modules, "fsspec.core", None)
    with pytest.raises(UsageError, match=r"memory://x: .*fsspec: pip install 'kg\[remote\]'"):
        sources.find(["memory://x"], suffixes=READERS)


def test_lines_of_a_large_file_are_read_one_by_one_to_the_same_articles(held, folder, reading: Reading) -> None:
    texts = [f"The {word} of Norland spoke of trade.\u2028And of fish." for word in ("king", "premier", "députée")]
    lines = [json.dumps({"text": text}, ensure_ascii=False) for text in texts]
    content = "\ufeff" + "\r\n".join([lines[0], "", "no JSON", lines[1], lines[2]])
    held({"r.jsonl": content})
    root = folder(**{"r.jsonl": content})
    whole = list(reading(root / "r.jsonl").values())
    assert [item.source for item in whole] == ["r.jsonl#1", "r.jsonl#2", "r.jsonl#3", "r.jsonl#4"]
    assert list(reading(root / "r.jsonl", max_bytes=150).values()) == whole
    far = reading("memory://r.jsonl", max_bytes=150)
    assert [item.text for item in far.values() if isinstance(item, Article)] == texts


def test_a_line_that_is_too_large_and_what_is_no_text_are_told(folder, reading: Reading, story) -> None:
    line = json.dumps({"text": story}) + "\n"
    files = {"a.jsonl": line + " " * 2000 + line + line, "b.jsonl": b"PK\x03\x04" * 999}
    root = folder(**files, **{"c.jsonl": (line * 9).encode("utf-16"), "d.csv": "text\n" * 999})
    found = reading(root, max_bytes=600)
    assert list(found) == ["a.jsonl#1", "a.jsonl#2", "a.jsonl#3", "b.jsonl", "c.jsonl", "d.csv"]
    reasons = [item.reason for item in found.values() if isinstance(item, Skipped)]
    for reason, told in zip(
        reasons, ("line 2: too large", "same text", "zip archive", "UTF-16", "too large"), strict=True
    ):
        assert told in reason


class Breaking(io.BytesIO):
    """A connection that gives two lines and then ends."""

    def readinto(self, buffer, /) -> int:
        if self.tell() > 600:
            raise ConnectionResetError("gone")
        return super().readinto(memoryview(buffer)[:350])


def test_a_file_that_breaks_off_keeps_what_came(story) -> None:
    @contextlib.contextmanager
    def opened() -> Iterator[io.BytesIO]:
        yield Breaking((json.dumps({"text": story}) + "\n").encode() * 3)

    place = Place("s3://news/a.jsonl", opened=opened)
    with mock.patch("kg.ingest.read.find", return_value=[place]):
        items = list(read(["s3://news"], max_bytes=400))
    assert [item.source for item in items] == [f"{place.source}#1", f"{place.source}#2", place.source]
    assert items[-1] == Skipped(
        place.source, "breaks off after line 2: no answer (gone); check the network and the address"
    )


def test_a_file_address_is_a_path(folder, reading: Reading, story) -> None:
    root = folder(**{"a.txt": story})
    assert list(reading(f"file://{root}/*.txt", root)) == ["a.txt"]
    shutil.rmtree(root)
    assert "no such file" in reading(f"file://{root}")[str(root)].reason
