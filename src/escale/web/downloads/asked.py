"""What the addresses of files may ask beside the filters that lists have."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from escale.web.asked import Asked, Code, Day
from escale.web.asked_activity import AskedActivity

__all__ = ["AskedChain", "AskedChanges", "AskedCounts", "AskedFamilies", "AskedPairs"]

_MOST_DAYS = 36_525


class AskedCounts(AskedActivity):
    """What is counted, as known on a day."""

    known: Day | None = None


class AskedPairs(AskedCounts):
    """Pairs, all or those of a party."""

    state: Code | None = None


class AskedChanges(Asked):
    """Ties that changed lately."""

    days: Annotated[int, Field(ge=1, le=_MOST_DAYS)] = 30
    known: Day | None = None


class AskedFamilies(Asked):
    """Families of near-identical articles."""

    known: Day | None = None


class AskedChain(Asked):
    """The sources of a claim."""

    claim: Annotated[str, StringConstraints(pattern="^c[0-9a-f]{24}$")]
