"""Bytes to text: the one place where characters change.

A UTF-8 file with LF line ends comes out as it is, character for character, so that offsets count in the file. What
else changes: a byte order mark goes, CRLF and CR become LF, a control character becomes a space (a space, so that
the offsets after it still hold), half of a surrogate pair becomes U+FFFD.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError

__all__ = ["clean", "decode"]

SIGNATURES = (
    (b"%PDF", "a PDF file; convert it to text first (pdftotext)"),
    (b"PK\x03\x04", "a zip archive or office document; unpack it, or save it as text"),
    (b"\xd0\xcf\x11\xe0", "an office document; save it as text"),
    (b"\x1f\x8b", "a gzip archive; unpack it"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"SQLite format 3\x00", "a database"),
)
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins with the mark of UTF-16 LE: must be looked for before it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAMPLE = 65_536
BINARY_SHARE = 0.05  # of control bytes; noise has about 0.1, a text with a few stray ones far less
CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b")) + b"\x7f"
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
SURROGATES = re.compile(r"[\ud800-\udfff]")


def decode(data: bytes, *, source: str, declared: str | None = None) -> str:
    """The text of a file, cleaned.

    A byte order mark decides, then UTF-8, then what the file or its server declares, then Windows-1252 (which
    Latin-1 text is, for every character that occurs in one).

    :raises InputError: it is no text.
    """
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise InputError(source, f"not a text: {what}")
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return clean(data[len(mark) :].decode(encoding, errors="replace"))
    wide = _utf16(data[:SAMPLE])
    if wide:
        return clean(data.decode(wide, errors="replace"))
    sample = data[:SAMPLE]
    if sum(map(sample.count, (bytes([byte]) for byte in CONTROL_BYTES))) > BINARY_SHARE * len(sample):
        raise InputError(source, "not a text: binary data; give text, HTML, JSON Lines or CSV")
    return clean(_narrow(data, declared))


def clean(text: str) -> str:
    """The text without a byte order mark, carriage returns, control characters and halves of surrogate pairs."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return SURROGATES.sub("\ufffd", CONTROLS.sub(_blank, text))


def _blank(control: re.Match[str]) -> str:
    return "\n" if control.group() in "\x0c\x85" else " "  # a page break and NEL end a line


def _utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark: in Latin script every second byte is zero."""
    if len(sample) < 4:
        return None
    even, odd = sample[::2], sample[1::2]
    even_share, odd_share = even.count(0) / len(even), odd.count(0) / len(odd)
    if odd_share > 0.4 and even_share < 0.05:
        return "utf-16-le"
    if even_share > 0.4 and odd_share < 0.05:
        return "utf-16-be"
    return None


def _narrow(data: bytes, declared: str | None) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", errors="replace")
    # UTF-8 with a broken place here and there is still UTF-8: read as anything else, all its letters would break.
    if text.count("\ufffd") * 10 < sum(1 for character in text if character > "\x7f" and character != "\ufffd"):
        return text
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass  # an unknown or wrong declaration: as if there were none
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")
