"""What the pages of this room read, each in a fixed number of statements however much there is."""
