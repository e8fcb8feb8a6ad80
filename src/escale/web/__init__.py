"""A ledger in the browser and over HTTP: ``escale serve``."""
