import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest.cues import load
from kg.ingest.paragraphs import split


def paragraphs(text: str) -> list[str]:
    return [piece.text for piece in split(text, load()) if piece.reason is None]


def test_a_blank_line_ends_a_paragraph(story, other):
    assert paragraphs(f"{story}\n \n\n{other}\n") == [story, other]


def test_a_line_break_between_complete_lines_ends_a_paragraph(story, other):
    assert paragraphs(f"{story}\n{other}") == [story, other]


def test_a_heading_right_above_its_paragraph_is_one_of_its_own(story):
    assert paragraphs(f"What the treaty says\n{story}") == ["What the treaty says", story]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_wrapped_lines_are_joined_again(width, story, other):
    text = "\n\n".join(textwrap.fill(part, width) for part in (f"{story} {other}", f"{other} {story}"))
    joined = [" ".join(piece.split()) for piece in paragraphs(text)]
    # a line that happens to end with a sentence ends the piece too: the sentences are whole, and that is what counts
    assert " ".join(joined) == " ".join((story, other, other, story))
    assert all(piece.endswith(".") for piece in joined)


def test_a_short_line_in_a_wrapped_text_is_a_heading(story, other):
    text = textwrap.fill(f"{story} {other}", 70) + "\nThe Courts\n" + textwrap.fill(f"{other} {story}", 70)
    assert "The Courts" in paragraphs(text)


def test_a_line_that_breaks_off_within_a_sentence_goes_on():
    text = "The two governments have agreed to go on talking about the border,\nwhich is still closed."
    assert paragraphs(text) == [text]


def test_a_line_of_boilerplate_is_joined_to_nothing():
    broken = "The two governments have agreed to go on talking about the border,"
    bar = "Facebook Twitter LinkedIn WhatsApp Telegram Instagram YouTube Email"
    assert paragraphs(f"{broken}\nread more: the border") == [broken, "read more: the border"]
    assert paragraphs(f"{bar}\nwhich is still closed.") == [bar, "which is still closed."]


def test_two_headlines_are_not_joined():
    lines = ["Two ministers from the north meet in the old harbour of Halmar", "A treaty on fish is signed at last"]
    assert paragraphs("\n".join(lines)) == lines


def test_separators_and_list_marks_are_set_apart(story):
    pieces = split(f"* * *\n- {story}\n## The heading\n3. Third point\n---", load())
    assert [(piece.text, piece.reason) for piece in pieces] == [
        ("* * *", "separator"),
        ("-", "list mark"),
        (story, None),
        ("##", "list mark"),
        ("The heading", None),
        ("3. Third point", None),
        ("---", "separator"),
    ]


@given(st.text(alphabet=st.sampled_from("ab .\n\t-*–\u00a0\u2028İ\u200b"), max_size=80))
def test_between_two_pieces_stands_only_white_space(text):
    position = 0
    for piece in split(text, load()):
        assert not text[position : piece.span.start].strip()
        assert piece.text == text[piece.span.start : piece.span.end] == piece.text.strip() != ""
        position = piece.span.end
    assert not text[position:].strip()
