"""From the bytes of a page to its text: what the bytes say counts, what the page says of them only helps.

Servers and templates declare wrong encodings every day. UTF-8 proves itself: in no other encoding do accented
letters happen to form its sequences. What is not UTF-8 is a Western page (Windows-1252, or ISO-8859-15 where
declared or plain to see) or a Russian one (windows-1251, KOI8-R where declared); which of them is seen from
how its high bytes stand. Any other encoding is refused, never guessed at.

Labels are those of the WHATWG Encoding Standard, for the encodings read here.
"""

from __future__ import annotations

import codecs
import re

from escale.errors import InputError
from escale.ingest.decoding import decode, is_utf16, refuse_binary

__all__ = ["text_of_page"]

_HEAD_BYTES = 4096  # where declarations stand; the standard looks at 1,024, sloppy templates need more
_META = re.compile(rb"<meta\b[^>]{0,400}?\bcharset\s{0,8}=\s{0,8}[\"']?\s{0,8}([\w.:+-]{1,40})", re.I)
_XML = re.compile(rb"\s{0,64}<\?xml\b[^>]{0,200}?\bencoding\s{0,8}=\s{0,8}[\"']([\w.:+-]{1,40})", re.I)

_WESTERN = frozenset(
    {
        *("ascii", "us-ascii", "ansi", "ansi-x3.4-1968", "cp819", "cp1252", "x-cp1252", "windows-1252"),
        *("iso-8859-1", "iso8859-1", "iso88591", "iso-ir-100", "latin1", "latin-1", "l1"),
    }
)
_LATIN_9 = frozenset({"iso-8859-15", "iso8859-15", "iso885915", "latin9", "latin-9", "l9"})
_CYRILLIC = frozenset({"windows-1251", "cp1251", "x-cp1251"})
_KOI8 = frozenset({"koi8-r", "koi8", "koi8r", "koi", "cskoi8r"})
_OTHERS = ("big5", "cp", "euc", "gb", "hz", "ibm", "iso", "koi8", "ks", "mac", "sjis", "shift", "tis")

_NUL_SHARE = 0.01  # fewer are dirt; in UTF-16 it is a third or more, in a picture several in a hundred
_CONTROL_SHARE = 0.01
_CONTROLS = bytes(c for c in (*range(1, 9), *range(14, 32), 127) if c != 27)

_HIGH = bytes(range(0x80, 0x100))
_C1 = bytes(range(0x80, 0xA0))
# Sequences of UTF-8 that languages read here are full of, and that nobody types in Windows-1252: accented
# and Cyrillic letters, guillemets, dashes and curly quotes.
_USUAL_UTF8 = re.compile(rb"[\xc2\xc3\xc5\xd0\xd1][\x80-\xbf]|\xe2\x80[\x80-\xbf]")
_CHANCE_BYTES = 40  # high bytes that may form other sequences by chance: a capital E acute and a guillemet
_MIXED = 4  # so many times more good sequences than bad ones: UTF-8 with damage, of which there is little
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# In Cyrillic nearly every letter is a high byte, so they stand in runs; in French they stand alone.
_RUN = re.compile(rb"[\xc0-\xff]{3,}")
_RUN_SHARE = 0.5
# The six commonest letters of Russian, lower case, in each encoding; they make 48 % of a text's letters, and
# 15 % at most where the text is in another encoding or another language.
_COMMON = {"cp1251": b"\xee\xe5\xe0\xe8\xed\xf2", "koi8-r": b"\xcf\xc5\xc1\xc9\xce\xd4"}
_COMMON_SHARE = 0.3
# The place of the ligature of "coeur" in ISO-8859-15; in Windows-1252 it is one half.
_AS_WESTERN = bytes.maketrans(b"\xa4\xa6\xa8\xb4\xb8\xbc\xbd\xbe", b"ESsZzOoY")
_LIGATURE = re.compile(rb"[A-Za-z]\xbd[a-z]")

_REMEDY = "save the page as UTF-8"


def text_of_page(body: bytes, charset: str | None, place: str) -> str:
    """The text that the bytes of a page hold, without byte order mark.

    Args:
        body: the page.
        charset: the encoding that the server named, if any.
        place: what messages call the page.

    Raises:
        InputError: the bytes are no text, or in an encoding that is not read, or in none.
    """
    nuls = body.count(0)
    if is_utf16(body) or nuls > _NUL_SHARE * len(body):
        return decode(body, place)
    if nuls:
        body = body.replace(b"\0", b"")
    refuse_binary(body, place)
    if len(body) - len(body.translate(None, _CONTROLS)) > _CONTROL_SHARE * len(body):
        raise InputError(place, "binary data, not a page", "give an HTML page")
    labels = _declared(body, charset)
    text = _utf8(body, labels, place)
    return text if text is not None else _single_byte(body, labels, place)


def _declared(body: bytes, charset: str | None) -> list[str]:
    """The labels of the server, the page's meta element and its XML declaration, in this order."""
    head = body[:_HEAD_BYTES]
    matches = (_META.search(head), _XML.match(head))
    labels = [charset or "", *(match[1].decode("ascii", "replace") for match in matches if match is not None)]
    return [label.strip(" \t\"'").lower().replace("_", "-") for label in labels if label]


def _utf8(body: bytes, labels: list[str], place: str) -> str | None:
    """The text if it is UTF-8, also if here and there a sequence is damaged; None if it is another."""
    marked = body.startswith(codecs.BOM_UTF8)
    if _is_utf8(body):
        high = len(body) - len(body.translate(None, _HIGH))
        by_chance = not marked and 0 < high <= _CHANCE_BYTES and not _USUAL_UTF8.search(body)
        western = any(label in _WESTERN | _LATIN_9 for label in labels)
        return None if by_chance and western else body.decode("utf-8-sig")
    text = body.decode("utf-8-sig", "replace")
    bad = text.count(_REPLACEMENT)
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    if marked or good > _MIXED * bad:
        return text
    if good * _MIXED > bad and _USUAL_UTF8.search(body):
        raise InputError(place, "mixes UTF-8 with another encoding", _REMEDY)
    return None


def _single_byte(body: bytes, labels: list[str], place: str) -> str:
    known = [label for label in labels if label in _WESTERN | _LATIN_9 | _CYRILLIC | _KOI8]
    others = [label for label in labels if label not in known and _is_other(label)]
    if others and not known:
        raise InputError(place, f"in {others[0][:20]}, an encoding that is not read", _REMEDY)
    high = len(body) - len(body.translate(None, _HIGH))
    if sum(map(len, _RUN.findall(body))) > _RUN_SHARE * high:
        return _russian(body, known, high, place)
    ninth = any(label in _LATIN_9 for label in known) or _LIGATURE.search(body)
    # Letters at 80-9F, where ISO-8859-15 has none, show that it is Windows-1252 all the same.
    if ninth and len(body) == len(body.translate(None, _C1)):
        decode(body.translate(_AS_WESTERN), place)
        return body.decode("iso8859-15")
    return body.decode("cp1252", "replace") if _is_utf8(body) else decode(body, place)


def _russian(body: bytes, known: list[str], high: int, place: str) -> str:
    names = ["cp1251", *(["koi8-r"] if any(label in _KOI8 for label in known) else [])]
    shares = {name: len(body) - len(body.translate(None, _COMMON[name])) for name in names}
    best = max(names, key=lambda name: shares[name])
    if shares[best] < _COMMON_SHARE * high:
        raise InputError(place, "in an encoding that is not read", _REMEDY)
    return body.decode(best, "replace")


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_other(label: str) -> bool:
    return label.startswith((*_OTHERS, "windows-", "x-"))
