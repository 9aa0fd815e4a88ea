"""The first page of assurance: rounds, looks from outside, and questionnaires."""

from __future__ import annotations

from collections import Counter
from datetime import date

from throughline.assurance.models import AssuranceEvent, AssuranceRound, Questionnaire, QuestionnaireEdition
from throughline.assurance.pages import HOME
from throughline.assurance.permissions import why_not_run
from throughline.assurance.queries.events import visible_events
from throughline.assurance.queries.questionnaires import questionnaires_of
from throughline.assurance.queries.rounds import visible_returns, visible_rounds
from throughline.assurance.rules import events, rounds
from throughline.kernel.actor import Actor
from throughline.reviews.addresses import shortened
from throughline.reviews.sheets import Block, Cell, Sheet
from throughline.ui.words import counted, day

MOST = 100
WRITE = (("Write a questionnaire", "/questionnaires/new"), ("Begin with Section 11", "/questionnaires/section-11"))


def overview(actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """All of it, as far as the person may see it."""
    found = list(visible_rounds(actor, on).order_by("-opened_on", "-id")[:MOST])
    looks = list(visible_events(actor).order_by("-held_on", "-id")[:MOST])
    asks = questionnaires_of(actor)
    states: dict[int, Counter[str]] = {}
    for key, state in (
        visible_returns(actor, on).filter(round__in=[row.pk for row in found]).values_list("round_id", "state")
    ):
        states.setdefault(key, Counter())[state] += 1
    runs = why_not_run(actor=actor) is None
    late = sum(row.state == "answering" and row.due_on < on for row in found)
    lead = f"{counted(len(found), 'round')} on record." if found else "No round is on record."
    page = Sheet(
        title="Assurance",
        over="",
        trail=HOME,
        lead=(lead, f" {counted(late, 'round')} past the day for answers." if late else ""),
        blocks=(
            Block(
                "Rounds",
                "Section 11 self-assessments and multi-agency audits. You see those in which your agency was asked.",
                ("Round", "Questionnaire", "Answers due", "How it stands"),
                tuple(_round(row, states.get(row.pk, Counter()), on) for row in found),
                "No round was opened yet.",
                deeds=(("Open a round", "/rounds/new"),) if runs else (),
            ),
            Block(
                "Peer reviews, challenge events and inspections",
                "What they found becomes evidence and actions in reviews.",
                ("Day", "What it was", "By which body", "Judgement, in its own words"),
                tuple(_event(row) for row in looks),
                "None is on record.",
                deeds=(("Record one", "/assurance-events/new"),) if runs else (),
            ),
            Block(
                "Questionnaires",
                "A published edition never changes; a new one is drafted from it.",
                ("Questionnaire", "What it is for", "Newest edition"),
                tuple(_questionnaire(row, editions) for row, editions in asks),
                "There is none yet.",
                deeds=(
                    ("Write a questionnaire", "/questionnaires/new"),
                    ("Begin with Section 11", "/questionnaires/section-11"),
                )
                if runs
                else (),
            ),
        ),
    )
    shown = [f"assurance_round {row.pk}" for row in found] + [f"assurance_event {row.pk}" for row in looks]
    return page, shown


def _round(row: AssuranceRound, states: Counter[str], on: date) -> tuple[Cell, ...]:
    state = rounds.STATES[row.state]
    late = row.state == "answering" and row.due_on < on
    sent = states["sent"]
    words = f"{state.word}, {sent} of {counted(states.total(), 'agency', 'agencies')} sent"
    return (
        Cell(row.title, f"{rounds.KINDS[row.kind]}, {row.case.reference}", f"/rounds/{row.pk}/"),
        Cell(row.questionnaire, f"Edition {row.edition}"),
        Cell(day(row.due_on)),
        Cell(words, sign="overdue" if late and sent < states.total() else state.sign),
    )


def _event(row: AssuranceEvent) -> tuple[Cell, ...]:
    return (
        Cell(day(row.held_on), url=f"/assurance-events/{row.pk}/"),
        Cell(row.title, events.KINDS[row.kind]),
        Cell(row.body),
        Cell(f"“{shortened(row.judgement, 160)}”" if row.judgement else "None was given"),
    )


def _questionnaire(row: Questionnaire, editions: list[QuestionnaireEdition]) -> tuple[Cell, ...]:
    newest = editions[0]
    return (
        Cell(row.title, url=f"/questionnaire-editions/{newest.pk}/"),
        Cell(rounds.KINDS[row.kind]),
        Cell(*edition_stands(newest)),
    )


def edition_stands(row: QuestionnaireEdition) -> tuple[str, str]:
    """``Edition 2, published`` and when; or that it is a draft."""
    if row.published_at is None:
        return f"Edition {row.number}, a draft", "Not asked yet"
    return f"Edition {row.number}", f"Published on {day(row.published_at)}"
