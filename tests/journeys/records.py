"""One record of each kind that a page of Wexmoor is about, by its number."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils import timezone

from tests import factories as make
from tests import records
from tests.commissions import one_of_each
from tests.journeys.wexmoor import Wexmoor
from throughline.actionplans.models import Action
from throughline.assurance.models import (
    AgencyReturn,
    AssuranceEvent,
    AssurancePoint,
    AssuranceRound,
    QuestionnaireEdition,
    QuestionnaireQuestion,
    QuestionnaireStandard,
    ReturnAnswer,
    RoundQuestion,
)
from throughline.caseexport.models import CaseExport
from throughline.cases.models import CasePaper
from throughline.chronology.models import (
    ChronologyEntry,
    EntryMark,
    EntrySource,
    FoundLink,
    KeyEpisode,
    RefusedLine,
    Submission,
)
from throughline.findings.models import CommitteeRecommendation, Finding, LearningPoint, Recommendation, Theme
from throughline.groups.models import GroupCondition, GroupItem, GroupMeeting
from throughline.identities.models import Child
from throughline.impact.models import Measure, Reading, ReadingsFile, Statement
from throughline.impact.services import add_reading, receive_readings_file
from throughline.intake import services as intake
from throughline.kernel.actor import Actor
from throughline.messages.models import Ask
from throughline.messages.queries import recipients
from throughline.messages.services import ask
from throughline.national.models import Advice, NationalAsk
from throughline.notifications.models import Incident, Notification, SafetyQuestion
from throughline.partnerships.models import Agency, Group
from throughline.proceedings.models import Disclosure, Hold, Outcome, Proceeding
from throughline.rapidreviews.models import RapidReview
from throughline.responses.models import Dissent, Response
from throughline.responses.queries import stage_of
from throughline.reviews.models import KeyDate, Review, Subject
from throughline.safeguards.models import Safeguard, SafeguardCitation
from throughline.voices.models import Contribution, FamilyMember, Invitation, LearningEvent, Voice

PAPER = Path(__file__).parents[1] / "readings" / "brackwater-progress-child-aa-2021.docx"


def import_of(wexmoor: Wexmoor) -> Any:
    """A paper that was read and waits to be settled by the coordinator."""
    ruth = make.actor(wexmoor.person("ruth"), on=timezone.localdate())
    return intake.read_in(name=PAPER.name, data=PAPER.read_bytes(), review=None, by=ruth, at=timezone.now())


def ask_of(wexmoor: Wexmoor) -> Ask:
    """A question of the coordinator's to the lead of an agency, about a case, which waits for its answer."""
    today = timezone.localdate()
    ruth = make.actor(wexmoor.person("ruth"), on=today)
    to = recipients(ruth.partnership, on=today)[0].key
    about = {"case": wexmoor.review().case, "kind": "question", "subject": ("case", 1), "question": "What is known?"}
    return ask(**about, to=to, due_on=today, by=ruth, at=timezone.now())


