"""S3 by its own protocol, from a server on this machine.

What talks to S3 wants an older python-dateutil than the versions that the graph's bytes are pinned to. So it is
installed in a folder of its own, for this test alone (``.ci/run``); without it the test is skipped.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from kg.ingest import read
from kg.model import Article, Skipped
from tests.graph.servers import free_port, running

s3fs = pytest.importorskip("s3fs")
pytest.importorskip("moto")
pytestmark = pytest.mark.filterwarnings("default")  # those of the packages for S3 are not ours


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The file system of a server with the bucket ``news``."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    known = {
        "AWS_ENDPOINT_URL": url,
        "AWS_ACCESS_KEY_ID": "reader",
        "AWS_SECRET_ACCESS_KEY": "s3cret",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    words = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with pytest.MonkeyPatch.context() as environment:
        for name, value in known.items():
            environment.setenv(name, value)
        with running(words, tmp_path_factory.mktemp("moto"), f"{url}/moto-api/data.json"):
            files = s3fs.S3FileSystem()
            files.mkdir("news")
            yield files
        s3fs.S3FileSystem.clear_instance_cache()


def test_a_bucket_is_read_as_a_folder_is(bucket: Any, story: str, other: str) -> None:
    lines = json.dumps({"text": story}) + "\n" + json.dumps({"text": other}) + "\n"
    files = {
        "2024/b.jsonl": lines,
        "2024/x/a.txt": "A short note came from Oslo.",
        "2024/README.md": "x",
        "2024/": "",
    }
    for name, text in files.items():
        bucket.pipe(f"news/{name}", text.encode())
    for address, found in {
        "s3://news/2024/*.jsonl": ["2024/b.jsonl#1", "2024/b.jsonl#2"],
        "s3://news/2024": ["2024/b.jsonl#1", "2024/b.jsonl#2", "2024/x/a.txt"],
        "S3://ne*/**/*.txt": ["2024/x/a.txt"],
        "s3a://news/2024/x/a.txt": ["2024/x/a.txt"],
    }.items():
        scheme = address.partition(":")[0]
        assert [item.source for item in read([address])] == [f"{scheme}://news/{name}" for name in found], address
    assert [item.source for item in read(["s3://news"], max_bytes=len(lines) - 1) if isinstance(item, Article)] == [
        "s3://news/2024/b.jsonl#1", "s3://news/2024/b.jsonl#2", "s3://news/2024/x/a.txt",
    ]  # fmt: skip


def test_what_came_since_the_last_listing_is_seen(bucket: Any, story: str, other: str) -> None:
    bucket.pipe("news/now/a.txt", story.encode())
    assert len(list(read(["s3://news/now"]))) == 1
    s3fs.S3FileSystem(skip_instance_cache=True).pipe("news/now/b.txt", other.encode())
    assert len(list(read(["s3://news/now"]))) == 2


def test_a_missing_bucket_and_a_name_that_leads_out_are_told(bucket: Any, story: str) -> None:
    bucket.pipe("news/odd/../up.txt", b"x")
    bucket.pipe("news/odd/a.txt", story.encode())
    gone, *found = read(["s3://nowhere/*.txt", "s3://news/odd"])
    assert isinstance(gone, Article | Skipped)
    told = {item.source: item for item in (gone, *found)}
    assert [source for source, item in told.items() if isinstance(item, Article)] == ["s3://news/odd/a.txt"]
    missing, out = told["s3://nowhere/"], told["s3://news/odd/.."]
    assert isinstance(missing, Skipped)
    assert not missing.reached
    assert "bucket" in missing.reason
    assert isinstance(out, Skipped)
    assert "leads out" in out.reason


def test_no_credentials_and_no_answer_are_told(bucket: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{free_port()}")
    s3fs.S3FileSystem.clear_instance_cache()
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    monkeypatch.setattr(s3fs.S3FileSystem, "retries", 1)
    (away,) = read(["s3://news/a.txt"])
    assert isinstance(away, Skipped)
    assert away.reason.startswith("no answer (")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    s3fs.S3FileSystem.clear_instance_cache()
    (refused,) = read(["s3://news/*.txt"])
    assert isinstance(refused, Skipped)
    assert refused.reason.startswith("no access (")
    assert not refused.reached
