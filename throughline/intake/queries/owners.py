"""Which agency an owner's name means."""

from __future__ import annotations

from throughline.intake.rules.again import folded
from throughline.partnerships.models import Agency, AgencyName


class Owners:
    """The agencies of one partnership under every name and alias they ever bore. Looked up once, when first asked."""

    def __init__(self, partnership: int) -> None:
        self._partnership = partnership
        self._names: dict[str, set[int]] | None = None
        self._agencies: dict[int, Agency] = {}

    def of(self, name: str) -> Agency | None:
        """The agency of exactly that name, folded for case, space and quotation marks; nothing where two share it."""
        if not name:
            return None
        found = self._known().get(folded(name), set())
        return self._agencies[next(iter(found))] if len(found) == 1 else None

    def _known(self) -> dict[str, set[int]]:
        if self._names is None:
            self._names = {}
            rows = AgencyName.objects.filter(agency__partnership_id=self._partnership).select_related("agency")
            for row in rows:
                self._names.setdefault(folded(row.name), set()).add(row.agency_id)
                self._agencies[row.agency_id] = row.agency
        return self._names
