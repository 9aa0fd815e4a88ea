"""The forms of a commission: short, one for each kind of record."""
