"""What addresses may ask of the ledger as a whole: types and a period."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from escale.model import ClaimType
from escale.web.asked import Asked, Day

__all__ = ["AskedActivity"]


class AskedActivity(Asked):
    """Types, any one of which, and the days that the matter's time overlaps."""

    type: Annotated[list[ClaimType], Field(default_factory=list, max_length=len(ClaimType))]
    after: Day | None = None
    before: Day | None = None
