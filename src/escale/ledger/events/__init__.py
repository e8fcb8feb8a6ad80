"""Events: claims of one or many articles that speak of the same occurrence."""

from escale.ledger.events.event import Event
from escale.ledger.events.grouping import event_of, events_of

__all__ = ["Event", "event_of", "events_of"]
