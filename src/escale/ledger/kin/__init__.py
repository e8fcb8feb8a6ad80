"""Near-identical texts: reprints, and the versions of one dispatch."""
