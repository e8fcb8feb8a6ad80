"""Questions to one version of a ledger: functions from a view to an answer."""
