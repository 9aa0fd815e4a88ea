"""The services around a child: no two circles meet, everybody once, and no order means anything."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from throughline.family.rules.counting import Count
from throughline.family.rules.ecomap import CENTRE, CIRCLE, EXPECTED, SILENT, STRAINED, STRONG, THIN, Service, laid

_SERVICES = some.lists(
    some.builds(Service, some.integers(1, 60), some.sampled_from(("Police", "police", "School", "GP", ""))),
    max_size=40,
    unique_by=lambda one: one.key,
)


@settings(max_examples=120, deadline=None)
@given(_SERVICES, some.randoms())
def test_everybody_is_there_once_and_no_two_circles_meet(services: list[Service], random) -> None:  # type: ignore[no-untyped-def]
    drawn = laid(services)
    assert sorted(one.service.key for one in drawn.circles) == sorted(one.key for one in services)
    for place, one in enumerate(drawn.circles):
        assert math.hypot(one.x, one.y) >= CENTRE + CIRCLE
        assert abs(one.x) + CIRCLE <= drawn.half_wide
        assert abs(one.y) + CIRCLE <= drawn.half_high
        for other in drawn.circles[place + 1 :]:
            assert math.hypot(one.x - other.x, one.y - other.y) >= 2 * CIRCLE
            assert _from_line(one, other) >= CIRCLE, "no line runs through another circle"
            assert _from_line(other, one) >= CIRCLE
    assert laid(random.sample(services, len(services))) == drawn


def _from_line(line, circle) -> float:  # type: ignore[no-untyped-def]
    """How far the middle of the circle is from the line."""
    (ax, ay), (bx, by) = line.begins, line.ends
    length = math.hypot(bx - ax, by - ay) ** 2
    share = max(0.0, min(1.0, ((circle.x - ax) * (bx - ax) + (circle.y - ay) * (by - ay)) / length)) if length else 0.0
    return math.hypot(ax + share * (bx - ax) - circle.x, ay + share * (by - ay) - circle.y)


@pytest.mark.parametrize(
    ("least", "most", "wrong", "expected", "line"),
    [
        (6, 6, 0, True, STRONG),
        (5, 6, 0, True, THIN),
        (1, 1, 0, True, THIN),
        (6, 6, 2, True, STRAINED),
        (6, 7, 2, True, STRONG),
        (1, 1, 1, False, STRAINED),
        (0, 0, 0, True, SILENT),
        (0, 0, 0, False, EXPECTED),
        (0, 1, 0, True, THIN),
    ],
)
def test_how_a_line_is_drawn(least: int, most: int, wrong: int, expected: bool, line: str) -> None:
    assert Service(1, "Police", Count(least, most), wrong, expected).line == line
