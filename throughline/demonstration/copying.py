"""Many areas like the first, for measuring: every row of Wexmoor and its neighbour under other names.

Nothing here goes through the services, for a hundred thousand rows would take an hour; so the audit chains are made
here too, an event for each of the first partnership's, and they hold like its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models

from throughline.actionplans.models import Action, ActionState, ActionUpdate
from throughline.audit.models import Event, Head, as_written
from throughline.audit.rules import hash_of
from throughline.cases.models import Case, CaseMember, CasePaper, Conflict, Seal
from throughline.commissioning import models as commissioned
from throughline.commissioning.models import AgencyReportState, AgencyReportVersion
from throughline.documents.models import Document, Span
from throughline.findings.models import CommitteeRecommendation, Finding, LearningPoint, Recommendation, Theme
from throughline.identities.models import Child
from throughline.impact.models import Evidence, Measure, Reading, Statement
from throughline.notifications.models import (
    Decision,
    DecisionLimb,
    Incident,
    Notification,
    PartnerAnswer,
    SafetyAnswer,
    SafetyQuestion,
    Telling,
)
from throughline.partnerships.models import (
    Agency,
    AgencyName,
    Group,
    GroupName,
    Membership,
    Partnership,
    PartnershipName,
    Seat,
    User,
)
from throughline.proceedings.models import Disclosure, Hold, HoldNote, Outcome, Proceeding, ProceedingState
from throughline.reviews.models import KeyDate, Review, ReviewState, StateProposal, Subject
from throughline.voices.models import Contribution, FamilyContact, FamilyMember, Invitation, LearningEvent, Voice

COMMISSIONED: tuple[type[models.Model], ...] = (
    commissioned.Commission,
    commissioned.LegalBasis,
    commissioned.CoveredIncident,
    commissioned.LineOfEnquiry,
    commissioned.Product,
    commissioned.EarlyLearning,
    commissioned.MissingPiece,
    commissioned.Reviewer,
    commissioned.PanelSeat,
    commissioned.PanelMeeting,
    commissioned.Decision,
    commissioned.Condition,
    commissioned.Stage,
    commissioned.Cost,
    commissioned.Evaluation,
    commissioned.Foresight,
    commissioned.AgencyReport,
    commissioned.ReportAnswer,
    commissioned.AgencyRecommendation,
    commissioned.QualityMark,
)
# Each kind of row with the way from it to its partnership; a later kind points only to earlier ones, or to itself.
KINDS: tuple[tuple[type[models.Model], str], ...] = (
    (User, "memberships__partnership"),
    (PartnershipName, "partnership"),
    (Agency, "partnership"),
    (AgencyName, "agency__partnership"),
    (Group, "partnership"),
    (GroupName, "group__partnership"),
    (Seat, "group__partnership"),
    (Membership, "partnership"),
    (Document, "partnership"),
    (Span, "document__partnership"),
    (Case, "partnership"),
    (CaseMember, "case__partnership"),
    (CasePaper, "case__partnership"),
    (Conflict, "case__partnership"),
    (Seal, "case__partnership"),
    (Child, "case__partnership"),
    (Incident, "case__partnership"),
    (PartnerAnswer, "incident__case__partnership"),
    (Decision, "incident__case__partnership"),
    (DecisionLimb, "decision__incident__case__partnership"),
    (Notification, "incident__case__partnership"),
    (Telling, "incident__case__partnership"),
    (SafetyQuestion, "case__partnership"),
    (SafetyAnswer, "question__case__partnership"),
    (Review, "case__partnership"),
    (ReviewState, "review__case__partnership"),
    (StateProposal, "review__case__partnership"),
    (Subject, "review__case__partnership"),
    (KeyDate, "review__case__partnership"),
    (Proceeding, "case__partnership"),
    (ProceedingState, "case__partnership"),
    (Outcome, "case__partnership"),
    (Hold, "case__partnership"),
    (HoldNote, "case__partnership"),
    (Disclosure, "case__partnership"),
    (FamilyMember, "case__partnership"),
    (FamilyContact, "case__partnership"),
    (Voice, "case__partnership"),
    (LearningEvent, "case__partnership"),
    (Invitation, "case__partnership"),
    (Contribution, "case__partnership"),
    *((model, "case__partnership") for model in COMMISSIONED),
    (AgencyReportState, "report__case__partnership"),
    (AgencyReportVersion, "report__case__partnership"),
    (Theme, "case__partnership"),
    (Finding, "case__partnership"),
    (LearningPoint, "case__partnership"),
    (Recommendation, "case__partnership"),
    (CommitteeRecommendation, "case__partnership"),
    (Action, "case__partnership"),
    (ActionState, "action__case__partnership"),
    (ActionUpdate, "action__case__partnership"),
    (Statement, "case__partnership"),
    (Evidence, "case__partnership"),
    (Measure, "case__partnership"),
    (Reading, "measure__case__partnership"),
)
BATCH = 400
FIRST = "Nether Upper Long Cold West East High Low Fair Stony Green Old Broad Deep"
LAST = "tarn moor wick combe holt mere fell brook stead ness ford dale ley cote"

Places = dict[tuple[int, int], int]


def place(number: int) -> str:
    """A made-up place for each number."""
    first, last = FIRST.split(), LAST.split()
    name = first[number % len(first)] + last[number // len(first) % len(last)]
    again = number // (len(first) * len(last))
    return f"{name} {again + 1}" if again else name


def copy_partnerships(firsts: Sequence[Partnership], copies: int) -> None:
    """So many of each stand beside these partnerships, with everything that they have and chains that hold."""
    new: dict[type[models.Model], Places] = defaultdict(dict)
    for block, first in enumerate(firsts):
        numbers = range(block * copies, (block + 1) * copies)
        made = Partnership.objects.bulk_create(
            [Partnership(short=f"area-{number}", from_on=first.from_on) for number in numbers], batch_size=BATCH
        )
        new[Partnership] |= {(number, first.pk): row.pk for number, row in enumerate(made)}
    for model, way in KINDS:
        rows = list(model._default_manager.filter(**{f"{way}__in": firsts}).distinct().order_by("pk"))
        for generation in _generations(model, rows):
            _copy(model, generation, copies, new)
        for field in model._meta.local_many_to_many:
            _copy_links(field, model, rows, copies, new)
    for first in firsts:
        _chains(first, copies, new)


def _generations(model: type[models.Model], rows: list[Any]) -> Iterator[list[Any]]:
    """Rows that point to none of their own kind first, then those that point to them, and so on."""
    own = [f for f in model._meta.concrete_fields if f.related_model is model]
    done: set[int] = set()
    while rows:
        ready = [row for row in rows if all(getattr(row, f.attname) in (None, *done) for f in own)]
        yield ready
        done |= {row.pk for row in ready}
        rows = [row for row in rows if row.pk not in done]


def _copy(model: type[models.Model], rows: list[Any], copies: int, new: dict[type[models.Model], Places]) -> None:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    keys = [(number, row.pk) for number in range(copies) for row in rows]
    copied = []
    for number in range(copies):
        for row in rows:
            values = {field.attname: _value(field, row, number, new) for field in fields}
            copied.append(model(**_named(model, values, number, copies)))
    made = model._default_manager.bulk_create(copied, batch_size=BATCH)
    new[model].update({key: row.pk for key, row in zip(keys, made, strict=True)})


def _value(field: Any, row: Any, number: int, new: dict[type[models.Model], Places]) -> Any:
    value = getattr(row, field.attname)
    if field.related_model is None or value is None:
        return value
    return new[field.related_model][number, value]


def _named(model: type[models.Model], values: dict[str, Any], number: int, copies: int) -> dict[str, Any]:
    """Names and addresses are another place's."""
    if model is User:
        return {**values, "email": f"{number}.{values['email']}"}
    if model in (PartnershipName, AgencyName, Document):
        named = "title" if model is Document else "name"
        said = values[named].replace("Wexmoor", place(number)).replace("Marrowick", place(copies + number))
        return {**values, named: said}
    return values


