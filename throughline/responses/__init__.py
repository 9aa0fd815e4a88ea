"""How those who were asked answered: board responses in their stages, dissent, and what committees do about it."""
