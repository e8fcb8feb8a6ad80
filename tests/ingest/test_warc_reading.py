"""Archives that are whole, cut short, damaged, and made to do harm."""

from __future__ import annotations

import gzip
import io
import random
import time
from pathlib import Path

import pytest
from fastwarc.stream_io import Lz4Writer, WarcWriter, ZstdWriter
from warcs import INFO, Endless, answer, lines, packed, page, pages, read, record

from escale.errors import InputError
from escale.ingest import gunzip
from escale.ingest.page import Page
from escale.ingest.warc import reading
from escale.ingest.warc.reading import read_archive

RECORDS = [INFO, *(page(number) for number in range(4))]
PLAIN = b"".join(RECORDS)
STARTS = [sum(map(len, RECORDS[:n])) for n in range(len(RECORDS) + 1)]
GZ = packed(RECORDS)
GZ_STARTS = [len(packed(RECORDS[:n])) for n in range(len(RECORDS) + 1)]
ALL = ["0", "1", "2", "3"]
NO_PAGES = "a.warc: an archive without what servers answered (it holds warcinfo); give the one with the pages"
ANEW = "the rest is not read; get the archive again"


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]


def with_fastwarc(writer: type[Lz4Writer] | type[ZstdWriter], data: bytes) -> bytes:
    out = io.BytesIO()
    into: WarcWriter = writer(out)
    into.write(data)
    into.close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "third"),
    [
        (PLAIN, f"#{STARTS[3]}"),
        (GZ, f"#{GZ_STARTS[3]}"),
        (gzip.compress(PLAIN), f"#0+{STARTS[3]}"),
        (with_fastwarc(ZstdWriter, PLAIN), f"#{STARTS[3]}"),
        (with_fastwarc(Lz4Writer, PLAIN), f"#{STARTS[3]}"),
    ],
    ids=["plain", "gzip", "one member", "zstd", "lz4"],
)
def test_an_archive_gives_its_pages_each_with_its_place(data: bytes, third: str) -> None:
    items = read(data)
    assert pages(items) == ALL
    assert lines(items) == []
    assert items[2] == Page(
        place=f"a.warc{third}",
        name=f"a{third}",
        body=b"<html><p>2: Une escale.</p></html>",
        url="https://example.org/2",
        charset="utf-8",
        fetched="2021-05-06T07:08:09Z",
    )


def test_records_that_a_library_writes_are_read() -> None:
    from fastwarc.warc import WarcRecord, WarcRecordType

    out = io.BytesIO()
    for number in range(3):
        made = WarcRecord()
        made.init_headers(WarcRecordType.response, b"5c1f4a86-6d3c-4e0b-9df5-1d0f6b8b7a10")
        made.headers["WARC-Target-URI"] = f"https://example.org/{number}"
        made.is_http = True
        made.set_bytes_content(answer(b"<html></html>"))
        made.write(out, checksum_data=True)
    items = read(out.getvalue())
    assert (pages(items), lines(items)) == (["0", "1", "2"], [])


# Cut short


def last_whole(size: int, starts: list[int]) -> int:
    return max(n for n, start in enumerate(starts) if start <= size)


def test_wherever_a_packed_archive_is_cut_it_is_said_after_which_record() -> None:
    for size in range(1, len(GZ)):
        whole = last_whole(size, GZ_STARTS)
        items = read(GZ[:size])
        assert pages(items) == ALL[: max(whole - 1, 0)]
        if size in GZ_STARTS:
            assert lines(items) == ([] if pages(items) else [NO_PAGES])
        elif whole == 0:
            assert lines(items) == [f"a.warc: cut short, with no record whole; {ANEW}"]
        elif whole == 1:
            assert lines(items) == [f"a.warc: cut short after the record #0; {ANEW}"]
        else:
            last = f"#{GZ_STARTS[whole - 1]} (https://example.org/{whole - 2})"
            assert lines(items) == [f"a.warc: cut short after the record {last}; {ANEW}"]


