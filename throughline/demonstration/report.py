"""The made-up report that a plot's records rest on: its text, and where in it each thing is said."""

from __future__ import annotations

from throughline.demonstration.plots import Plot

Places = dict[str, tuple[int, int]]


def report_of(plot: Plot) -> tuple[str, str, Places]:
    """The report's title, its Markdown, and the place of every text that a record rests on."""
    title = f"{plot.name}: the report"
    parts: list[str] = [f"# {title}", f"Done by the {plot.done_by}. Everyone in it is made up."]
    places: Places = {}

    def say(words: str, before: str = "", after: str = "") -> None:
        start = len("\n\n".join(parts)) + 2 + len(before)
        places[words] = (start, start + len(words))
        parts.append(f"{before}{words}{after}")

    if plot.findings:
        parts.append("## What was found")
    for number, finding in enumerate(plot.findings, 1):
        say(finding, f"Finding {number}. ", ".")
        for told in (told for told in plot.told if told.finding == number):
            say(told.text)
            parts.extend([told.outcome] if told.outcome else [])
    if plot.asked:
        parts.append("## What is asked")
    for number, asked in enumerate(plot.asked, 1):
        say(asked.text, f"Recommendation {number}. ", ".")
    if plot.to_body:
        parts.append("## What the committee is asked")
    for number, one in enumerate(plot.to_body, 1):
        say(one.text, f"{number}. ", ".")
    return title, "\n\n".join(parts) + "\n", places
