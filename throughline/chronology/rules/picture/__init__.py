"""What the picture of a timeline draws. Pure."""
