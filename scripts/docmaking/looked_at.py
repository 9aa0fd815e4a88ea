"""What is doubted in a document, and what is checked in a chronology."""

from __future__ import annotations

from scripts.docmaking.pages import MADE, ROOT, page, table


def doubts() -> str:
    """docs/guide/doubts.md: every rule of doubt, with its page."""
    from throughline.reading.doubts import RULES

    rows = (
        (f"[{rule.number}](doubts/{rule.number}.md)", f"`{rule.word}`", rule.looks_for)
        for rule in sorted(RULES.values(), key=lambda rule: rule.number)
    )
    return page(
        [
            "# Doubts",
            MADE,
            "A doubt is something that a person should look at before trusting what a document says, or what was read "
            "in it. It never stops anything. It has a rule, a number that stays the same for ever, and a severity: "
            "*high* and *medium* are worth asking somebody about; *low* is worth a glance. Rules are in "
            "[throughline/reading/doubts](../../throughline/reading/doubts).",
            table(("Number", "Rule", "What it looks for"), rows),
        ]
    )


def refresh_doubts() -> None:
    """Each doubt's own page, whose other words are written by hand, says in its second paragraph what the rule says."""
    from throughline.reading.doubts import RULES

    for rule in RULES.values():
        path = ROOT / f"docs/guide/doubts/{rule.number}.md"
        title, _, rest = path.read_text(encoding="utf-8").split("\n\n", 2)
        path.write_text(f"{title}\n\n{rule.looks_for} (Rule `{rule.word}`.)\n\n{rest}", encoding="utf-8")


def checks() -> str:
    """docs/guide/chronology.md: every numbered check of a row, with its page."""
    from throughline.chronology.rules import CHECKS

    rows = (
        (f"[{check.number}](chronology/{check.number}.md)", check.title, check.asks)
        for check in sorted(CHECKS.values(), key=lambda check: check.number)
    )
    return page(
        [
            "# Checks of a chronology",
            MADE,
            "Every row of a chronology that an agency sends is checked before it becomes an entry. A row that breaks a "
            "rule is refused with its number, shown with the reason, and joins the timeline when it was mended; the "
            "other rows are kept. So the rows that came in are the entries, the refused rows and the notes, and none "
            "is lost. A row whose source begins with #, ^, ¬ or ~ is a note to the reader: only its date and time are "
            "checked. A number never changes its meaning.",
            table(("Number", "What is wrong", "What is asked"), rows),
        ]
    )


def refresh_checks() -> None:
    """Each check's own page says what its page in the system says."""
    from throughline.chronology.rules import CHECKS

    for check in CHECKS.values():
        parts = (f"# {check.number}. {check.title}", check.asks, f"**For example.** {check.example}")
        more = (f"**Why it matters.** {check.matters}", f"**What to do.** {check.do}")
        path = ROOT / f"docs/guide/chronology/{check.number}.md"
        path.write_text("\n\n".join((*parts, *more)) + "\n", encoding="utf-8")
