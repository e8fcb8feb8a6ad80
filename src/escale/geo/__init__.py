"""Where places lie, what states are called, and the outline of the world: data that come with the package."""
