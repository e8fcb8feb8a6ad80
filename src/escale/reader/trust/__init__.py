"""How far a claim and each of its fields can be trusted."""
