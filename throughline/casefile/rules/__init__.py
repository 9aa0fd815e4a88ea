"""Pure rules of the thread: what leads to what, where it stops, and how it is drawn. No Django."""
