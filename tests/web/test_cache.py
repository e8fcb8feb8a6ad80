"""Answers are kept within their room, the least recently given going first."""

from __future__ import annotations

from escale.web.cache import Cache


def test_what_was_put_is_got() -> None:
    cache = Cache(100_000)
    cache.put(("a", 1), b"body")
    assert cache.get(("a", 1)) == b"body"
    assert cache.get(("a", 2)) is None


def test_the_least_recently_given_goes_first() -> None:
    cache = Cache(20_000)
    for name in "abcdefgh":
        cache.put(name, b"x" * 1_500)
        cache.get("a")
    cache.put("i", b"x" * 1_500)
    cache.put("j", b"x" * 1_500)
    cache.put("k", b"x" * 1_500)
    kept = [name for name in "abcdefghijk" if cache.get(name)]
    assert kept[0] == "a"
    assert kept[-1] == "k"
    assert "b" not in kept
    assert len(kept) == 10


def test_one_that_would_fill_it_is_not_kept() -> None:
    cache = Cache(20_000)
    cache.put("small", b"x")
    cache.put("large", b"x" * 2_000)
    assert cache.get("large") is None
    assert cache.get("small") == b"x"


def test_the_same_twice_takes_its_room_once() -> None:
    cache = Cache(20_000)
    for _ in range(50):
        cache.put("same", b"x" * 1_500)
    cache.put("other", b"y")
    assert cache.get("same")
    assert cache.get("other")
