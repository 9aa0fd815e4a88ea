"""The words around a date: marks, what comes before and after, partings of a stretch, times beside it. Pure."""

from __future__ import annotations

import re
from datetime import date

from throughline.chronology.rules.stretches import WEEKDAY
from throughline.kernel.periods import MONTHS

ANY_PARTING = re.compile(r"[-/,;&+]+|\b(?:to|until|till|and|or|then|through)\b")
UNKNOWN_DAY = re.compile(r"\?{1,2}[/.-]")
FIGURES = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d)", re.ASCII)
DAY_MONTH_YEAR = re.compile(r"(\d\d?) ([A-Z][a-z]+) (\d{4})", re.ASCII)
ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
FULL_MONTHS = {month: number for number, month in enumerate(MONTHS, 1)}

UNSURE = r"possibly|probably|perhaps|maybe|likely|thought to be|believed(?: to be)?|\(\?\)|\?+|uncertain"
ABOUT = (
    r"circa|ca\.|c\.|ca?(?=[ \d])|approximately|approx\.?|app\.|about|around|roughly|estimated|est\.|est(?= )|~|"
    r"on or about|on or around|in or about|in or around|sometime around|some time around"
)
LEAD = re.compile(rf"(?:(?P<unsure>{UNSURE})|(?P<about>{ABOUT}))\s*[,:]?\s*")
TAIL = re.compile(
    r"\s*,?\s*(?:(?P<unsure>\(\?+\)|\?+|\(?(?:date )?(?:uncertain|unclear|unconfirmed|unsure|tbc|not certain|to "
    r"be confirmed)\)?)"
    r"|(?P<about>~|\(?(?:approx(?:imate(?:ly)?)?\.?|circa|estimated?|est\.?|or thereabouts|ish)\)?)"
    r"|(?P<both>(?<=\d)%))$"
)
_WEEKDAYS = rf"{WEEKDAY}(?:\s*(?:or|and|to|/|&|-)\s*{WEEKDAY})?"
FILLER = re.compile(
    rf"^(?:(?:(?:various|several|multiple|numerous|different)(?: dates| days| times| occasions)?"
    rf"|at some point|some ?time|on(?! or |/)|in|during|dated|the|at|over|throughout|within|of|point|date:?"
    rf"|(?:the )?(?:night|evening|morning|afternoon|early hours|day|month|year|whole|course)s? of|overnight|period"
    rf"|(?:calendar |the )?year:?(?= \d{{4}}$)|bank holiday(?= (?:{WEEKDAY} )?\d)|{_WEEKDAYS},?)\s+"
    rf"|{_WEEKDAYS}[,-]?\s*(?=\d))"
)
LATE_FILLER = re.compile(
    rf"\s*(?:\(?{WEEKDAY}\)?|\((?:inclusive|exact|confirmed|all day|overnight|various(?: dates)?|several dates)\)"
    rf"|\(?cont(?:inued|'?d\.?)\)?|inclusive|overnight|a\.d\.|ad)$"
)
_NO_DAY = (
    r"(?:(?:the )?(?:exact |precise |specific |actual )?(?:dates?|days?) (?:is |was |are )?"
    r"(?:unknown|not (?:known|recorded|stated|given|specified|noted|available)|unspecified|illegible|missing)"
    r"|(?:an? )?(?:unknown|unspecified|uncertain) (?:exact )?(?:date|day)(?: in| of)?)"
)
# The day is not known: what else stands there is the date.
NO_DAY = re.compile(rf"^\(?(?:{_NO_DAY}|undated)\)?\s*[-,:;]*\s*(?=.)|(?<=.)\s*[-,:;]*\s*\(?{_NO_DAY}\)?$")
AROUND = frozenset({"()", "[]", "{}", '""', "\u201c\u201d", "''"})
IN_BRACKETS = re.compile(rf"\s*\({WEEKDAY}\)(?=\s)")
# Letters that a hand or a scanner took for figures: O7/03/2O16, 07/03/20l6.
FIGURES_AND_LETTERS = re.compile(r"(?=(?:\D*\d){4})[\doil/., \\-]+")
AS_FIGURES = str.maketrans("oil", "011")
# A date in three figures of one sign, or as in America, which is never cut in two.
WHOLE = re.compile(
    "|".join(
        rf"(?<!\d)\d\d?{sign}\d\d?{sign}\d{{4}}(?!\d)"
        rf"|(?<!\d)\d{{4}}{sign}(?:0?[1-9]|1[0-2]){sign}\d\d?(?!\d{after})"
        rf"|(?<!\d)(?<!\d{sign})\d\d?{sign}\d\d?{sign}\d\d(?!\d|{sign}\d)"
        for sign, after in (("/", r"|/\d"), (r"\.", r"|\.\d"), ("-", ""))
    )
    + r"|(?<!\d )(?<!\dst )(?<!\dnd )(?<!\drd )(?<!\dth )\b[a-z]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?, ?\d{4}\b"
)
# Days beneath one another in a cell.
BENEATH = re.compile(r"(\d\d?([/.-])\d\d?\2(?:\d{4}|\d\d)) ?\n ?(?=\d\d?([/.-])\d\d?\3(?:\d{4}|\d\d)(?:\n|$))")
# Behind these a year stands, and no time.
YEAR = re.compile(r"(?:19|20)\d\d")
NO_YEAR_YET = re.compile(r"(?:.*[a-z][ -])?[a-z]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,?|.*[a-z]{3,10}\.?,?")
INSIDE = re.compile(r"(?<=[a-z0-9])\s*\(?\?+\)?(?=[\s/.-])")
HAS_YEAR = re.compile(r"(?<![\d/.-])\d{1,2}[/.-]\d{1,2}[/.-]\d{2,}|[12]\d{3}")
_SOME_TIME = r"(?:some time |sometime |at some point |shortly |just |any time )?"
BEFORE = re.compile(rf"{_SOME_TIME}(?:(?:before|prior to|pre|earlier than)(?![a-z])|<)[ :-]*(?P<rest>.+)")
UNTIL = re.compile(
    r"(?:(?:by|to|until|till|up to(?: and including)?|up until|no later than|not later than|at(?: the)? latest"
    r"|on(?: or |/| and )(?:before|prior to|earlier than)|before (?:or|and) on)(?![a-z])|<=)[ :-]*(?P<rest>.+)"
)
AFTER = re.compile(rf"{_SOME_TIME}(?:(?:after|following|post|later than)(?![a-z])|>)[ :-]*(?P<rest>.+)")
SINCE = re.compile(
    r"(?:(?:ongoing |on-going |continuing )?(?:since|from)|no earlier than"
    r"|not before|not earlier than|on(?: or |/| and )(?:after|since|later than)|after (?:or|and) on|>=)"
    r"[ :]*(?P<rest>.+)"
)
ONWARDS = re.compile(
    r"(?P<rest>.+?)\s*(?:-|to|until|till|and|,|/)?\s*(?:onwards?|continu(?:ing|es|ed)|on-?going"
    r"|(?:the )?present(?: day)?|to date|date"
    r"|now|current(?:ly)?|\.\.|and after|or later)"
)
OR_BEFORE = re.compile(r"(?P<rest>.+?) (?:or (?:before|earlier)|and before|at the latest)")
BETWEEN = re.compile(r"(?:between|from|either|betw\.?|btw|btwn|period)\s+(?P<rest>.+)")
OPEN_WORDS = re.compile(
    r"on-?going|(?:the )?present(?: day)?|to date|current(?:ly)?|continuing|continues|now|open|\.\.|still open"
)
NOTHING = re.compile(
    r"[-.?/ ]*|n/?[ak]|n\.?d\.?|unknown|(?:date )?not (?:known|recorded|stated|given|specified|dated|available"
    r"|applicable)|undated"
    r"|no date(?: (?:recorded|given|stated|known))?|date (?:unknown|unclear)|t\.?b\.?[ac]\.?|to be confirmed"
    r"|none|nil|unk|various(?: dates)?|unspecified"
)
# Where a stretch parts, the surest first: a weaker parting is looked at only where no surer one stands.
PARTINGS = (
    re.compile(
        r"\s+(?:to|until|till|thru|through|and|&|or|then)\s+|(?<=\d)(?:to|and|until|till)(?=\d)|\s+-+>?\s*|\s*-+>?\s+|\.\.|\s+/\s+"
    ),
    re.compile(r"\s*[,;]\s*"),
    re.compile(r"\s*(?:/|-+|\+|&)\s*"),
)
SIDE = r"\d{4}(?:-\d{2}){0,2}[?~%]?|\.\."
EDTF = re.compile(rf"(?P<start>{SIDE})/(?P<end>{SIDE})")
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
SERIALS = range(20_000, 60_000)  # Excel counts days from 1900: these are 1954 to 2064
EPOCH = date(1899, 12, 30)
MIDNIGHT = r"(?:noon|midday|midnight)\b"
HOUR = (
    r"\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]\.? ?m\.?)?(?: ?h(?:ou)?rs?\.?)?|\d{1,2} ?[ap]\.?m\.?"
    rf"|\d{{3,4}} ?h(?:ou)?rs?\.?|\d{{4}}|\d{{1,2}} o'? ?clock|{MIDNIGHT}"
)
NO_CLOCK = re.compile(r"00:00:00(?:\.0+)?")  # what a machine writes behind a day without a time
LOOSE = (
    r"(?:early |late |in the |during the )?(?:mornings?|afternoons?|evenings?|nights?|overnight|a\.?m\b\.?|p\.?m\b\.?"
    r"|early hours(?: of the morning)?|lunch ?time|tea ?time|bed ?time|dawn|dusk|all day|day ?time)"
)
_ABOUT_TIME = (
    r"(?:(?:at|by|approx(?:imately)?\.?|c\.|circa|about|around|from|after|before|just after|just before)(?![a-z]) ?)*"
)
TIME_TAIL = re.compile(
    rf"(?P<date>.*?[\d\w?)])(?:\s*[,;@(]\s*|\s+at\s+|\s+-\s+|\s+|t(?=\d\d:)){_ABOUT_TIME}"
    rf"(?P<time>(?:{HOUR})(?:\s*(?:-|to)\s*(?:{HOUR}))?|{LOOSE})(?:z|\+00:00)?(?: onwards?| approx\.?)?\)?"
)
TIME_LEAD = re.compile(
    rf"(?:the )?{_ABOUT_TIME}(?P<time>(?:{HOUR})(?:\s*(?:-|to)\s*(?:{HOUR}))?|{LOOSE})"
    rf"(?:\s*[,;]\s*|\s+(?:on|of)\s+(?:the )?|\s+)(?P<date>.+)"
)
