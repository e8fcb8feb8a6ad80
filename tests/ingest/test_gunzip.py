from __future__ import annotations

import gzip
import io
import random

import pytest

from escale.ingest import gunzip
from escale.ingest.gunzip import Gunzip, GzipError
from escale.ingest.joined import Joined

NOISE = random.Random(5).randbytes
MEMBERS = [b"WARC/1 " + NOISE(size) for size in (1, 300, 70_000, 5)]
STORED = [gzip.compress(member, mtime=0) for member in MEMBERS]


def stream(data: bytes) -> io.BufferedReader:
    return io.BufferedReader(io.BytesIO(data))


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


@pytest.mark.parametrize("between", [b"", b"\0", b"\0" * 100_000, gzip.compress(b"")])
def test_all_members_are_read_one_after_the_other(between: bytes) -> None:
    assert Gunzip(stream(between.join(STORED))).read() == b"".join(MEMBERS)


def test_nothing_is_an_empty_stream() -> None:
    assert Gunzip(stream(b"")).read() == b""


def test_a_byte_is_traced_to_its_member() -> None:
    unpacked = Gunzip(stream(b"".join(STORED)))
    unpacked.read()
    begins = [sum(map(len, MEMBERS[:n])) for n in range(4)]
    starts = [sum(map(len, STORED[:n])) for n in range(4)]
    for n, member in enumerate(MEMBERS):
        for position in (begins[n], begins[n] + len(member) - 1):
            assert unpacked.member_of(position) == (starts[n], begins[n])


def test_wherever_it_is_cut_it_is_said_so() -> None:
    small = STORED[0] + STORED[1]
    ends = {0, len(STORED[0]), len(small)}
    for size in range(len(small) + 1):
        unpacked = Gunzip(stream(small[:size]))
        if size in ends:
            assert unpacked.read() == b"".join(MEMBERS[: sorted(ends).index(size)])
            continue
        with pytest.raises(GzipError) as caught:
            unpacked.read()
        assert (caught.value.cut, caught.value.start) == (
            True,
            0 if size < len(STORED[0]) else len(STORED[0]),
        )


@pytest.mark.parametrize("seekable", [True, False])
@pytest.mark.parametrize("at", [0, 2, 12, 40_000, len(STORED[2]) - 6])
def test_after_damage_the_next_member_is_found(at: int, seekable: bool) -> None:
    data = b"".join([*STORED[:2], flipped(STORED[2], at), STORED[3]])
    unpacked = Gunzip(stream(data) if seekable else Joined(b"", stream(data)))
    with pytest.raises(GzipError) as caught:
        unpacked.read()
    assert (caught.value.start, caught.value.cut) == (len(STORED[0] + STORED[1]), False)
    assert unpacked.recover(b"WARC/")
    assert unpacked.read() == MEMBERS[3]


def test_what_only_looks_like_a_member_is_none() -> None:
    fake = b"\x1f\x8b\x08\x00" * 1000 + gzip.compress(b"another thing")
    unpacked = Gunzip(stream(STORED[0] + fake + STORED[1]))
    with pytest.raises(GzipError):
        unpacked.read()
    assert unpacked.recover(b"WARC/")
    assert unpacked.read() == MEMBERS[1]


def test_if_no_member_comes_that_is_said() -> None:
    unpacked = Gunzip(stream(STORED[0] + b"garbage" * 50_000))
    with pytest.raises(GzipError):
        unpacked.read()
    assert not unpacked.recover(b"WARC/")


@pytest.mark.parametrize("pieces", [1, 4000])
def test_a_bomb_is_refused_in_one_member_or_in_many(pieces: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gunzip, "ABANDON_BYTES", 1 << 20)
    news = gzip.compress(random.Random(1).randbytes(3 << 20))
    bomb = gzip.compress(b"\n" * (40_000_000 // pieces)) * pieces
    unpacked = Gunzip(stream(news + bomb))
    with pytest.raises(GzipError, match="a gzip bomb"):
        unpacked.read()
    assert unpacked.given < 8 << 20


def test_a_text_that_packs_well_is_no_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gunzip, "ABANDON_BYTES", 1 << 20)
    lines = b"".join(b'{"id": "%d", "text": "Une escale a Brest."}\n' % n for n in range(100_000))
    assert Gunzip(stream(gzip.compress(lines))).read() == lines
