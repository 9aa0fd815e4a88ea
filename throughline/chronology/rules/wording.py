"""The words around a date: marks, what comes before and after, partings of a stretch, times beside it. Pure."""

from __future__ import annotations

import re
from datetime import date

from throughline.chronology.rules.singles import WEEKDAY
from throughline.kernel.periods import MONTHS

ANY_PARTING = re.compile(r"[-/,;&+]+|\b(?:to|until|till|and|or|then|through)\b")
UNKNOWN_DAY = re.compile(r"\?{1,2}[/.-]")
FIGURES = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4}|\d\d)", re.ASCII)
DAY_MONTH_YEAR = re.compile(r"(\d\d?) ([A-Z][a-z]+) (\d{4})", re.ASCII)
ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
FULL_MONTHS = {month: number for number, month in enumerate(MONTHS, 1)}

UNSURE = r"possibly|probably|perhaps|maybe|likely|thought to be|believed to be|\(\?\)|\?+|uncertain"
ABOUT = (
    r"circa|ca\.|c\.|c(?=[ \d])|approximately|approx\.?|app\.|about|around|roughly|estimated|est\.|est(?= )|~|"
    r"on or about|on or around|in or about|in or around|sometime around|some time around"
)
LEAD = re.compile(rf"(?:(?P<unsure>{UNSURE})|(?P<about>{ABOUT}))\s*[,:]?\s*")
TAIL = re.compile(
    r"\s*,?\s*(?:(?P<unsure>\(\?+\)|\?+|\(?(?:date )?(?:uncertain|unclear|unconfirmed|unsure|tbc|not certain|to "
    r"be confirmed)\)?)"
    r"|(?P<about>~|\(?(?:approx(?:imate(?:ly)?)?\.?|circa|estimated?|est\.?|or thereabouts|ish)\)?)"
    r"|(?P<both>(?<=\d)%))$"
)
FILLER = re.compile(
    rf"^(?:(?:on|in|during|dated|the|at|over|throughout|within|of|sometime|some time|at some point|point|date:?"
    rf"|(?:the )?(?:night|evening|morning|afternoon|early hours|day) of|overnight|period|{WEEKDAY},?)\s+"
    rf"|{WEEKDAY}[,-]?\s*(?=\d))"
)
LATE_FILLER = re.compile(
    rf"\s*(?:\(?{WEEKDAY}\)?|\((?:inclusive|exact|confirmed|all day|overnight)\)|inclusive|overnight|a\.d\.|ad)$"
)
BEFORE = re.compile(
    r"(?:some time |sometime |at some point |shortly |just |any time )?(?:before|prior to|pre|earlier than|<)[ "
    r":-]*(?P<rest>.+)"
)
UNTIL = re.compile(
    r"(?:by|to|until|till|up to|up until|no later than|not later than|on or before|at latest|<=)[ :-]*(?P<rest>.+)"
)
AFTER = re.compile(
    r"(?:some time |sometime |at some point |shortly |just |any time )?(?:after|following|post|later than|>)[ "
    r":-]*(?P<rest>.+)"
)
SINCE = re.compile(r"(?:since|from|no earlier than|not before|not earlier than|on or after|>=)[ :]*(?P<rest>.+)")
ONWARDS = re.compile(
    r"(?P<rest>.+?)\s*(?:-|to|until|till|,|/)?\s*(?:onwards?|on-?going|(?:the )?present(?: day)?|to date|date"
    r"|now|current(?:ly)?|\.\.|and after|or later)"
)
OR_BEFORE = re.compile(r"(?P<rest>.+?) (?:or (?:before|earlier)|and before|at the latest)")
BETWEEN = re.compile(r"(?:between|from|betw\.?|btw|btwn|period)\s+(?P<rest>.+)")
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
    re.compile(r"\s+(?:to|until|till|thru|through|and|&|or|then)\s+|\s+-+>?\s*|\s*-+>?\s+|\.\.|\s+/\s+"),
    re.compile(r"\s*[,;]\s*"),
    re.compile(r"\s*(?:/|-+|\+|&)\s*"),
)
SIDE = r"\d{4}(?:-\d{2}){0,2}[?~%]?|\.\."
EDTF = re.compile(rf"(?P<start>{SIDE})/(?P<end>{SIDE})")
SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
SERIALS = range(20_000, 60_000)  # Excel counts days from 1900: these are 1954 to 2064
EPOCH = date(1899, 12, 30)
MIDNIGHT = r"(?:noon|midday|midnight)"
HOUR = (
    r"\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[ap]\.? ?m\.?)?(?: ?h(?:ou)?rs?\.?)?|\d{1,2} ?[ap]\.?m\.?"
    rf"|\d{{3,4}} ?h(?:ou)?rs?\.?|\d{{4}}|{MIDNIGHT}"
)
LOOSE = r"(?:early |late |in the |during the )?(?:morning|afternoon|evening|night|overnight|a\.?m\.?|p\.?m\.?)"
TIME_TAIL = re.compile(
    r"(?P<date>.*?[\d\w?)])(?:\s*[,;@(]\s*|\s+at\s+|\s+-\s+|\s+|t(?=\d\d:))(?:at )?(?:approx\.? )?"
    rf"(?P<time>(?:{HOUR})(?:\s*(?:-|to)\s*(?:{HOUR}))?|{LOOSE})(?:z|\+00:00)?\)?"
)
TIME_LEAD = re.compile(rf"(?P<time>{HOUR})(?:\s*[,;]\s*|\s+on\s+|\s+)(?P<date>.+)")
