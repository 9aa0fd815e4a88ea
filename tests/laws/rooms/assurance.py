"""Assurance: the unit runs it, an agency answers for itself and sees its own, nobody from elsewhere sees anything."""

from __future__ import annotations

from typing import Any

from tests import factories as make
from tests.laws import matrix
from throughline.assurance.models import (
    AgencyReturn,
    AnswerScore,
    AssuranceEvent,
    AssurancePoint,
    AssuranceRound,
    Brought,
    Questionnaire,
    QuestionnaireEdition,
    QuestionnaireQuestion,
    QuestionnaireStandard,
    ReturnAnswer,
    RoundQuestion,
    RoundSample,
    RoundStep,
)
from throughline.cases.models import Case

LEVELS = "Red: marrow\nAmber: marrow\nGreen: marrow"
HERE = "page: coordinator conflicted chair agency_lead lead_elsewhere scrutineer | 404: rest"
KEEPS = "page: coordinator conflicted chair | 403: agency_lead lead_elsewhere scrutineer | 404: rest"
FAR = "page: stranger | 404: rest"
ANYWHERE = KEEPS.replace("conflicted", "conflicted stranger")
DRAFTS = "page: coordinator conflicted chair | 404: rest"


def fill(case: Case, ids: dict[str, Any], *, agency: Any) -> dict[str, Any]:
    """One record of each kind: an edition that is published and a draft, a round with one answer, and an event."""
    kept: dict[str, Any] = {"made_at": make.NOW, "made_by": case.made_by}
    of: dict[str, Any] = {"case": case, **kept}
    at: dict[str, Any] = {"at": make.NOW, "by": case.made_by}
    asks = Questionnaire.objects.create(
        partnership=case.partnership, kind="section11", title=f"Marrow {case.pk}", **kept
    )
    given: dict[str, Any] = {
        "questionnaire": asks,
        "levels": LEVELS,
        "drawn_from": "Marrow.",
        "note": "Marrow.",
        **kept,
    }
    published = {"published_at": make.NOW, "published_by": case.made_by}
    edition = QuestionnaireEdition.objects.create(number=1, **given, **published)
    draft = QuestionnaireEdition.objects.create(number=2, **given)
    made: dict[str, Any] = {"edition": edition.pk, "draft": draft.pk}
    for name, row in (("", edition), ("draft_", draft)):
        standard = QuestionnaireStandard.objects.create(
            edition=row, key="marrow", title="Marrow", means="Marrow.", drawn_from="Marrow.", **kept
        )
        question = QuestionnaireQuestion.objects.create(standard=standard, key="marrow", text="Marrow?", **kept)
        made |= {f"{name}standard": standard.pk, f"{name}asked": question.pk}
    rows: dict[str, Any] = {
        "kind": "section11",
        "questionnaire": asks.title,
        "edition": 1,
        "levels": LEVELS,
        "opened_on": make.TODAY,
        "due_on": make.TODAY,
        **of,
    }
    open_one = AssuranceRound.objects.create(title="Marrow open", words="Marrow.", **rows)
    row = AssuranceRound.objects.create(title="Marrow", words="Marrow.", state="challenging", **rows)
    asked = {"position": 1, "standard_key": "m", "standard": "Marrow", "key": "m", "text": "Marrow?"}
    question = RoundQuestion.objects.create(round=row, descriptors="marrow", **asked)
    RoundQuestion.objects.create(round=open_one, descriptors="marrow", **asked)
    RoundSample.objects.create(round=row, position=1, reference="Marrow")
    waiting = AgencyReturn.objects.create(round=open_one, agency=agency, **of)
    sent_open = AssuranceRound.objects.create(title="Marrow sent", words="Marrow.", **rows)
    sent = AgencyReturn.objects.create(round=sent_open, agency=agency, state="sent", **of)
    mine = AgencyReturn.objects.create(round=row, agency=agency, state="sent", **of)
    RoundStep.objects.create(round=row, of=mine, state="sent", reason="Marrow.", **at)
    given = {"of": mine, "question": question, "level": 2, "words": "Marrow.", **of}
    sample = row.samples.get()
    answer = ReturnAnswer.objects.create(**given)
    challenged = ReturnAnswer.objects.create(sample=sample, state="challenged", **given)
    # Somebody who is none of the people of the world challenged it, so that each of them may settle it.
    AnswerScore.objects.create(answer=challenged, stage="challenge", level=1, reason="Marrow.", **at)
    event = AssuranceEvent.objects.create(
        partnership=case.partnership,
        kind="inspection",
        title="Marrow",
        body="Marrow",
        held_on=make.TODAY,
        judgement="Marrow.",
        **kept,
    )
    point = AssurancePoint.objects.create(event=event, kind="improve", text="Marrow.", **kept)
    Brought.objects.create(partnership=case.partnership, point=point, action_id=ids["action"], **at)
    return made | {
        "round": row.pk,
        "open_round": open_one.pk,
        "return": mine.pk,
        "open_return": waiting.pk,
        "sent_return": sent.pk,
        "round_question": question.pk,
        "round_answer": answer.pk,
        "challenged": challenged.pk,
        "look": event.pk,
        "point": point.pk,
        "close": "close",
        "reopen": "reopen",
        "one": "1",
        "csv": "csv",
        "excel": "excel",
        "as_evidence": "evidence",
        "as_action": "action",
    }


def rows() -> None:
    """The addresses of the room."""
    row = matrix.row
    row("assurance/", get=HERE.replace("conflicted", "conflicted stranger"))
    for path in ("questionnaires/new", "questionnaires/section-11", "rounds/new", "assurance-events/new"):
        row(path, get=ANYWHERE, post=ANYWHERE if "section-11" not in path else ANYWHERE.replace("page", "on"))
    _questionnaires()
    _rounds()
    _returns()
    _events()


