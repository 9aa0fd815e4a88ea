"""What finished actions left behind in practice, who owns it now, and whether it is still alive."""
