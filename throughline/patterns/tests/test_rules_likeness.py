"""Earlier asks are found in other words, in a total order, whatever order the texts were given in."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.likeness import labelled, mean_average_precision, our_ranking, plain_tf_idf
from throughline.patterns.rules.likeness import Likeness, parts_of

TEXTS = (
    (1, "Health providers should adopt a Was Not Brought policy and follow up each child who does not attend."),
    (2, "The Board should audit plans for neglect."),
    (3, "Each school should have a named person whom social workers can call in the holidays."),
    (4, "Training for midwives on concealed pregnancy should be refreshed."),
)


def test_in_other_words() -> None:
    found = Likeness(TEXTS).like("GP practices must have a process for when children miss appointments (DNA).")
    assert [one.key for one in found][:1] == [1]
    assert "missed appointment" in found[0].shared


def test_the_same_words_are_wholly_alike() -> None:
    for key, text in TEXTS:
        first = Likeness(TEXTS).like(text)[0]
        assert (first.key, first.score) == (key, 1.0)


def test_nothing_like_it_is_nothing() -> None:
    assert Likeness(TEXTS).like("Buy a new lawnmower.") == ()
    assert Likeness(()).like("The Board should audit plans for neglect.") == ()
    assert Likeness(TEXTS).like("") == ()


def test_one_of_two_asks_is_enough() -> None:
    text = "The Trust should paint the waiting room. The Board should audit plans for neglect."
    assert len(parts_of(text)) == 3
    assert Likeness(TEXTS).like(text)[0].key == 2


def test_the_order_given_does_not_matter() -> None:
    half = labelled("mended")
    texts = list(half.texts)
    straight = Likeness(texts)
    random.Random(7).shuffle(texts)
    mixed = Likeness(texts)
    for text, _ in half.queries[:8]:
        assert straight.like(text, most=None) == mixed.like(text, most=None)


@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    for one in Likeness(TEXTS).like(text, at_least=0.0, most=None):
        assert 0.0 <= one.score <= 1.0


def test_better_than_plain_tf_idf_on_texts_nobody_looked_at() -> None:
    half = labelled("held")
    ours = mean_average_precision(half, our_ranking(half.texts))
    plain = mean_average_precision(half, plain_tf_idf(half.texts))
    assert ours >= 1.25 * plain, f"{ours:.3f} against {plain:.3f}"
