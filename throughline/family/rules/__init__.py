"""A family as it was recorded, as it stood on a day, drawn and in words. Pure."""