def _questionnaires() -> None:
    row = matrix.row
    edition = "questionnaire-editions/<int:id>"
    row(f"{edition}/", "id=edition", get=HERE)
    row(f"{edition}/", "id=draft", get=DRAFTS)
    row(f"{edition}/", "id=far_edition", get=FAR)
    for path in ("edit", "next", "standards/new"):
        row(f"{edition}/{path}", "id=draft", get=DRAFTS, post=DRAFTS)
        row(f"{edition}/{path}", "id=far_draft", get=FAR, post=FAR)
    row(f"{edition}/publish", "id=edition", get=KEEPS, post=KEEPS.replace("page", "on"))
    for kind, name in (("standards", "standard"), ("questions", "asked")):
        for path in ("edit", "withdraw"):
            where = f"questionnaire-{kind}/<int:id>/{path}"
            row(where, f"id=draft_{name}", get=DRAFTS, post=DRAFTS)
            row(where, f"id={name}", get=KEEPS, post=KEEPS)
            row(where, f"id=far_{name}", get=FAR, post=FAR)
    new = "questionnaire-standards/<int:id>/questions/new"
    row(new, "id=draft_standard", get=DRAFTS, post=DRAFTS)
    row(new, "id=far_draft_standard", get=FAR, post=FAR)


def _rounds() -> None:
    row = matrix.row
    base = "rounds/<int:id>"
    for path in ("", "results", "compare"):
        row(f"{base}/{path}", "id=round", get=matrix.SEES)
        row(f"{base}/{path}", "id=sealed_round", get="page: coordinator chair | 404: rest")
        row(f"{base}/{path}", "id=far_round", get=FAR)
    for kind in ("csv", "excel"):
        row(f"{base}/download/<slug:kind>", f"id=round kind={kind}", get=matrix.SEES)
        row(f"{base}/download/<slug:kind>", f"id=far_round kind={kind}", get=FAR)
    row(f"{base}/edit", "id=round", get=matrix.WRITES, post=matrix.WRITES)
    row(f"{base}/peers", "id=round", get=matrix.WRITES, post=matrix.WRITES_ON)
    step = f"{base}/steps/<slug:verb>"
    row(
        step,
        "id=open_round verb=reopen",
        get="403: agency_lead scrutineer | 404: rest",
        post="403: agency_lead scrutineer | 404: rest",
    )
    row(step, "id=round verb=reopen", get=matrix.WRITES, post=matrix.WRITES)
    bring = "round-questions/<int:id>/bring"
    row(bring, "id=round_question", get=matrix.WRITES, post=matrix.WRITES)
    row(bring, "id=far_round_question", get=FAR, post=FAR)
    into = f"{bring}/<int:review>/<slug:what>"
    for what in ("as_evidence", "as_action"):
        row(into, f"id=round_question review=review what={what}", get=matrix.WRITES, post=matrix.WRITES)


def _returns() -> None:
    row = matrix.row
    base = "agency-returns/<int:id>"
    row(f"{base}/", "id=return", get=matrix.SEES)
    row(f"{base}/", "id=sealed_return", get="page: coordinator chair | 404: rest")
    row(f"{base}/", "id=far_return", get=FAR)
    answers = "page: coordinator chair agency_lead | 403: scrutineer | 404: rest"
    part = f"{base}/parts/<int:number>"
    row(part, "id=open_return number=one", get=answers, post=answers.replace("page", "on"))
    row(
        part,
        "id=return number=one",
        get="403: coordinator chair agency_lead scrutineer | 404: rest",
        post="403: coordinator chair agency_lead scrutineer | 404: rest",
    )
    row(f"{base}/send", "id=open_return", get=answers, post=answers)
    row(f"{base}/send-back", "id=sent_return", get=matrix.WRITES, post=matrix.WRITES)
    row(f"{base}/ask", "id=open_return", get=matrix.WRITES, post=matrix.WRITES)
    challenge, moderate = "return-answers/<int:id>/challenge", "return-answers/<int:id>/moderate"
    peers = "page: scrutineer | 403: coordinator chair agency_lead | 404: rest"
    row(challenge, "id=round_answer", get=peers, post=peers)
    row(challenge, "id=far_round_answer", get="403: stranger | 404: rest", post="403: stranger | 404: rest")
    row(moderate, "id=challenged", get=matrix.WRITES, post=matrix.WRITES)


def _events() -> None:
    row = matrix.row
    base = "assurance-events/<int:id>"
    row(f"{base}/", "id=look", get=HERE)
    row(f"{base}/", "id=far_look", get=FAR)
    for path in ("edit", "points/new"):
        row(f"{base}/{path}", "id=look", get=KEEPS, post=KEEPS)
        row(f"{base}/{path}", "id=far_look", get=FAR, post=FAR)
    for path in ("edit", "withdraw", "bring"):
        row(f"assurance-points/<int:id>/{path}", "id=point", get=KEEPS, post=KEEPS)
        row(f"assurance-points/<int:id>/{path}", "id=far_point", get=FAR, post=FAR)
    into = "assurance-points/<int:id>/bring/<int:review>/<slug:what>"
    # Whoever has a conflict runs assurance too, and does not see that review.
    keeps = "page: coordinator chair | 403: agency_lead lead_elsewhere scrutineer | 404: rest"
    for what in ("as_evidence", "as_action"):
        row(into, f"id=point review=review what={what}", get=keeps, post=keeps)
        far = "403: agency_lead lead_elsewhere scrutineer | 404: rest"
        row(into, f"id=point review=far_review what={what}", get=far, post=far)
