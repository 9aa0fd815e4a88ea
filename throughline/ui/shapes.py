"""The states of the product: each a word, a shape in a box of 15 by 15 centred on (0,0), and a tone. Pure.

Templates draw them with the macro ``status``; figures put ``shape`` of a state inside a group of their own. Lines and
areas take ``currentColor``, so the tone is set once, by a class on whatever holds the shape.
"""

from __future__ import annotations

from dataclasses import dataclass

_LINE = 'fill="none" stroke="currentColor"'
_TICK = '<path d="M-2.9 0.2L-0.8 2.4L3 -2.3"{paint} fill="none" stroke-width="2"/>'
_RING = f'<circle r="5.4" {_LINE} stroke-width="2"/>'
_HALF = f'<circle r="5.4" {_LINE} stroke-width="2"/><path d="M0 -5.4A5.4 5.4 0 0 0 0 5.4Z" fill="currentColor"/>'
_DONE = '<circle r="6.4" fill="currentColor"/>' + _TICK.format(paint=' class="tl-paper-line"')
_CLOCK = f'{_RING}<path d="M0 -3.4V0L2.5 1.9" {_LINE} stroke-width="1.8"/>'
_OVERDUE = (
    '<path d="M0 -6.2L6.6 5.4L-6.6 5.4Z" fill="currentColor"/>'
    '<path d="M0 -2.2V1.6M0 3V4.4" class="tl-brick-line" fill="none" stroke-width="1.8"/>'
)
_LOZENGE = f'<path d="M0 -6.8L6.8 0L0 6.8L-6.8 0Z" {_LINE} stroke-width="1.9"/>'
_SLIDING = (
    f'<path d="M-6 -4.6H-1.6V-0.4H2.8V4.2" {_LINE} stroke-width="2.1"/>'
    '<path d="M-0.9 2.6H6.5L2.8 7Z" fill="currentColor"/>'
)
_RETURNED = (
    f'<path d="M-4.4 -2.4H2.2A3.3 3.3 0 0 1 2.2 4.2H-1.4" {_LINE} stroke-width="2"/>'
    '<path d="M-6.8 -2.4L-2.8 -6V1.2Z" fill="currentColor"/>'
)


@dataclass(frozen=True)
class State:
    """One state: its stable key, its word, what it means, its tone, and its shape as SVG."""

    key: str
    word: str
    means: str
    tone: str
    shape: str


_ALL = (
    State("not_started", "Not started", "nobody has begun", "quiet",
          f'<circle r="5.5" {_LINE} stroke-width="1.9" stroke-dasharray="2.2 2.1"/>'),
    State("under_way", "Under way", "begun, not there", "ink", _HALF),
    State("rising", "Rising", "better than it was, not there", "ink", _HALF),
    State("accepted_in_part", "Accepted in part", "some of it, with the reason for the rest", "ink", _HALF),
    State("due", "Due", "a clock runs", "ochre", _CLOCK),
    State("overdue", "Overdue", "past its day", "overdue", _OVERDUE),
    State("held", "Held", "stopped: reason, owner, day to look again", "plum",
          '<path d="M-5 -6H-1.4V6H-5ZM1.4 -6H5V6H1.4Z" fill="currentColor"/>'),
    State("waiting", "Waiting", "on a named person or body, days counted", "quiet",
          '<g fill="currentColor"><circle cx="-5" r="1.9"/><circle r="1.9"/><circle cx="5" r="1.9"/></g>'),
    State("claimed", "Claimed done", "its owner says so", "ink",
          _RING + _TICK.format(paint=' stroke="currentColor"')),
    State("confirmed", "Confirmed", "somebody else has looked", "moss", _DONE),
    State("accepted", "Accepted", "agreed", "moss", _DONE),
    State("done", "Done", "finished and looked at", "moss", _DONE),
    State("returned", "Returned", "not accepted, reason given", "ochre", _RETURNED),
    State("not_agreed", "Not agreed", "an answer, with its reason", "ink",
          f'<path d="M-5.4 -5.4H5.4V5.4H-5.4ZM-2.6 -2.6L2.6 2.6M2.6 -2.6L-2.6 2.6" {_LINE} stroke-width="1.9"/>'),
    State("open_end", "Open end", "the thread stops here", "brick",
          f'<path d="M-6.6 0H-1.8M-1.8 -4.6V4.6M2 0H3.9M5.1 0H7" {_LINE} stroke-width="2"/>'),
    State("doubt", "Doubt", "a reading that a person must settle", "ochre",
          f'{_LOZENGE}<path d="M0 -3.2V0.8M0 2.2V3.6" {_LINE} stroke-width="1.8"/>'),
    State("differ", "Accounts differ", "two sources, two versions", "brick",
          f'<path d="M-5.5 -2.2H5.5M-5.5 2.2H5.5M2.6 -5.6L-2.6 5.6" {_LINE} stroke-width="2"/>'),
    State("holding", "Holding", "asked again, still true", "moss",
          f'<path d="M-6.4 0H6.4M-6.4 -4.4V4.4M6.4 -4.4V4.4" {_LINE} stroke-width="2.1"/>'),
    State("sliding", "Sliding back", "two readings running five points below the best", "ochre", _SLIDING),
    State("guarded", "Guarded", "somebody attests it", "moss",
          f'<circle r="5.6" {_LINE} stroke-width="2"/><circle r="2.4" fill="currentColor"/>'),
    State("unguarded", "Unguarded", "nobody attests it", "brick",
          f'<path d="M3.9 -4A5.6 5.6 0 1 0 3.9 4" {_LINE} stroke-width="2.3"/>'),
    State("sealed", "Sealed", "opening needs a reason", "quiet",
          f'<path d="M-5 -1.4H5V6H-5Z" fill="currentColor"/>'
          f'<path d="M-2.9 -1.4V-3.4A2.9 2.9 0 0 1 2.9 -3.4V-1.4" {_LINE} stroke-width="1.9"/>'),
)  # fmt: skip

STATES = {state.key: state for state in _ALL}
"""Every state by its key, in the order in which the key to the signs lists them."""


def state(key: str) -> State:
    """The state of that key; an unknown key is a mistake in the program and says so."""
    if key not in STATES:
        raise KeyError(f"There is no state “{key}”. The keys are: {', '.join(STATES)}.")
    return STATES[key]
