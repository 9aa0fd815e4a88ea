"""Reads of this room."""

from throughline.caseexport.queries.exports import agreed_for, exports_of, get_export, loaded_as
from throughline.caseexport.queries.gathering import gather

__all__ = ("agreed_for", "exports_of", "gather", "get_export", "loaded_as")
