"""The progress report on the findings of a review, from plain values to plain values. Pure.

Its shape is the one that boards have published: introduction, approach, then each finding with its progress, what
difference that made, case study and outcome; conclusion; glossary.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

PROGRESS, IMPACT, CASE_STUDY = "progress", "impact", "case_study"
PARTS = {PROGRESS: "Progress", IMPACT: "What difference has this made?"}
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: progress, impact, or a case study with its outcome; in its own words."""

    kind: str
    text: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What statements are about: finding, theme, learning point, recommendation; `kind` is ``""`` for the review."""

    kind: str
    number: str
    text: str
    said: tuple[Said, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class NotDone:
    """What will not be done: its name and words, how it ended (``rejected``, ``not implemented``), why, and when."""

    name: str
    text: str
    how: str
    why: str
    when: str


@dataclass(frozen=True, slots=True)
class Dissenting:
    """Dissent that is printed: whose, in their words, and what it is about; empty for the report as a whole."""

    who: str
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class Material:
    """All that a report is made of, as the record stood on the day."""

    review: str
    kind: str
    subjects: tuple[str, ...]
    as_at: str
    findings: tuple[Subject, ...]
    others: tuple[Subject, ...] = ()
    introduction: str = ""
    approach: str = ""
    conclusion: str = ""
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    not_done: tuple[NotDone, ...] = ()
    dissent: tuple[Dissenting, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A finding, or another subject, with what is told of it."""

    heading: str
    paragraphs: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section of the report."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report, in the order in which it is read."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]
    glossary: tuple[tuple[str, str], ...]

    def values(self) -> dict[str, Any]:
        """The report as templates take it."""
        return asdict(self)


def progress_report(material: Material) -> Report:
    """The report that this material makes. Nothing is in it that the material does not say."""
    sections = [
        Section("Introduction", paragraphs(material.introduction or introduction(material))),
        Section("Our approach", paragraphs(material.approach or approach(material))),
        Section("Our response to the findings", blocks=tuple(block(finding) for finding in material.findings)),
        *other_sections(material.others),
        Section("What will not be done, and why", blocks=tuple(refused(one) for one in material.not_done)),
        Section("Dissent", blocks=tuple(dissent(one) for one in material.dissent)),
        Section("Conclusion", paragraphs(material.conclusion or conclusion(material))),
    ]
    kept = [section for section in sections if section.paragraphs or section.blocks]
    numbered = tuple(
        Section(f"{number}. {section.heading}", section.paragraphs, section.blocks)
        for number, section in enumerate(kept, start=1)
    )
    return Report(
        title=f"Progress report on the findings from the {material.review} {lower_first(material.kind)}",
        subtitle=f"As the record stood on {material.as_at}",
        sections=numbered,
        glossary=glossary(numbered, material.abbreviations),
    )


def lower_first(words: str) -> str:
    """The words as they stand inside a sentence: “Serious case review” becomes “serious case review”."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, which blank lines part; a line break inside one stays."""
    return tuple(part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip())


def block(subject: Subject) -> Block:
    """One finding or other subject: its words, then progress, difference, and each case study with its outcome."""
    parts = [
        Part(heading, tuple(words for said in subject.said if said.kind == kind for words in paragraphs(said.text)))
        for kind, heading in PARTS.items()
    ]
    for said in subject.said:
        if said.kind == CASE_STUDY:
            parts.append(Part("Case study", paragraphs(said.text)))
            parts.append(Part("Outcome", paragraphs(said.outcome)))
    told = (Part("Why it was so", paragraphs(subject.why)), *parts)
    return Block(name_of(subject), paragraphs(subject.text), tuple(part for part in told if part.paragraphs))


def refused(one: NotDone) -> Block:
    """What will not be done: its words, and the reason, marked as published here."""
    why = Part("Why", (*paragraphs(one.why), f"Decided on {one.when}. This reason is published in this report."))
    return Block(f"{one.name}, {one.how}", paragraphs(one.text), (why,))


def dissent(one: Dissenting) -> Block:
    """One dissent: whose, about what, and their words."""
    return Block(one.who, (f"About {lower_first(one.about) or 'the report as a whole'}.", *paragraphs(one.text)), ())


def name_of(subject: Subject) -> str:
    """“Finding 3”, “Recommendation 2”; a theme by its own number."""
    if subject.kind == "theme":
        return f"Theme {subject.number}".strip()
    return f"{subject.kind.replace('_', ' ').capitalize()} {subject.number}".strip()


OTHERS = {
    "learning_point": "Our response to the learning points",
    "recommendation": "Our response to the recommendations",
    "theme": "Progress by theme",
}


def other_sections(others: Sequence[Subject]) -> list[Section]:
    """A section for each kind of subject beside findings that has something said of it, and one for the review."""
    sections = [
        Section(heading, blocks=tuple(block(subject) for subject in others if subject.kind == kind))
        for kind, heading in OTHERS.items()
    ]
    whole = [part for subject in others if not subject.kind for part in block(subject).parts]
    sections.append(
        Section("The review as a whole", blocks=tuple(Block(part.heading, part.paragraphs, ()) for part in whole))
    )
    return [section for section in sections if section.blocks]


def count(number: int, one: str, many: str) -> str:
    """“seven findings”, “one finding”, “24 statements of progress”."""
    written = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{written} {one if number == 1 else many}"


def introduction(material: Material) -> str:
    """What the report is about, when nobody has written an introduction."""
    about = f" about {join(material.subjects)}" if material.subjects else ""
    made = count(len(material.findings), "finding", "findings")
    return (
        f"The {lower_first(material.kind)}{about} made {made}. This report says what the record holds on each of them: "
        f"what has been done, and what difference it made. It shows the record as it stood on {material.as_at}."
    )


def approach(material: Material) -> str:
    """How the report was made, when nobody has written of the approach."""
    said = [said for subject in (*material.findings, *material.others) for said in subject.said]
    counts = {kind: sum(one.kind == kind for one in said) for kind in (PROGRESS, IMPACT, CASE_STUDY)}
    return (
        f"The record holds {count(counts[PROGRESS], 'statement', 'statements')} of progress, "
        f"{count(counts[IMPACT], 'statement', 'statements')} of the difference made and "
        f"{count(counts[CASE_STUDY], 'case study', 'case studies')}. Each is given below in its own words, under what "
        "it speaks of, and the record keeps the source of each."
    )


def conclusion(material: Material) -> str:
    """What is still missing, when nobody has written a conclusion."""
    lacking = {
        "No progress is recorded on": [f for f in material.findings if not any(s.kind == PROGRESS for s in f.said)],
        "No difference made is recorded on": [
            f for f in material.findings if not any(s.kind == IMPACT for s in f.said)
        ],
    }
    sentences = [f"{words} {join([name_of(f) for f in findings])}." for words, findings in lacking.items() if findings]
    return (
        " ".join(sentences)
        or "For every finding the record holds what was done and what difference it is said to have made."
    )


def join(words: Sequence[str]) -> str:
    """“a, b and c”."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else list(words))


def glossary(sections: Iterable[Section], abbreviations: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The abbreviations that the report uses and the record explains, in order of the alphabet."""
    text = "\n".join(
        words
        for section in sections
        for words in (
            *section.paragraphs,
            *(w for b in section.blocks for w in (*b.paragraphs, *(p for part in b.parts for p in part.paragraphs))),
        )
    )
    return tuple(
        (short, meaning)
        for short, meaning in sorted(abbreviations.items(), key=lambda pair: pair[0].casefold())
        if re.search(rf"(?<!\w){re.escape(short)}s?(?!\w)", text)
    )
