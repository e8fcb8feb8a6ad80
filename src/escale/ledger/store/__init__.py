"""The store of a ledger: open, append, scan, version."""
