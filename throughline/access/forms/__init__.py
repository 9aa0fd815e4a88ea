"""What people fill in to sign in, and to say who may do what."""
