"""Documents as they were received, the spans in them, and the documents we make."""
