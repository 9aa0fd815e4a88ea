"""What the pages of families, words and learning events show: each a sheet, with every choice made."""

from __future__ import annotations

from datetime import date

from throughline.kernel.actor import Actor
from throughline.kernel.periods import stated
from throughline.reviews.addresses import address_of, new_address, shortened
from throughline.reviews.formpages import trail_of
from throughline.reviews.models import Review
from throughline.reviews.permissions import why_not_record
from throughline.reviews.sheets import Block, Cell, Sheet, Step, tabs_of
from throughline.ui.words import capital, day, in_words, listed, short_day
from throughline.voices import rules
from throughline.voices.models import FamilyMember, LearningEvent, Voice
from throughline.voices.permissions import why_not_keep_log
from throughline.voices.queries import (
    events_of,
    family_of,
    log_of,
    voices_of,
)


def voices_sheet(review: Review, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """Whose voices a review hears, and the records that the page shows."""
    family, voices, events = family_of(review), voices_of(review, actor, on), events_of(review)
    writes = why_not_record(actor=actor, thing=review, on=on) is None
    said = family_told(family)
    page = Sheet(
        title=review.name,
        over=f"Whose voices it hears, {review.case.reference}",
        trail=trail_of(review)[:2],
        lead=_lead(said, family, on),
        tabs=tabs_of(review, "Voices", actor),
        blocks=(
            _family_block(review, family, writes, on),
            _words_block(review, voices, writes),
            _events_block(review, events, writes),
        ),
    )
    shown = [f"family_member {row.pk}" for row in family] + [f"voice {row.pk}" for row in voices]
    return page, shown + [f"learning_event {row.pk}" for row in events]


def family_told(family: list[FamilyMember]) -> str:
    """``Mother and grandmother took part. Father has not replied; asked again 2 March 2026.``"""
    return rules.family_by_log(
        (row.relation, [(one.kind, stated(one.when_text, one.when_iso)) for one in row.log.all()]) for row in family
    )


def _lead(said: str, family: list[FamilyMember], on: date) -> tuple[str, str]:
    if not family:
        return "No family member is on the plan.", " Nobody is asked by accident: write down who is asked, and how."
    first, _, rest = said.partition(". ")
    due = [row for row in family if row.next_on is not None]
    late = [row for row in due if rules.late(row.next_on, on)]
    if late:
        many = "contact is" if len(late) == 1 else "contacts are"
        after = f" {capital(in_words(len(late)))} {many} late."
    elif due:
        row = min(due, key=lambda one: one.next_on or date.max)
        after = f" Next: {row.relation.lower()}, by {day(row.next_on or on)}."
    else:
        after = " No next contact is set."
    return f"{first.rstrip('.')}.", f" {rest}{after}" if rest else after


def _owner(row: FamilyMember) -> Cell:
    owner = row.owner.name if row.owner else row.owner_name
    return Cell(owner) if owner else Cell("Nobody", "give it an owner", strong=True)


def _next(row: FamilyMember, on: date) -> Cell:
    if row.next_on is None:
        return Cell("None set", row.next_what)
    if rules.late(row.next_on, on):
        return Cell(f"Was {short_day(row.next_on)}", row.next_what, sign="overdue", strong=True)
    return Cell(short_day(row.next_on), row.next_what)


def _family_block(review: Review, rows: list[FamilyMember], writes: bool, on: date) -> Block:
    made = []
    for row in rows:
        log = list(row.log.all())
        stands = rules.standing(one.kind for one in log)
        last = log[-1] if log else None
        word = Cell(rules.CONTACTS[last.kind], stated(last.when_text, last.when_iso)) if last else Cell("Nothing yet")
        made.append(
            (
                Cell(row.relation, row.name, address_of("family_member", row.pk)),
                Cell(stands.word, sign=stands.sign),
                word,
                _next(row, on),
                _owner(row),
            )
        )
    deeds = [("Add a family member", new_address("family_member", review.pk))]
    if any(row.owner_id for row in rows):
        deeds.append(("Hand the contacts over", address_of("review", review.pk, "family/hand-over")))
    return Block(
        "Family",
        "By relation and pseudonym. The log belongs to the case and stays when a worker leaves.",
        ("Who", "How they stand", "Last", "Next contact by", "Who owns it"),
        tuple(made),
        "No family member is on the plan.",
        deeds=tuple(deeds) if writes else (),
        id="family",
    )


def _words_block(review: Review, rows: list[Voice], writes: bool) -> Block:
    made = tuple(
        (
            Cell(row.text, url=address_of("voice", row.pk)),
            Cell("Behind a step", row.contains) if row.contains else Cell(f"“{shortened(row.words, 160)}”"),
            Cell(rules.QUOTES[row.quotable].split(".")[0], row.consent),
        )
        for row in rows
    )
    return Block(
        "Words",
        "Each with who may quote it. Where it says nobody, nobody does.",
        ("Whose", "Words", "Who may quote them"),
        made,
        "No words are kept that you may read.",
        deeds=(("Keep somebody’s words", new_address("voice", review.pk)),) if writes else (),
        id="words",
    )


def _events_block(review: Review, rows: list[LearningEvent], writes: bool) -> Block:
    made = tuple(
        (
            Cell(row.name, rules.MODES[row.mode], address_of("learning_event", row.pk)),
            Cell(stated(row.when_text, row.when_iso)),
            Cell(came([one.state for one in row.invitations.all()])),
            Cell("; ".join(line for line in row.themes.split("\n") if line.strip()) or "None yet"),
        )
        for row in rows
    )
    return Block(
        "Learning events",
        "Practitioners who knew the child, with support before and after.",
        ("What", "When", "Who came", "Themes"),
        made,
        "No learning event is recorded.",
        deeds=(("Add a learning event", new_address("learning_event", review.pk)),) if writes else (),
        id="events",
    )


def came(states: list[str]) -> str:
    """How many of those on the list came and declined, in words."""
    if not states:
        return "Nobody is on the list"
    return f"{states.count('attended')} came, {states.count('declined')} declined, of {len(states)} on the list"


def member_sheet(row: FamilyMember, *, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """One family member: the plan, the next contact, and the log."""
    log = log_of(row)
    stands = rules.standing(one.kind for one in sorted(log, key=lambda one: one.pk))
    kinds = {one.kind for one in log}
    owner = row.owner.name if row.owner else row.owner_name
    facts = (
        ("How they stand", stands.word),
        ("What the review calls them", row.name),
        ("How they are to be asked", row.plan),
        ("What they need", row.needs),
        ("Advocate", "Offered" if "advocate" in kinds else "Not offered yet"),
        ("Bereavement support", "Offered" if "bereavement" in kinds else "Not offered yet"),
        ("The draft", "Shown to them" if "draft" in kinds else "Not shown yet"),
        ("Next contact", ", ".join(p for p in (row.next_what, f"by {day(row.next_on)}" if row.next_on else "") if p)),
        ("Who owns it", owner or "Nobody"),
    )
    keeps = why_not_keep_log(actor=actor, thing=row, on=on) is None
    writes = why_not_record(actor=actor, thing=row, on=on) is None
    deeds = [("Add to the log", address_of("family_member", row.pk, "log/new"))] * keeps
    deeds += [("Change the plan", address_of("family_member", row.pk, "edit"))] * writes
    changed = [one.says for one in log if one.kind == "changed"]
    page = Sheet(
        title=row.relation,
        over=f"Family, {row.review.name}",
        trail=trail(row.review),
        lead=("", ""),
        warnings=() if owner or row.next_on is None else ("Nobody owns the next contact. Give it an owner.",),
        pairs=tuple((label, text) for label, text in facts if text),
        blocks=(
            *((Block("What changed because of them", lines=tuple(changed)),) if changed else ()),
            Block(
                "The log",
                "It stands for ever. A wrong entry is answered by another.",
                ("When", "What", "Words", "Who spoke to them"),
                tuple(
                    (
                        Cell(stated(one.when_text, one.when_iso)),
                        Cell(rules.CONTACTS[one.kind], rules.HOWS.get(one.how, "")),
                        Cell(one.says),
                        Cell(one.asker_name or one.by.name, f"kept by {one.by.name}" if one.asker_name else ""),
                    )
                    for one in log
                ),
                "Nothing is in the log yet.",
            ),
        ),
        deeds=tuple(deeds),
    )
    return page, [f"family_member {row.pk}"]


def voice_sheet(row: Voice, *, opened: bool, actor: Actor, on: date) -> tuple[Sheet, list[str]]:
    """Somebody's words; where they are hard to read, one step away."""
    writes = why_not_record(actor=actor, thing=row, on=on) is None
    hidden = bool(row.contains) and not opened
    facts = (
        ("Who may quote them", rules.QUOTES[row.quotable]),
        ("May stand in", capital(listed(rules.may_stand_in(row.quotable))) or "Nothing that is written"),
        ("Consent", row.consent),
        ("Given", stated(row.consent_text, row.consent_iso) if row.consent else ""),
    )
    warning = (
        "" if rules.may_quote(row.quotable, "published") else "Do not carry these words further than it says here."
    )
    page = Sheet(
        title=f"{row.text}, opened" if opened else row.text,
        over=row.review.name,
        trail=trail(row.review),
        lead=("", ""),
        warnings=(warning,) if warning else (),
        pairs=tuple((label, text) for label, text in facts if text),
        steps=(Step("The words", row.contains, address_of("voice", row.pk, "words")),) if hidden else (),
        blocks=() if hidden else (Block("The words", lines=(f"“{row.words}”",)),),
        deeds=(("Change them", address_of("voice", row.pk, "edit")),) if writes else (),
    )
    return page, [f"voice {row.pk}"] if not hidden else []


def trail(review: Review) -> tuple[tuple[str, str], ...]:
    """The way down to a review's voices."""
    return (*trail_of(review), ("Voices", address_of("review", review.pk, "voices")))
