"""A first look at an article, before it is parsed: whether it speaks of dealings of states, and where."""
