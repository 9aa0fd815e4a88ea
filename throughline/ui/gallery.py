"""What the component gallery shows: every component with made-up facts, and the very lines that draw it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django import forms
from django.http import HttpRequest

from throughline.ui.fields import DayField, UncertainDayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.lifeline import Bar, Event, Hold, stands
from throughline.ui.proofs import proof_of
from throughline.ui.widgets import Choose, Code, DayBoxes, Option, Paragraphs, Password, Radios, Text, Ticks, Upload

COLOURS = (
    ("ink", "#17252e", "text"),
    ("slate", "#45545e", "second text"),
    ("thread", "#0d4f5e", "links, thread, main button"),
    ("brick", "#99281b", "overdue, open end, differ"),
    ("ochre", "#7d5000", "due, doubt, sliding"),
    ("moss", "#285f2f", "confirmed, holding"),
    ("plum", "#583b76", "held"),
    ("edge", "#757c82", "form edges, thin lines"),
)


SHOWN = (
    ("top", "The top of a page", "What it is, what is true, what is next and whose. Every page has its lead."),
    ("panel", "Bar panel", "For the one thing on a page that cannot wait. At most one."),
    ("messages", "Messages", "What was just done, or what changed meanwhile."),
    ("states", "States", "A word, a shape, a colour. Your words may replace the word, never the shape."),
    ("work-list", "Work list", "For things to do: clock or state, what to do and why, whom it waits on."),
    ("held", "Held", "A dense table; the second line of a cell is slate. The day without the hold is always said too."),
    ("waiting", "Waiting on others", "A dense table whose last column is a deed; its head is there for the ear alone."),
    ("limbs", "A decision, limb by limb", "A dense table: the limb, met or not, the fact, who said so."),
    ("table", "Dense table", "For things to compare. A row that speaks of other rows runs across."),
    ("stages", "Task list by stage", "For a process. A finished stage folds to one line."),
    (
        "life-line",
        "Life-line",
        "When things happened, what stopped them, and the long clocks, drawn and in words.",
    ),
    ("open-ends", "Signed list", "Sentences that each begin with a shape: open ends, safeguards, doubts."),
    ("pairs", "Labelled pairs and plain rows", "For facts about one thing."),
    ("step", "Step", "Before anything that distresses: the kind of harm, the length, one plain button."),
    (
        "figure",
        "Picked view and figure",
        "A figure has a sentence for a title, a key, a source, and an equal table.",
    ),
    ("empty", "Nothing yet", "An empty page says what to do next."),
    ("reading", "Source and reading", "Doubts first, then one row for each paragraph of the source."),
    ("form", "Forms", "Every control once. Send it empty to see its errors."),
)
EXAMPLES = Path(__file__).parent / "jinja2" / "ui" / "examples"
TODAY = date(2026, 3, 12)


@dataclass(frozen=True)
class Example:
    """One component: its place on the page, its name, when to use it, its template and the text of that."""

    key: str
    title: str
    use: str

    @property
    def template(self) -> str:
        """The template that draws it."""
        return f"ui/examples/{self.key}.jinja"

    @property
    def source(self) -> str:
        """The lines to copy."""
        return (EXAMPLES / f"{self.key}.jinja").read_text(encoding="utf-8").rstrip()


@dataclass(frozen=True)
class Row:
    """A day of a proof, as a clock gives it."""

    day: date
    counts: bool
    why: str


class GalleryForm(ThroughlineForm):
    """One field of every kind."""

    title = forms.CharField(label="Title of the review", max_length=40, widget=Text(width=20))
    mail = forms.EmailField(label="E-mail address", help_text="We send the sign-off to this address.")
    what = forms.CharField(label="What was found", widget=Paragraphs(4), help_text="Two or three sentences.")
    size = forms.IntegerField(label="Number of children", min_value=1, widget=Text(width=3))
    kind = forms.ChoiceField(
        label="Kind of review",
        widget=Radios(),
        choices=[
            ("lcspr", Option("Local child safeguarding practice review", "Commissioned since 2019.")),
            ("scr", Option("Serious case review", "Commissioned before then.")),
            ("plr", "Partnership learning review"),
        ],
    )
    themes = forms.MultipleChoiceField(
        label="Themes",
        widget=Ticks(),
        required=False,
        choices=[("neglect", "Neglect"), ("moves", "Moves between areas"), ("school", "School not heard")],
    )
    body = forms.ChoiceField(
        label="Agency",
        widget=Choose(),
        choices=[("", "Choose one"), ("icb", "Integrated Care Board"), ("police", "Police")],
    )
    agreed = DayField(label="Day it was agreed", help_text="For example, 27 3 2026.")
    happened = UncertainDayField(
        label="When it happened",
        help_text="Leave the day, or the day and the month, empty if nobody knows.",
        widget=DayBoxes,
    )
    paper = forms.FileField(
        label="Document", help_text="Word, PDF or text, up to 100 MB.", widget=Upload(".docx,.pdf,.txt,.md")
    )
    word = forms.CharField(label="Password", widget=Password())
    code = forms.CharField(label="Code from your app", widget=Code())
    sure = forms.BooleanField(label="I have read the source")


def gallery_page(request: HttpRequest) -> dict[str, Any]:
    """The examples with what they show, the gallery's one form with its errors when it was sent, and the colours."""
    form = GalleryForm(request.POST, request.FILES) if request.method == "POST" else GalleryForm()
    examples = [Example(*one) for one in SHOWN]
    return {"form": form, "colours": COLOURS, "examples": examples, "line": life_line_shown(), "proof": proof_shown()}


def life_line_shown() -> Any:
    """The dates of Child Alder, with two holds and the clock of six months."""
    said = (
        ("Incident", "2024-03-14"),
        ("Panel notified, day 4 of 5", "2024-03-21"),
        ("Rapid review sent, day 14 of 15", "2024-04-12"),
        ("Panel agrees a review is needed", "2024-04-25"),
        ("Review commissioned", "2024-05-13"),
        ("Learning event, 41 practitioners", "2025-01-23"),
        ("Report signed off", "2025-06-12"),
        ("Trial listed", "2026-04-16"),
    )
    events = [*(Event(means, "", iso) for means, iso in said), Event("Publish", "", "2026-05-21", ends=True)]
    police = Hold(date(2024, 7, 8), date(2024, 12, 1), "Police asked us not to speak to witnesses.")
    trial = Hold(date(2025, 6, 13), None, "Publication waits for the criminal trial.")
    clock = Bar(
        "Six-month clock",
        date(2024, 5, 13),
        date(2025, 4, 9),
        due_without_holds=date(2024, 11, 13),
        stopped=((police.since, date(2024, 12, 1)),),
        ended=date(2025, 6, 12),
    )
    title = "The dates of Child Alder"
    return stands(events, on=TODAY, identity="gallery-life", title=title, holds=[police, trial], bars=[clock])


def proof_shown() -> Any:
    """Fifteen working days from a Wednesday."""
    start = date(2026, 2, 18)
    days = [start + timedelta(days=n) for n in range(1, 22)]
    rows = [Row(day, day.weekday() < 5, "working day" if day.weekday() < 5 else f"{day:%A}") for day in days]
    source = "rapid review, Working Together 2023, chapter 5"
    return proof_of("Notified", start, rows, unit="working days", due=date(2026, 3, 11), source=source)
