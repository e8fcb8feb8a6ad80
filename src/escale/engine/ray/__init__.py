"""Many machines: files are opened, read and added to the ledger by the workers of a Ray cluster."""