def test_wherever_an_archive_is_cut_it_is_said() -> None:
    ends = [start - 4 for start in STARTS[1:]]  # without the empty lines that close a record
    for size in range(1, len(PLAIN)):
        items = read(PLAIN[:size])
        assert pages(items) == ALL[: max(sum(end <= size for end in ends) - 1, 0)]
        if size in STARTS:
            assert lines(items) == ([] if pages(items) else [NO_PAGES])
        else:
            (line,) = lines(items)
            assert line.startswith("a.warc: cut short")
            assert line.endswith(ANEW)


@pytest.mark.parametrize("writer", [ZstdWriter, Lz4Writer])
def test_other_packings_cut_short_are_said(writer: type[Lz4Writer] | type[ZstdWriter]) -> None:
    data = with_fastwarc(writer, b"".join([*RECORDS, page(9, random.Random(3).randbytes(300_000).hex())]))
    (line,) = lines(read(data[:-1000]))
    assert "cut short" in line
    assert line.endswith(ANEW)


# Damaged


def test_whichever_byte_of_a_packed_archive_is_damaged_the_others_are_read() -> None:
    whole = [item for item in read(GZ) if isinstance(item, Page)]
    for at in range(len(GZ)):
        items = read(flipped(GZ, at))
        hit = last_whole(at, GZ_STARTS) - 1
        mine = [item for item in items if isinstance(item, Page)]
        spared = [item for number, item in enumerate(whole) if number != hit]
        assert mine in (whole, spared)
        assert bool(lines(items)) or mine == whole
        assert len(lines(items)) <= 1


def test_whichever_byte_of_an_archive_is_damaged_no_page_is_altered() -> None:
    bodies = {item.body for item in read(PLAIN) if isinstance(item, Page)}
    for at in range(len(PLAIN)):
        items = read(flipped(PLAIN, at))
        mine = {item.body for item in items if isinstance(item, Page)}
        assert mine <= bodies
        assert len(mine) >= 2
        assert len(lines(items)) <= 2


@pytest.mark.parametrize(
    ("data", "read_on", "said"),
    [
        (
            PLAIN[: STARTS[2]] + b"garbage\n" * 30_000 + PLAIN[STARTS[2] :],
            ALL,
            "bytes that are no WARC record; read on",
        ),
        (GZ[: GZ_STARTS[2]] + b"garbage\n" * 30_000 + GZ[GZ_STARTS[2] :], ALL, "damaged gzip data; read on"),
        (GZ + b"garbage\n", ALL, "damaged gzip data; the rest is not read"),
        (PLAIN + b"garbage\n", ALL, "bytes that are no WARC record; the rest is not read"),
        (
            PLAIN[: STARTS[2]] + record("u", b"abcdef", length=3) + PLAIN[STARTS[2] :],
            ALL,
            "a record whose length is not",
        ),
        (
            PLAIN[: STARTS[2]] + record("u", b"abcdef", length="many") + PLAIN[STARTS[2] :],
            ALL,
            "a WARC header that is too long or says no length",
        ),
        (
            PLAIN[: STARTS[2]] + record("u", b"abcdef", length=10**30) + PLAIN[STARTS[2] :],
            ALL,
            "a WARC header that is too long or says no length",
        ),
        (
            PLAIN[: STARTS[2]] + record("u" * 70_000, b"abcdef") + PLAIN[STARTS[2] :],
            ALL,
            "a WARC header that is too long or says no length",
        ),
        (
            PLAIN[: STARTS[2]] + record("u", answer(b"<p>"), length=10**12) + PLAIN[STARTS[2] :],
            ["0"],
            "cut short after the record",
        ),
        (PLAIN.replace(b"2: Une escale", b"2: Une ercale"), ["0", "1", "3"], "its digest is another"),
    ],
    ids=[
        "garbage",
        "garbage between members",
        "garbage after members",
        "garbage at the end",
        "short length",
        "no length",
        "absurd length",
        "long header",
        "long length",
        "digest",
    ],
)
def test_damage_is_one_line_and_the_rest_is_read(data: bytes, read_on: list[str], said: str) -> None:
    items = read(data)
    assert pages(items) == read_on
    (line,) = lines(items)
    assert said in line


