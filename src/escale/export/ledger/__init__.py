"""The contents of a ledger written out, one module a format, and our own full form read back."""
