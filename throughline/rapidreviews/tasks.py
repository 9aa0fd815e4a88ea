"""What there is to do for a rapid review, stage by stage, where, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from throughline.kernel.actor import Actor
from throughline.messages.models import Ask
from throughline.notifications.rules import PARTNERS
from throughline.rapidreviews import rules
from throughline.rapidreviews.models import RapidReview
from throughline.rapidreviews.permissions import why_not_act, why_not_sign, why_not_write
from throughline.rapidreviews.queries import Standing

ANSWERED = frozenset({"answered", "nil"})


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do for the rapid review, where, and its state as sign and word."""

    text: str
    url: str
    sign: str
    word: str


def stages_of(
    review: RapidReview,
    standing: Standing,
    asked: Sequence[Ask],
    missing: Sequence[str],
    actor: Actor,
    on: date,
) -> tuple[tuple[str, tuple[Task, ...]], ...]:
    """Each stage with what there is to do in it, its address where this person may, and how far it is."""
    base = f"/rapid-reviews/{review.pk}/"
    may = why_not_write(actor=actor, thing=review, on=on) is None
    done = [one.heading for one in rules.SECTIONS if getattr(review, one.key).strip()]
    checked = sum(bool(getattr(review, key)) for key in rules.CHECKS)

    def can(verb: str) -> bool:
        return why_not_act(actor=actor, thing=review, state=standing.state, verb=verb, on=on) is None

    def task(text: str, path: str, sign: str, word: str, open_: bool) -> Task:
        return Task(text, base + path if open_ else "", sign, word)

    gathering = (
        task(
            "Ask agencies what they know",
            "ask",
            *_share(sum(one.state in ANSWERED for one in asked), len(asked), "asked"),
            may,
        ),
        *(
            task(
                f"Write: {one.heading.lower()}",
                f"write#id_{one.key}",
                *(("done", "Written") if one.heading in done else ("not_started", "Not started")),
                may,
            )
            for one in rules.SECTIONS
        ),
        task("Tick off the checks", "write#id_done", *_share(checked, len(rules.CHECKS), "done"), may),
    )
    concluded = standing.conclusion is not None
    deciding = (
        task(
            "Conclude anew" if standing.first_sent_on else "Conclude, limb by limb",
            "conclude",
            *_is(concluded),
            can("conclude"),
        ),
        task(
            "Sign the conclusion",
            "sign",
            *(("not_started", "Nothing to sign yet") if not concluded else _is(not missing, f"{len(missing)} owed")),
            _may_sign(review, standing, actor, on),
        ),
        task("Send it to the Panel", "send", *_is(standing.sending is not None), can("send")),
    )
    hearing = (
        task("Record the Panel’s answer", "panel", *_is(standing.view is not None), can("hear")),
        task("Record the partnership’s reply", "reply", *_is(standing.reply is not None), can("reply")),
        task("Mark its quality", "quality", *_share(review.__dict__["markers"], len(rules.MARKERS), "marked"), may),
    )
    return (("Gather", gathering), ("Decide", deciding), ("Hear the Panel", hearing))


def _may_sign(review: RapidReview, standing: Standing, actor: Actor, on: date) -> bool:
    said = [
        why_not_sign(actor=actor, thing=review, state=standing.state, partner=key, agency=actor.agency, kind=key, on=on)
        for key in PARTNERS
    ]
    return None in said


def _is(done: bool, otherwise: str = "Not started") -> tuple[str, str]:
    return ("done", "Done") if done else ("not_started", otherwise)


def _share(done: int, total: int, word: str) -> tuple[str, str]:
    if not total:
        return "not_started", "Not started"
    return ("done" if done >= total else "under_way", f"{done} of {total} {'answered' if word == 'asked' else word}")


def next_of(stages: Sequence[tuple[str, tuple[Task, ...]]]) -> tuple[str, str]:
    """What is done next and where: the first thing that this person may do and that is not done."""
    for _, tasks in stages:
        for task in tasks:
            if task.url and task.sign in ("not_started", "under_way"):
                return task.text, task.url
    return "", ""
