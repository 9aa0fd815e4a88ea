"""Two versions of one form."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from throughline.cases.merging import merge


def test_what_each_changed_alone_is_kept_and_a_clash_keeps_what_was_typed() -> None:
    base = {"number": "1", "text": "a", "owner": "", "due": "May"}
    mine = {"number": "1", "text": "mine", "owner": "police", "due": "May"}
    theirs = {"number": "2", "text": "theirs", "owner": "", "due": "May"}
    met = merge(base=base, mine=mine, theirs=theirs)
    assert met.values == {"number": "2", "text": "mine", "owner": "police", "due": "May"}
    assert met.taken == ("number",)
    assert met.clashes == ("text",)


FORMS = st.lists(st.tuples(*[st.sampled_from("abc")] * 3), min_size=1, max_size=5).map(
    lambda rows: [{str(n): row[i] for n, row in enumerate(rows)} for i in range(3)]
)


@given(FORMS)
def test_nothing_typed_is_ever_lost(forms: list[dict[str, str]]) -> None:
    base, mine, theirs = forms
    met = merge(base=base, mine=mine, theirs=theirs)
    for name, typed in mine.items():
        assert met.values[name] == (theirs[name] if typed == base[name] else typed)


@given(FORMS)
def test_both_orders_agree_but_in_a_clash(forms: list[dict[str, str]]) -> None:
    base, mine, theirs = forms
    one, other = merge(base=base, mine=mine, theirs=theirs), merge(base=base, mine=theirs, theirs=mine)
    assert one.clashes == other.clashes
    assert all(one.values[name] == other.values[name] for name in mine if name not in one.clashes)
