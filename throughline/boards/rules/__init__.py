"""What boards count, by what rule, and how years are drawn. Pure."""
