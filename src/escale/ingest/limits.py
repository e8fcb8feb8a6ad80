"""How much of an input is taken in: the caps that keep memory flat whatever comes."""

from __future__ import annotations

__all__ = [
    "ABANDON_BYTES",
    "BOMB_RATIO",
    "CHUNK_BYTES",
    "COLUMNS",
    "DOCUMENT_BYTES",
    "FOOTER_BYTES",
    "HEADER_BYTES",
    "LINE_BYTES",
    "PAGE_ATTRIBUTES",
    "PAGE_BYTES",
    "PAGE_CHARACTERS",
    "PAGE_DATA",
    "PAGE_DEPTH",
    "PAGE_ELEMENTS",
    "PAGE_NESTING",
    "PAGE_SIBLINGS",
    "REJECTS_BYTES",
    "REPEATS",
    "ROWS_BYTES",
    "TEXT_BYTES",
    "TEXT_CHARACTERS",
]

# Several times the longest news article. The trees of so much text take about a gigabyte.
TEXT_CHARACTERS = 200_000

# The most that so many characters can take in UTF-8 or UTF-16, with room for a byte order mark.
TEXT_BYTES = 4 * TEXT_CHARACTERS + 4

# A record line: a text at its cap written with JSON's \u escapes, and other fields that are not read.
LINE_BYTES = 16 * 1024 * 1024

# A .json document, which has to be held whole.
DOCUMENT_BYTES = 64 * 1024 * 1024

# An HTML page: beyond what Common Crawl keeps of one (5 MB). Its tree takes ten to twenty times as much.
PAGE_BYTES = 8 * 1024 * 1024

# Of a page: its elements (long live pages have 15,000), how deep they lie in one another (usually up to 40;
# libxml2 itself gives up at 256), the sum of their depths, and the attributes of one tag.
PAGE_ELEMENTS = 50_000
PAGE_DEPTH = 250
PAGE_NESTING = 1_500_000
PAGE_ATTRIBUTES = 500

# Visible characters of a page, with menus and comments: five times what an article may have.
PAGE_CHARACTERS = 5 * TEXT_CHARACTERS

# The children of an element times the characters directly in it. Each child taken out copies what stands
# around it once; a page all in one cell, its lines parted by breaks, comes to some millions.
PAGE_SIBLINGS = 500_000_000

# Data for machines (JSON-LD) in a page that is parsed; pages with every comment in it stay below.
PAGE_DATA = 1024 * 1024

# The header of a WARC record or of an HTTP answer; browsers and crawlers take half of it.
HEADER_BYTES = 64 * 1024

# An overlong line is skipped so far; beyond it the rest of the input is given up (a gzip bomb never ends).
ABANDON_BYTES = 256 * 1024 * 1024

# Compressed data that gave more than ABANDON_BYTES, and so many times what was put in, is a bomb: news gives
# 4 to 30 times, a template repeated over and over about 100, nothing but zeros 1,000.
BOMB_RATIO = 200

# Columns of a table; the widest exports of news archives have some hundred.
COLUMNS = 4096

# The directory at the end of a Parquet file, which has to be held whole, several times over.
FOOTER_BYTES = 32 * 1024 * 1024

# Rows of a Parquet file that are held at a time, by the size their columns say they have.
ROWS_BYTES = 16 * 1024 * 1024

# The ids of a file that are remembered, the last of it: about 10 MB.
REPEATS = 100_000

# What is read of a file of rejects, to know what it holds already.
REJECTS_BYTES = 64 * 1024 * 1024

CHUNK_BYTES = 64 * 1024
