"""What a text says of a number, held against the records."""

from __future__ import annotations

import pytest

from throughline.family.rules.checking import AGREES, FEWER, MORE, UNSAID, Known, checked
from throughline.family.rules.counting import Held, Placed, Same
from throughline.family.rules.saying import tellings

ROLES = tuple(
    Held(place, place, "social_worker", since=str(2009 + place), until=str(2009 + place)) for place in range(1, 6)
)
PLACED = (
    Placed(1, 100, 1, "2016-01-01", "2016-06-30"),
    Placed(2, 100, 2, "2016-07-01", "2018-01-31"),
    Placed(3, 100, 1, "2018-02-01", "2020-01-01"),
    Placed(4, 200, 3, "2019", ""),
)
KNOWN = Known(ROLES, PLACED, children={"Alder": 100, "Maple": 200})


@pytest.mark.parametrize(
    ("text", "verdict", "count"),
    [
        ("The family had five social workers.", AGREES, (5, 5)),
        ("The family had ten social workers.", FEWER, (5, 5)),
        ("The family had three social workers.", MORE, (5, 5)),
        ("The family had at least four social workers.", AGREES, (5, 5)),
        ("The family had five or six social workers.", AGREES, (5, 5)),
        ("The family had three social workers between 2010 and 2012.", AGREES, (3, 3)),
        ("The family had five social workers in two years.", FEWER, (2, 3)),
        ("The family had five social workers in three years.", UNSAID, (3, 5)),
        ("The family changed social worker four times.", AGREES, (4, 4)),
        ("The family had two health visitors.", UNSAID, (0, 0)),
        ("The family had five social workers during the review period.", UNSAID, (5, 5)),
        ("The family had nine social workers during the review period.", FEWER, (5, 5)),
        ("Alder had three placements.", AGREES, (3, 3)),
        ("Alder moved placement twice.", AGREES, (2, 2)),
        ("Maple had three placements.", FEWER, (1, 1)),
        ("There were three placements in all.", AGREES, (3, 3)),
        ("There were two placements in all.", UNSAID, (1, 3)),
        ("There were nine placements in all.", FEWER, (3, 3)),
    ],
)
def test_a_telling_and_the_records(text: str, verdict: str, count: tuple[int, int]) -> None:
    (telling,) = tellings(text, KNOWN.children)
    check = checked(telling, KNOWN)
    assert (check.verdict, (check.count.least, check.count.most)) == (verdict, count), check.why
    assert check.why.endswith(".")


def test_two_who_may_be_one_leave_it_open_and_two_that_were_joined_settle_it() -> None:
    (telling,) = tellings("The family had five social workers.")
    (less,) = tellings("The family had four social workers.")
    perhaps, joined = Known(ROLES, same=Same(perhaps=((1, 2),))), Known(ROLES, same=Same(joined=((1, 2),)))
    assert [checked(one, perhaps).verdict for one in (telling, less)] == [UNSAID, UNSAID]
    assert [checked(one, joined).verdict for one in (telling, less)] == [FEWER, AGREES]
