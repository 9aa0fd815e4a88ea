"""Which children, reviews and boards a document names, and that no grown person's name comes out."""

from __future__ import annotations

import pytest

from throughline.reading import read_text


def names(text: str) -> dict[str, tuple[str, ...]]:
    return {subject.name: subject.also for subject in read_text(text).subjects}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The review of Child R was published. Child R was two.", {"Child R": ()}),
        ("Baby F died. Child F was ten weeks old. Child F lived at home.", {"Child F": ("Baby F",)}),
        ("child R was thirteen. Child R liked school.", {"Child R": ()}),
        ("Child R was in care. R moved often, and R's carers changed.", {"Child R": ()}),
        ("Child C and Child E died in June.", {"Child C": (), "Child E": ()}),
        ("Siblings J1 and J2 lived with an adult.", {"Sibling J1": (), "Sibling J2": ()}),
        ("Children A, B and C were removed.", {"Child A": (), "Child B": (), "Child C": ()}),
        ("Young Person K wrote a letter.", {"Young Person K": ()}),
        ("Family U was known to all.", {"Family U": ()}),
        ("A boy whom we shall call Jacob was hurt. Jacob is safe now.", {"Jacob": ()}),
        ("Alder is a pseudonym. Alder was eight.", {"Alder": ()}),
        ("The report concerns a child known as “Rowan”. Rowan was five months old.", {"Rowan": ()}),
        (
            "The names here are theirs: the review was about Ash, Bryn and Cole. Ash was first.",
            {"Ash": (), "Bryn": (), "Cole": ()},
        ),
        ("Child Protection plans and Child Sexual Exploitation were discussed by the Child Death Overview Panel.", {}),
        ("The review by Jane Smith, about Working Together, was read by Mr Jones.", {}),
        ("Child in Need plans, Child A&E visits and the Family Court.", {}),
    ],
)
def test_children_are_named_as_the_document_names_them(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert names(text) == expected


def test_a_review_of_two_children_is_one_review() -> None:
    text = (
        "We have the evaluation of the Baby A Review, of the Child C and Child E Review and of the Child G "
        "review, all Serious Case Reviews."
    )
    reviews = read_text(text).reviews
    assert [review.subjects for review in reviews] == [("Baby A",), ("Child C", "Child E"), ("Child G",)]
    assert {review.kind for review in reviews} == {"SCR"}


def test_two_reviews_named_together_stay_two() -> None:
    reviews = read_text("The board published two serious case reviews in the year: Child P and Child S.").reviews
    assert [review.name for review in reviews] == ["Child P", "Child S"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Brackwater Safeguarding Children Board met.", "Brackwater Safeguarding Children Board"),
        (
            "Published by the Upper Vale Local Safeguarding Children's Board (UVLSCB).",
            "Upper Vale Local Safeguarding Children's Board",
        ),
        ("Tarn and Ouse Safeguarding Partnership has agreed this.", "Tarn and Ouse Safeguarding Partnership"),
        ("The Safeguarding Partnership has agreed this.", ""),
        ("PENHALLOW SAFEGUARDING CHILDREN PARTNERSHIP", "Penhallow Safeguarding Children Partnership"),
        ("The chair of Thornbury LSCB wrote to all.", "Thornbury LSCB"),
    ],
)
def test_the_partnership_is_named_in_full(text: str, expected: str) -> None:
    assert read_text(text).partnership == expected


def test_owners_are_roles_and_bodies_and_never_people() -> None:
    table = (
        "# Action plan: Child V\n\n| No | Action | Lead | By when | Progress |\n|---|---|---|---|---|\n"
        "| 1 | Write the protocol. | Tom Jones, Designated Nurse | May 2020 | Begun. |\n| 2 | Train the "
        "staff. | Mary Ann Smith | June 2020 | Done in part. |\n"
        "| 3 | Audit the plans. | Police | July 2020 | Not begun yet by them. |\n"
    )
    reading = read_text(table)
    assert [item.owner for item in reading.actions] == ["Designated Nurse", "", "Police"]
    assert "Jones" not in str([reading.bodies, [item.owner for item in reading.actions]])


def test_bodies_leave_out_the_person_beside_them() -> None:
    bodies = read_text(
        "From Adam Lane, Executive Director, to the Neglect Operational Group and Thames Valley Police."
    ).bodies
    assert "Neglect Operational Group" in bodies
    assert not any("Lane" in body for body in bodies)