def test_records_without_the_lines_that_close_them_are_read() -> None:
    data = RECORDS[1][:-4] + RECORDS[2][:-2] + RECORDS[3]
    assert (pages(read(data)), lines(read(data))) == (["0", "1", "2"], [])


def test_an_archive_full_of_damage_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_MOST_DAMAGES", 10)
    items = read((b"garbage\n" + page(1)) * 20)
    assert len(items) == 21
    assert lines(items)[-1] == f"a.warc: more than 10 damaged places; {ANEW}"


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", gzip.compress(b"")])
def test_an_archive_without_records_is_empty(data: bytes) -> None:
    assert lines(read(data)) == ["a.warc: empty, no record in it; give a WARC archive"]


def test_an_archive_of_texts_alone_is_said() -> None:
    data = INFO + record("u", b"Une escale.", type="conversion", kind="text/plain")
    cause = "an archive without what servers answered (it holds conversion, warcinfo)"
    assert lines(read(data)) == [f"a.warc: {cause}; give the one with the pages"]


# Made to do harm


def test_a_page_of_200_mb_is_left_out_and_not_held() -> None:
    block = answer(b"")
    head = page(1) + record("https://example.org/huge", block, length=len(block) + (200 << 20), digest=False)
    stream = Endless(
        head.removesuffix(b"\r\n\r\n"), b"<p>escale</p>" * 5000, 200 << 20, b"\r\n\r\n" + page(2)
    )
    before = resident()
    items = read(stream)
    assert resident() - before < 60 << 20
    assert pages(items) == ["1", "2"]
    assert lines(items) == [f"a.warc#{len(page(1))}: a page beyond 8 MB; it is left out"]


def test_a_film_of_200_mb_is_passed_over_in_silence() -> None:
    block = answer(b"", "video/mp4")
    head = record("https://example.org/film", block, length=len(block) + (200 << 20), digest=False)
    stream = Endless(head.removesuffix(b"\r\n\r\n"), bytes(100_000), 200 << 20, b"\r\n\r\n" + page(2))
    items = read(stream)
    assert (pages(items), lines(items)) == (["2"], [])


def test_a_gzip_bomb_is_given_up_and_the_next_record_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gunzip, "ABANDON_BYTES", 4 << 20)
    bomb = gzip.compress(record("u", answer(b"", "video/mp4"), length=10**12)[:-4] + bytes(40 << 20))
    items = read(packed([page(1)]) + bomb + packed([page(2)]))
    assert pages(items) == ["1", "2"]
    (line,) = lines(items)
    assert line.endswith(": a gzip bomb, which hardly ends; read on at the next whole record")


def test_memory_stays_flat_over_3000_records() -> None:
    rng = random.Random(7)
    words = " ".join(rng.choice(["escale", "navire", "accord", "visite"]) for _ in range(4000))
    members = packed([page(1, words), INFO, record("u", bytes(30_000), type="metadata", kind="x/y")])
    stream = Endless(b"", members, 3000 * len(members))
    archive = read_archive(io.BufferedReader(stream), "a.warc", "a")
    seen, before = 0, 0
    for item in archive:
        assert isinstance(item, Page)
        seen += 1
        if seen == 300:
            before = resident()
    assert seen == 3000
    assert resident() - before < 8 << 20


def test_no_archive_keeps_its_reader_busy() -> None:
    hostile = b"\x1f\x8b\x08\x00" * 200_000
    began = time.monotonic()
    assert lines(read(hostile))
    assert lines(read(packed([page(1)]) + hostile))
    assert time.monotonic() - began < 20


def test_random_bytes_never_break_the_reader() -> None:
    rng = random.Random(11)
    for _ in range(300):
        data = bytearray(rng.choice([PLAIN, GZ, gzip.compress(PLAIN)]))
        for _ in range(rng.randrange(1, 30)):
            at = rng.randrange(len(data))
            data[at : at + rng.randrange(40)] = rng.randbytes(rng.randrange(40))
        assert all(isinstance(item, Page | InputError) for item in read(bytes(data)))


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
