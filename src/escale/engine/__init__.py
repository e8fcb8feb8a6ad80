"""Who reads, in how many processes, and how it gets into the ledger."""
