"""What is said of progress and effect, the evidence for it, and measures with their readings."""
