"""How Wexmoor assures itself: Section 11 twice, an audit under challenge, an inspection, and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from throughline.actionplans.models import Action
from throughline.assurance import services
from throughline.assurance.models import AgencyReturn, AssuranceRound, QuestionnaireEdition, ReturnAnswer
from throughline.assurance.queries.questionnaires import standards_of
from throughline.assurance.queries.rounds import parts_of
from throughline.assurance.services.answering import Said
from throughline.assurance.services.uploads import keep_upload
from throughline.demonstration.bodies import Bodies
from throughline.reviews.models import Review

Step = tuple[datetime, int, Callable[[], None]]
LATE = 60_000
LEADS = {"care": "daniel", "police": "priya", "trust": "joan"}
LAST = {"care": (2, 3, 3, 2, 3, 1, 2, 2), "police": (3, 3, 2, 2, 1, 1, 2, 3), "trust": (3, 2, 3, 3, 3, 2, 1, 2)}
SHOWS = (
    "The board’s papers of May.",
    "A check of twenty records.",
    "Figures of the last year.",
    "We cannot show it yet.",
)
SAMPLE = ("NEG-01", "NEG-02", "NEG-03")
AUDIT = (
    ("Daily life", ("Does the record say what a day is like for this child?", "Was the child seen alone?")),
    ("Acting together", ("Did agencies agree one picture of the home, and write it down?",)),
)
LEVELS = "1: not seen\n2: seen in part\n3: seen\n4: seen, and it changed something"


class Assured:
    """The steps; whoever sorts them does them."""

    def __init__(self, bodies: Bodies, reviews: Mapping[str, Review], now: datetime) -> None:
        self.bodies, self.reviews, self.now = bodies, reviews, now
        self.unit, self.chair = bodies.actor("ruth"), bodies.actor("marian")

    def tell(self) -> list[Step]:
        """Every step."""
        deeds = ((420, self._last_year), (60, self._this_year), (50, self._audit), (30, self._inspected))
        return [(self._at(days), LATE + days, self._doing(deed, days)) for days, deed in deeds]

    def _doing(self, deed: Callable[[int], None], days: int) -> Callable[[], None]:
        return lambda: deed(days)

    def _last_year(self, days: int) -> None:
        draft = services.begin_shipped(by=self.unit, at=self._at(days))
        edition = services.publish_edition(draft, by=self.unit, at=self._at(days))
        row = self._open(edition, "Section 11, last year", days, LEADS)
        for agency, levels in LAST.items():
            self._answer(row, agency, levels, days - 20)
        self._move(row, "close", days - 40)
        self._move(row, "share", days - 60)

    def _this_year(self, days: int) -> None:
        row = AssuranceRound.objects.get(title="Section 11, last year")
        before = QuestionnaireEdition.objects.get(questionnaire__title=row.questionnaire, number=1)
        at = self._at(days)
        draft = services.draft_next(before, note="Asks of fathers and other men in the home.", by=self.unit, at=at)
        question = standards_of(draft)[7].asked[1]  # type: ignore[attr-defined]
        asks = "Are fathers, other men and siblings in a child’s home known, spoken to and linked in your records?"
        services.change_question(question, fields={"text": asks}, version=1, by=self.unit, at=at)
        edition = services.publish_edition(draft, by=self.unit, at=at)
        row = self._open(edition, "Section 11, this year", days, LEADS, due=-20)
        self._answer(row, "police", (3, 3, 3, 2, 2, 2, 3, 3), days - 20)
        care = AgencyReturn.objects.get(round=row, agency=self.bodies.agencies["care"])
        first = parts_of(care)[0].lines[0]
        same = {first.name: Said(None, same=True)}
        services.save_answers(care, said=same, by=self.bodies.actor("daniel"), at=self._at(days - 30))

    def _audit(self, days: int) -> None:
        at, title = self._at(days), "Neglect: daily life of the child"
        edition = services.add_questionnaire(kind="audit", title=title, levels=LEVELS, by=self.unit, at=at)
        for name, questions in AUDIT:
            standard = services.add_standard(edition=edition, title=name, by=self.unit, at=at)
            for text in questions:
                services.add_question(standard=standard, text=text, by=self.unit, at=at)
        edition = services.publish_edition(edition, by=self.unit, at=at)
        row = self._open(edition, "Audit of neglect, spring", days, ("care", "police"), samples=SAMPLE)
        for agency, levels in (("care", (4, 3, 2, 2)), ("police", (1, 2, 2, 3))):
            self._answer(row, agency, levels, days - 10)
        care = AgencyReturn.objects.get(round=row, agency=self.bodies.agencies["care"])
        peers = {care.pk: self.bodies.agencies["police"].pk}
        services.name_peers(row, peers=peers, by=self.unit, at=self._at(days - 12))
        self._move(row, "close", days - 12)
        one, other = ReturnAnswer.objects.filter(of=care).order_by("id")[:2]
        says = "The record gives the worker’s words, not the child’s."
        by, at = self.bodies.actor("priya"), self._at(days - 14)
        services.challenge_answer(one, level=2, reason=says, by=by, at=at)
        moderated = "Two of three visits give the child’s words."
        services.moderate_answer(one, level=3, reason=moderated, by=self.chair, at=self._at(days - 15))
        says = "Seen with a parent in the room."
        services.challenge_answer(other, level=1, reason=says, by=self.bodies.actor("tomasz"), at=self._at(days - 16))

    def _inspected(self, days: int) -> None:
        at, where = self._at(days), self.bodies.partnerships["wexmoor"].pk
        words = b"Thematic inspection of the front door. Wexmoor. Invented for the demonstration."
        document = keep_upload(partnership=where, name="inspection-letter.txt", data=words, by=self.unit, at=at)
        event = services.add_event(
            kind="inspection",
            title="Thematic inspection of the front door",
            body="The inspectorate",
            held_on=self._day(days + 10),
            published_on=self._day(days),
            judgement="Children who need help are recognised early. Too many wait for a decision.",
            document=document,
            by=self.unit,
            at=at,
        )
        review = self.reviews["bramble"]
        add: dict[str, Any] = {"event": event, "by": self.unit, "at": at}
        point = services.add_point(kind="improve", text="Decisions take longer than a day in one case of five.", **add)
        services.add_point(kind="strength", text="Workers know the child’s day.", **add)
        actions = list(Action.objects.filter(review=review).order_by("position")[:1])
        shows = "The inspectorate found that decisions take longer than a day in one case of five."
        services.bring_as_evidence(point, review=review, text=shows, actions=actions, by=self.unit, at=at)
        services.add_event(
            kind="challenge_event",
            title="Challenge day for Section 11",
            body="Wexmoor Safeguarding Children Partnership",
            held_on=self._day(days + 5),
            by=self.unit,
            at=at,
        )

    def _open(
        self,
        edition: QuestionnaireEdition,
        title: str,
        days: int,
        agencies: Sequence[str] | Mapping[str, str],
        *,
        due: int | None = None,
        samples: Sequence[str] = (),
    ) -> AssuranceRound:
        asked = [self.bodies.agencies[key] for key in agencies]
        day = self._day(days - 30 if due is None else due)
        given: dict[str, Any] = {"edition": edition, "title": title, "due_on": day, "agencies": asked}
        return services.open_round(samples=samples, by=self.unit, at=self._at(days), **given)

    def _answer(self, row: AssuranceRound, agency: str, levels: Sequence[int], days: int) -> None:
        mine = AgencyReturn.objects.get(round=row, agency=self.bodies.agencies[agency])
        lines = [line for part in parts_of(mine) for line in part.lines]
        said = {
            line.name: Said(levels[place % len(levels)], SHOWS[place % len(SHOWS)]) for place, line in enumerate(lines)
        }
        by = self.bodies.actor(LEADS[agency])
        services.save_answers(mine, said=said, by=by, at=self._at(days))
        services.send_answers(mine, by=by, at=self._at(days))

    def _move(self, row: AssuranceRound, verb: str, days: int) -> None:
        services.move_round(row, verb=verb, by=self.unit, at=self._at(days))

    def _at(self, days: int) -> datetime:
        return self.now.replace(hour=11, minute=0) - timedelta(days=days)

    def _day(self, days: int) -> date:
        return localdate(self.now) - timedelta(days=days)
