"""Findings, learning points and recommendations: three different things, tied many to many."""
