"""A family as a picture, drawn on the server, with its key."""

from throughline.family.drawing.genogram import draw, laid_out
from throughline.family.drawing.key import key_of, outside

__all__ = ["draw", "key_of", "laid_out", "outside"]
