"""The forms of a round: opening it, its steps, whose peer looks, the answers, and the scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from throughline.assurance.models import AgencyReturn, QuestionnaireEdition
from throughline.assurance.queries.rounds import Line as AskedLine
from throughline.assurance.queries.rounds import Part
from throughline.assurance.rules.levels import NOT_FOR_US, NOT_FOR_US_WORD, Level, described, label_of, lines_of
from throughline.assurance.services.answering import Said
from throughline.cases.recordforms import Line, VersionedForm, Words, choose, ticks
from throughline.partnerships.models import Agency
from throughline.ui.fields import DayField
from throughline.ui.widgets import OneFile, Option, Paragraphs, Radios

DAY = "For example, 27 3 2026."
SAME = "same"
ACCEPT = ".docx,.pdf,.txt,.md"


class OpenForm(VersionedForm):
    """A round: under which edition, for whom, by when."""

    edition = choose("Questionnaire", required=True, hint="Editions that are published can be asked.")
    title = Line("Title of the round", 200, required=True, hint="For example: Section 11, 2026.")
    due_on = DayField(label="Answers are due on", help_text=DAY)
    agencies = ticks("Which agencies are asked")
    samples = Words(
        "Sample of cases",
        rows=4,
        required=False,
        most=4000,
        hint="For an audit: one reference a line, as the agencies know it. No names.",
    )
    words = Words("What they should know", rows=3, required=False, most=4000)

    def __init__(
        self,
        *args: Any,
        editions: Sequence[QuestionnaireEdition],
        agencies: Sequence[tuple[Agency, str]],
        **kwargs: Any,
    ) -> None:
        self.given = {"editions": editions, "agencies": agencies}
        self.found = {str(one.pk): one for one in editions}
        self.bodies = {str(one.pk): one for one, _ in agencies}
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), f"{one.questionnaire.title}, edition {one.number}") for one in editions]
        self.fields["edition"].choices = [("", "Choose a questionnaire"), *named]  # type: ignore[attr-defined]
        self.fields["agencies"].choices = [(str(one.pk), name) for one, name in agencies]  # type: ignore[attr-defined]
        self.fields["agencies"].required = True

    def values(self) -> dict[str, Any]:
        """The fields, what was chosen as records, the sample as references."""
        given = super().values()
        return given | {
            "edition": self.found[given["edition"]],
            "agencies": [self.bodies[key] for key in given["agencies"]],
            "samples": list(lines_of(given["samples"])),
        }


class RoundForm(VersionedForm):
    """What of a round may change."""

    title = Line("Title of the round", 200, required=True)
    due_on = DayField(label="Answers are due on", help_text=DAY)
    words = Words("What they should know", rows=3, required=False, most=4000)


class StepForm(VersionedForm):
    """A step of the round, with its reason where one is asked."""

    reason = Line("Reason", 1000)

    def __init__(self, *args: Any, needs_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_reason:
            del self.fields["reason"]


class PeersForm(VersionedForm):
    """Who looks at whose answers."""

    def __init__(self, *args: Any, returns: Sequence[AgencyReturn], names: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.returns = returns
        for row in returns:
            field = choose(f"Peer of {names[row.agency_id]}")
            others = [(str(one.agency_id), names[one.agency_id]) for one in returns if one.pk != row.pk]
            field.choices = [("", "No peer"), *others]
            field.initial = str(row.peer_id or "")
            self.fields[f"peer_{row.pk}"] = field

    def peers(self) -> dict[int, int]:
        """The peer of each return, 0 for none."""
        return {row.pk: int(self.cleaned_data[f"peer_{row.pk}"] or 0) for row in self.returns}


class AskForm(VersionedForm):
    """To whom of the agency a link is sent."""

    to = choose("Who is asked", required=True)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [("", "Choose somebody"), *people]  # type: ignore[attr-defined]


class AnswersForm(VersionedForm):
    """The questions of some parts: a level, words, and a file where one is asked for. What is left alone stays."""

    says_optional = False

    def __init__(self, *args: Any, parts: Sequence[Part], levels: Sequence[Level], **kwargs: Any) -> None:
        self.parts, self.levels = parts, levels
        self.lines = [line for part in parts for line in part.lines]
        super().__init__(*args, **kwargs)
        for line in self.lines:
            self._add(line)

    def _add(self, line: AskedLine) -> None:
        level = forms.ChoiceField(
            label=f"{line.place} {line.question.text}", required=False, widget=Radios(), choices=self._choices(line)
        )
        standing = line.answer
        level.initial = str(standing.level) if standing else ""
        about = line.sample.reference if line.sample else f"question {line.place}"
        words = forms.CharField(
            label=f"What shows it, {about}" if not line.sample else f"What shows it, {line.place} of {about}",
            required=False,
            max_length=8000,
            widget=Paragraphs(3),
        )
        last = standing or line.carried
        words.initial = last.words if last else ""
        self.fields[line.name], self.fields[f"{line.name}_words"] = level, words
        if line.question.upload:
            held = last.document.name if last and last.document else ""
            hint = f"The file now: {held}. Choose another to replace it." if held else "Word, PDF or plain text."
            self.fields[f"{line.name}_file"] = forms.FileField(
                label=f"File for question {line.place}",
                required=False,
                help_text=hint,
                widget=OneFile(ACCEPT),
            )

    def _choices(self, line: AskedLine) -> list[tuple[str, str]]:
        made: list[tuple[str, str]] = [
            (str(one.number), Option(one.label, words))
            for one, words in described(line.question.descriptors, self.levels)
        ]
        made.append((str(NOT_FOR_US), Option(NOT_FOR_US_WORD, "Say why below.")))
        if line.carried is not None:
            then = label_of(line.carried.level, self.levels)
            made.insert(
                0, (SAME, Option(f"Still {then}", "Carried forward from last time. Choose this to confirm it."))
            )
        return made

    def clean(self) -> dict[str, Any]:
        """Words without a level, and a level that does not apply without a reason, are asked about."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        cleaned["said"] = {}
        for line in self.lines:
            level, words = cleaned.get(line.name) or "", cleaned.get(f"{line.name}_words") or ""
            file = cleaned.get(f"{line.name}_file")
            before = line.answer.words if line.answer else line.carried.words if line.carried else ""
            if not level:
                if file or words.split() != before.split():
                    self.add_error(line.name, f"Choose a level for question {line.place}.")
                continue
            if level == str(NOT_FOR_US) and not words.strip():
                self.add_error(f"{line.name}_words", f"Say why question {line.place} does not apply to you.")
            cleaned["said"][line.name] = Said(None if level == SAME else int(level), words, level == SAME)
        return cleaned

    def files_sent(self) -> dict[str, Any]:
        """The files that were chosen, by the names of the lines."""
        return {
            line.name: self.cleaned_data[f"{line.name}_file"]
            for line in self.lines
            if self.cleaned_data.get(f"{line.name}_file")
        }


class ScoreForm(VersionedForm):
    """A score with its reason."""

    level = forms.ChoiceField(label="Score", widget=Radios())
    reason = Words("Why", rows=4, most=2000)

    def __init__(self, *args: Any, levels: Sequence[tuple[Level, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(one.number), Option(one.label, words)) for one, words in levels]
        self.fields["level"].choices = [*offered, (str(NOT_FOR_US), "Does not apply to them")]  # type: ignore[attr-defined]
