"""Boards: what was asked and what became of it, for an agency, a group, a review or the partnership, in figures."""
