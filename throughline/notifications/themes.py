"""What an incident is about, from one list, and what the words of its account propose. A person picks it. Pure."""

from __future__ import annotations

import re

# Key, words on pages, and the words by which an account speaks of it.
_LIST = (
    ("neglect", "Neglect", r"neglect\w*|unfed|malnourish\w*|unsupervised"),
    ("physical", "Physical abuse", r"physical(?:ly)? (?:abuse\w*|chastis\w*)|assault\w*|bruis\w*|fractur\w*|beaten"),
    ("infant", "Injury or sudden death of a baby", r"co-?sleep\w*|safe(?:r)? sleep\w*|shaken|sudden (?:infant )?death"),
    ("sexual", "Sexual abuse", r"sexual(?:ly)? (?:abuse\w*|assault\w*)|rape\w*"),
    ("emotional", "Emotional abuse", r"emotional(?:ly)? abuse\w*"),
    ("exploitation", "Exploitation", r"exploit\w*|county lines|traffick\w*|gangs?"),
    ("domestic", "Domestic abuse", r"domestic (?:abuse|violence)|coercive control"),
    ("self_harm", "Suicide or self-harm", r"suicid\w*|self-harm\w*|overdos\w*"),
    ("online", "Harm online", r"online|social media"),
    ("adult_needs", "Needs of the adults: mental health, alcohol, drugs", r"alcohol\w*|drug misuse|substance misuse"),
    ("other", "Another theme", r"(?!)"),
)
THEMES = tuple((key, words) for key, words, _ in _LIST)
_SPEAKS = {key: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for key, _, pattern in _LIST}


def proposed(text: str) -> tuple[str, ...]:
    """The themes that the words speak of, by key, the most often spoken of first. Nobody has picked them."""
    found = {key: len(pattern.findall(text)) for key, pattern in _SPEAKS.items()}
    return tuple(sorted((key for key, times in found.items() if times), key=lambda key: (-found[key], key)))


def proposal(text: str) -> str:
    """``The account speaks of neglect and domestic abuse.`` for a hint; empty where it speaks of none."""
    words = dict(THEMES)
    named = [words[key][:1].lower() + words[key][1:] for key in proposed(text)[:3]]
    if not named:
        return ""
    return f"The account speaks of {', '.join(named[:-1])}{' and ' if named[1:] else ''}{named[-1]}. Pick what fits."
