"""Time expressions and their values in EDTF."""
