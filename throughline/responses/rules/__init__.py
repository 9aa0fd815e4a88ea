"""The stages of an answer, and what becomes of what a committee resolved. Pure."""
