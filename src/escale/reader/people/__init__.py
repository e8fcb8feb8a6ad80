"""People, the offices they hold and the state they serve."""
