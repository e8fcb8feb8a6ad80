"""Ships, equipment with its quantity, and money."""
