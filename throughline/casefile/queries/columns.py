"""The same columns from every table of the thread, so that one statement reads them all."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, NullIf

from throughline.actionplans.models import Action, ActionState, ActionUpdate, Retest
from throughline.commissioning.models import LineOfEnquiry
from throughline.findings.models import Finding, LearningPoint, Recommendation, Theme
from throughline.impact.models import Evidence, Measure, Reading, SlideCause, Statement
from throughline.impact.queries.consent import NEVER_GIVEN
from throughline.impact.rules.consent import NOBODY
from throughline.national.models import NationalAsk
from throughline.partnerships.models import AgencyName
from throughline.patterns.queries import passed_on
from throughline.responses.models import Dissent
from throughline.responses.queries import LAST_DUE, published_answer
from throughline.reviews.models import Review

Rows = QuerySet[Any, Any]
NO_TEXT, NO_ID = Value("", output_field=TextField()), Value(0, output_field=BigIntegerField())
EMPTY: dict[str, Any] = {
    "owner_is": NO_TEXT,
    "agency_is": NO_ID,
    "state_is": NO_TEXT,
    "due_is": NO_TEXT,
    "due_says": NO_TEXT,
    "unit_is": NO_TEXT,
    "better_is": NO_TEXT,
    "target_is": NO_TEXT,
    "guard_is": NO_TEXT,
    "outcome_is": NO_TEXT,
    "why_is": NO_TEXT,
    "about_is": NO_TEXT,
    "about_id": NO_ID,
    "came_on": NO_TEXT,
    "came_by": NO_ID,
    "origin_is": NO_ID,
    "consent_is": NO_TEXT,
    "passed_is": NO_TEXT,
}
COMMON = ("kind_is", "id", "review_id", "number_is", "text_is", "since", "maker", "spot")
COLUMNS = (*COMMON, *EMPTY, "place")


def text(name: str) -> Cast:
    """A column as text, the same on both engines."""
    return Cast(F(name), TextField())


def agency_called(on: date, agency: str = "owner") -> Subquery:
    """What an agency is called on that day."""
    names = AgencyName.objects.filter(agency=OuterRef(agency), alias=False)
    standing = names.filter((Q(from_on__isnull=True) | Q(from_on__lte=on)) & (Q(to_on__isnull=True) | Q(to_on__gte=on)))
    return Subquery(standing.order_by("-from_on", "-id").values("name")[:1], output_field=TextField())


def _owner(on: date) -> Coalesce:
    return Coalesce(NullIf(text("owner_name"), NO_TEXT), agency_called(on), NO_TEXT)


def _rows(model: Any, kind: Any, reviews: QuerySet[Review] | list[int], **special: Any) -> Any:
    rows = model.objects.filter(review__in=reviews, withdrawn_at__isnull=True).order_by()
    columns = {
        "kind_is": kind if not isinstance(kind, str) else Value(kind, output_field=CharField()),
        "number_is": Cast(F("number"), TextField()),
        "text_is": F("text"),
        "since": text("made_at"),
        "maker": F("made_by_id"),
        "spot": Coalesce("source_id", NO_ID),
        **EMPTY,
        **special,
        "place": F("position"),
    }
    return rows.annotate(**columns).values_list(*COLUMNS)


def _asked_for() -> Case:
    """``unasked`` for a finding that answers no line of enquiry and is not marked as extra, where there are lines."""
    lines = LineOfEnquiry.objects.filter(review=OuterRef("review"), withdrawn_at__isnull=True)
    answered = Finding.lines.through.objects.filter(finding=OuterRef("pk"))
    unasked = When(Q(Exists(lines), ~Exists(answered), is_extra=False), then=Value("unasked"))
    return Case(unasked, default=NO_TEXT, output_field=TextField())


def _explained() -> Case:
    """``explained`` for a measure of which somebody said why it slid, after no reading that came later."""
    last = (
        Reading.objects.filter(measure=OuterRef("measure")).exclude(date_iso="").order_by("-id").values("made_at")[:1]
    )
    causes = SlideCause.objects.filter(measure=OuterRef("pk"), at__gte=Subquery(last))
    return Case(When(Exists(causes), then=Value("explained")), default=NO_TEXT, output_field=TextField())


def _consent() -> Case:
    """The day until which it may be told, or ``no_consent`` where it needs one; empty where it needs none."""
    until = When(consent_until__isnull=False, then=text("consent_until"))
    return Case(until, When(NEVER_GIVEN, then=Value(NOBODY)), default=NO_TEXT, output_field=TextField())


def beside_rows(reviews: QuerySet[Review] | list[int], held: bool) -> tuple[Any, Any]:
    """What was sent to national bodies, and dissent; of dissent that is held that it is there, and nothing else.

    Without `held` only what is printed.
    """
    of_recommendation = {
        "number_is": NO_TEXT,
        "about_is": Case(
            When(recommendation__isnull=False, then=Value("recommendation")), default=NO_TEXT, output_field=TextField()
        ),
        "about_id": Coalesce("recommendation_id", NO_ID),
    }
    unsaid = Value("Somebody disagrees. It is held, with the reason.", output_field=TextField())
    asked = _rows(
        NationalAsk,
        "national_ask",
        reviews,
        **of_recommendation,
        owner_is=text("to_name"),
        state_is=text("state"),
        due_is=Coalesce(text("reply_due_on"), NO_TEXT),
    )
    dissent = _rows(
        Dissent,
        "dissent",
        reviews,
        **of_recommendation,
        text_is=Case(When(is_printed=True, then=F("text")), default=unsaid, output_field=TextField()),
        owner_is=Case(When(is_printed=True, then=text("who")), default=NO_TEXT, output_field=TextField()),
        state_is=Case(When(is_printed=True, then=Value("printed")), default=Value("held"), output_field=TextField()),
    )
    return asked.exclude(state="drafted"), dissent if held else dissent.filter(is_printed=True)


def item_rows(reviews: QuerySet[Review] | list[int], on: date, *, drafts: bool) -> Rows:
    """Every item of the threads of those reviews, as rows of `COLUMNS`; without `drafts` as published."""
    about = [("finding", "finding"), ("theme", "theme"), ("learning_point", "learning_point")]
    about.append(("recommendation", "recommendation"))
    owner, agency = _owner(on), Coalesce("owner_id", NO_ID)
    accepted = Case(When(accepted_at__isnull=False, then=Value("accepted")), default=NO_TEXT, output_field=TextField())
    rows: Rows = _rows(Finding, "finding", reviews, state_is=_asked_for(), why_is=F("why")).union(
        _rows(Theme, "theme", reviews),
        _rows(LearningPoint, "learning_point", reviews),
        _rows(
            Recommendation,
            "recommendation",
            reviews,
            owner_is=owner,
            agency_is=agency,
            state_is=text("response") if drafts else published_answer(text("response")),
            due_is=Coalesce(Cast(Subquery(LAST_DUE), TextField()), NO_TEXT),
            origin_is=Coalesce("origin_id", NO_ID),
            passed_is=passed_on(drafts=drafts),
        ),
        *beside_rows(reviews, drafts),
        _rows(
            Action,
            "action",
            reviews,
            owner_is=owner,
            agency_is=agency,
            state_is=text("state"),
            due_is=Coalesce(text("due_on"), NO_TEXT),
            due_says=text("due_text"),
        ),
        _rows(
            Evidence,
            "evidence",
            reviews,
            state_is=accepted,
            came_on=Coalesce(text("accepted_at"), NO_TEXT),
            came_by=Coalesce("accepted_by_id", NO_ID),
            consent_is=_consent(),
        ),
        _rows(
            Measure,
            "measure",
            reviews,
            unit_is=text("unit"),
            better_is=text("better"),
            target_is=Coalesce(text("target"), NO_TEXT),
            guard_is=text("guarded_by"),
            state_is=_explained(),
        ),
        _rows(
            Statement,
            text("kind"),
            reviews,
            outcome_is=F("outcome"),
            consent_is=_consent(),
            due_is=text("date_iso"),
            due_says=text("date_text"),
            about_is=Case(
                *(When(**{f"{name}__isnull": False}, then=Value(kind)) for name, kind in about),
                default=NO_TEXT,
                output_field=TextField(),
            ),
            about_id=Coalesce(*(f"{name}_id" for name, _ in about), NO_ID),
        ),
        all=True,
    )
    return rows


# Which table joins an earlier kind to a later one, and its two columns, the earlier first.
TIES = (
    (LearningPoint.findings, "finding", "learning_point"),
    (Recommendation.findings, "finding", "recommendation"),
    (Recommendation.learning_points, "learning_point", "recommendation"),
    (Action.recommendations, "recommendation", "action"),
    (Action.findings, "finding", "action"),
    (Action.learning_points, "learning_point", "action"),
    (Evidence.actions, "action", "evidence"),
    (Evidence.statements, "statement", "evidence"),
    (Measure.findings, "finding", "measure"),
    (Measure.actions, "action", "measure"),
    (Measure.evidence, "evidence", "measure"),
    (Measure.statements, "statement", "measure"),
)


def _tie(field: Any, earlier: str, later: str, reviews: QuerySet[Review] | list[int]) -> Any:
    left, right = earlier.replace("_", ""), later.replace("_", "")
    rows = field.through.objects.filter(**{f"{right}__review__in": reviews})
    return _happened(rows, f"{TIE}{earlier} {later}", f"{left}_id", NO_TEXT, NO_ID, row=F(f"{right}_id"))


TIE = "tie "
"""So begins what a row tells that is a line between two items; the earlier kind and the later follow."""
HAPPENED = ("what", "of", "row", "at_is", "by_is", "says", "value_is", "flag", "corrects_is")


def happened_rows(reviews: QuerySet[Review] | list[int]) -> Rows:
    """States and updates of actions, readings of measures and the lines between two items, as rows of `HAPPENED`.

    A line says `TIE` with both kinds, the number of the earlier item and in `row` that of the later.
    """
    states = ActionState.objects.filter(action__review__in=reviews)
    retests = Retest.objects.filter(action__review__in=reviews)
    again = Coalesce(text("again_on"), NO_TEXT)
    updates = ActionUpdate.objects.filter(action__review__in=reviews)
    readings = Reading.objects.filter(measure__review__in=reviews)
    rows: Rows = _happened(
        states, "state", "action_id", text("at"), F("by_id"), says=text("state"), value_is=again
    ).union(
        _happened(retests, "retest", "action_id", text("at"), F("by_id"), says=text("answer"), value_is=again),
        _happened(updates, "update", "action_id", text("made_at"), F("made_by_id"), says=text("date_iso")),
        _happened(
            readings,
            "reading",
            "measure_id",
            text("made_at"),
            F("made_by_id"),
            says=text("date_iso"),
            value_is=text("value"),
            flag=Case(When(baseline=True, then=Value(1)), default=Value(0), output_field=BigIntegerField()),
            corrects_is=Coalesce("corrects_id", NO_ID),
        ),
        *(_tie(field, earlier, later, reviews) for field, earlier, later in TIES),
        all=True,
    )
    return rows


def _happened(rows: Any, what: str, of: str, at: Any, by: Any, **special: Any) -> Any:
    columns = {
        "what": Value(what, output_field=CharField()),
        "of": F(of),
        "row": F("id"),
        "at_is": at,
        "by_is": by,
        "says": NO_TEXT,
        "value_is": NO_TEXT,
        "flag": NO_ID,
        "corrects_is": NO_ID,
        **special,
    }
    return rows.order_by().annotate(**columns).values_list(*HAPPENED)
