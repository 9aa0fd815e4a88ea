"""The meetings of groups across cases: what they looked at, decided, thought about themes, and referred to whom."""
