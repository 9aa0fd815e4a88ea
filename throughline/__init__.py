"""Throughline: one thread from a serious child safeguarding incident to the change it led to."""

__version__ = "0.1.0"