def _copy_links(
    field: Any, model: type[models.Model], rows: list[Any], copies: int, new: dict[type[models.Model], Places]
) -> None:
    through, mine, theirs = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
    links = list(through.objects.filter(**{f"{mine}__in": [row.pk for row in rows]}).values_list(mine, theirs))
    other = field.related_model
    copied = [
        through(**{mine: new[model][number, left], theirs: new[other][number, right]})
        for number in range(copies)
        for left, right in links
    ]
    through.objects.bulk_create(copied, batch_size=BATCH)


def _chains(first: Partnership, copies: int, new: dict[type[models.Model], Places]) -> None:
    copied_kinds: list[type[models.Model]] = [Partnership, *dict(KINDS)]
    kinds: dict[str, type[models.Model]] = {str(model._meta.model_name): model for model in copied_kinds}
    kinds |= {"learning_point": LearningPoint, "committee_recommendation": CommitteeRecommendation}
    events = list(Event.objects.filter(chain=first.pk).order_by("number"))
    for number in range(copies):
        chain, before, copied = new[Partnership][number, first.pk], "", []
        for event in events:
            values = {field.attname: getattr(event, field.attname) for field in Event._meta.concrete_fields}
            model = kinds.get(event.subject_type)
            values |= {
                "id": None,
                "chain": chain,
                "actor": new[User].get((number, event.actor), 0),
                "subject": new[model].get((number, event.subject), 0) if model else event.subject,
                "case": new[Case].get((number, event.case), 0),
                "before_hash": before,
            }
            made = Event(**values)
            before = made.hash = hash_of(as_written(made))
            copied.append(made)
        Event.objects.bulk_create(copied, batch_size=BATCH)
        Head.objects.create(chain=chain, length=len(copied), hash=before)
