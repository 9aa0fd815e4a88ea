"""A file leaves under a name that cannot end the header, and in a sandbox."""

from __future__ import annotations

import pytest

from throughline.documents.attachments import SANDBOX, attachment


@pytest.mark.parametrize("name", ['WX"; filename="evil.html', "WX\\.docx", "Zoë’s plan.docx", "a%22b.csv"])
def test_no_name_ends_the_header_or_becomes_another(name: str) -> None:
    made = attachment(b"x", name, "docx")
    said = made.headers["Content-Disposition"]
    assert said.startswith('attachment; filename="') and said.count('"') == 2 and "\\" not in said
    assert made.headers["Content-Security-Policy"] == SANDBOX
    assert made.headers["X-Content-Type-Options"] == "nosniff"
    assert made.headers["Content-Type"].startswith("application/vnd.openxml")


def test_a_type_of_its_own_is_kept() -> None:
    assert attachment("{}", "a.zip", "application/zip").headers["Content-Type"] == "application/zip"
