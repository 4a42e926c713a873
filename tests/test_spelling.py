"""What somebody may have meant."""

from __future__ import annotations

from kg.spelling import alike, perhaps


def test_the_likest_comes_first_as_it_is_written() -> None:
    assert alike("memberof", ["headOf", "memberOf", "memberOfStaff"], 2) == ["memberOf", "memberOfStaff"]


def test_of_names_that_differ_in_case_alone_the_first_is_meant() -> None:
    assert alike("NATO", ["Nato", "nato"]) == ["Nato"]


def test_a_sentence_ends_with_it_or_not_at_all() -> None:
    assert perhaps("memberof", ["memberOf"], "kg:") == "; did you mean kg:memberOf?"
    assert perhaps("zebra", ["memberOf"]) == ""
