"""What the words of an entry say of the child: told by hand, one by one."""

from __future__ import annotations

import random

import pytest

from throughline.chronology.rules import contact
from throughline.chronology.rules.contact import KINDS, contact_of, may_say
from throughline.chronology.tests.scoring import TOLD as SETS
from throughline.chronology.tests.scoring import told
from throughline.chronology.tests.test_rules_further import entry

# What is said, in the words of records; the child is called Alder.
TOLD = {
    "seen": """
Baby seen and weighed.
Alder not brought to clinic. Seen at home later: Alder was weighed.
Both children were seen.
All the children seen, in good spirits.
Observed baby in cot.
GP examined Alder.
Paramedics examined the baby.
Social worker saw Alder and his mother.
Alder seen at home, mother said she is tired.
Child seen to be upset.
Officers attended following a reported domestic incident, children seen safe and well.
Mother reported domestic abuse and the children were seen asleep in bed.
No concerns and the child was seen.
There were no concerns. Child seen.
When the child was seen he was crying.
Planned home visit, child seen.
Arranged visit and saw Alder.
Mother and baby seen at clinic.
Alder and his mother seen at clinic.
Child seen by school nurse on 4 March, height and weight recorded.
    """,
    "alone": """
Alder seen alone at school.
Spoke to Alder on his own.
Children seen and spoken to alone.
The girl was interviewed by police on her own.
Social worker visited, saw Alder alone in his room, mother in kitchen.
    """,
    "not_alone": """
Baby seen at home with mother.
Alder was seen but not alone.
Child not seen alone.
Alder seen in the presence of mother.
Called; no reply. Returned at 4pm and saw Alder with his mother.
Child seen, mother present throughout.
    """,
    "not_seen": """
Mother was seen alone, baby asleep upstairs.
Visit; baby not seen.
Alder not present at the visit.
No child was seen.
Neither child was seen.
Not seen.
Mother refused to let Alder be seen.
Health visitor did not see the baby as he was asleep.
The midwife could not see the baby.
    """,
    "missed": """
Called at the flat; no reply.
Home visit, no reply.
Visited. No answer at the door.
Mother did not attend clinic with Alder.
Alder was not brought to the hearing test.
Missed the hearing appointment.
DNA clinic.
DNA'd 8 week check.
WNB x2.
No access visit.
Nobody in.
School said Alder did not attend today.
Child was not brought to appointment and GP informed.
Child DNA dental appointment.
Did not attend school for two weeks.
Knocked, no reply, card left.
    """,
    "none": """
Mother said the child was seen by GP last week.
The child was seen by GP last week, said mother.
Grandmother reported the children were seen at the park.
According to mother, Alder was seen by the dentist.
No reply when serving papers on the father.
Phoned the GP, no reply.
Rang mother; no reply.
Called mother, no answer.
DNA testing was ordered.
DNA sample taken from father.
Police obtained DNA.
DNA results show paternity.
Father did not attend.
Father DNA the appointment.
Social worker did not attend the meeting.
Mother did not attend the core group.
Mother did not attend court.
Letter sent re missed appointment.
No missed appointments.
History of missed appointments discussed.
Mother had no access to money.
Seen, not alone.
Spoke to Alder's mother.
Spoke to Alder by phone.
Saw child protection coordinator.
Mother was seen alone.
Father not present.
Did not see any bruises.
Alder had been seen by the GP.
Baby last seen on 3 March.
Child to be seen at home on Friday.
Child will be seen tomorrow.
Agreed the social worker would see Alder alone.
Asked to see Alder alone; mother refused.
Tried to see the child.
Alder was last seen by neighbours on Sunday.
Mother was seen at the door.
She was seen by the midwife.
Alder not seen by father since May, he said.
Witnesses saw the child being hit.
It is not known if the child was seen.
Alder's school seen the report.
When seen the child was well.
GP had examined Alder the week before.
Children present during the incident.
Alder observed his father hit his mother.
Siblings seen at home.
Health visitor confirmed child seen.
Mother wants the child seen by a doctor.
Family seen at home.
Reviewed the child's plan.
Alder not in school.
Father arrested. DNA and fingerprints taken.
Non-attendance at parenting course.
Missed opportunity to see the child.
Letter sent following DNA.
Health visitor telephoned, no answer, voicemail left.
    """,
}
# What columns say, what the event says beside them, and what both mean.
COLUMNS = (
    ("Was child seen?: Yes", "Letter.", "seen"),
    ("Was the child seen?: No", "Baby seen.", "not_seen"),
    ("Child seen alone?: No", "Letter.", "none"),
    ("Child seen alone?: No", "Baby seen.", "not_alone"),
    ("Child seen alone?: Yes", "Visit.", "alone"),
    ("Child seen alone?: N/A", "Visit.", "none"),
    ("Child seen alone?: with mother", "Visit.", "not_alone"),
    ("Seen: Yes", "Visit", "seen"),
    ("Seen: No", "Visit", "not_seen"),
    ("Seen: N/A", "Visit", "none"),
    ("Seen?: alone", "Visit", "alone"),
    ("Seen: with mother", "Visit", "not_alone"),
    ("Seen: Yes, with mother", "Visit", "not_alone"),
    ("Seen: Yes - alone", "Visit", "alone"),
    ("Seen (Y/N): Y", "Visit", "seen"),
    ("Seen (Y/N): N", "Visit", "not_seen"),
    ("Child seen?: Yes, not alone", "Visit", "not_alone"),
    ("Child/YP seen?: Yes", "Visit", "seen"),
    ("Children seen: Both", "Visit", "seen"),
    ("Child seen?: Yes\nChild seen alone?: No", "Visit", "not_alone"),
    ("Child seen?: Yes\nChild seen alone?: Yes", "Visit", "alone"),
    ("Child seen?: No\nChild seen alone?: N/A", "Visit", "not_seen"),
    ("Child seen?: Yes\nChild seen alone?: N/A", "Visit", "seen"),
    ("Seen by: Dr Smith", "Visit", "none"),
    ("Child seen?: not brought", "Visit", "missed"),
    ("Child seen?: No, asleep", "Visit", "not_seen"),
    ("Was child seen and spoken to alone?: Yes", "Visit", "alone"),
    ("Child seen?: Yes (alone)", "Visit", "alone"),
    ("Child seen?: Unknown", "Baby seen", "none"),
)


