"""Actions, who owns them, when they are due, what was said of them since, and who confirmed that they are done."""
