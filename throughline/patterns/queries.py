"""Earlier recommendations like a text, with what was done about them, as far as a person may see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from throughline.actionplans.models import Action, ActionState
from throughline.actionplans.rules import GRADES, STATES
from throughline.findings.models import Recommendation
from throughline.findings.rules import Remark, wording
from throughline.kernel.actor import Actor
from throughline.patterns.models import EarlierAsk
from throughline.patterns.rules import JOINED, REPLACED
from throughline.patterns.rules.likeness import Like, Likeness
from throughline.responses.permissions import sees_drafts
from throughline.responses.queries import published_answer
from throughline.reviews.addresses import address_of, called
from throughline.reviews.queries import get_record, visible_reviews
from throughline.ui.words import counted

MOST_COMPARED = 2000
ANSWERED = dict(Recommendation.Response.choices)


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier recommendation: where it stands, what it says, what was done, and what both texts are about."""

    id: int
    name: str
    url: str
    review: str
    text: str
    done: str
    about: str
    score: float = 0.0
    answer: str = ""
    answer_key: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """What is noticed of a recommendation while it is written: its wording, and what was asked before."""

    remarks: tuple[Remark, ...]
    earlier: tuple[Earlier, ...]
    compared: int
    written: bool
    template: str = "patterns/_advice.jinja"


def visible_recommendations(actor: Actor, on: date) -> QuerySet[Recommendation]:
    """Every recommendation of every review that this person may see, none withdrawn, the newest first."""
    rows = Recommendation.objects.filter(review__in=visible_reviews(actor, on), withdrawn_at__isnull=True)
    return rows.order_by("-id")


def advice_on(text: str, *, owner: str = "", but: int | None = None, actor: Actor, on: date) -> Advice:
    """What a reader would miss in that text, and the recommendations like it; `but` is the one being written."""
    if not text.strip():
        return Advice((), (), 0, written=False)
    likes, compared = likes_of(text, but=but, actor=actor, on=on)
    return Advice(wording(text, owner=owner), _earlier(likes, actor, on), compared, written=True)


def likes_of(text: str, *, but: int | None = None, actor: Actor, on: date) -> tuple[tuple[Like, ...], int]:
    """Those like that text among the newest `MOST_COMPARED` that this person may see, and how many those are."""
    rows = visible_recommendations(actor, on).exclude(pk=but or 0).values_list("pk", "text")
    texts = list(rows[:MOST_COMPARED])
    return Likeness(texts).like(text), len(texts)


def earlier_of(recommendation: Recommendation, *, actor: Actor, on: date) -> tuple[Earlier, ...]:
    """The recommendations like this one, with how it was said to stand to each; those answered first, as answered."""
    answers = {row.earlier_id: row for row in answers_of(recommendation)}
    likes, _ = likes_of(recommendation.text, but=recommendation.pk, actor=actor, on=on)
    scores = {like.key: like for like in likes}
    missing = [Like(key, 0.0, ()) for key in answers if key not in scores]
    return _earlier((*missing, *likes), actor, on, answers)


def answers_of(recommendation: Recommendation) -> QuerySet[EarlierAsk]:
    """How that recommendation was said to stand to earlier ones; it is one that the person was given."""
    return EarlierAsk.objects.filter(recommendation=recommendation, withdrawn_at__isnull=True).order_by("id")


def later_of(recommendation: Recommendation, *, actor: Actor, on: date) -> tuple[Earlier, ...]:
    """The later recommendations that were said to join this one, take its place, or ask for it once more."""
    seen = visible_recommendations(actor, on)
    rows = EarlierAsk.objects.filter(earlier=recommendation, recommendation__in=seen, withdrawn_at__isnull=True)
    answers = {row.recommendation_id: row for row in rows.order_by("id")}
    return _earlier([Like(key, 0.0, ()) for key in answers], actor, on, answers)


@dataclass(frozen=True, slots=True)
class Stands:
    """How a recommendation stands to one other, as it is said on its own page."""

    says: str
    name: str
    url: str
    reason: str


def stands_of(recommendation: int, *, actor: Actor, on: date) -> tuple[Stands, ...]:
    """How that recommendation, which the person was given, stands to others that they may see; in one statement."""
    seen = visible_recommendations(actor, on).values("pk")
    mine = Q(recommendation=recommendation, earlier__in=seen) | Q(earlier=recommendation, recommendation__in=seen)
    rows = EarlierAsk.objects.filter(mine, withdrawn_at__isnull=True).order_by("id")
    return tuple(
        _stands(row, recommendation) for row in rows.select_related("recommendation__review", "earlier__review")
    )


