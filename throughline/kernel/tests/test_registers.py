"""Nothing takes another's place unseen."""

from __future__ import annotations

import pytest

from throughline.kernel.registers import registered


def test_the_same_again_is_no_mistake_and_another_is() -> None:
    known: dict[str, int] = {}
    registered(known, "one", 1)
    registered(known, "one", 1)
    with pytest.raises(ValueError, match="'one'"):
        registered(known, "one", 2)
    assert known == {"one": 1}
