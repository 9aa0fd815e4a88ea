"""Makes the practice documents and their answer keys from the marked sources beside this file."""
