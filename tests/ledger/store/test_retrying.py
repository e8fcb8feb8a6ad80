"""A commit is tried again where another writer was first, and not for ever."""

from __future__ import annotations

import pytest

from escale.errors import ConflictError, LedgerError
from escale.ledger.store.retrying import retried


class Attempt:
    """An attempt that fails so many times."""

    def __init__(self, failures: int, error: LedgerError) -> None:
        self.made = 0
        self._failures, self._error = failures, error

    def __call__(self) -> str:
        self.made += 1
        if self.made <= self._failures:
            raise self._error
        return "done"


@pytest.mark.parametrize("failures", [0, 1, 99])
def test_it_gets_in_once_there_is_a_gap(failures: int) -> None:
    attempt = Attempt(failures, ConflictError("here"))
    assert retried(attempt) == "done"
    assert attempt.made == failures + 1


def test_without_a_gap_it_gives_up() -> None:
    attempt = Attempt(1000, ConflictError("here"))
    with pytest.raises(ConflictError):
        retried(attempt)
    assert attempt.made == 100


def test_what_else_fails_is_not_tried_again() -> None:
    attempt = Attempt(1, LedgerError("here", "is full", "make room"))
    with pytest.raises(LedgerError, match="is full"):
        retried(attempt)
    assert attempt.made == 1
