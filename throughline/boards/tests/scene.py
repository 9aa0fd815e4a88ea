"""A small partnership whose boards have something to count."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests import factories as make
from tests import records
from throughline.access.roles import AGENCY_LEAD, COORDINATOR, ROLES
from throughline.actionplans.services import Plan
from throughline.boards.queries.boards import board_of
from throughline.boards.queries.lists import Asked, whole_list
from throughline.boards.queries.scopes import get_scope
from throughline.boards.rules.figures import FLOW
from throughline.boards.services import bring_up_to_date

PARTNERSHIP = ("partnership", 0)


class Scene:
    """Two agencies, a group, and two reviews: one published, one under way."""

    def __init__(self) -> None:
        self.where = make.partnership()
        self.police, self.trust = make.agency(self.where), make.agency(self.where, "Wexmoor Trust", "health_provider")
        self.group = make.group(self.where, "Learning Group")
        of = {AGENCY_LEAD: self.police}
        self.people = {role: make.member(self.where, role, agency=of.get(role)) for role in ROLES}
        self.out = records.review(self.by(), where=self.where, name="Child Alder", state="published")
        self.held = records.review(self.by(), where=self.where, name="Child Beech")
        self.first = records.recommendation(self.out, self.by(), owner=self.police)
        self.second = records.recommendation(self.held, self.by(), owner=self.trust)
        due = make.TODAY - timedelta(days=3)
        self.late = records.action(
            self.out,
            self.by(),
            owner=self.police,
            due_on=due,
            plan=Plan(watching_group="Learning Group"),
            recommendations=[self.first],
        )
        self.open = records.action(
            self.held,
            self.by(),
            owner=self.trust,
            due_on=make.TODAY + timedelta(days=60),
            recommendations=[self.second],
        )

    def by(self, role: str = COORDINATOR, on: date = make.TODAY) -> Any:
        return make.actor(self.people[role], on=on)

    def scope(self, of: tuple[str, int], role: str, on: date) -> Any:
        return get_scope(of[0], of[1], actor=self.by(role, on), on=on)

    def figures(
        self, of: tuple[str, int] = PARTNERSHIP, role: str = COORDINATOR, on: date = make.TODAY
    ) -> dict[str, int]:
        """The figures of that board; and every one of them has a list of so many."""
        bring_up_to_date(partnership=self.where.pk, on=on)
        scope, actor = self.scope(of, role, on), self.by(role, on)
        board = board_of(scope, left=0, actor=actor, on=on)
        for key, number in board.numbers.items():
            lines, total = whole_list(scope, Asked(key), actor=actor, on=on)
            assert (key, len(lines), total) == (key, number, number)
        for row in board.years:
            for key in FLOW:
                lines, total = whole_list(scope, Asked(key, year=row.year), actor=actor, on=on)
                assert (key, len(lines), total) == (key, row.numbers[key], row.numbers[key])
        return dict(board.numbers)

    def some(self, *keys: str, **more: Any) -> list[int]:
        found = self.figures(**more)
        return [found[key] for key in keys]
