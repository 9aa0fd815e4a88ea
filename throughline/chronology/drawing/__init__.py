"""The timeline as a picture, drawn on the server: on its side for a desk and for paper, upright for a telephone."""

from throughline.chronology.drawing.key import groups_of, key_of, swatch
from throughline.chronology.drawing.lying import draw_lying
from throughline.chronology.drawing.upright import draw_upright

__all__ = ["draw_lying", "draw_upright", "groups_of", "key_of", "swatch"]
