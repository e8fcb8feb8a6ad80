"""Events: claims of one or many articles that speak of the same occurrence."""

from escale.ledger.events.event import Event
from escale.ledger.events.grouping import events_of

__all__ = ["Event", "events_of"]
