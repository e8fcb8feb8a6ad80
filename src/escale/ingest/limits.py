"""How much of an input is taken in: the caps that keep memory flat whatever comes."""

from __future__ import annotations

__all__ = ["ABANDON_BYTES", "CHUNK_BYTES", "DOCUMENT_BYTES", "LINE_BYTES", "TEXT_BYTES", "TEXT_CHARACTERS"]

# Several times the longest news article. The trees of so much text take about a gigabyte.
TEXT_CHARACTERS = 200_000

# The most that so many characters can take in UTF-8 or UTF-16, with room for a byte order mark.
TEXT_BYTES = 4 * TEXT_CHARACTERS + 4

# A record line: a text at its cap written with JSON's \u escapes, and other fields that are not read.
LINE_BYTES = 16 * 1024 * 1024

# A .json document, which has to be held whole.
DOCUMENT_BYTES = 64 * 1024 * 1024

# An overlong line is skipped so far; beyond it the rest of the input is given up (a gzip bomb never ends).
ABANDON_BYTES = 256 * 1024 * 1024

CHUNK_BYTES = 64 * 1024
