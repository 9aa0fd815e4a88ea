"""Commissioned reviews of every kind: what they are called, whom they are about, where they stand, and their dates."""
