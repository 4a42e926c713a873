"""The file of judgements: written, read by people, mended by hand."""

from __future__ import annotations

import pytest

from kg.errors import GraphError
from kg.identity import adopt, judge, read_judgements, withdraw
from kg.model import Decision, PartialDate, Verdict

SAME = Decision("a-1", "b-2", Verdict.SAME, "one office", None, "anna", PartialDate("2025-05-12"))


def test_what_is_written_is_read(tmp_path):
    file = tmp_path / "judgements.tsv"
    assert read_judgements(file) == ()
    judge(file, SAME)
    other = Decision("a-1", "c-3", Verdict.DIFFERENT, "judged so")
    judge(file, other)
    assert read_judgements(file) == (SAME, other)
    assert file.read_text().splitlines() == [
        "verdict\tone\tother\twho\twhen\twhy",
        "same\ta-1\tb-2\tanna\t2025-05-12\tone office",
        "different\ta-1\tc-3\t\t\tjudged so",
    ]


def test_the_last_word_about_a_pair_counts_and_can_be_taken_back(tmp_path):
    file = tmp_path / "judgements.tsv"
    judge(file, SAME)
    judge(file, Decision("a-1", "b-2", Verdict.UNDECIDED, "on\tsecond\nthought"))
    assert [(one.verdict, one.because) for one in read_judgements(file)] == [(Verdict.UNDECIDED, "on second thought")]
    assert withdraw(file, "b-2", "a-1")
    assert not withdraw(file, "a-1", "b-2")
    assert read_judgements(file) == ()


def test_people_may_write_it_themselves(tmp_path):
    file = tmp_path / "judgements.tsv"
    file.write_text("# ours\n\nsame\tid:b-2\tid:a-1\n", encoding="utf-8")
    assert read_judgements(file) == (Decision("a-1", "b-2", Verdict.SAME, "judged so"),)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("alike\ta\tb", r"judgements\.tsv, line 2: 'alike' is no verdict; write same, different or undecided"),
        ("same\ta", "line 2: needs two different ids, with tabs between the columns"),
        ("same\ta\ta", "line 2: needs two different ids"),
        ("same\ta\tb\tanna\tyesterday", "line 2: not a date"),
        ("different\tb\ta", "line 2: judges a and b a second time"),
    ],
)
def test_a_line_that_is_wrong_is_told_with_its_place(tmp_path, line, message):
    file = tmp_path / "judgements.tsv"
    file.write_text(f"same\ta\tb\n{line}\n", encoding="utf-8")
    with pytest.raises(GraphError, match=message):
        read_judgements(file)


def test_the_judgements_of_another_file_are_taken_over(tmp_path):
    mine, yours = tmp_path / "mine.tsv", tmp_path / "yours.tsv"
    judge(mine, SAME)
    judge(yours, Decision("c-3", "d-4", Verdict.DIFFERENT, "two"))
    adopt(mine, yours)
    assert len(read_judgements(mine)) == 2
    judge(yours, Decision("a-1", "b-2", Verdict.DIFFERENT, "two"))
    with pytest.raises(GraphError, match=r"a-1 and b-2 are different there and same in .*mine\.tsv; mend one"):
        adopt(mine, yours)
    with pytest.raises(GraphError, match="there is no such file"):
        adopt(mine, tmp_path / "nowhere.tsv")
