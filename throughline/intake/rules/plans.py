"""An action plan that was read, as the text that is settled: each part with its place in the file. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rapidfuzz import fuzz

from throughline.actionplans.rules import GRADES, STOPS
from throughline.intake.rules.again import folded, same_number
from throughline.intake.rules.tables import state_in_words
from throughline.planfiles import Plan, PlanAction, pilot_lines, written

PLAN = "action_plan"
# So alike, out of a hundred, are the words of a plan and a recommendation when they are taken for the same.
ALIKE = 88
LEAST_LETTERS = 12
_SAYS = {
    "number": "Number",
    "recommendation": "Recommendation",
    "agency": "Agency",
    "owner": "Owner",
    "lead_role": "Lead role",
    "group": "Monitoring group",
    "due": "By when",
    "due_on": "Day due",
    "success": "Success measure",
    "cost": "Cost",
    "strategy": "Business plan or strategy",
    "reach": "For",
    "state": "State",
    "rag": "RAG",
    "findings": "Finding",
    "learning_points": "Learning point",
    "grade": "Grade of its end",
    "grade_why": "Why it ended so",
    "pilot": "Tried first",
}
_EMPTY = (
    *("findings", "learning_points", "recommendations", "committee_recommendations", "actions", "progress"),
    *("impact", "case_studies", "dates", "reviews", "subjects", "claims", "mended", "measures"),
)
_GRAVE = "low"


def reading_of(plan: Plan) -> dict[str, Any]:
    """What a reading of a document says, of a plan: its text, and under ``plan`` what is proposed and where it is."""
    text = _Text()
    counted = f"{plan.name}: {plan.rows} rows, {len(plan.actions)} actions, {len(plan.refused)} rows listed below."
    text.paragraph("\n".join([counted, *plan.aside]))
    proposed: list[dict[str, Any]] = []
    doubts: list[dict[str, Any]] = []
    for action in plan.actions:
        at = text.paragraph(f"{action.where}\tAction\t", _one_block(action.text), _beside(action))
        proposed.append(_action(action, at))
        doubts += [_doubt(note, at) for note in (*action.notes, *_ended(action))]
        for update in action.updates:
            place = dict(action.cells).get("progress", action.where)
            when = update.date_text or "date not stated"
            at = text.paragraph(f"{place}\tProgress, {when}\t", _one_block(update.text))
            proposed.append(_update(action, update.date_text, update.date_iso, _one_block(update.text), at))
        for line in action.history:
            said = from_plan(line.text)
            place = dict(action.cells).get("history", action.where)
            at = text.paragraph(f"{place}\tWhat became of it, {line.date_text or 'date not stated'}\t", said)
            proposed.append(_update(action, line.date_text, line.date_iso, said, at))
    for row in plan.refused:
        text.paragraph(f"{row.where}\t{row.number} {row.why}\t", _one_block(row.text))
    lists: dict[str, Any] = {name: [] for name in _EMPTY}
    return {
        **lists,
        "kind": PLAN,
        "title": plan.name,
        "text": text.whole,
        "partnership": "",
        "doubts": doubts,
        "plan": proposed,
    }


def tied(said: str, numbers: Sequence[str], rows: Iterable[tuple[int, str, str]]) -> tuple[int, ...]:
    """What an action of a plan answers, of (key, number, words): by number and by its lines, else by likeness."""
    rows = list(rows)
    found = [key for wanted in numbers for key, number, _ in rows if same_number(number, wanted)]
    lines = {folded(line) for line in said.split("\n") if line.strip()}
    found += [key for key, _, text in rows if folded(text) in lines]
    if found or len(said) < LEAST_LETTERS:
        return tuple(dict.fromkeys(found))
    words = folded(said)
    near = [(fuzz.token_set_ratio(words, folded(text)), -key) for key, _, text in rows if len(text) >= LEAST_LETTERS]
    best = max(near, default=(0.0, 0))
    return (-best[1],) if best[0] >= ALIKE else ()


def from_plan(words: str) -> str:
    """What a file says became of an action, as it is kept: as what the file says, never as what was done here."""
    return f"The plan says: {_one_block(words)}"


class _Text:
    """The text of a plan as it grows, a paragraph for each part."""

    def __init__(self) -> None:
        self.whole = ""

    def paragraph(self, before: str, words: str = "", after: str = "") -> tuple[int, int]:
        """The paragraph stands at the end; the place of its words."""
        if self.whole:
            self.whole += "\n\n"
        start = len(self.whole) + len(before)
        self.whole += before + words + after
        return start, start + len(words)


def _one_block(text: str) -> str:
    """The words without blank lines, which part paragraphs."""
    return "\n".join(line for line in text.split("\n") if line.strip())


def _beside(action: PlanAction) -> str:
    """What else the row says, each part with its place."""
    cells = dict(action.cells)
    values = {
        "number": action.number,
        "recommendation": action.recommendations,
        "agency": action.agency,
        "owner": action.owner,
        "lead_role": action.lead_role,
        "group": action.group,
        "due": action.due_text,
        "due_on": action.due_on.isoformat() if action.due_on and "due_on" in cells else "",
        "success": action.success,
        "cost": action.cost,
        "strategy": action.strategy,
        "state": action.state_words,
        "rag": action.rag_words or action.rag,
        "findings": action.findings,
        "learning_points": action.learning_points,
        "grade": action.grade_words,
        "grade_why": action.grade_why,
        "pilot": pilot_lines(action.pilot),
    }
    lines = [f"\n{cells.get(kind, '')}\t{_SAYS[kind]}\t{_one_block(value)}" for kind, value in values.items() if value]
    for head, said in action.others:
        lines.append(f"\n{cells.get(f'other {head}', '')}\t{head or 'No heading'}\t{_one_block(said)}")
    return "".join(lines)


def _action(action: PlanAction, at: tuple[int, int]) -> dict[str, Any]:
    iso = action.due_on.isoformat() if action.due_on else written(action.due_text)
    state = state_of(action)
    extra: dict[str, Any] = {
        "due_text": action.due_text,
        "due_iso": iso,
        "agency": action.agency,
        "unnamed": not action.owner,
        "answers": {"said": action.recommendations, "numbers": list(action.numbers)},
        "finds": {"said": action.findings, "numbers": list(action.finding_numbers)},
        "learns": {"said": action.learning_points, "numbers": list(action.learning_numbers)},
        "pilot": pilot_lines(action.pilot),
        "ending": _ending(action),
        "rag": action.rag_words or action.rag,
        "plan": {
            "lead_role": action.lead_role,
            "watching_group": action.group,
            "success": action.success,
            "cost": action.cost,
            "strategy": action.strategy,
            "reach": action.reach,
        },
    }
    if state:
        extra |= {"state": state, "state_text": action.state_words or _shows(action)}
    return {
        "kind": "action",
        "number": action.number,
        "text": _one_block(action.text),
        "owner": action.owner or action.agency,
        "at": list(at),
        "extra": extra,
    }


def _update(action: PlanAction, date_text: str, date_iso: str, text: str, at: tuple[int, int]) -> dict[str, Any]:
    return {
        "kind": "progress",
        "number": "",
        "text": text,
        "owner": "",
        "at": list(at),
        "about": ["action", action.number, _one_block(action.text)],
        "extra": {"date_text": date_text, "date_iso": date_iso, "of_plan": True},
    }


def _shows(action: PlanAction) -> str:
    """What shows the state where no words do."""
    return action.rag if action.rag == "blue" else action.updates[-1].text[:80]


_STOPPED = frozenset({"stopped", "withdrawn", "cancelled", "no longer applicable", "superseded", "not to be done"})


def state_of(action: PlanAction) -> str:
    """The state in which an action of a plan begins here: claimed done at most, for nobody here has looked."""
    words = action.state_words
    if words.casefold() in ("confirmed", "claimed done"):
        return "claimed_done"
    if words.casefold() == "returned":
        return "under_way"
    told = state_in_words(words)
    if not told and action.rag == "blue":
        return "claimed_done"
    return told or ("under_way" if action.updates else "")


def _ending(action: PlanAction) -> dict[str, str]:
    """How an action was stopped, where the plan gives a grade for that and the reason; else empty."""
    key = next((key for key in STOPS if GRADES[key].word.casefold() == action.grade_words.casefold()), "")
    if action.state_words.casefold() != "stopped" or not key or not action.grade_why:
        return {}
    return {"state": "stopped", "grade": key, "reason": action.grade_why}


def _ended(action: PlanAction) -> tuple[str, ...]:
    """What a person has to do for an action that was stopped where the plan does not say why: they are to say it."""
    if action.state_words.casefold() not in _STOPPED or _ending(action):
        return ()
    return (
        f"The plan says “{action.state_words}”. It comes in as not started: say on its page why it will not be done.",
    )


def _doubt(note: str, at: tuple[int, int]) -> dict[str, Any]:
    return {"rule": "plan_note", "number": "", "severity": _GRAVE, "says": note, "at": list(at)}


def planned(reading: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a plan proposes, in the words of the items to settle."""
    found = []
    for one in reading["plan"]:
        kind, number, name = one.get("about", ("", "", ""))
        start, end = one["at"]
        values = {name: one[name] for name in ("kind", "number", "text", "owner", "extra")}
        about = {"about_kind": kind, "about_number": number, "about_name": name}
        found.append({**values, **about, "start": start, "end": end})
    return found
