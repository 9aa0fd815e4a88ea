"""An item as the page shows it: its words, its facts, and what can be done to it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from throughline.actionplans.rules import GRADES, REACH
from throughline.actionplans.rules import STATES as STATES_OF_ACTIONS
from throughline.findings.models import Recommendation
from throughline.impact.rules.grades import kind_word
from throughline.intake.models import Proposal, ProposedItem
from throughline.intake.queries.owners import Owners
from throughline.intake.queries.shown import ShownItem
from throughline.intake.rules.again import folded
from throughline.intake.rules.answers import UNSETTLED
from throughline.intake.rules.kinds import ABOUT, ALREADY, CORRECTED, KINDS, OPEN, SAFEGUARD, STATEMENTS, STATES
from throughline.intake.rules.plans import tied
from throughline.kernel.periods import in_words
from throughline.safeguards.rules import KINDS as SAFEGUARDS
from throughline.ui.words import capital

LONG, SHOWN_OF_LONG = 60, 24


class Worded:
    """Puts the items of one proposal into words."""

    def __init__(self, proposal: Proposal, text: str, joinable: Collection[int]) -> None:
        self._text = text
        self._joinable = joinable
        self._owners = Owners(proposal.partnership_id)
        self._asked: tuple[tuple[int, str, str], ...] = ()
        if proposal.review_id:
            asked = Recommendation.objects.filter(review=proposal.review_id, withdrawn_at__isnull=True)
            self._asked = tuple(asked.order_by("position", "id").values_list("pk", "number", "text"))
        self._several = len({row.pk for row in proposal.reviews.all()}) > 1

    def item(self, item: ProposedItem) -> ShownItem:
        """The item as it is shown beside its words."""
        words = item.text.split()
        long = len(words) > LONG and item.state == OPEN and self._text[item.start : item.end] == item.text
        kind = KINDS[item.kind]
        return ShownItem(
            id=item.pk,
            tag=item.tag,
            kind=item.kind,
            title=capital(kind.one),
            number=item.number,
            words=" ".join(words[:SHOWN_OF_LONG]) + " …" if long else _shown(item),
            rest=len(words) if long else 0,
            facts=tuple(self._facts(item)),
            state=item.state,
            state_word="Already in the record" if item.state == ALREADY else STATES[item.state],
            doubts=tuple(d.position for d in item.doubts.all() if d.answer in UNSETTLED),
            whose_in_doubt="" if item.sure_of_review else self._whose(item),
            saved=item.saved,
            can_undo=not item.saved and item.state not in {OPEN, ALREADY},
            can_join=item.pk in self._joinable,
            record=f"{item.record_type} {item.record}" if item.record else "",
            why_dropped=str(item.extra.get("why_dropped", "")),
        )

    def _facts(self, item: ProposedItem) -> list[tuple[str, str]]:
        facts: list[tuple[str, str]] = []
        extra = item.extra
        if when := _when(item):
            facts.append(("When", when))
        if item.kind == SAFEGUARD and extra.get("thing") in SAFEGUARDS:
            facts.append(("Kind of thing", SAFEGUARDS[extra["thing"]].title))
        if item.owner:
            agency = self._owners.of(item.owner)
            facts.append(("Of", f"{item.owner} (known here)" if agency else item.owner))
        facts += _of_action(item.kind, extra)
        facts += self._planned(item)
        about = " ".join(
            part for part in (ABOUT[item.about_kind].removeprefix("A ").removeprefix("The "), item.about_number) if part
        )
        if item.about_kind:
            named = item.about_name if folded(item.about_name) not in {"", folded(about)} else ""
            facts.append(("About", capital(about) + (f": {named}" if named else "")))
        if extra.get("outcome"):
            facts.append(("Outcome", str(extra["outcome"])))
        if self._several and item.of is not None:
            facts.append(("Review", item.of.name))
        if item.state == CORRECTED and item.original.get("text") not in {None, item.text}:
            facts.append(("As written", f"“{item.original['text']}”"))
        return facts

    def _planned(self, item: ProposedItem) -> list[tuple[str, str]]:
        """What a plan says of an action beside its words, and which recommendations it is tied to."""
        if "plan" not in item.extra:
            return []
        said, answers = item.extra["plan"], item.extra["answers"]
        keys = tied(answers["said"], answers["numbers"], self._asked) if not item.about_kind else ()
        names = [f"{number or 'Without a number'}: {text}" for key, number, text in self._asked if key in keys]
        if not names and (answers["said"] or answers["numbers"]) and not item.about_kind:
            names = [f"none found in the review for “{answers['said'] or ', '.join(answers['numbers'])}”"]
        labels = {"reach": "For", "lead_role": "Lead role", "watching_group": "Watched by", "success": "Success"}
        labels |= {"cost": "Cost", "strategy": "Strategy"}
        told = {**said, "reach": REACH.get(said["reach"], "")}
        facts = [("Agency", str(item.extra["agency"])) if item.extra["agency"] != item.owner else ("", "")]
        facts += [(label, str(told[name])) for name, label in labels.items()]
        facts += [("RAG", capital(str(item.extra["rag"]))), ("Answers", "\n".join(names))]
        more = (("Finding", "finds"), ("Learning point", "learns"))
        facts += [(label, item.extra.get(name, {}).get("said", "")) for label, name in more]
        facts.append(("Tried first", str(item.extra.get("pilot") or "")))
        if ending := item.extra.get("ending"):
            facts.append(("It comes in as stopped", f"{GRADES[ending['grade']].word}: {ending['reason']}"))
        return [(label, value) for label, value in facts if value]

    def _whose(self, item: ProposedItem) -> str:
        if item.of is None:
            return "The text does not say which review it belongs to."
        return f"It was put with “{item.of.name}”, the review named last before it."


READ_AS = {
    "action": "an action, for this sentence of the progress plans it or says who did it",
    "evidence": "evidence, for this sentence names what shows it. Nobody has accepted it",
    "measure": "a measure, for this sentence gives a figure. Its baseline is missing",
}
"""What a sentence is taken for, and why."""


def _of_action(kind: str, extra: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What a sentence is taken for, and of an action by when it is to be done and how far it says that it is."""
    facts = []
    if extra.get("of_progress"):
        facts.append(("Read as", READ_AS[kind]))
    if extra.get("value"):
        facts.append(("Reading", f"{extra['value']}{extra['unit']}, with no baseline and no day"))
    if extra.get("evidence_kind"):
        facts.append(("Kind of evidence", kind_word(str(extra["evidence_kind"]))))
    if extra.get("due_text"):
        facts.append(("By", str(extra["due_text"])))
    if extra.get("state"):
        facts.append(("State", f"{STATES_OF_ACTIONS[extra['state']].word}, for it says “{extra['state_text']}”"))
    return facts


def _when(item: ProposedItem) -> str:
    """The date that the words give: of a date what it comes to, where that is not what it says already."""
    extra = item.extra
    if item.kind == "date":
        when = in_words(str(extra["iso"])) if extra.get("iso") else "no year is given"
        return when if when != item.text else ""
    return str(extra.get("date_text") or "") if item.kind in (*STATEMENTS, SAFEGUARD) else ""


def _shown(item: ProposedItem) -> str:
    """The words; a date with what it means before it."""
    if item.kind == "date":
        meaning = str(item.extra.get("means", "")).replace("_", " ")
        return f"{capital(meaning)}: {item.text}" if meaning else item.text
    return str(item.text).replace("\t", " | ")
