"""From matters to claims: parties, dates and places chosen, repeats merged."""
