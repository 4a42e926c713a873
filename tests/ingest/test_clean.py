import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.ingest.clean import clean, decode

TEXT = "Ankara’s “offer” — ünlü, naïve – cost €5.\n"


def read(data: bytes, declared: str | None = None) -> str:
    return decode(data, source="x", declared=declared)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])).map(lambda text: "A " + text))
def test_utf8_with_lf_is_kept_character_for_character(text):
    assert read(text.encode()) == text


@given(st.text())
def test_what_is_clean_stays_as_it_is(text):
    assert clean(clean(text)) == clean(text) or clean(text).startswith("\ufeff")


@given(st.text())
def test_clean_text_can_always_be_stored(text):
    clean(text).encode("utf-8")


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        TEXT.encode("cp1252"),
    ],
)
def test_encodings_are_recognised(data):
    assert read(data) == TEXT.replace("ı", "i")


def test_latin1_is_read():
    assert (
        read("Der Präsident in Malmö, Besançon und Coruña".encode("latin-1"))
        == "Der Präsident in Malmö, Besançon und Coruña"
    )


def test_bytes_that_windows_does_not_know_are_read_as_latin1():
    assert read(b"caf\xe9 \x81 ol\xe9 and some more words") == "café   olé and some more words"


def test_a_declared_encoding_is_used_only_where_it_can_be():
    assert read("Český stát".encode("iso-8859-2"), "iso-8859-2") == "Český stát"
    assert read(TEXT.encode("cp1252"), "no-such-encoding") == TEXT
    assert read(TEXT.encode(), "latin-1") == TEXT


def test_one_broken_byte_does_not_break_the_other_letters():
    whole = "Ərdoğan, Şəki, Gəncə and Bakı: çox gözəl şəhərlər"
    assert read(whole.encode() + b" \xff end") == whole + " \ufffd end"


def test_a_cut_off_character_is_marked():
    assert read("A treaty".encode("utf-16") + b"x") == "A treaty\ufffd"


def test_line_ends_become_lf():
    assert read(b"one\r\ntwo\rthree\n") == "one\ntwo\nthree\n"


def test_control_characters_become_spaces_so_that_offsets_hold():
    text = "A treaty was\x00 signed\x07 in the capital of the country on Tuesday, it was said."
    assert read(text.encode()) == text.replace("\x00", " ").replace("\x07", " ")
    assert clean("a\x0cb\x85c\td") == "a\nb\nc\td"


def test_half_a_surrogate_pair_is_replaced():
    assert clean("a\ud800b") == "a\ufffdb"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "office"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00" * 100, "binary"),
    ],
)
def test_what_is_no_text_is_refused_with_its_kind(data, word):
    with pytest.raises(InputError, match=word):
        read(data)
