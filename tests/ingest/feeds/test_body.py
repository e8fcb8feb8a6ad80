from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Iterator

import pytest

from escale.ingest.feeds.body import body_of
from escale.ingest.feeds.fetch_error import FetchError

TEXT = b"Une escale a Brest. " * 20_000


def cut_up(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.parametrize("size", [1, 1000, 10_000_000])
@pytest.mark.parametrize(
    ("encoding", "data"), [("", TEXT[:5000]), ("identity", TEXT[:5000]), ("gzip", None), ("X-GZIP", None)]
)
def test_a_body_comes_whole_however_it_is_cut_up(encoding: str, data: bytes | None, size: int) -> None:
    packed = gzip.compress(TEXT) if data is None else data
    assert body_of(cut_up(packed, size), encoding, len(TEXT)) == (data or TEXT)


@pytest.mark.parametrize(
    ("data", "encoding", "cause"),
    [
        (TEXT, "", "beyond 1,000 bytes"),
        (gzip.compress(TEXT), "gzip", "beyond 1,000 bytes"),
        (b"no gzip", "gzip", "damaged gzip data"),
        (gzip.compress(b"short")[:-3], "gzip", "damaged gzip data"),
        (gzip.compress(b"short") + b"more", "gzip", "damaged gzip data"),
        (b"", "gzip", "damaged gzip data"),
        (zlib.compress(b"short"), "deflate", "packed as 'deflate'"),
        (b"short", "br", "packed as 'br'"),
        (gzip.compress(gzip.compress(b"short")), "gzip, gzip", "packed as 'gzip, gzip'"),
    ],
)
@pytest.mark.parametrize("size", [7, 10_000_000])
def test_a_body_that_is_too_long_or_damaged_is_refused(
    data: bytes, encoding: str, cause: str, size: int
) -> None:
    with pytest.raises(FetchError, match=cause):
        body_of(cut_up(data, size), encoding, 1000)


def test_what_is_to_be_cut_is_cut() -> None:
    assert body_of([TEXT], "", 1000, cut=True) == TEXT[:1000]
    assert body_of([gzip.compress(TEXT)], "gzip", 1000, cut=True) == TEXT[:1000]


def test_a_bomb_is_stopped_before_it_unfolds() -> None:
    bomb = gzip.compress(bytes(64 << 20))
    tracemalloc.start()
    with pytest.raises(FetchError, match="beyond"):
        body_of([bomb], "gzip", 100_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000


def test_a_stream_is_left_as_soon_as_it_is_too_long() -> None:
    taken = 0

    def stream() -> Iterator[bytes]:
        nonlocal taken
        while True:
            taken += 1
            yield b"x" * 100

    with pytest.raises(FetchError, match="beyond"):
        body_of(stream(), "", 1000)
    assert taken == 11
