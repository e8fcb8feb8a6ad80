"""States, bodies and armed groups, and the expressions that stand for them."""
