"""Where words stand in a text. Pure."""

from __future__ import annotations


def place_of(words: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where those words stand between two places of the text, whatever the white space between them; else nothing."""
    wanted = words.split()
    if not wanted:
        return None
    joined, places = [], []
    for place in range(start, end):
        letter = text[place]
        if not letter.isspace():
            joined.append(letter)
            places.append(place)
    found = "".join(joined).find("".join(wanted))
    if found < 0:
        return None
    first, last = places[found], places[found + sum(map(len, wanted)) - 1] + 1
    return (first, last) if text[first:last].split() == wanted else None
