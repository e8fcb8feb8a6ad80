"""The text itself: cleaned, cut into words and sentences, parsed, and looked at as lists."""
