"""What a ledger answers, written for people and for programs: one module an answer."""
