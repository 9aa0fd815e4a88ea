"""Pages of the rapid review."""
