"""What is asked of departments and national bodies, how they reply, and what national reviews advise."""
