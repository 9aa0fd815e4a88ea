"""What is pure about taking a read document in: its items, what is there already, and what may be answered."""
