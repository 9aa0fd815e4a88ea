"""Nothing typed is ever lost: a form in which sentences are written keeps them as they are typed.

Behind a link that was mailed nobody is signed in, so there is nobody for whom to keep them: that page says how long it
stands open, and the one that is long (`assurance`) can be saved and finished later.
"""

from __future__ import annotations

import re
from typing import Any

FORM = re.compile(rb"<form\b([^>]*)>(.*?)</form>", re.DOTALL)


def lost(response: Any) -> bool:
    """True of a page with a form in which sentences are written and that keeps none of them."""
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return False
    return any(b"<textarea" in inside and b"data-draft" not in head for head, inside in FORM.findall(response.content))
