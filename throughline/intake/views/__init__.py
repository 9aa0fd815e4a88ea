"""The pages of this room: the list, the way in, the page on which a reading is settled, and the deeds on it."""
