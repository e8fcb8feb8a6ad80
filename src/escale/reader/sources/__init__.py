"""Who says so: cues of reporting, speakers, and the chains they make."""
