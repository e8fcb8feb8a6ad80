"""Places and the state each lies in."""
