"""The real people behind a case: the children, and the names and dates that only the people of the case may see."""
