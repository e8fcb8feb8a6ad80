"""Text to claims, one module per step, in the order the text flows."""
