"""Procedures walked through in a browser: given, when, then. One file a procedure."""
