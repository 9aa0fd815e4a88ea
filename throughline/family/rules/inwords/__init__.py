"""The same picture in words. Pure."""
