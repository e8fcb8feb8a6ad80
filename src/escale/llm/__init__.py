"""Reading with a large language model that the user runs: its answers are grounded in the article's text."""
