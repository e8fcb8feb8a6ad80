"""Ties: what stands between two parties on a date, as known on a date (``docs/ties.md``)."""
