"""The words that name what a claim is about."""
