"""The life-line: what happened to one thing and when, to scale, with what stopped it and the clocks that ran.

    line = stands(events, on=on, identity="life", title="The dates of Child Alder", holds=holds, bars=bars)
    {{ ui.life_line(line) }}

An `Event` whose `iso` gives no year stands in the list alone. Pure: no Django, no clock of its own.
"""

from throughline.ui.lifeline.facts import Bar, Event, Hold
from throughline.ui.lifeline.layout import LifeLine, life_line
from throughline.ui.lifeline.told import Stands, Told, stands

__all__ = ["Bar", "Event", "Hold", "LifeLine", "Stands", "Told", "life_line", "stands"]