def _stands(row: EarlierAsk, of: int) -> Stands:
    looks_back = row.recommendation_id == of
    other = row.earlier if looks_back else row.recommendation
    says = {
        "joins": ("It joins", "It is joined by"),
        "replaces": ("It takes the place of", "Its place is taken by"),
        "once_more": ("It asks once more what was asked in", "It is asked once more in"),
    }[row.answer][0 if looks_back else 1]
    name = f"{other.review.name}, {called('recommendation', other.number, other.text).lower()}"
    return Stands(says, name, address_of("recommendation", other.pk), row.reason)


def replacements(*, drafts: bool) -> QuerySet[EarlierAsk]:
    """What takes the place of the recommendation of the query outside; without `drafts` what is published does."""
    rows = EarlierAsk.objects.filter(
        earlier=OuterRef("pk"),
        answer=REPLACED,
        withdrawn_at__isnull=True,
        recommendation__withdrawn_at__isnull=True,
        recommendation__review__withdrawn_at__isnull=True,
    )
    return rows if drafts else rows.filter(recommendation__review__state="published")


def passed_on(*, drafts: bool) -> Case:
    """Whether a recommendation's place was taken (`REPLACED`) or it joins an earlier one (`JOINED`); else empty."""
    joins = EarlierAsk.objects.filter(
        recommendation=OuterRef("pk"),
        answer=JOINED,
        withdrawn_at__isnull=True,
        earlier__withdrawn_at__isnull=True,
        earlier__review__withdrawn_at__isnull=True,
    )
    taken = When(Exists(replacements(drafts=drafts)), then=Value(REPLACED))
    nothing = Value("", output_field=TextField())
    return Case(taken, When(Exists(joins), then=Value(JOINED)), default=nothing, output_field=TextField())


def get_earlier(id: int, *, actor: Actor, on: date) -> Recommendation:
    """That recommendation of any review this person may see, or a 404."""
    return get_record(Recommendation, id, actor, on)


def get_answer(recommendation: Recommendation, earlier: Recommendation) -> EarlierAsk | None:
    """What was said of the two, if anything was."""
    return answers_of(recommendation).filter(earlier=earlier).select_related("case", "changed_by").first()


def _earlier(
    likes: tuple[Like, ...] | list[Like],
    actor: Actor,
    on: date,
    answers: Mapping[int, EarlierAsk] | None = None,
) -> tuple[Earlier, ...]:
    """These, in their order, with what was done; those that this person may not see are left out."""
    keys = [like.key for like in likes]
    seen = visible_recommendations(actor, on).filter(pk__in=keys).select_related("review")
    said = F("response") if sees_drafts(actor) else published_answer(F("response"))
    rows = {row.pk: row for row in seen.annotate(said=said)}
    states = _states_of(keys)
    made = []
    for like in likes:
        row, answer = rows.get(like.key), (answers or {}).get(like.key)
        if row is None:
            continue
        made.append(
            Earlier(
                id=row.pk,
                name=called("recommendation", row.number, row.text),
                url=address_of("recommendation", row.pk),
                review=row.review.name,
                text=row.text,
                done=_done(row, states.get(row.pk, Counter())),
                about=", ".join(like.shared),
                score=like.score,
                answer=answer.get_answer_display() if answer else "",
                answer_key=answer.answer if answer else "",
                reason=answer.reason if answer else "",
            )
        )
    return tuple(made)


Stood = tuple[str, str]
"""The state of an action, and the grade with which it came into it; empty where it has none."""


def _states_of(keys: list[int]) -> dict[int, Counter[Stood]]:
    """The states of the actions tied to each recommendation, each with its grade, counted."""
    told: dict[int, Counter[Stood]] = {}
    last = ActionState.objects.filter(action=OuterRef("pk")).order_by("-pk").values("grade")[:1]
    rows = Action.objects.filter(recommendations__in=keys, withdrawn_at__isnull=True)
    rows = rows.annotate(grade=Coalesce(Subquery(last), Value("")))
    for key, state, grade in rows.values_list("recommendations", "state", "grade"):
        told.setdefault(key, Counter())[state, grade] += 1
    return told


def _done(row: Any, states: Counter[Stood]) -> str:
    """What was answered and done, and how its end was graded, in a sentence."""
    answered = ANSWERED[row.said] + ". " if row.said else "No answer is recorded. "
    total = sum(states.values())
    if not total:
        return answered + "No action is tied to it."
    told = [said for state in STATES if (said := _stood(state, states))]
    return f"{answered}{counted(total, 'action')}: {', '.join(told)}."


def _stood(state: str, states: Counter[Stood]) -> str:
    """``2 confirmed (1 acceptable, 1 exceeds)``; empty where none is in that state."""
    number = sum(many for (key, _), many in states.items() if key == state)
    graded = [f"{states[state, key]} {GRADES[key].word.lower()}" for key in GRADES if states[state, key]]
    with_grades = f" ({', '.join(graded)})" if graded else ""
    return f"{number} {STATES[state].word.lower()}{with_grades}" if number else ""
