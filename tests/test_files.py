"""Files that change as a whole or not at all."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from kg.files import replace, writing


def test_a_file_is_made_and_made_anew_readable_by_everybody(tmp_path):
    file = tmp_path / "a.txt"
    replace(file, b"one")
    replace(file, b"two")
    assert file.read_bytes() == b"two"
    assert file.stat().st_mode & 0o777 == 0o644
    assert list(tmp_path.iterdir()) == [file]


def test_what_is_refused_leaves_the_old_file_and_no_draft(tmp_path):
    file = tmp_path / "a.txt"
    file.write_bytes(b"one")

    def refuse(draft):
        assert (draft.parent, draft.read_bytes()) == (tmp_path, b"two")
        raise ValueError("not two")

    with pytest.raises(ValueError, match="not two"):
        replace(file, b"two", check=refuse)
    assert file.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_in_its_place_stays_and_no_draft_does(tmp_path):
    (tmp_path / "a.txt" / "b").mkdir(parents=True)
    with pytest.raises(OSError, match=r"a\.txt"):
        replace(tmp_path / "a.txt", b"one")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_link_stays_and_what_it_leads_to_is_written(tmp_path):
    (tmp_path / "b.txt").write_bytes(b"one")
    (tmp_path / "a.txt").symlink_to("b.txt")
    with writing(tmp_path / "a.txt") as stream:
        stream.write(b"two")
    assert (tmp_path / "a.txt").is_symlink()
    assert (tmp_path / "b.txt").read_bytes() == b"two"


def test_a_pipe_gets_it_as_it_comes(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with ThreadPoolExecutor() as beside:
        read = beside.submit((tmp_path / "pipe").read_bytes)
        with writing(tmp_path / "pipe") as stream:
            stream.write(b"one")
        assert read.result() == b"one"
    assert (tmp_path / "pipe").is_fifo()
