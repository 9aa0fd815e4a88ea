"""Letters that the record fills in: to an agency, a family, a chief executive and the Panel, each from a template."""
