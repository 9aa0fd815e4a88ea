"""What the pages of a family show, in words."""
