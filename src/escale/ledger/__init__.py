"""The ledger: from claims to events, ties and their state on any date."""
