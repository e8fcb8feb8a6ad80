"""The files of a run in shares."""

from __future__ import annotations

from pathlib import Path

import pytest

from escale.engine.ray.shares import Share, shares

MEGABYTE = 1 << 20


def numbers(*sizes: int) -> list[list[int]]:
    files = ((f"f{number}", size) for number, size in enumerate(sizes))
    return [[number for number, _ in share.files] for share in shares(files)]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((), []),
        ((1, 1, 1), [[0, 1, 2]]),
        ((40 * MEGABYTE, 1, 40 * MEGABYTE, 1), [[0], [1, 2], [3]]),
        ((16 * MEGABYTE, 16 * MEGABYTE, 1), [[0, 1], [2]]),
        ((0,) * 1_001, [list(range(1_000)), [1_000]]),
    ],
)
def test_small_files_go_together(sizes: tuple[int, ...], expected: list[list[int]]) -> None:
    assert numbers(*sizes) == expected


def test_files_can_be_opened_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (share,) = shares([("day.jsonl", 1), ("s3://bucket/a.jsonl", 1), ("/archive/b.jsonl", 1)])
    assert [file for _, file in share.files] == [
        str(tmp_path / "day.jsonl"),
        "s3://bucket/a.jsonl",
        "/archive/b.jsonl",
    ]


def test_of_a_second_look_only_what_is_wanted_is_handed_out() -> None:
    wanted = {1: frozenset({4, 5}), 3: frozenset({0})}
    files = [(f"/f{number}", 1) for number in range(5)]
    assert list(shares(files, wanted)) == [Share(((1, "/f1"), (3, "/f3")), wanted)]
    assert list(shares(files, {})) == []
