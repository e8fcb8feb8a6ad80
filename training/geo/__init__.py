"""The data of `escale.geo`: where they come from and how they are made."""
