"""Pages of a family."""
