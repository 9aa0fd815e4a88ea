"""What the page of an incident shows: where it stands, what is next and whose, what is due and how that was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from throughline.access.rules import may
from throughline.kernel import clocks
from throughline.kernel.actor import Actor
from throughline.kernel.days import working_days
from throughline.kernel.periods import stated
from throughline.kernel.states import State
from throughline.notifications import queries, rules
from throughline.notifications.models import Incident
from throughline.notifications.permissions import why_not_record
from throughline.notifications.stages import Stage, Standing, stages_of, standing_of
from throughline.notifications.themes import THEMES
from throughline.ui.proofs import Proof, proof_of
from throughline.ui.words import capital, counted, day, listed, long_day, moment

EVENT_WORDS = {"aware": "The authority became aware", "notified": "Notified", "incident_notified": "Notified"}
# Clocks of the notification itself; the others are shown by the rooms that know when they stop.
OF_NOTICE = ("notify_panel", "notify_partners")


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock as it is drawn: its sign and word, the cells gone and over, its day with and without holds, its proof."""

    id: str
    name: str
    sign: str
    word: str
    gone: int
    total: int
    over: int
    due: date
    due_without_holds: date
    proof: Proof


@dataclass(frozen=True, slots=True)
class Overview:
    """The page of one incident."""

    id: int
    case: int
    name: str
    reference: str
    state: State
    lead: tuple[str, str]
    clocks: tuple[Clock, ...]
    stages: tuple[Stage, ...]
    facts: tuple[tuple[str, str], ...]
    edition: str
    edition_why: str
    forms: tuple[tuple[str, str, str], ...]
    safety: tuple[queries.SafetyLine, ...]
    safety_of_case: tuple[queries.SafetyLine, ...]
    children: tuple[str, ...]
    untied: tuple[str, ...]
    has_account: bool
    account_contains: str
    may_record: bool
    may_send: bool
    holds_rapid_review: bool
    last_changed: str


def overview(incident: Incident, actor: Actor, on: date) -> Overview:
    """The page of that incident, which the person was given."""
    around = queries.safety_of_case(incident, actor, on)
    safety = [line for line in around if line.incident == incident.pk]
    now = standing_of(incident, on, limbs=False, safety=safety)
    sees = bool(incident.__dict__.get("on_case")) and may(actor.role, "see who the children are")
    records = why_not_record(actor=actor, thing=incident, on=on) is None
    found = clocks_of(now, on)
    return Overview(
        id=incident.pk,
        case=incident.case_id,
        name=incident.name,
        reference=incident.case.reference,
        state=now.state,
        lead=lead_of(now, found, on),
        clocks=found,
        stages=stages_of(now, sees=sees, records=records, on=on),
        facts=facts_of(incident),
        edition=now.governing.edition.name if now.governing.edition else "Not decided which edition governs",
        edition_why=now.governing.why,
        forms=tuple((one.name, one.words, one.source) for one in now.book.forms_on(incident.aware_on or on)),
        safety=tuple(now.safety),
        safety_of_case=tuple(around),
        children=tuple(child.pseudonym for child in now.children),
        untied=tuple(child.pseudonym for child in now.untied),
        has_account=bool(incident.account),
        account_contains=incident.account_contains or "nobody has said what it contains",
        may_record=records,
        may_send=sees,
        holds_rapid_review=now.state.key == "notified" and may(actor.role, "hold a rapid review"),
        last_changed=_last_changed(incident),
    )


def clocks_of(now: Standing, on: date) -> tuple[Clock, ...]:
    """The clocks that run for the incident, by their due days; none of a near miss or where it is not notified."""
    if now.state.key in ("near_miss", "not_notified"):
        return ()
    done = {"notify_panel": now.sent_on, "notify_partners": _told_on(now, "partnership")}
    found = queries.due_of(now.incident, now.governing, sent_on=now.sent_on)
    return tuple(clock_of(one, on, done.get(one.id)) for one in found if one.id in OF_NOTICE)


def clock_of(due: clocks.Due, on: date, done_on: date | None) -> Clock:
    """A clock as it is drawn on that day; with `done_on` it stopped that day, in time or late."""
    until = done_on or on
    working = due.unit == "working days"
    gone = min(due.length, working_days(due.starts, until)) if working else 0
    over = working_days(due.due, until) if working and until > due.due else 0
    sign, word = _word(due, until, done_on, working)
    event = EVENT_WORDS.get(due.event, capital(due.event))
    proof = proof_of(
        event,
        due.starts,
        due.proof,
        unit=due.unit,
        due=due.due,
        source=due.source,
        due_without_holds=due.due_without_holds,
    )
    total = due.length if working else 0
    return Clock(due.id, due.name, sign, word, gone, total, over, due.due, due.due_without_holds, proof)


