"""A case: who holds it, its reference, members, papers, conflicts and seals. All else hangs from it."""
