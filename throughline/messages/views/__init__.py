"""The pages of this room: the door behind a link, and what is asked, owed and registered."""
