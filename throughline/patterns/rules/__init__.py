"""Rules of what was asked before: how alike two recommendations are, and how a later one stands to an earlier."""

JOINED, REPLACED = "joins", "replaces"
"""How a recommendation was passed on: it joins an earlier one, or a later one took its place."""
