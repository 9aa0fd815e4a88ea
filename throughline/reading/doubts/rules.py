"""Every rule of doubt, with its number, which stays the same for ever, and what it looks for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its `word`, its stable `number`, and in one sentence what it looks for."""

    word: str
    number: str
    looks_for: str


def _table(*rows: tuple[str, str, str]) -> dict[str, Rule]:
    return {word: Rule(word, number, looks_for) for word, number, looks_for in rows}


RULES = _table(
    ("count_claimed_vs_listed", "D101", "A number that the text claims differs from the number that it lists."),
    ("recommendations_not_listed", "D102", "Recommendations of a review are spoken of and not one is printed."),
    ("ambiguous_count", "D103", "One number stands twice and may or may not count the same things."),
    ("count_units", "D104", "Reviews, children, incidents or cases are counted side by side and differ."),
    ("arithmetic", "D105", "Parts that are said to make a whole do not add up to it."),
    ("disagreement", "D106", "Two bodies are reported to differ, so that there is no one figure."),
    ("duplicate_number", "D201", "A section, an item or a label carries a number that was used before."),
    ("numbering", "D202", "A number in a list is left out."),
    ("subject_name", "D301", "One child goes by two names."),
    ("body_name", "D302", "One group goes by several names."),
    ("case_style", "D303", "One name is written with different capitals."),
    ("undefined_abbreviation", "D401", "An abbreviation is used and never explained."),
    ("unused_abbreviation", "D402", "An abbreviation is explained and never used again."),
    ("glossary", "D403", "The glossary holds an abbreviation that the text does not use."),
    ("finding_without_progress", "D501", "A finding has nothing under it that says what was done."),
    ("progress_not_mapped", "D502", "Progress is told under themes that are not tied to the findings."),
    ("claim_without_measure", "D503", "An effect is claimed and nothing was measured."),
    ("weak_evidence", "D504", "What is given as evidence does not show what is claimed from it."),
    ("contradiction", "D505", "Two statements cannot both be true as they stand."),
    ("scope", "D506", "A difference is claimed for one service where the finding is about all."),
    ("recommendation_without_progress", "D507", "A recommendation has nothing under it that says what was done."),
    ("promise_not_kept", "D601", "Something is promised or said to exist, and is not in the document."),
    ("publication_date", "D602", "Two statements about when something was published do not fit."),
    ("missing", "D603", "Something that a document of this kind carries is not there."),
    ("recommendation_wording", "D604", "An ask is printed twice in different words."),
    ("unreferenced", "D605", "An appendix is never referred to."),
    ("footnote", "D701", "A footnote mark stands against a number and could be read as part of it."),
    ("markup_artefact", "D702", "Letters of another alphabet stood in a word, so that a search would miss it."),
    ("text_error", "D703", "A sentence or word stands twice, or a quotation is not closed."),
    ("date_format", "D704", "A date is written in figures only, with a year of two figures."),
    ("heading_case", "D705", "One heading is printed in two ways."),
    ("list_structure", "D706", "A point of a list goes on from the one before and is not a point of its own."),
    ("pages_without_text", "D801", "Some pages hold no text that could be read."),
    ("hidden_content", "D802", "The file holds content that a reader of the page would not see."),
)  # fmt: skip
