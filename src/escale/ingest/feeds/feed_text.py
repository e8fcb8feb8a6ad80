"""From the bytes of a feed to its text: decoded by what they are rather than by what is said of them."""

from __future__ import annotations

import codecs
import re

from escale.errors import InputError
from escale.ingest.decoding import decode
from escale.ingest.feeds.fetch_error import FetchError

__all__ = ["feed_text", "refuse_declarations"]

_DECLARED = re.compile(
    rb"""\A\s{0,64}<\?xml[^>]{0,200}?\sencoding\s{0,8}=\s{0,8}["']([A-Za-z0-9._-]{1,40})["']"""
)

# Encodings that are taken at their word. Windows-1252 and its subsets are not among them: other texts are
# sent under their names all the time, and it reads any bytes.
_TRUSTED = re.compile(r"iso8859-(?!1$)\d+|cp125[0134567]|cp1258|koi8-[ru]|gb\w+|big5\w*|euc_\w+|shift_jis\w*")
_REMEDY = "the publisher has to mend the feed"


def feed_text(data: bytes, charset: str | None) -> str:
    """The text of a feed.

    UTF-8 is recognised whatever is declared, as no other text looks like it. Where it is not UTF-8, another
    encoding that the server or the feed itself declares is taken if it reads the bytes, and UTF-16 or
    Windows-1252 if they look so.

    Args:
        data: the feed.
        charset: the encoding that the server names.

    Raises:
        FetchError: no encoding reads it.
    """
    if not data.strip():
        raise FetchError("empty, no feed", _REMEDY, again=True)
    if b"\0" not in data:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    match = _DECLARED.match(data)
    for name in (charset, match[1].decode("ascii") if match else None):
        codec = _codec(name)
        if _TRUSTED.fullmatch(codec):
            try:
                return data.decode(codec)
            except UnicodeDecodeError:
                continue
    try:
        return decode(data, "")
    except InputError as error:
        raise FetchError(error.cause, _REMEDY) from None


def refuse_declarations(text: str) -> None:
    """Looks at what stands before the root element of a feed.

    Raises:
        FetchError: there is a document type, in which entities can be declared that unfold to gigabytes or to
            files of this machine; or there is no element at all.
    """
    at = 0
    while (at := text.find("<", at)) >= 0:
        if text.startswith("<?", at):
            end = text.find("?>", at)
        elif text.startswith("<!--", at):
            end = text.find("-->", at)
        elif text.startswith("<!", at):
            cause = "a feed with a document type, in which entities can be declared"
            raise FetchError(cause, "no feed needs one: the publisher has to leave it out")
        else:
            return
        if end < 0:
            break
        at = end
    raise FetchError("not a feed of RSS or Atom", "give the address of the feed itself")


def _codec(name: str | None) -> str:
    """What Python calls the encoding of that name; empty if it knows none."""
    try:
        return codecs.lookup(name).name if name else ""
    except (LookupError, ValueError):
        return ""
