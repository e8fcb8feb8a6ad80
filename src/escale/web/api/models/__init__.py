"""What the API answers, as models: the schema is made of them, and tests hold answers against them."""
