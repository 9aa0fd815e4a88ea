"""The pages of this room: each asks a query, records one sight, and draws."""
