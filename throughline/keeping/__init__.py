"""Backups: everything in one file, and back into an empty system on either engine."""
