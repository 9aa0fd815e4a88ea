"""What the tests of this room stand on: a partnership with three agencies, a questionnaire and a round under it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html import unescape
from typing import Any

from django.test import Client

from tests import factories as make
from tests.signing_in import signed_in
from throughline.access.roles import AGENCY_LEAD, CHAIR, COORDINATOR, ROLES
from throughline.assurance import services
from throughline.assurance.models import AgencyReturn, AssuranceRound, QuestionnaireEdition, ReturnAnswer
from throughline.assurance.queries.rounds import parts_of
from throughline.assurance.services.answering import Said
from throughline.kernel.actor import Actor
from throughline.partnerships.models import Agency, Partnership, User

LEVELS = "Red: cannot show it\nAmber: show some\nGreen: show it"
DUE = date(2026, 4, 30)


@dataclass
class Scene:
    """The people by role, and the leads of the three agencies by its name."""

    where: Partnership
    agencies: dict[str, Agency]
    people: dict[str, User]
    leads: dict[str, User] = field(default_factory=dict)

    def by(self, key: str = COORDINATOR) -> Actor:
        """Somebody acting: by role, or the lead of an agency by its name."""
        return make.actor(self.leads.get(key) or self.people[key])

    def client(self, key: str = COORDINATOR) -> Client:
        """That person's browser."""
        return signed_in(self.leads.get(key) or self.people[key])

    def edition(self, kind: str = "section11", title: str = "Section 11", asked: int = 4) -> QuestionnaireEdition:
        """A published edition: two standards, with as many questions between them."""
        row = services.add_questionnaire(kind=kind, title=title, levels=LEVELS, by=self.by(), at=make.NOW)
        for name in ("Leadership", "Training"):
            standard = services.add_standard(edition=row, title=name, by=self.by(), at=make.NOW)
            for number in range(asked // 2):
                text = f"{name} question {number + 1}?"
                services.add_question(standard=standard, text=text, upload=not number, by=self.by(), at=make.NOW)
        return services.publish_edition(row, by=self.by(), at=make.NOW)

    def round(
        self, edition: QuestionnaireEdition | None = None, at: datetime = make.NOW, **more: Any
    ) -> AssuranceRound:
        """A round for police and health under it."""
        given: dict[str, Any] = {"title": "Section 11, 2026", "due_on": DUE + (at - make.NOW), **more}
        asked = [self.agencies["police"], self.agencies["health"]]
        return services.open_round(
            edition=edition or self.edition(), agencies=given.pop("agencies", asked), by=self.by(), at=at, **given
        )

    def of(self, row: AssuranceRound, agency: str = "police") -> AgencyReturn:
        """What that agency answers in it."""
        return AgencyReturn.objects.get(round=row, agency=self.agencies[agency])

    def answered(self, row: AssuranceRound, agency: str = "police", *levels: int, send: bool = True) -> AgencyReturn:
        """The agency has answered everything, at those levels in order, the last for all that follow."""
        mine = self.of(row, agency)
        lines = [line for part in parts_of(mine) for line in part.lines]
        given = [*levels, *[levels[-1] if levels else 2] * len(lines)]
        said = {line.name: Said(level, f"We show {line.place}.") for line, level in zip(lines, given, strict=False)}
        at = make.NOW + timedelta(hours=1)
        services.save_answers(mine, said=said, by=self.by(agency), at=at)
        return services.send_answers(mine, by=self.by(agency), at=at) if send else mine

    def challenging(self) -> tuple[AssuranceRound, ReturnAnswer]:
        """A round that both answered, closed, health being the peer of police; and the first answer of police."""
        row = self.round()
        police = self.answered(row, "police", 3)
        self.answered(row, "health", 2)
        peers = {police.pk: self.agencies["health"].pk}
        services.name_peers(row, peers=peers, by=self.by(), at=make.NOW)
        row = services.move_round(row, verb="close", by=self.by(), at=make.NOW)
        return row, ReturnAnswer.objects.filter(of=police).order_by("id")[0]


def scene() -> Scene:
    """The scene."""
    where = make.partnership()
    agencies = {
        "police": make.agency(where),
        "health": make.agency(where, "Wexmoor Community Health", "health_provider"),
        "council": make.agency(where, "Wexmoor Council", "local_authority"),
    }
    people = {role: make.member(where, role) for role in ROLES if role != AGENCY_LEAD}
    made = Scene(where, agencies, people)
    made.leads = {key: make.member(where, AGENCY_LEAD, agency=one) for key, one in agencies.items()}
    return made


def words(response: Any) -> str:
    """What a page says, on one line."""
    return " ".join(unescape(response.content.decode()).split())


__all__ = ["CHAIR", "COORDINATOR", "DUE", "LEVELS", "Scene", "scene", "words"]
