"""What the pages of a rapid review show: frozen, with every choice made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.clocks import Due
from throughline.kernel.days import working_days
from throughline.kernel.editions import EVENTS
from throughline.messages.models import Ask
from throughline.messages.rules import STATES as ASK_STATES
from throughline.notifications.queries import governs
from throughline.notifications.rules import ALWAYS_ASKED, PARTNERS
from throughline.rapidreviews import rules
from throughline.rapidreviews.after import After, after
from throughline.rapidreviews.models import RapidReview
from throughline.rapidreviews.permissions import why_not_write
from throughline.rapidreviews.queries import Act, Standing, asks_of, clocks_of, standing_of
from throughline.rapidreviews.tasks import ANSWERED, Task, next_of, stages_of
from throughline.rulebook.queries import rule_book
from throughline.ui.proofs import Proof, proof_of
from throughline.ui.words import capital, counted, day, long_day


@dataclass(frozen=True, slots=True)
class Clock:
    """One way in which the rapid review's days are counted: sign and words, cells of its strip, and the proof."""

    sign: str
    words: str
    gone: int
    total: int
    over: int
    due: str
    from_: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency that was asked: whom, by when, and how that stands."""

    name: str
    agency: str
    due: str
    sign: str
    words: str


@dataclass(frozen=True, slots=True)
class Before:
    """An act that counts no more, because it was done anew: when, what, the words with it, and whose."""

    when: str
    what: str
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Overview:
    """The page of one rapid review."""

    id: int
    name: str
    reference: str
    incident: int
    case: int
    lead: tuple[str, str]
    standing: Standing
    clocks: tuple[Clock, ...]
    agencies: tuple[AgencyLine, ...]
    stages: tuple[tuple[str, tuple[Task, ...]], ...]
    checks: tuple[tuple[str, bool], ...]
    missing: tuple[str, ...]
    edition_why: str
    may_write: bool
    next_: tuple[str, str]
    outcome: str
    decided_on: str
    view: str
    differs: bool
    opens: bool
    before: tuple[Before, ...]
    became: After | None


def overview(review: RapidReview, *, actor: Actor, on: date) -> Overview:
    """How the rapid review stands, what is due, who was asked, and what there is to do."""
    standing = standing_of(review)
    book = rule_book(review.case.partnership_id, on=on)
    clocks = clocks_of(review, book, sent_on=review.__dict__["notified_on"])
    asked = asks_of(review, actor=actor, on=on)
    may_write = why_not_write(actor=actor, thing=review, on=on) is None
    wanted = ALWAYS_ASKED if review.partners_sign else ()
    signed = [one.partner for one in standing.signatures]
    missing = rules.missing_signatures(wanted, signed) if standing.conclusion else ()
    tasks = stages_of(review, standing, asked, missing, actor, on)
    return Overview(
        id=review.pk,
        name=review.incident.name,
        reference=review.case.reference,
        incident=review.incident_id,
        case=review.case_id,
        lead=_lead(standing, clocks, missing, on),
        standing=standing,
        clocks=tuple(_clock(one, standing.first_sent_on, on) for one in clocks),
        agencies=tuple(_agency(one, on) for one in asked),
        stages=tasks,
        checks=tuple((words, getattr(review, key)) for key, words in rules.CHECKS.items()),
        missing=tuple(PARTNERS[one] for one in missing),
        edition_why=governs(review.incident, book).why,
        may_write=may_write,
        next_=next_of(tasks[_begins(standing) :]) if may_write else ("", ""),
        outcome=rules.OUTCOMES.get(standing.conclusion.outcome, "") if standing.conclusion else "",
        decided_on=day(standing.conclusion.decided) if standing.conclusion else "",
        view=rules.PANEL.get(standing.view.view, "") if standing.view else "",
        differs=standing.differs,
        opens=may_write and bool(standing.conclusion and standing.conclusion.outcome in rules.OPENS),
        before=tuple(_before(one) for one in standing.before),
        became=after([review.pk], actor=actor, on=on).get(review.pk) if standing.conclusion else None,
    )


def _begins(standing: Standing) -> int:
    """The stage from which something is next: what was sent is gathered, and what is with the Panel is decided."""
    return 2 if standing.sending else int(standing.first_sent_on is not None)


def _before(act: Act) -> Before:
    """The act in words, as it stands among what was before."""
    on = day(act.on) if act.on else ""
    if act.kind == "conclusion":
        what, words = f"Concluded{f' on {on}' if on else ''}: {rules.OUTCOMES[act.key]}", act.one
    elif act.kind == "signature":
        what, words = f"{PARTNERS[act.key]} {'agreed' if act.one == rules.YES else 'did not agree'}", act.two
    elif act.kind == "sending":
        what, words = f"Sent to the Panel on {on}", act.one
    elif act.kind == "view":
        what, words = f"The Panel, {on}: {rules.PANEL[act.key]}", act.one
    else:
        what, words = f"Replied on {on}: {dict(rules.REPLIES)[act.key]}", " ".join((act.one, act.two)).strip()
    return Before(day(act.at), what, words, act.by)


def _lead(standing: Standing, clocks: Sequence[Due], missing: Sequence[str], on: date) -> tuple[str, str]:
    state, sent = standing.state, standing.sending
    first = f"{state.word}."
    if state.key == "gathering" and clocks:
        return first, f" It is due at the Panel by {long_day(clocks[0].due)}."
    if state.key == "concluded":
        owed = (
            f" {capital(counted(len(missing), 'signature'))} {'is' if len(missing) == 1 else 'are'} owed."
            if missing
            else ""
        )
        return first, f"{owed} Next: send it to the Panel."
    if state.key == "sent" and sent:
        ago = counted((on - sent.sent_on).days, "day")
        return first, f" It went on {day(sent.sent_on)}, {ago} ago. The Panel has not answered."
    if state.key == "answered":
        return first, " Next: record what the partnership says to it."
    if state.key == "settled" and standing.reply:
        return (
            first,
            " The Panel sees it otherwise, and both views are kept." if standing.differs else " Both views agree.",
        )
    return first, ""


def _clock(clock: Due, sent_on: date | None, on: date) -> Clock:
    until = sent_on or on
    gone, over = working_days(clock.starts, min(until, clock.due)), max(0, working_days(clock.due, until))
    left = working_days(on, clock.due)
    if sent_on:
        sign, words = (
            ("done", f"Sent on day {gone}") if not over else ("overdue", f"Sent {counted(over, 'working day')} late")
        )
    elif over:
        sign, words = "overdue", f"Overdue by {counted(over, 'working day')}"
    else:
        sign, words = "due", f"{counted(left, 'working day')} left" if left else "Due today"
    words_of = EVENTS[clock.event]
    proof = proof_of(
        f"{capital(words_of)} on",
        clock.starts,
        clock.proof,
        unit=clock.unit,
        due=clock.due,
        source=clock.source,
        due_without_holds=clock.due_without_holds,
    )
    total = working_days(clock.starts, clock.due)
    return Clock(sign, words, max(0, gone), total, over, long_day(clock.due), f"From the day {words_of}", proof)


def _agency(ask: Ask, on: date) -> AgencyLine:
    agency = ask.__dict__["called"] or ""
    if ask.state in ANSWERED:
        sign, words = "done", "Knows the family" if ask.state == "answered" else "Looked, and holds nothing"
    elif ask.state in ("withdrawn", "expired"):
        sign, words = "not_agreed", ASK_STATES[ask.state].word
    elif ask.due_on < on:
        sign, words = "overdue", f"{counted(working_days(ask.due_on, on), 'working day')} late"
    else:
        sign, words = "waiting", ASK_STATES[ask.state].word
    return AgencyLine(ask.to_name, agency, day(ask.due_on), sign, words)
