"""Random families: several generations, repeat partners, homes that cross, and records that contradict themselves."""

from __future__ import annotations

from hypothesis import strategies as st

from throughline.family.rules import records as of
from throughline.family.rules.asat import FamilyThen
from throughline.family.rules.inwords.words import union_words
from throughline.family.rules.laying.facts import Label, Labels
from throughline.family.rules.laying.ties import pair_of


@st.composite
def families(draw: st.DrawFn, most: int = 14) -> of.Records:
    """A family of up to `most` people, in which only who was born has partners and children; else anything goes."""
    many = draw(st.integers(1, most))
    people = st.integers(1, many)
    figures = tuple(
        of.Figure(
            key,
            f"Name {key}",
            draw(st.sampled_from(of.SEXES)),
            draw(st.sampled_from((of.BORN,) * 8 + of.STATES)),
            died=draw(st.sampled_from(("", "", "2010", "2024"))),
            subject=key == many,
            identified=draw(st.integers(0, 9)) > 0,
        )
        for key in range(1, many + 1)
    )
    unions = tuple(
        of.Union(
            key,
            one,
            other,
            draw(st.sampled_from(of.UNIONS)),
            ended=draw(st.sampled_from(("", "", "parted", "divorced"))),
        )
        for key, (one, other) in enumerate(draw(st.lists(st.tuples(people, people), max_size=many)), 1)
        if {figures[one - 1].state, figures[other - 1].state} == {of.BORN}
    )
    ties = draw(st.lists(st.tuples(people, people, st.sampled_from(("birth",) * 4 + of.PARENTAGES)), max_size=2 * many))
    parentages = tuple(
        of.Parentage(key, child, parent, kind)
        for key, (child, parent, kind) in enumerate(ties, 1)
        if figures[parent - 1].state == of.BORN
    )
    twins = tuple(
        of.Twins(key, one, other, draw(st.sampled_from((True, False, None))))
        for key, (one, other) in enumerate(draw(st.lists(st.tuples(people, people), max_size=2)), 1)
    )
    stays = tuple(
        of.Stay(key, person, place, certain=certain, according_to=agency)
        for key, (person, place, certain, agency) in enumerate(
            draw(
                st.lists(
                    st.tuples(people, st.integers(1, 4), st.booleans(), st.sampled_from(("", "", "", "Police"))),
                    max_size=2 * many,
                )
            ),
            1,
        )
    )
    told = draw(
        st.lists(st.tuples(people, people, st.sampled_from(("parentage", "union", "role"))), max_size=many // 2)
    )
    beliefs = tuple(
        of.Belief(
            key, "Police", what, one, 0 if what == "role" else other, "birth" if what == "parentage" else "married"
        )
        for key, (one, other, what) in enumerate(told, 1)
        if one != other and {figures[one - 1].state, figures[other - 1].state} == {of.BORN}
    )
    homes = tuple(of.Home(key, f"Home {key}") for key in range(1, 5))
    return of.Records(figures, unions, parentages, twins, stays, homes, beliefs)


def labels(then: FamilyThen) -> Labels:
    """Labels whose letters are all seven points wide."""
    couples: dict[tuple[int, int], Label] = {}
    for one in then.unions:
        words = union_words(one)
        couples[pair_of(one.union.one, one.union.other)] = Label((words,), 7.0 * len(words))
    for tie in then.parentages:
        for other in then.parentages:
            if tie.parentage.child == other.parentage.child and tie.parentage.parent < other.parentage.parent:
                couples.setdefault((tie.parentage.parent, other.parentage.parent), Label())
    return Labels(
        {one.figure.key: Label((one.figure.name, "words"), 60.0) for one in then.figures},
        couples,
        {home.key: Label((home.name,), 50.0) for home in then.homes},
    )