@pytest.mark.parametrize(
    ("event", "kind"), [(line.strip(), kind) for kind, lines in TOLD.items() for line in lines.strip().splitlines()]
)
def test_what_the_words_say(event: str, kind: str) -> None:
    assert contact_of(entry(event=event), "Alder") == kind
    assert contact_of(entry(event=event.upper()), "Alder") == kind, "as some systems write"


@pytest.mark.parametrize(("comment", "event", "kind"), COLUMNS)
def test_what_a_column_says(comment: str, event: str, kind: str) -> None:
    assert contact_of(entry(event=event, comment=comment), "Alder") == kind


def test_every_kind_is_told_somewhere_above() -> None:
    assert set(TOLD) == set(KINDS)


def test_a_sighting_of_another_child_is_none_of_this_one() -> None:
    assert contact_of(entry(event="Hazel was seen at school."), "Alder") == "none"
    assert contact_of(entry(event="Hazel was seen at school.", who="Hazel")) == "seen"


PARTS = (
    "alder|the child|both children|the girl|a boy|the infant|a toddler|baby|the pupil|the yp|young person|mother"
    "|a worker|nobody|no-one|noone|all three|the twins|he and she",
    "was|were|is|had|has not|did not|could not be|was not|to be|never|asked to be|refused to let",
    "seen|saw|see|met with|met|weighed|examined|interviewed|spoken to|spoke to|present|unseen|asleep upstairs|brought"
    "|attend|attended|at home|in|dna|dna'd|wnb|not brought|failed to bring|no access|no reply at the door|sighted"
    "|no sight of|refused sight of|missed the clinic|reviewed|immunised|one-to-one|at the visit",
    "alone|on her own|by himself|1:1|one to one|with his mother|at the visit|in the presence of dad|by phone|yesterday",
)
JOINS = (" but ", "; ", ", and ", ", then ", " - ", ". ", "\n", " and ", ", ")


def test_what_is_looked_for_first_hides_nothing_that_a_sentence_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of made-up sentences and of every row of the told chronologies the same is said with the quick looks left out."""
    lot = random.Random(11)
    parts = [each.split("|") for each in PARTS]
    made = [" ".join(map(lot.choice, parts[lot.randrange(2) : lot.choice((3, 4))])) for _ in range(8_000)]
    texts = [lot.choice(JOINS).join(lot.sample(made, lot.choice((1, 2)))) for _ in made]
    texts += [one.event for path in sorted(SETS.glob("*.txt")) for one in told(path)[0]]
    rows = [entry(event=words) for words in texts]
    may = [may_say(words.lower()) for words in texts]
    quick = [contact_of(row, "Alder") for row in rows]
    monkeypatch.setattr(contact, "_has", lambda words, any_of: True)
    whole = [contact_of(row, "Alder") for row in rows]
    assert [words for words, one, other in zip(texts, quick, whole, strict=True) if one != other] == []
    assert [words for words, one, said in zip(texts, may, whole, strict=True) if said != "none" and not one] == []
    assert len({*whole}) == len(KINDS) and not all(may)
