"""Programs inside Word and Excel files: whoever sends one is asked for the file without it. None is ever run."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePath

from throughline.files.package import has_types
from throughline.kernel.refusals import Refused

_ENDINGS = (".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb")
# What such a file says of its parts, and what the parts are called where it says nothing or too much.
_TYPES = (b"macroenabled", b"vbaproject", b"macrosheet", b"vbadata")
_PARTS = ("vbaproject", "vbadata", "macrosheets/", "dialogsheets/")


def refuse_macros(name: str, data: bytes) -> None:
    """Refuse (E1115) a file with macros, whatever its ending says."""
    if carries_macros(name, data):
        raise Refused(
            "E1115", f"{name} carries macros, which are never let in.", "Save it without macros, as .docx or .xlsx."
        )


def carries_macros(name: str, data: bytes) -> bool:
    """Whether the file is one with macros: by its ending, by what it says of itself, or by what lies in it."""
    if PurePath(name).suffix.lower() in _ENDINGS:
        return True
    types = has_types(data).lower()
    return any(sign in types for sign in _TYPES) or any(sign in part for part in _parts(data) for sign in _PARTS)


def _parts(data: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return [part.replace("\\", "/").lower() for part in opened.namelist()]
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        return []
