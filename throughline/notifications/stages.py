"""All that is said of an incident, read once, and the work on it by stage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import quote

from django.utils.timezone import localdate

from throughline.identities.models import Child
from throughline.kernel.states import State
from throughline.notifications import queries, rules
from throughline.notifications.models import Decision, Incident, PartnerAnswer, Telling
from throughline.rulebook.queries import RuleBook
from throughline.ui.words import counted, day


@dataclass(frozen=True)
class Standing:
    """All that is said of an incident, read once. `sent_on` is the day on which its first notification was sent."""

    incident: Incident
    decisions: list[Decision]
    answers: list[PartnerAnswer]
    sent_on: date | None
    tellings: list[Telling]
    safety: list[queries.SafetyLine]
    book: RuleBook
    children: list[Child]
    untied: list[Child]

    @cached_property
    def governing(self) -> queries.Governs:
        """The edition that governs the incident."""
        return queries.governs(self.incident, self.book)

    @property
    def state(self) -> State:
        """The state that follows from it."""
        outcome = self.decisions[-1].outcome if self.decisions else ""
        return rules.state_of(near_miss=self.incident.near_miss, outcome=outcome, sent=self.sent_on is not None)

    @property
    def why_no_rapid_review(self) -> str:
        """Why none is required, or nothing."""
        one = self.incident
        return rules.why_no_rapid_review(
            nature=one.nature, looked_after=one.looked_after, care_leaver=one.care_leaver, abuse=one.abuse
        )

    @property
    def bodies(self) -> tuple[rules.Body, ...]:
        """Who is to be told, by the edition of the decision, or by the one that governs."""
        governs = self.governing.edition.id if self.governing.edition else ""
        one = self.incident
        return rules.bodies_to_tell(
            edition=self.decisions[-1].edition if self.decisions else governs,
            nature=one.nature,
            looked_after=one.looked_after,
            care_leaver=one.care_leaver,
            regulated=one.regulated,
            other_areas=one.other_areas,
        )


def standing_of(
    incident: Incident, on: date, *, limbs: bool = True, safety: list[queries.SafetyLine] | None = None
) -> Standing:
    """All that is said of an incident that was given by ``get_incident``, in seven statements.

    In five without limbs and with its `safety` given.
    """
    return Standing(
        incident,
        queries.decisions_of(incident, limbs=limbs),
        queries.answers_of(incident),
        incident.__dict__["first_sent"],
        queries.tellings_of(incident),
        queries.safety_of(queries.questions_of(incident), on) if safety is None else safety,
        queries.book_of(incident, on),
        *queries.about_and_untied(incident),
    )


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a stage: what, where, and how it stands."""

    text: str
    url: str
    sign: str
    word: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the work on an incident; a finished one folds to a line."""

    title: str
    count: str
    done: bool
    tasks: tuple[Task, ...]


def stages_of(now: Standing, *, sees: bool, records: bool, on: date) -> tuple[Stage, ...]:
    """The work on the incident by stage, each task one link from its deed.

    The sheet names the children, so it is offered to those who see who they are; what is recorded, to who records it.
    """
    base = f"/incidents/{now.incident.pk}/"
    stages = [_recording(now, base, records)]
    if now.safety:
        stages.append(_safety(now))
    if now.state.key != "near_miss":
        stages.append(_deciding(now, base, on))
    if now.state.key in ("notifiable", "notified", "stood_down"):
        stages.append(_telling(now, base, sees))
    return tuple(stages)


def _stage(title: str, tasks: list[Task]) -> Stage:
    done = sum(one.sign in ("done", "holding", "not_agreed") for one in tasks)
    return Stage(title, f"{done} of {len(tasks)}", done == len(tasks), tuple(tasks))


def _task(text: str, url: str, done: bool, word: str = "") -> Task:
    return Task(text, url, "done" if done else "not_started", word or ("Done" if done else "Not started"))


def _recording(now: Standing, base: str, records: bool) -> Stage:
    one = now.incident
    known = bool(one.aware_on and one.nature and one.when_text)
    return _stage(
        "What is recorded",
        [
            _task("When, where, and when the authority became aware", f"{base}edit" if records else "", known),
            _task("The children", f"/cases/{one.case_id}/children", bool(now.children)),
            *([_task("Say whom it is about", f"{base}children" if records else "", False)] if now.untied else []),
            _task("What happened", f"{base}account", bool(one.account)),
        ],
    )


SAFETY_WORDS = {
    "owed": ("overdue", "An answer is owed"),
    "danger": ("overdue", "A child is in danger"),
    "late": ("overdue", "A report back is late"),
    "watching": ("holding", "Attested"),
    "ended": ("done", "Reports ended"),
}


def safety_status(line: queries.SafetyLine) -> tuple[str, str]:
    """The sign and the words of a question of safety."""
    sign, word = SAFETY_WORDS[line.watch.key]
    return sign, f"{word}, next report {day(line.watch.due_on)}" if line.watch.due_on else word


def _safety(now: Standing) -> Stage:
    tasks = []
    for line in now.safety:
        sign, word = safety_status(line)
        tasks.append(Task(f"Is {line.who or 'any child'} in danger now?", f"/safety/{line.question}/", sign, word))
    return _stage("Safety now", tasks)


ANSWERED = {"yes": "Says yes", "no": "Says no"}


def answers_due(now: Standing, on: date) -> dict[str, tuple[str, str]]:
    """By each partner that is asked or answered: how its yes or no stands, as sign and words, counted by its first."""
    last = {one.partner: one.answer for one in now.answers}
    first = {one.partner: localdate(one.at) for one in reversed(now.answers)}
    found = {}
    for key in rules.PARTNERS:
        if key not in rules.ALWAYS_ASKED and key not in last:
            continue
        due, stands, late = rules.answer_of(localdate(now.incident.made_at), first.get(key), on)
        days = counted(late, "working day")
        words = {
            "in_time": f"{ANSWERED.get(last.get(key, ''), '')}, in time",
            "late": f"{ANSWERED.get(last.get(key, ''), '')}, {days} late",
            "waiting": f"Has not answered, due {day(due)}",
            "overdue": f"Has not answered, {days} late",
        }
        sign = {"in_time": "done", "late": "done"}.get(stands, stands)
        found[key] = (sign, words[stands])
    return found


def _deciding(now: Standing, base: str, on: date) -> Stage:
    tasks = [
        Task(f"{rules.PARTNERS[key]}: yes or no", f"{base}answers?partner={key}", sign, words)
        for key, (sign, words) in answers_due(now, on).items()
    ]
    last = now.decisions[-1] if now.decisions else None
    word = dict(rules.OUTCOMES)[last.outcome] if last else ""
    return _stage(
        "The decision", [*tasks, _task("Decide, criterion by criterion", f"{base}decision", bool(last), word)]
    )


def _telling(now: Standing, base: str, sees: bool) -> Stage:
    tasks = [_task("Send the notification", f"{base}sheet" if sees else "", now.sent_on is not None, _sent(now))]
    for body in now.bodies:
        if body.key not in ("panel",):
            done = rules.told_of(body, now.tellings)
            word = f"Told {day(done.told_on)}" if done else ""
            tasks.append(_task(f"Tell {body.name}", f"{base}told?body={quote(body.choice)}", bool(done), word))
    if now.sent_on:
        word = "Not required" if now.why_no_rapid_review else "Follows from the notification"
        tasks.append(Task("The rapid review", f"{base}rapid-review", "rising", word))
    return _stage("Who is told", tasks)


def _sent(now: Standing) -> str:
    return f"Sent {day(now.sent_on)}" if now.sent_on else ""
