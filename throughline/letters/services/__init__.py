"""Writes of this room."""

from throughline.letters.services.heading import set_letterhead
from throughline.letters.services.making import hand_out_letter, make_letter

__all__ = ("hand_out_letter", "make_letter", "set_letterhead")
