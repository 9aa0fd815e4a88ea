"""An invented family, the design’s: three generations, half-siblings, a foster home, accounts that differ."""

from __future__ import annotations

from datetime import date

from throughline.family.rules.records import Figure, Home, Parentage, Records, Stay, Union

THE_NIGHT = date(2024, 3, 14)
THORN, BRYONY, ELM, MYRTLE, REED, HEATH, WILLOW, BIRCH, LAUREL, MAPLE, ALDER, ASH, ONE, TWO, SEEN = range(1, 16)
QUAY, TARNHOLT, FOSTER = 1, 2, 3

FIGURES = (
    Figure(THORN, "Thorn", "male", born="1954", died="2015-11", relation="grandfather"),
    Figure(BRYONY, "Bryony", "female", born="1965-06-01", relation="grandmother"),
    Figure(ELM, "Elm", "male", born="1960-08", relation="grandfather"),
    Figure(
        MYRTLE,
        "Myrtle",
        "female",
        age_words="about 60",
        relation="grandmother",
        certain=False,
        uncertain_why="Myrtle’s age. About 60, from a letter.",
    ),
    Figure(REED, "Reed", "male", born="1999-05", relation="uncle"),
    Figure(HEATH, "Heath", "male", born="1993-09-09", relation="Maple’s father"),
    Figure(WILLOW, "Willow", "female", born="1996-12-02", relation="mother"),
    Figure(BIRCH, "Birch", "male", born="1992-07-21", relation="Alder’s father"),
    Figure(LAUREL, "Laurel", "female", born="1991-10", relation="Ash’s mother"),
    Figure(MAPLE, "Maple", "female", born="2016-08-30"),
    Figure(ALDER, "Alder", "male", born="2022-01-11", subject=True),
    Figure(ASH, "Ash", "male", born="2014-07-05"),
    Figure(ONE, "Carer 1", "female", born="1974-09", relation="foster carer"),
    Figure(TWO, "Carer 2", "male", born="1971-04", relation="foster carer"),
    Figure(
        SEEN,
        "Not identified",
        relation="adult seen April 2022",
        identified=False,
        uncertain_why="Who the adult seen in April 2022 was.",
    ),
)
UNIONS = (
    Union(1, THORN, BRYONY, "married", since="1990"),
    Union(2, ELM, MYRTLE, "married", until="2009", ended="divorced"),
    Union(3, HEATH, WILLOW, "partners", until="2018", ended="parted"),
    Union(4, WILLOW, BIRCH, "partners", since="2020", certain=False, why="Whether they lived together."),
    Union(5, BIRCH, LAUREL, "married", until="2019", ended="divorced"),
    Union(6, ONE, TWO, "married"),
)
PARENTAGES = tuple(
    Parentage(place, child, parent, kind, since)
    for place, (child, parent, kind, since) in enumerate(
        (
            (REED, THORN, "birth", ""),
            (REED, BRYONY, "birth", ""),
            (WILLOW, THORN, "birth", ""),
            (WILLOW, BRYONY, "birth", ""),
            (BIRCH, ELM, "birth", ""),
            (BIRCH, MYRTLE, "birth", ""),
            (MAPLE, HEATH, "birth", ""),
            (MAPLE, WILLOW, "birth", ""),
            (ALDER, WILLOW, "birth", ""),
            (ALDER, BIRCH, "birth", ""),
            (ASH, BIRCH, "birth", ""),
            (ASH, LAUREL, "birth", ""),
            (ASH, ONE, "fostered", "2021"),
            (ASH, TWO, "fostered", "2021"),
        ),
        1,
    )
)
HOMES = (Home(QUAY, "Quay Street, Wexmoor"), Home(TARNHOLT, "Tarnholt"), Home(FOSTER, "Foster home", "placement"))
_BELIEVED = (
    ("Health visiting", "Visit, 24 October 2023", {WILLOW: QUAY, MAPLE: QUAY, ALDER: QUAY, BIRCH: QUAY}),
    ("Social care", "Assessment, 20 February 2024", {WILLOW: QUAY, MAPLE: QUAY, ALDER: QUAY, BIRCH: TARNHOLT}),
    ("Housing", "Tenancy form, 19 September 2022", {WILLOW: QUAY, MAPLE: QUAY, ALDER: QUAY, BIRCH: QUAY}),
    ("Nursery", "Signing-out book", {WILLOW: QUAY, ALDER: QUAY}),
)
_KNOWN = ((WILLOW, QUAY), (MAPLE, QUAY), (ALDER, QUAY), (BRYONY, TARNHOLT), (REED, TARNHOLT))
STAYS = (
    *(
        Stay(place, person, home, since="2022-01-11" if person == ALDER else "2018")
        for place, (person, home) in enumerate(_KNOWN, 1)
    ),
    Stay(6, BIRCH, QUAY, since="2020", certain=False, source="Statement to the review, 9 January 2025"),
    *(Stay(7 + place, person, FOSTER, since="2021") for place, person in enumerate((ONE, TWO, ASH))),
    *(
        Stay(20 + 10 * row + place, person, home, since="2020", according_to=agency, source=source)
        for row, (agency, source, told) in enumerate(_BELIEVED)
        for place, (person, home) in enumerate(told.items())
    ),
)
THORNS = Records(FIGURES, UNIONS, PARENTAGES, (), STAYS, HOMES)
