"""Safeguarding partnerships, the agencies in them, their groups, and the people with their dated memberships."""
