"""Tests of the rapid review."""
