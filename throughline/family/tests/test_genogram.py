"""Each symbol of the picture, by a small family that has it, and the family of the design whole."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from throughline.family.drawing import draw, key_of, laid_out, outside
from throughline.family.picturing import drawn_of, picture_of
from throughline.family.rules.asat import as_at
from throughline.family.rules.inwords.taken import taken_of
from throughline.family.rules.laying.facts import Laid
from throughline.family.rules.records import Belief, Figure, Home, Parentage, Records, Stay, Twins, Union
from throughline.family.rules.relations import words_for
from throughline.family.tests import thorns

DAY = date(2024, 3, 14)
FERN, ROWAN = Figure(1, "Fern", "female", born="1990-01-01"), Figure(2, "Rowan", "male", born="1988-01-01")
SEDGE, REED = Figure(3, "Sedge", born="2015-01-01", subject=True), Figure(4, "Reed", "male", born="2015-01-01")
OF_BOTH = (Parentage(1, 3, 1), Parentage(2, 3, 2))


def drawn(records: Records, day: date = DAY) -> tuple[Laid, str, str]:
    """The picture laid out, its SVG, and its key in words."""
    then = as_at(records, day)
    laid = laid_out(then, words_for(records))
    svg = str(draw(then, laid, identity="family", title="A family", description="In words"))
    return laid, svg, re.sub(r"<[^>]+>", "", " | ".join(map(str, key_of(then, laid))))


@pytest.mark.parametrize(
    ("records", "has", "key"),
    [
        (Records((FERN,)), "<circle", "female"),
        (Records((ROWAN,)), "<rect", "male"),
        (Records((SEDGE,)), ">9<", "this child"),
        (Records((Figure(1, "Fern", died="2020"),)), "died 2020", "has died"),
        (Records((Figure(1, "Fern", certain=False),)), 'stroke-dasharray="5 4"', "not certain"),
        (Records((Figure(1, "Fern", state="pregnancy", born="2024-06"),)), "expected June 2024", "pregnancy"),
        (Records((Figure(1, "Fern", state="miscarriage", born="2020"),)), "miscarriage 2020", "miscarriage"),
        (Records((Figure(1, "Fern", state="stillbirth", born="2020"),)), "stillbirth 2020", "stillbirth"),
        (Records((Figure(1, "Fern", state="ended", born="2020"),)), "ended 2020", "pregnancy ended"),
        (Records((FERN, ROWAN), (Union(1, 1, 2, "married", "2010"),)), "married 2010", "male"),
        (Records((FERN, ROWAN), (Union(1, 1, 2, until="2018", ended="parted"),)), "parted 2018", "parted"),
        (Records((FERN, ROWAN), (Union(1, 1, 2, until="2018", ended="divorced"),)), "divorced 2018", "divorced"),
        (Records((FERN, ROWAN), (Union(1, 1, 2, "partners", certain=False),)), "partners?", "not certain"),
        (Records((FERN, ROWAN, SEDGE), (), OF_BOTH), 'stroke-width="1"', "nothing recorded between them"),
        (Records((FERN, SEDGE), (), (Parentage(1, 3, 1, "fostered"),)), 'stroke-dasharray="1.6 4"', "fostered"),
        (Records((FERN, SEDGE), (), (Parentage(1, 3, 1, "adopted"),)), 'stroke-dasharray="12 3 2 3"', "brackets"),
        (Records((FERN, SEDGE), (), (Parentage(1, 3, 1, "step"),)), 'stroke-dasharray="14 3"', "step"),
        (Records((FERN, SEDGE), (), (Parentage(1, 3, 1, "guardian"),)), 'stroke-dasharray="8 3 2 3 2 3"', "guardian"),
        (
            Records(
                (FERN, ROWAN, SEDGE, REED),
                (Union(1, 1, 2),),
                (*OF_BOTH, Parentage(3, 4, 1), Parentage(4, 4, 2)),
                (Twins(1, 3, 4, True),),
            ),
            "Reed",
            "identical twins",
        ),
        (Records((FERN,), (), (), (), (Stay(1, 1, 1),), (Home(1, "Mill Lane"),)), "Mill Lane", "one household"),
    ],
)
def test_each_sign_is_drawn_and_in_the_key(records: Records, has: str, key: str) -> None:
    _, svg, keyed = drawn(records)
    assert has in svg
    assert key in keyed


def test_the_key_tells_only_what_is_drawn() -> None:
    _, _, keyed = drawn(Records((FERN,)))
    assert [part.strip() for part in keyed.split("|")] == ["female", "number inside is age"]


def test_people_of_one_sex_are_a_couple_like_any_other() -> None:
    laid, svg, _ = drawn(Records((FERN, Figure(2, "Ivy", "female")), (Union(1, 1, 2, "civil", "2016"),)))
    assert [line.kind for line in laid.lines] == ["union"]
    assert "civil partners" in svg


def test_somebody_with_several_partners_stands_between_the_two_latest_and_the_first_is_reached_below() -> None:
    others = tuple(Figure(key, f"Name {key}", "female") for key in (5, 6, 7))
    unions = tuple(Union(key, 2, key, since=str(2000 + key)) for key in (5, 6, 7))
    laid, _, _ = drawn(Records((ROWAN, *others), unions))
    x = {spot.key: spot.x for spot in laid.spots}
    assert min(x[6], x[7]) < x[2] < max(x[6], x[7])
    bow = [line for line in laid.lines if line.ends == {2, 5}]
    assert max(y for line in bow for _, y in line.points) > laid.spots[0].y + 60
    assert sum(1 for spot in laid.spots if spot.key == 2) == 1


def test_half_siblings_hang_from_their_own_parents() -> None:
    laid, _, _ = drawn(thorns.THORNS, thorns.THE_NIGHT)
    x = {spot.key: spot.x for spot in laid.spots}
    row = [x[key] for key in (thorns.HEATH, thorns.MAPLE, thorns.WILLOW, thorns.ALDER, thorns.BIRCH, thorns.LAUREL)]
    assert row == sorted(row) or row == sorted(row, reverse=True)
    middle = (x[thorns.HEATH] + x[thorns.WILLOW]) / 2
    assert abs(x[thorns.MAPLE] - middle) <= 7, "down from the middle of their line, or nearly"


def test_twins_leave_one_point() -> None:
    records = Records(
        (FERN, ROWAN, SEDGE, REED),
        (Union(1, 1, 2),),
        (*OF_BOTH, Parentage(3, 4, 1), Parentage(4, 4, 2)),
        (Twins(1, 3, 4),),
    )
    laid, _, _ = drawn(records)
    starts = {line.points[0] for line in laid.lines if line.kind == "birth" and len(line.points) == 3}
    assert len(starts) == 1


def test_the_family_of_the_design() -> None:
    laid, svg, keyed = drawn(thorns.THORNS, thorns.THE_NIGHT)
    assert [one.inside for one in laid.outlines] == [
        {thorns.WILLOW, thorns.MAPLE, thorns.ALDER, thorns.BIRCH},
        {thorns.BRYONY, thorns.REED},
        {thorns.ONE, thorns.TWO, thorns.ASH},
    ]
    assert laid.outlines[0].dashed and not laid.outlines[1].dashed
    assert "accounts differ" in keyed
    assert "style=" not in svg and "<title" in svg and "<desc" in svg
    assert len({spot.y for spot in laid.spots}) == 3


def test_who_cannot_be_taken_in_is_told_with_the_number() -> None:
    people = tuple(Figure(key, f"Name {key}") for key in range(1, 8))
    births = tuple(Parentage(key, key + 1, key) for key in range(1, 7))
    stays = (Stay(1, 1, 1), Stay(2, 7, 1))
    records = Records(people, (), births, (), stays, (Home(1, "Mill Lane"),))
    then = as_at(records, DAY)
    laid = laid_out(then, words_for(records))
    names = {one.figure.key: one.figure.name for one in then.figures}
    assert outside(then, laid, names) == ["Name 7 is drawn outside Mill Lane, with its number 1."]
    assert "lives there too, though drawn outside" in " ".join(map(str, key_of(then, laid)))


def test_names_are_written_as_they_are_and_nothing_in_them_is_markup() -> None:
    _, svg, _ = drawn(Records((Figure(1, "<script>alert(1)</script>"),)))
    assert "<script" not in svg


def test_nobody_is_a_picture_too() -> None:
    laid, svg, keyed = drawn(Records())
    assert (laid.spots, keyed) == ((), "")
    assert svg.startswith("<svg")


def test_a_marriage_is_solid_and_two_who_are_together_without_one_are_dashed() -> None:
    wed, paired = Union(1, 1, 2, kind="married"), Union(2, 1, 2, kind="partners")
    _, solid, key = drawn(Records((FERN, ROWAN), (wed,)))
    assert 'stroke-dasharray="10 4"' not in solid and "together" not in key
    laid, dashed, key = drawn(Records((FERN, ROWAN), (paired,)))
    assert [line.kind for line in laid.lines] == ["together"]
    assert 'stroke-dasharray="10 4"' in dashed and "together, not married" in key
    _, both, _ = drawn(Records((FERN, ROWAN), (paired, wed)))
    assert 'stroke-dasharray="10 4"' not in both, "they were together first, and married then"


def test_a_picture_too_wide_for_a4_goes_on_a3() -> None:
    many = tuple(Figure(key, f"Person {key}", "male") for key in range(1, 16))
    laid, svg, _ = drawn(Records(many))
    assert (laid.wide > 1500) == ("tl-broad" in svg)
    _, small, _ = drawn(Records((FERN,)))
    assert "tl-broad" not in small


def test_the_key_lists_what_is_drawn_and_nothing_else() -> None:
    twins = (Twins(1, 1, 3, True),)
    figures = (FERN, replace(ROWAN, died="2024"), Figure(3, "Ash", "female"), Figure(4, "Oak", "female"))
    parents = tuple(Parentage(at, child, 4) for at, child in enumerate((1, 3), 1))
    records = Records(figures, (Union(1, 2, 4, "married"),), parents, twins)
    key = {words.strip() for words in drawn(records)[2].split("|")}
    assert {"married", "identical twins", "may have died"} <= key
    assert not {"together, not married", "twins", "has died"} & key


def test_what_an_agency_believed_is_drawn_in_beads_under_its_letter_and_moves_nobody() -> None:
    beliefs = (
        Belief(1, "School", "parentage", thorns.ALDER, thorns.HEATH, "birth"),
        Belief(2, "School", "union", thorns.WILLOW, thorns.HEATH, "partners"),
        Belief(3, "School", "role", thorns.REED, kind="other", words="Willow’s partner"),
        Belief(4, "School", "parentage", thorns.ALDER, thorns.BIRCH, "birth"),
        Belief(5, "School", "union", thorns.THORN, thorns.LAUREL, "married"),
    )
    then = as_at(replace(thorns.THORNS, beliefs=beliefs), thorns.THE_NIGHT)
    told = drawn_of(taken_of(then), "School")
    assert told.words[1] == "B. Reed: Willow’s partner." and len(told.beliefs) == 4, "what is known is drawn already"
    picture, key, _ = picture_of(then, thorns.THORNS, told)
    without, plain, _ = picture_of(then, thorns.THORNS, drawn_of(taken_of(then), ""))
    svg, bare = str(picture), str(without)
    assert key == plain and "what School believed, not what was so" in str(told.key[0])
    assert all(f">{letter}</text>" in svg for letter in "ABCD") and 'stroke-dasharray="0 8"' in svg
    assert "with what School believed" in svg and "C. Willow and Heath: partners, living together." in svg
    assert 'stroke-dasharray="0 8"' not in bare and "School" not in bare
    laid = laid_out(then, words_for(thorns.THORNS), told.beliefs)
    before = laid_out(then, words_for(thorns.THORNS))
    rows = [[spot.key for spot in sorted(one.spots, key=lambda spot: (spot.y, spot.x))] for one in (laid, before)]
    assert rows[0] == rows[1], "it has no say in who stands where"
    none = drawn_of(taken_of(as_at(replace(thorns.THORNS, beliefs=beliefs[3:4]), thorns.THE_NIGHT)), "School")
    assert none.nothing == "What School believed on that day is what is now known." and not none.key
