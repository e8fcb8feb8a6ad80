"""From bytes to text: UTF-8, UTF-16 and Windows-1252 are recognised, everything else is refused.

A wrong guess would shift or garble every word that a claim quotes, so a text that is not plainly in one of
the three encodings is an error, never a guess. Offsets count in the decoded text without its byte order mark.
"""

from __future__ import annotations

import codecs
import re

from escale.errors import InputError

__all__ = ["decode", "is_utf16", "refuse_binary"]

_SIGNATURES = (
    (b"%PDF-", "a PDF", "convert it to text first"),
    (b"PK\x03\x04", "a ZIP archive or office document", "save it as plain text"),
    (b"\x1f\x8b", "gzip data", "name the file .gz"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
)

# What only UTF-8 writes: accented letters (C3), no-break space and guillemets (C2), dashes and curly quotes
# (E2 80). Read as Windows-1252 the same bytes would be a capital A with a tilde or circumflex and a symbol.
_UTF8_TRACES = re.compile(rb"\xc3[\x80-\xbf]|\xc2[\xa0\xab\xbb]|\xe2\x80[\x80-\xbf]")

# Windows-1252: letters (C0-FF less the two signs), ligatures, dashes, quotes, guillemets, euro, degree, dots.
_WESTERN = frozenset(
    {*range(0xC0, 0x100), *range(0x91, 0x98), 0x80, 0x85, 0x8C, 0x9C, 0xA0, 0xA7, 0xAB, 0xB0, 0xB7, 0xBB}
) - {0xD7, 0xF7}
_NOT_WESTERN = bytes(b for b in range(0x80, 0x100) if b not in _WESTERN)
_HIGH = bytes(range(0x80, 0x100))
_CONTROLS = {c: None for c in (*range(9), *range(14, 32), 127) if c != 27}

_MAX_HIGH_SHARE = 0.3  # even a text all in accented capitals stays below; Cyrillic or Greek code pages do not
_MAX_ODD_SHARE = 0.1  # of the high bytes; a Mac or DOS code page puts its accented letters there
_MAX_CONTROL_SHARE = 0.01


def decode(data: bytes, place: str) -> str:
    """The text that ``data`` holds.

    Raises:
        InputError: the bytes are binary, or no single one of the three encodings reads them; names ``place``.
    """
    refuse_binary(data, place)
    text = _text(data, place)
    controls = len(text) - len(text.translate(_CONTROLS))
    if "\0" in text or controls > _MAX_CONTROL_SHARE * len(text):
        raise _binary(place)
    return text


def is_utf16(data: bytes) -> bool:
    """True if ``data`` begins with a byte order mark of UTF-16."""
    return data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))


def refuse_binary(data: bytes, place: str) -> None:
    """Looks whether ``data``, or the first part of a longer input, can be text at all.

    Raises:
        InputError: it cannot; names ``place``.
    """
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(place, f"{what}, not text", remedy)
    if b"\0" in data and not is_utf16(data) and _utf16_without_mark(data) is None:
        raise _binary(place)


def _text(data: bytes, place: str) -> str:
    wide = "utf-16" if is_utf16(data) else _utf16_without_mark(data) if b"\0" in data else None
    if wide:
        return _utf16(data, wide, place)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _windows_1252(data, place, error.start)


def _utf16(data: bytes, encoding: str, place: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        cause = f"damaged UTF-16 at byte {error.start}"
        raise InputError(place, cause, "save it as UTF-8") from None


def _utf16_without_mark(data: bytes) -> str | None:
    # Western text in UTF-16 has a zero in nearly every second byte, and (next to) none in the others.
    half = len(data) // 2
    even, odd = data[::2].count(0), data[1::2].count(0)
    if odd > 0.5 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.5 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _windows_1252(data: bytes, place: str, first_bad: int) -> str:
    if data.startswith(codecs.BOM_UTF8) or _UTF8_TRACES.search(data):
        cause = f"mixes UTF-8 with another encoding (first at byte {first_bad})"
        raise InputError(place, cause, "save it as UTF-8 throughout")
    high = len(data) - len(data.translate(None, _HIGH))
    odd = len(data) - len(data.translate(None, _NOT_WESTERN))
    if high <= _MAX_HIGH_SHARE * len(data) and odd <= _MAX_ODD_SHARE * high:
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    controls = sum(data.count(c) for c in _CONTROLS)
    if controls > _MAX_CONTROL_SHARE * len(data):
        raise _binary(place)
    raise InputError(place, "not in UTF-8, UTF-16 or Windows-1252", "save it as UTF-8")


def _binary(place: str) -> InputError:
    return InputError(place, "binary data, not text", "give a text file or records")
