"""The pages of the register of a case."""
