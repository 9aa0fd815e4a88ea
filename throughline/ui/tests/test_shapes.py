"""Every state has a word, a shape and a tone, and no shape carries a style or a colour of its own."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from throughline.ui.shapes import STATES, State, state

TONES = {"ink", "quiet", "ochre", "moss", "brick", "plum", "overdue"}


@pytest.mark.parametrize("one", STATES.values(), ids=STATES)
def test_a_shape_is_well_formed_and_takes_its_colour_from_outside(one: State) -> None:
    root = ElementTree.fromstring(f"<g>{one.shape}</g>")  # noqa: S314 - our own constant
    assert len(root) > 0
    for element in root.iter():
        assert "style" not in element.attrib
        assert {element.get("fill"), element.get("stroke")} <= {None, "none", "currentColor"}


@pytest.mark.parametrize("one", STATES.values(), ids=STATES)
def test_a_state_has_words_and_a_known_tone(one: State) -> None:
    assert one.word and one.means
    assert one.tone in TONES


def test_only_overdue_is_filled() -> None:
    assert [one.key for one in STATES.values() if one.tone == "overdue"] == ["overdue"]


def test_held_alone_is_plum_and_no_state_shares_another_ones_word() -> None:
    assert [one.key for one in STATES.values() if one.tone == "plum"] == ["held"]
    assert len({one.word for one in STATES.values()}) == len(STATES)


def test_an_unknown_state_is_a_mistake_that_says_so() -> None:
    with pytest.raises(KeyError, match="no state “late”"):
        state("late")
