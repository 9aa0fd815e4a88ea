"""A family as a picture, drawn on the server, with its key."""

from throughline.family.drawing.genogram import draw, laid_out
from throughline.family.drawing.key import key_of, key_of_believed, outside

__all__ = ["draw", "key_of", "key_of_believed", "laid_out", "outside"]
