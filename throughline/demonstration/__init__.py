"""A wholly fictional partnership, to look at and to learn on. Nothing here ever stands beside real records."""