def ids(wexmoor: Wexmoor) -> dict[str, int]:
    """What stands in routes: by the folder and, for a part inside it, the part's name."""
    alder = wexmoor.review()
    of = {"review": alder}
    proposal = import_of(wexmoor)
    asked = ask_of(wexmoor)
    daniel = wexmoor.person("daniel")
    marian = make.actor(wexmoor.person("marian"), on=timezone.localdate())
    newest = records.evidence(alder, marian, number="9")
    linked = {
        "findings": Finding.objects.filter(**of),
        "learning-points": LearningPoint.objects.all(),
        "recommendations": Recommendation.objects.filter(**of),
        "recommendations/earlier": Recommendation.objects.exclude(**of),
        "themes": Theme.objects.all(),
        "actions": Action.objects.filter(**of, state="claimed_done"),
        "statements": Statement.objects.filter(kind="case_study"),
        "measures": Measure.objects.filter(**of),
        "readings": Reading.objects.filter(pk=reading_of(alder, marian).pk),
        "readings-files": ReadingsFile.objects.filter(measure__review=alder),
        "committee-recommendations": CommitteeRecommendation.objects.all(),
        "answers": Response.objects.filter(
            pk__in=[row.pk for row in Response.objects.all() if stage_of(row) == "drafted"]
        ),
        "dissents": Dissent.objects.all(),
        "national-asks": NationalAsk.objects.all(),
        "advice": Advice.objects.all(),
        "proceedings": Proceeding.objects.filter(**of),
        "outcomes": Outcome.objects.filter(**of),
        "holds": Hold.objects.filter(**of, to_on=None),
        "disclosures": Disclosure.objects.filter(**of),
        "family-members": FamilyMember.objects.filter(**of),
        "voices": Voice.objects.filter(**of),
        "learning-events": LearningEvent.objects.filter(**of),
        "learning-events/contributions": Contribution.objects.filter(event__review=alder),
        "invitations": Invitation.objects.filter(**of),
        "agencies": Agency.objects.filter(partnership=alder.case.partnership),
        "groups": Group.objects.filter(to_on=None),
        "boards/agencies": Agency.objects.filter(partnership=alder.case.partnership),
        "boards/groups": Group.objects.filter(to_on=None),
        "boards/reviews": Review.objects.filter(pk=alder.pk),
        "meetings": GroupMeeting.objects.all(),
        "group-items": GroupItem.objects.filter(kind="decided"),
        "group-referrals": GroupItem.objects.filter(kind="referred"),
        "group-conditions": GroupCondition.objects.all(),
        "safeguards": Safeguard.objects.filter(kind="panel"),
        "safeguard-citations": SafeguardCitation.objects.filter(**of),
        "reviews/children": Subject.objects.filter(**of),
        "reviews/dates": KeyDate.objects.filter(**of),
        "imports/items": proposal.items.filter(kind="finding"),
        "incidents": Incident.objects.filter(name="Child Tansy"),
        "notifications": Notification.objects.all(),
        "rapid-reviews": RapidReview.objects.filter(incident__name="Child Hazel"),
        "safety": SafetyQuestion.objects.filter(incident__name="Child Sedge"),
        "children": Child.objects.filter(pseudonym="Tansy"),
        "questionnaire-editions": QuestionnaireEdition.objects.all(),
        "questionnaire-standards": QuestionnaireStandard.objects.all(),
        "questionnaire-questions": QuestionnaireQuestion.objects.all(),
        "rounds": AssuranceRound.objects.filter(title="Section 11, this year"),
        "round-questions": RoundQuestion.objects.all(),
        "agency-returns": AgencyReturn.objects.filter(round__title="Section 11, this year", state="asked"),
        "return-answers": ReturnAnswer.objects.filter(state="challenged"),
        "assurance-events": AssuranceEvent.objects.all(),
        "assurance-points": AssurancePoint.objects.all(),
        "assurance-points/bring": Review.objects.filter(pk=alder.pk),
        "round-questions/bring": Review.objects.filter(pk=alder.pk),
        "chronology-submissions": Submission.objects.filter(case=alder.case, refused__isnull=False),
        "chronology-refused": RefusedLine.objects.filter(submission__case=alder.case),
        "chronology-entries": ChronologyEntry.objects.filter(marks__isnull=False),
        "chronology-sources": EntrySource.objects.filter(case=alder.case),
        "chronology-episodes": KeyEpisode.objects.filter(case=alder.case),
        "chronology-marks": EntryMark.objects.filter(case=alder.case),
        "exports": CaseExport.objects.filter(pk=export_of(alder, wexmoor).pk),
    }
    pair = FoundLink.objects.filter(case=alder.case, kind="contradiction")[0]
    return {
        "reviews": alder.pk,
        "cases": alder.case_id,
        "chronology-pairs": pair.one_id,
        f"chronology-pairs/{pair.one_id}": pair.other_id,
        "people": daniel.pk,
        "evidence": newest.pk,
        "imports": proposal.pk,
        "messages": asked.pk,
        "documents": CasePaper.objects.filter(case=alder.case)[0].document_id,
        **{place: rows.order_by("id")[0].pk for place, rows in linked.items()},
        **{f"reviews/{key}": pk for key, pk in one_of_each(alder, Agency.objects.all()[0]).items()},
    }


def reading_of(review: Review, by: Actor) -> Reading:
    """A reading that the chair entered and nobody assured yet, and a file of values that waits to be looked at."""
    at, measure = timezone.now(), Measure.objects.filter(review=review).order_by("id")[0]
    receive_readings_file(measure, name="list.csv", data=b"Month,Share\nMay 2025,43\nsoon,44\n", by=by, at=at)
    when = {"date_text": "May 2025", "date_iso": "2025-05"}
    return add_reading(measure, value=Decimal(43), **when, by=by, at=at)


def export_of(review: Review, wexmoor: Wexmoor) -> CaseExport:
    """A file with who the children are, for which the chair asked, and to which nobody has agreed yet."""
    by, at = wexmoor.person("marian"), timezone.now()
    given = {"scope": "identities", "reason": "We move to another system.", "case": review.case}
    made, _ = CaseExport.objects.get_or_create(mark="WALK-WALK-WALK", defaults={**given, "made_at": at, "made_by": by})
    return made
