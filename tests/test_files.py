"""Files that change as a whole or not at all."""

from __future__ import annotations

import pytest

from kg.files import replace


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
