"""What is around the answers: a page of a list, and a problem."""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict

__all__ = ["Items", "Model", "Problem"]

T = TypeVar("T")


class Model(BaseModel):
    """What all have in common: no field is there that is not named."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Items(Model, Generic[T]):
    """A page of a list.

    Attributes:
        version: of the ledger that the list is of.
        next: the cursor of the next page; None on the last one.
    """

    version: int
    items: list[T]
    next: str | None


class Problem(Model):
    """An error, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
