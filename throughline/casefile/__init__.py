"""Reads across rooms: the home page, the review page, the thread, its open ends, and search."""
