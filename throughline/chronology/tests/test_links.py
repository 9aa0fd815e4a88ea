"""Links: how well they are found in chronologies of many hands, and what each kind of contradiction looks like."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from throughline.chronology.rules import Entry, link, order, read_date
from throughline.chronology.rules.links.conflicts import conflicts
from throughline.chronology.rules.links.learnt import BAR, disagree, weights
from throughline.chronology.rules.links.marked import classes
from throughline.chronology.rules.links.words import told as read_told
from throughline.chronology.tests.makers import TODAY
from throughline.chronology.tests.scoring import HEAD, TOLD, row, scored, told

GOAL = 0.9
LATER = 15
LATEST = 12
LEAST = {
    "later": (GOAL, 0.84),
    "outside": (0.85, 0.82),
    "latest": (0.85, 0.82),
}  # of contradictions; what is asked of unseen sets is 0.8
SETS = sorted(TOLD.glob("*.txt"))
# What the sets that were written before the rules gave when they were first tried, before anybody looked at what was
# missed; since then they are like the others.
FIRST = Path(__file__).with_name("first_scores.txt").read_text(encoding="utf-8")


def test_the_table_of_scores(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{HEAD}")
        for path in SETS:
            print(row(path.stem, scored([path])))
        print("First scores:\n" + FIRST)
    for name, paths in _groups().items():
        scores = scored(paths)
        for score in (scores.event, scores.contradiction):
            precision, recall = (GOAL, GOAL) if score is scores.event else LEAST.get(name, (GOAL, GOAL))
            assert score.precision >= precision and score.recall >= recall, (name, scores)


def _groups() -> dict[str, list[Path]]:
    """The sets by what they were for. All are mended by once their first score is taken, so none is unseen any more.

    The rules were mended by the later ones, from held15 and outside12 on, for less time than by the others, and find
    less in them: they stand by themselves. What is to be hoped for on sets that nobody has looked at is in the table of
    first scores.
    """
    groups: dict[str, list[Path]] = {}
    for path in SETS:
        kind, number = re.fullmatch(r"([a-z]+)(\d+)", path.stem.split("_")[0]).groups()
        if int(number) >= {"held": LATER, "outside": LATEST}.get(kind, 1000):
            kind = {"held": "later", "outside": "latest"}[kind]
        groups.setdefault(kind, []).append(path)
    return groups


PAIRS = sorted((TOLD / "pairs").glob("*.txt"))


@pytest.mark.parametrize(("column", "kind", "least"), [(1, "same event", 0.95), (2, "contradiction", 0.8)])
def test_an_event_in_other_words_is_one_event_and_told_against_is_a_contradiction(
    column: int, kind: str, least: float
) -> None:
    """Pairs of two agencies, each on a day of its own, among the others of their file."""
    right = among = 0
    for path in PAIRS:
        rows = [line.split(" | ") for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
        found = {each.entries: each.kind for each in link(_each_on_its_day(rows, column))}
        right += sum(found.get((2 * place, 2 * place + 1)) == kind for place in range(len(rows)))
        among += len(rows)
    assert right >= least * among, (right, among)


def _each_on_its_day(rows: list[list[str]], column: int) -> list[Entry]:
    made = []
    for place, line in enumerate(rows):
        when = read_date((date(2014, 1, 1) + timedelta(days=40 * place)).isoformat(), TODAY).when
        for agency, words in (("Health", line[0]), ("Social Work", line[column])):
            made.append(Entry(agency, len(made) + 1, None, "Record", when, None, None, words, "", ""))
    return sorted(made, key=order)


CLAIMS = [
    ("Baby girl born by emergency caesarean at 35 weeks.", "Emergency section at 35 weeks, baby boy.", "boy"),
    ("Pathway plan review held. Amy signed the plan.", "Pathway plan review. Amy refused to sign.", "sign"),
    ("Mother seen at surgery, PHQ9 score 19.", "Mother seen at surgery with PHQ9 of 9.", "counts"),
    ("Found asleep with baby in her bed, second time this week.", "Asleep in bed with baby, fourth time.", "counts"),
    ("Home conditions found to be safe for baby Jude.", "Home conditions unsafe for baby Jude.", "unsafe"),
    ("Medical: no injuries found on Kai.", "Medical for Kai found two fractures.", "no injury"),
    ("Kai placed with maternal aunt today.", "Kai placed with paternal aunt today.", "maternal"),
    ("Dr Anand examined the rash on Kai.", "Kai's rash was examined by Dr Lowe.", "names"),
    ("Kai hit by his cousin Lee at the fair.", "At the fair Kai was hit by cousin Darren.", "names"),
    ("Imms given to Kai at clinic today.", "Kai at clinic. Imms not given.", "was not"),
    ("Kai seen alone by the social worker.", "Kai was not seen alone by the social worker.", "was not"),
    ("Kai and mum seen by social worker Amy Tran.", "Social worker Jo Black saw Kai with mum.", "Amy Tran"),
    ("Kai died in resus at 07:05.", "Death of Kai in resus at 08.40.", "07:05"),
    ("Kai seen at home, kitchen clean and tidy.", "Kai seen at home, kitchen cluttered, dog mess on floor.", "clutter"),
    ("ED: burn to hand, account plausible.", "ED: burn to hand. Account does not fit.", "plausible"),
    ("Core group: grading of risk was medium.", "Core group: risk was graded high.", "medium"),
    (
        "Neighbour reported Kai left alone all day. Police found no adult in the house.",
        "Neighbour reported Kai left alone all day. Police found his aunt babysitting.",
        "babysitting",
    ),
    ("Kai was collected from school by Adam at 3pm.", "Scott collected Kai from school at 3pm.", "Scott"),
    ("Scott was arrested for damage to the flat.", "Adam arrested for damage to the flat.", "Adam"),
    (
        "Core group held at school. Apologies from the health visitor.",
        "Core group at school, attended by health visitor and mum.",
        "health visitor was there",
    ),
    ("Kai cut his hand. It was his brother who rang 999.", "Kai cut his hand, and his mother rang 999.", "brother"),
    (
        "Mother overdosed in the bathroom. Father found her.",
        "Mother had overdosed in the bathroom; father was not in the house.",
        "not there",
    ),
    (
        "Warrant: Dean LOXLEY arrested with twelve wraps.",
        "Scott Venn was arrested in the warrant, twelve wraps.",
        "Scott",
    ),
    ("Urine screen today pos for heroin.", "Told of today's urine screen, negative for heroin.", "negative"),
    ("Kai was brought to clinic by grandmother.", "Grandfather brought Kai to clinic.", "grand"),
    ("Mr Quill came to Kai's review.", "Mrs Quill came to Kai's review.", "Quill"),
    ("Leon arrested for assaulting Kai.", "Kai was arrested for assaulting Leon.", "arrested"),
    ("Mum has a new partner, Warren, and is expecting.", "Mum expecting, has a new partner, Stuart.", "Warren"),
]


@pytest.mark.parametrize(("one", "two", "why"), CLAIMS)
def test_what_cannot_both_be_so_is_a_contradiction_and_says_why(one: str, two: str, why: str) -> None:
    (found,) = link(entries(("Health", "12/3/2015", one), ("School", "12/3/2015", two)))
    assert found.kind == "contradiction" and why in found.why


def entries(*rows: tuple[str, str, str]) -> list[Entry]:
    """Agency, day and words, in their order, among rows of other days that make no word rare by itself."""
    filler = [
        ("Filler", f"{day}/1/2001", words)
        for day, words in enumerate(
            ("Letter to mother.", "Home visit.", "Father called.", "School report.", "GP review."), 1
        )
    ]
    made = [
        Entry(agency, number, None, "Record", read_date(day, TODAY).when, None, None, words, "", "")
        for number, (agency, day, words) in enumerate([*rows, *filler], 1)
    ]
    return sorted(made, key=order)


def kinds(*rows: tuple[str, str, str]) -> list[str]:
    return [each.kind for each in link(entries(*rows))]


VISIT = "Health visitor saw baby with mother; a bruise to the left cheek was noted, said to be from a fall."


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        ("HV visit: bruise on baby's left cheek, mum says she fell.", "same event"),
        ("HV visit: bruise on baby's right cheek, mum says she fell.", "contradiction"),
        ("HV visit with dad: bruise on baby's left cheek, he says she fell.", "contradiction"),
        ("HV visit: no bruise on baby's left cheek. Mum says she had a fall.", "contradiction"),
        ("HV visit: two bruises on baby's left cheek, and three on the arm. Mum says she fell.", "same event"),
        ("Repeat prescription given to grandmother.", ""),
    ],
)
def test_one_day(other: str, kind: str) -> None:
    assert kinds(("Health", "12/3/2015", VISIT), ("Surgery", "12/3/2015", other)) == ([kind] if kind else [])


def test_a_couple_told_of_together_are_the_two_told_of_one_by_one() -> None:
    one = "Mrs Quill dialled 999 and hung up. Mr Quill said that the wrong button was pressed."
    two = "Mr and Mrs Quill said that the wrong button was pressed in the abandoned 999 call."
    assert kinds(("Police", "12/3/2015", one), ("Social Care", "12/3/2015", two)) == ["same event"]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (
            "Joint antenatal home visit with midwife Joan Pell. Safe sleeping advice given.",
            "Joint antenatal home visit with health visitor Ruth Oddy. Safe sleeping discussed.",
        ),
        (
            "Supervised contact between Isla and Denise Merrow at Pier Café, photographs exchanged.",
            "Isla was accompanied by Rosie Tamm to supervised contact at Pier Café, photographs exchanged.",
        ),
        (
            "Referral: school attendance 62 per cent, symptoms reported by mother only.",
            "Referral from school: symptoms reported by mother only, 38 per cent of school missed.",
        ),
        ("Court order made; passport to be given up by noon.", "Court order made, passport to be given up by midday."),
    ],
)
def test_what_only_one_tells_and_what_comes_to_the_same_is_no_contradiction(one: str, two: str) -> None:
    assert kinds(("Police", "12/3/2015", one), ("Social Care", "12/3/2015", two)) == ["same event"]


def test_another_day_is_a_contradiction_and_a_far_one_is_another_event() -> None:
    other = "HV visit: bruise on baby's left cheek, mum says from a fall."
    assert kinds(("Health", "12/3/2015", VISIT), ("Surgery", "14/3/2015", other)) == ["contradiction"]
    assert kinds(("Health", "12/3/2015", VISIT), ("Surgery", "20/9/2018", other)) == []


def test_an_uncertain_day_does_not_speak_against_one_close_by() -> None:
    other = "HV visit: bruise on baby's left cheek, mum says from a fall."
    assert kinds(("Health", "?12/3/2015", VISIT), ("Surgery", "14/3/2015", other)) == ["same event"]
    assert kinds(("Health", "March 2015", VISIT), ("Surgery", "14/3/2015", other)) == ["same event"]


def test_a_slip_in_the_year_is_found_by_rare_words() -> None:
    words = "Jaydon fell from the trampoline at Larchfield play barn and broke his collarbone; seen by Dr Okafor."
    other = "Broken collarbone after falling off a trampoline at Larchfield play barn. Dr Okafor. Jaydon in a sling."
    assert kinds(("School", "12/3/2015", words), ("Surgery", "12/3/2016", other)) == ["contradiction"]


def test_what_was_received_later_follows() -> None:
    assert kinds(
        (
            "Police",
            "12/3/2015",
            "Domestic incident at the home address, father arrested. Notification sent to social care.",
        ),
        (
            "Social Care",
            "14/3/2015",
            "Notification received re domestic incident. Screened, strategy meeting not needed.",
        ),
    ) == ["follows"]


def test_one_agency_is_never_linked_with_itself_and_a_pair_once() -> None:
    rows = [("Health", "12/3/2015", VISIT), ("Health", "12/3/2015", VISIT), ("Surgery", "12/3/2015", VISIT)]
    links = link(entries(*rows))
    assert len(links) == 1
    assert {entries(*rows)[place].agency for place in links[0].entries} == {"Health", "Surgery"}
    assert links[0].entries[0] < links[0].entries[1] and links[0].why.endswith(".")


def test_entries_of_different_families_on_the_same_days_are_hardly_ever_linked() -> None:
    """All the sets thrown together, one telling of each event and each wording once, on days and under agencies by lot.

    Nine of some sixty families then stand on each day, more than one family has, and every link is wrong. Some come
    about all the same, because families have things in common: two mothers are called on one day, two conferences held,
    and no words tell them apart. What is asked is that it befalls one entry in 35 at most; spread so that one or
    two stand on a day, as in a case, one in sixty.
    """
    alone: list[Entry] = []
    for path in SETS:
        found, known = told(path)
        second = {pair[1] for pair in known}
        alone += [entry for place, entry in enumerate(found) if place not in second]
    alone = list({entry.event: entry for entry in alone}.values())
    for days, least in ((len(alone) // 9, 35), (len(alone) * 2 // 3, 60)):
        lot = random.Random(7)
        mixed = []
        for number, entry in enumerate(alone):
            day = date(2015, 1, 1) + timedelta(days=lot.randrange(days))
            agency = lot.choice(("Police", "School", "Surgery", "Social Care", "Health"))
            mixed.append(replace(entry, agency=agency, row=number, start=read_date(day.isoformat(), TODAY).when))
        links = [each for each in link(sorted(mixed, key=order)) if each.kind != "follows"]
        assert len(links) <= len(mixed) / least, days


def test_a_day_that_each_has_to_itself_says_more_than_one_on_which_much_is_told() -> None:
    rows = [
        ("Surgery", "11/7/2016", "HV report: weight static below 2nd centile."),
        ("Health Visiting", "11/7/2016", "Wt 5.9kg, 25th centile. Smiling, babbling."),
    ]
    others = ("School", "Drug Service", "Police", "Housing")
    much = [(agency, "11/7/2016", f"Record {number}{agency}.") for number in range(40) for agency in others]
    assert kinds(*rows)
    made = entries(*rows, *much)
    assert not [each for each in link(made) if "Surgery" in {made[place].agency for place in each.entries}]


@pytest.mark.parametrize(
    ("one", "two", "why"),
    [
        ("Child fell from a scooter, cut to knee.", "Child cut knee, fell from a roof.", "scooter"),
        ("MACE panel. Risk level moderate.", "Exploitation panel: risk assessed as significant.", "moderate"),
    ],
)
def test_signs_that_were_learnt_tell_of_a_contradiction_that_no_rule_knows(one: str, two: str, why: str) -> None:
    assert not list(conflicts(read_told(one), read_told(two)))
    assert why in disagree(read_told(one), read_told(two))
    assert not disagree(read_told(one), read_told(one))


def test_every_sign_that_was_learnt_is_one_that_can_be_found() -> None:
    named = {name for names in classes().kinds.values() for name in names}
    ends = {name for names in classes().ends.values() for name, _ in names}
    known = {f"{way} {name}" for way in ("other", "more", "same") for name in named}
    known |= {f"{way} {name}" for way in ("against", "with") for name in ends}
    signs = {sign for sign in weights() if sign.partition(" ")[0] in ("other", "same", "against", "with")}
    assert signs and signs <= known and weights()[BAR] > 0


def test_links_come_out_the_same_whatever_else_there_is_to_choose_from() -> None:
    found, _ = told(SETS[0])
    assert link(found) == link(list(found)) == link(tuple(found))
