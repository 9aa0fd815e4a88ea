"""What is recorded of a child, in the words of the national notification, and what may be said of it. Pure."""

from __future__ import annotations

from datetime import date

YES, NO, NOT_KNOWN = "yes", "no", "not_known"
ANSWERS = ((YES, "Yes"), (NO, "No"), (NOT_KNOWN, "Not known"))
SEXES = (("female", "Female"), ("male", "Male"), ("transgender", "Transgender"), (NOT_KNOWN, "Not known"))
ETHNICITIES = (
    ("white", "White"),
    ("mixed", "Mixed or multiple ethnic groups"),
    ("asian", "Asian or Asian British"),
    ("black", "Black, Black British, Caribbean or African"),
    ("other", "Other ethnic group"),
    (NOT_KNOWN, "Not known"),
)
PLACEMENTS = (
    ("home", "At home with a parent"),
    ("family", "With relatives or friends"),
    ("foster", "Foster care"),
    ("children_home", "Residential children’s home"),
    ("hospital", "Hospital, a mother and baby unit too"),
    ("secure", "Secure setting or custody"),
    ("other", "Other, lodgings too"),
    (NOT_KNOWN, "Not known"),
)
PLANS = (
    ("none", "No plan"),
    ("child_in_need", "Child in need plan"),
    ("child_protection", "Child protection plan"),
    ("earlier", "A plan earlier, none now"),
    (NOT_KNOWN, "Not known"),
)


def age_in_words(born_on: date | None, on: date, *, unborn: bool = False) -> str:
    """``4 years``, ``7 months``, ``12 days``, ``Not yet born`` or ``Age not known``: the age on that day."""
    if unborn:
        return "Not yet born"
    if born_on is None or born_on > on:
        return "Age not known"
    months = (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)
    if months >= 24:
        return f"{months // 12} years"
    if months:
        return f"{months} month{'s' if months > 1 else ''}"
    days = (on - born_on).days
    return f"{days} day{'s' if days != 1 else ''}"


def said(choices: tuple[tuple[str, str], ...], key: str) -> str:
    """The words of that choice; ``Not recorded`` where nothing was chosen."""
    return dict(choices).get(key, "Not recorded")
