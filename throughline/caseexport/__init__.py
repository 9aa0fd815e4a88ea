"""A whole case in one file that people can read and another system can load, and the case back from it."""