def _word(due: clocks.Due, until: date, done_on: date | None, working: bool) -> tuple[str, str]:
    late = until > due.due
    days = working_days(*sorted((until, due.due))) if working else abs((due.due - until).days)
    unit = "working day" if working else "day"
    if done_on is not None:
        return "done", f"Done {day(done_on)}" + (f", {counted(days, unit)} late" if late else "")
    if late:
        return "overdue", f"Overdue by {counted(days, unit)}"
    return "due", f"{counted(days, unit)} left" if days else "Due today"


def _told_on(now: Standing, body: str) -> date | None:
    return min((one.told_on for one in now.tellings if one.body == body), default=None)


def lead_of(now: Standing, found: tuple[Clock, ...], on: date) -> tuple[str, str]:
    """What is true, then what is next and whose."""
    state = now.state.key
    if state == "near_miss":
        return "A near miss.", " No child came to harm. It stays to be learned from."
    if state in ("not_notified", "stood_down"):
        why = now.decisions[-1].why
        first = "It was not notified." if state == "not_notified" else "It was notified, and then found not to meet."
        return first, f" {why}"
    panel = next((one for one in found if one.id == "notify_panel"), None)
    by = f" by {long_day(panel.due)}" if panel and panel.sign != "done" else ""
    if state == "undecided":
        missing = [
            rules.PARTNERS[key]
            for key in rules.ALWAYS_ASKED
            if key not in rules.standing([(one.partner, one.answer) for one in now.answers])
        ]
        waits = (
            f" {capital(listed(_small(missing)))} {'has' if len(missing) == 1 else 'have'} not answered."
            if missing
            else ""
        )
        return "Nobody has decided whether it is notified.", f"{waits} Decide, and notify if so,{by or ' soon'}."
    if state == "notifiable":
        return "It is to be notified.", f" The notification is sent{by or ' now'}, and its reference recorded."
    open_bodies = _not_told(now)
    rest = (
        f" Still to be told: {listed(one.name for one in open_bodies)}."
        if open_bodies
        else " Everybody named was told."
    )
    none = f" {now.why_no_rapid_review}" if now.why_no_rapid_review else ""
    return f"Notified on {day(now.sent_on) if now.sent_on else day(on)}.", f"{rest}{none}"


def _small(names: list[str]) -> list[str]:
    return [name if name[1:2].isupper() else name[:1].lower() + name[1:] for name in names]


def _not_told(now: Standing) -> list[rules.Body]:
    told = {one.body for one in now.tellings}
    return [body for body in now.bodies if body.key not in told]


def facts_of(one: Incident) -> tuple[tuple[str, str], ...]:
    """The facts of an incident that everybody at work on the case may read."""
    answers, natures = dict(rules.ANSWERS), dict(rules.NATURES)
    aware = day(one.aware_on) if one.aware_on else "Not recorded"
    if one.aware_on and one.aware_time:
        aware += f" at {one.aware_time:%H:%M}"
    rows = [
        ("When", stated(one.when_text, one.when_iso)),
        ("Where", one.place or "Not recorded"),
        ("Nature", natures.get(one.nature, "Not recorded")),
        ("Mainly about", dict(THEMES).get(one.theme, "Not picked yet")),
        ("Abuse or neglect", answers[one.abuse]),
        ("The authority became aware", aware),
        ("What shows that", one.aware_evidence or "Not recorded"),
    ]
    routes = (
        ("Looked-after child died", one.looked_after),
        ("Care leaver died", one.care_leaver),
        ("Unborn child", one.unborn),
        ("Regulated setting", one.regulated),
    )
    rows += [(label, answers[value]) for label, value in routes if value == rules.YES]
    if one.other_areas:
        rows.append(("Other areas", one.other_areas))
    if one.leads:
        rows.append(("Leads", one.leads))
    return tuple(rows)


def _last_changed(one: Incident) -> str:
    if one.changed_by is None or one.changed_at is None:
        return f"Recorded by {one.made_by.name} on {day(one.made_at)}."
    return f"{one.changed_by.name} changed this on {moment(one.changed_at)}."


def may_see_register(actor: Actor) -> bool:
    """The person may read the register of what was not notified."""
    return may(actor.role, "see what was not notified")
