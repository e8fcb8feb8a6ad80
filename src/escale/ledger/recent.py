"""What was made lately, to be given again: of each kind of thing the last few."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

__all__ = ["Recent"]

T = TypeVar("T")


class Recent:
    """Things made, by what was asked; the one that was longest not asked for goes first.

    Args:
        most: how many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, object] = OrderedDict()

    def get(self, asked: Hashable, make: Callable[[], T]) -> T:
        """What was made for the same thing asked before, or else is made now."""
        if asked not in self._made:
            while len(self._made) >= self._most:
                self._made.popitem(last=False)
            self._made[asked] = make()
        self._made.move_to_end(asked)
        return cast("T", self._made[asked])

    def clear(self) -> None:
        """Gives the memory back."""
        self._made.clear()
