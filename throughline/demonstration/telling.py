"""A plot becomes records: each deed at its own moment, by the person who would do it, through the services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.timezone import localdate

from throughline.actionplans.services import NO_ENDING, add_action, add_update, move_action
from throughline.cases.services import add_member, add_paper, declare_conflict, seal
from throughline.demonstration.bodies import Bodies
from throughline.demonstration.lasting import it_lasts
from throughline.demonstration.piloting import try_out
from throughline.demonstration.plots import ASKED_AGAIN, ENDINGS, REASONS, Deed, Gauge, Plot, Proof, Tried
from throughline.demonstration.report import report_of
from throughline.documents.services import keep, span
from throughline.findings.services import (
    add_committee_recommendation,
    add_finding,
    add_learning_point,
    add_recommendation,
    add_theme,
    record_resolution,
    tie,
)
from throughline.impact.services import (
    NO_CONSENT,
    Consent,
    accept_evidence,
    add_evidence,
    add_measure,
    add_reading,
    add_statement,
    assure_reading,
)
from throughline.kernel.actor import Actor
from throughline.kernel.days import is_working_day
from throughline.responses.services import draft_response, move_response
from throughline.reviews.models import Review
from throughline.reviews.services import change_review, open_review, set_state
from throughline.reviews.services.seconding import confirm_state, propose_state

# The agency leads who speak for their agencies; for the others the business unit writes down what they say.
LEADS = {"care": "daniel", "police": "priya", "icb": "sarah", "trust": "joan"}
Step = tuple[datetime, int, Callable[[], None]]


class Telling:
    """All that happens in one review, as steps with their moments; `steps` are done by whoever sorts them."""

    def __init__(self, plot: Plot, bodies: Bodies, now: datetime, reviews: dict[str, Review]) -> None:
        self.plot, self.bodies, self.now, self.reviews = plot, bodies, now, reviews
        self.steps: list[Step] = []
        unit, chair = ("oona", "piers") if plot.partnership == "marrowick" else ("ruth", "marian")
        self.unit, self.chair = bodies.actor(unit, plot.partnership), bodies.actor(chair, plot.partnership)
        self.found: dict[str, list[Any]] = {}
        self.agreed = plot.state[0][1] if plot.state else max(plot.began - 30, 1)
        self.spans: dict[str, Any] = {}

    @property
    def review(self) -> Review:
        """The review, once it is opened."""
        return self.reviews[self.plot.key]

    def tell(self) -> list[Step]:
        """Every step of the plot."""
        plot = self.plot
        self._then(plot.began, self._open)
        self._then(self.agreed, self._agree)
        for state, days in plot.state:
            self._then(days, partial(self._set_state, state, days))
        for number, deed in enumerate(plot.deeds):
            self._deed(number, deed)
        for number, proof in enumerate(plot.proofs):
            self._then(proof.day, partial(self._prove, number, proof))
        for number, gauge in enumerate(plot.gauges):
            self._gauge(number, gauge)
        for number, asked in enumerate(plot.to_body):
            if asked.resolved:
                self._then(asked.day, partial(self._resolve, number, asked.resolved, asked.day))
        if plot.sealed_for:
            self._then(plot.began - 35, self._seal)
        if plot.conflict:
            self._then(plot.began - 2, self._conflict)
        return self.steps

    def _then(self, days: int, step: Callable[[], Any]) -> None:
        def do() -> None:
            step()

        self.steps.append((self._at(days), len(self.steps), do))

    def _at(self, days: int) -> datetime:
        """Ten in the morning so many days ago; today, a moment before now."""
        return self.now.replace(hour=10, minute=0) - timedelta(days=days) if days else self.now - timedelta(minutes=5)

    def _day(self, days: int) -> date:
        return localdate(self.now) - timedelta(days=days)

    def _working_day(self, days: int) -> date:
        """That day, or the working day before it: nobody makes a plan for a Sunday."""
        day = self._day(days)
        while not is_working_day(day):
            day -= timedelta(days=1)
        return day

    def _open(self) -> None:
        plot, at = self.plot, self._at(self.plot.began)
        dates = []
        for means, when in plot.dates:
            day = self._day(when) if isinstance(when, int) else None
            dates.append(
                (means, f"{day.day} {day:%B %Y}" if day else str(when), day.isoformat() if day else when, None)
            )
        review = open_review(
            partnership=self.bodies.partnerships[plot.partnership],
            kind=plot.kind,
            name=plot.name,
            done_by_name=plot.done_by,
            jointly_with=plot.jointly,
            subjects=[(name, (), None) for name in plot.subjects],
            dates=dates,  # type: ignore[arg-type]
            earlier=[self.reviews[plot.earlier]] if plot.earlier else (),
            by=self.unit,
            at=at,
        )
        self.reviews[plot.key] = review
        for key in plot.members:
            agency = self.bodies.agencies[key]
            add_member(case=review.case, agency=agency, from_on=localdate(at), by=self.unit, at=at)
        if plot.account:
            fields = {"account": plot.account, "account_contains": plot.contains}
            self.reviews[plot.key] = change_review(review, fields=fields, version=review.version, by=self.unit, at=at)

    def _agree(self) -> None:
        """What the report found and asks for is on the record, each resting on its words where there is a document."""
        plot, at = self.plot, self._at(self.agreed)
        common: dict[str, Any] = {"review": self.review, "by": self.unit, "at": at}
        if plot.report:
            self._keep_report(at)
        source = self.spans.get
        findings = [
            add_finding(number=str(n), text=text, why="".join(plot.whys[n - 1 : n]), source=source(text), **common)
            for n, text in enumerate(plot.findings, 1)
        ]
        points = [
            add_learning_point(number=str(n), text=text, source=source(text), **common)
            for n, text in enumerate(plot.points, 1)
        ]
        themes = [add_theme(text=text, source=source(text), **common) for text in plot.themes]
        asked = []
        for number, one in enumerate(plot.asked, 1):
            row = add_recommendation(
                number=str(number),
                text=one.text,
                owner=self.bodies.agencies.get(one.of),
                findings=[findings[n - 1] for n in one.findings],
                learning_points=[points[n - 1] for n in one.points],
                source=source(one.text),
                **common,
            )
            asked.append(row)
            if one.answer:
                self._answer(row, one.answer, one.reason, at)
        for said in plot.told:
            add_statement(
                kind=said.kind,
                text=said.text,
                finding=findings[said.finding - 1] if said.finding else None,
                theme=themes[said.theme - 1] if said.theme else None,
                outcome=said.outcome,
                date_text=said.date_text,
                date_iso=said.date_iso,
                why_bare=said.why_bare,
                consent=self._consent(said.kind, at),
                source=source(said.text),
                **common,
            )
        self.found["asked"] = asked
        self.found["deeds"] = [self._add_deed(n, deed, common) for n, deed in enumerate(plot.deeds, 1)]
        self.found["proofs"] = [None] * len(plot.proofs)
        self.found["gauges"] = [self._add_gauge(n, gauge, common) for n, gauge in enumerate(plot.gauges, 1)]
        self.found["to_body"] = [
            add_committee_recommendation(
                case=self.review.case,
                reviews=[self.review],
                number=str(n),
                text=one.text,
                body_name=one.body,
                source=source(one.text),
                by=self.unit,
                at=at,
            )
            for n, one in enumerate(plot.to_body, 1)
        ]

    def _answer(self, row: Any, answer: str, reason: str, at: datetime) -> None:
        """The unit drafts the answer, and the chair agrees it the same day."""
        made = draft_response(row, answer=answer, reason=reason, day_on=localdate(at), by=self.unit, at=at)
        move_response(made, state="agreed", by=self.chair, at=at)

    def _consent(self, kind: str, at: datetime) -> Consent:
        """A family whose story is told said yes, for three years."""
        if kind != "case_study":
            return NO_CONSENT
        given = localdate(at) - timedelta(days=14)
        return Consent("the mother", given, "told in reports of the partnership", given + timedelta(days=3 * 365))

    def _keep_report(self, at: datetime) -> None:
        title, text, places = report_of(self.plot)
        name = f"{self.plot.key}-report.md"
        reading = {"kind": "review_report", "title": title, "text": text, "partnership": self.plot.done_by}
        partnership = self.bodies.partnerships[self.plot.partnership]
        kept = keep(partnership=partnership.pk, name=name, data=text.encode(), reading=reading, by=self.unit, at=at)
        add_paper(case=self.review.case, document=kept, by=self.unit, at=at)
        self.spans = {words: span(kept, start, end) for words, (start, end) in places.items()}

    def _add_deed(self, number: int, deed: Deed, common: dict[str, Any]) -> Any:
        day = self._working_day(deed.due) if deed.due is not None else None
        return add_action(
            number=str(number),
            text=deed.text,
            owner=self.bodies.agencies.get(deed.owner),
            due_on=day,
            due_text=f"{day.day} {day:%B %Y}" if day else deed.due_text,
            recommendations=[self.found["asked"][n - 1] for n in deed.answers],
            plan=deed.plan,
            **common,
        )

    def _deed(self, number: int, deed: Deed) -> None:
        if deed.pilot is not None:
            self._then(self.agreed - 1, partial(self._try, number, deed.pilot))
        for state, days in deed.moves:
            by = self._mover(deed.owner, state)
            reason = REASONS.get(state, "")
            self._then(days, partial(self._move, number, state, reason, by, days))
        for text, days in deed.says:
            self._then(days, partial(self._say, number, deed.owner, text, days))
        if deed.lasts is not None:
            self._then(deed.lasts[1], partial(self._lasts, number, *deed.lasts))

    def _lasts(self, number: int, says: str, days: int) -> None:
        it_lasts(self.found["deeds"][number], says, self.chair, self._at(days))

    def _try(self, number: int, pilot: Tried) -> None:
        at = self._at(self.agreed - 1)
        try_out(self.found["deeds"][number], pilot, self.bodies, self.unit, self._day(0), at)

    def _set_state(self, state: str, days: int) -> None:
        at = self._at(days)
        if state == "published":
            confirm_state(propose_state(self.review, state=state, by=self.unit, at=at), by=self.chair, at=at)
        else:
            set_state(self.review, state=state, by=self.unit, at=at)

    def _move(self, number: int, state: str, reason: str, by: Actor, days: int) -> None:
        ending = ENDINGS.get(state, NO_ENDING)
        if state == "confirmed" and ASKED_AGAIN <= days < ASKED_AGAIN + 30:
            ending = replace(ending, why_not_again="", again_on=self._day(days) + timedelta(days=ASKED_AGAIN))
        move_action(self.found["deeds"][number], state=state, reason=reason, ending=ending, by=by, at=self._at(days))

    def _say(self, number: int, owner: str, text: str, days: int) -> None:
        day = self._day(days)
        by = self._speaker(owner)
        said = f"{day.day} {day:%B %Y}"
        action = self.found["deeds"][number]
        add_update(action, text=text, date_text=said, date_iso=day.isoformat(), by=by, at=self._at(days))

    def _speaker(self, owner: str) -> Actor:
        lead = LEADS.get(owner)
        return self.bodies.actor(lead) if lead and owner in self.plot.members else self.unit

    def _mover(self, owner: str, state: str) -> Actor:
        return self.chair if state in ("confirmed", "returned") else self._speaker(owner)

    def _prove(self, number: int, proof: Proof) -> None:
        actions = [self.found["deeds"][n - 1] for n in proof.shows]
        at = self._at(proof.day)
        row = add_evidence(
            review=self.review,
            number=str(number + 1),
            text=proof.text,
            kind=proof.kind,
            actions=actions,
            by=self.unit,
            at=at,
        )
        self.found["proofs"][number] = row
        for gauge, measure in zip(self.plot.gauges, self.found["gauges"], strict=True):
            if number + 1 in gauge.evidence:
                tie(measure, row, by=self.unit, at=at)
        if proof.accepted:
            accept_evidence(row, grade=proof.grade, by=self.chair, at=at + timedelta(hours=4))

    def _add_gauge(self, number: int, gauge: Gauge, common: dict[str, Any]) -> Any:
        return add_measure(
            number=str(number),
            text=gauge.text,
            unit=gauge.unit,
            better=gauge.better,
            target=Decimal(gauge.target) if gauge.target else None,
            period="month",
            guarded_by=gauge.guard,
            actions=[self.found["deeds"][n - 1] for n in gauge.actions],
            **common,
        )

    def _gauge(self, number: int, gauge: Gauge) -> None:
        for place, (value, days) in enumerate(gauge.readings):
            told = min(days, self.agreed - 1)
            self._then(told, partial(self._read, number, value, days, place == 0, told))

    def _read(self, number: int, value: str, days: int, first: bool, told: int) -> None:
        day, gauge = self._day(days), self.plot.gauges[number]
        read = add_reading(
            self.found["gauges"][number],
            value=Decimal(value),
            date_text=f"{day:%B %Y}",
            date_iso=f"{day:%Y-%m-%d}",
            baseline=first,
            comes_from=f"Return of the {gauge.guard}" if gauge.guard else "Return of the agency",
            by=self.unit,
            at=self._at(told),
        )
        if first:
            looked = "The return itself, and who was counted in it."
            assure_reading(read, how=looked, by=self.chair, at=self._at(told) + timedelta(hours=2))

    def _resolve(self, number: int, resolved: str, days: int) -> None:
        day = self._day(days)
        row = self.found["to_body"][number]
        row.refresh_from_db()
        said = f"{day.day} {day:%B %Y}"
        record_resolution(
            row, resolved=resolved, date_text=said, date_iso=day.isoformat(), by=self.unit, at=self._at(days)
        )

    def _seal(self) -> None:
        readers = [self.bodies.people[key] for key in self.plot.sealed_for]
        at = self._at(self.plot.began - 35)
        seal(case=self.review.case, reason="A trial is under way.", readers=readers, by=self.unit, at=at)

    def _conflict(self) -> None:
        user = self.bodies.people[self.plot.conflict]
        reason = "Was the family’s social worker until last year."
        at = self._at(self.plot.began - 2)
        declare_conflict(case=self.review.case, user=user, reason=reason, by=self.unit, at=at)
