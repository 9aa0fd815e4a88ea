"""The attacks are tried in the world of the laws: everybody in it is somebody who should not get further."""

from __future__ import annotations

from tests.laws.conftest import built, world

__all__ = ["built", "world"]
