"""What an export is, whatever the records: its file, its cells, and the names that are hidden in it. Pure."""
