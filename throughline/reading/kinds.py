"""What kind of document this is, from its title, its first lines and its shape."""

from __future__ import annotations

import re

from .blocks import Block, Page
from .columns import role_of_column
from .lexicon import (
    ACTION,
    DUE,
    FINDING,
    IMPACT,
    LEARNING,
    OWNER,
    PROGRESS,
    RECOMMENDATION,
    role_of_heading,
)
from .words import fold, holds_any

_PLACEHOLDER = re.compile(
    r"\[(?:insert|name|date|add|enter|state|delete|child|xx|number|title|text|board|partnership|area|type|"
    r"year|describe|summar|list|month|agency|your|the |give|one |write|put|author|role|who|what|"
    r"n)[^\]]{0,160}\]|<(?:insert|name|date|enter|add)[^>]{0,80}>|\bxx+\b|_{4,}|…{2,}|\bclick (?:or tap )?(?:here "
    r")?to (?:enter|add)\b|"
    r"\bchoose an item\b|\bdelete as (?:appropriate|applicable)\b|\b(?:dd|xx)/(?:mm|xx)/|☐|\.{6,}(?!\.*\s*\d)",
    re.IGNORECASE,
)
_WORDS_A_BLANK = 150  # a long paper with a few words blacked out is no form
_BLANKS = ("[", "click", "choose an", "delete as", "/mm/", "☐", "<", "xx", "____", "……", "......")
_COMMITTEE = re.compile(
    r"\b(?:cabinet|scrutiny|select committee|full council|executive (?:committee|board|member)|health and "
    r"wellbeing board|corporate parenting (?:board|panel|committee)|(?:policy|overview|people|children|"
    r"education|families|young people|services)[a-z,' &]* (?:committee|panel|sub-committee|commission)|"
    r"county council|borough council|city council|district council|council meeting|committee)\b"
)
_COUNCIL_FORM = re.compile(
    r"\b(?:wards?|divisions?|electoral divisions?)(?:\(s\)|s)?(?: affected)?\b|\bkey decision\b|\bforward "
    r"plan\b|\bportfolio holder\b|\breport (?:of|by|from|to)\b|\bagenda item\b|\bpart 1\b|\blead member\b|"
    r"\bcabinet member\b|\bcontact officer\b|\bofficer contact\b|\bexempt information\b|"
    r"\bclassification\b|\breport author\b|\bbackground papers\b|\bmembers\b"
)
_TITLE_RULES: tuple[tuple[str, str], ...] = (
    ("report_template", r"\btemplate\b|\bpro[- ]?forma\b|\bblank form\b"),
    (
        "committee_minutes",
        r"^(?:draft )?minutes\b|\bminutes(?: of\b.*)?$|\bnotes of (?:the |a )?meeting\b|\bdecisions? "
        r"(?:notice|sheet)\b",
    ),
    ("section11_summary", r"\bsection 11\b|\bs\.? ?11\b|\bs175\b|\bsection 175\b"),
    ("action_plan", r"\b(?:action|improvement|implementation) plan\b(?!.*\b(?:progress|update)\b)"),
    ("executive_summary", r"\bexecutive summary\b"),
    (
        "board_response",
        r"\b(?:response|statement in response|responds?|reply|answer) to (?:the )?(?:publication|findings|serious|"
        r"review|"
        r"recommendations|local|child|report)",
    ),
    (
        "publication_notice",
        r"^(?:news\b|press (?:release|statement|notice)|media (?:release|statement)|news release|notice of publica"
        r"tion)|"
        r"\bpublished today\b|\bpublication of (?:the |a |an )?(?:local |serious |child |practice |case |two |safe"
        r"guarding )|"
        r"\bpublication (?:notice|statement)\b",
    ),
    (
        "digest",
        r"\bdigest\b|\bround[- ]?up\b|\breviews? (?:elsewhere|from (?:elsewhere|other areas|around|"
        r"across))\b|\bother (?:areas|people's|boards|partnerships)\b|\breviews published\b|\bnational "
        r"reviews? summary\b|\bsummar(?:y|ies) of (?:recently )?(?:published|recent|national|case|serious case) (?"
        r":[a-z]+ )*reviews\b|"
        r"\belsewhere\b",
    ),
    (
        "guidance",
        r"\b(?:practice |statutory |multi-agency )?guid(?:ance|elines?)\b|\bguide\b|\bhandbook\b|\bhow "
        r"to\b|\bprotocol\b|\bprocedures?\b|\bpolicy\b|\btoolkit\b|\bchecklist\b|\bnotes? for (?:authors|"
        r"reviewers)\b|\bterms of reference\b|\blearning and improvement framework\b",
    ),
    ("audit_summary", r"\baudits?\b|\bdeep dives?\b|\bdip[- ]sampl(?:e|ing)\b|\bcase file (?:review|analysis)\b"),
    (
        "publication_notice",
        r"\b(?:publication (?:of|notice|statement)|press (?:release|statement|notice)|media (?:release|"
        r"statement)|notice of publication|news release|publishes|published today|statement on (?:the "
        r")?publication|announcement)\b",
    ),
    (
        "learning_briefing",
        r"\bbriefing\b|\b(?:7|seven)[- ]minutes?\b|\blearning (?:brief|summary|bulletin|note|lesson|"
        r"poster|sheet|points? for)\w*\b|\blearning lessons\b|\blearning from (?:practice|serious case|local|(?:ca"
        r"se |practice )?reviews?)\b|\bkey messages\b|\bone[- ]page|\bpractice (?:briefing|note)\b|"
        r"\bbulletin\b|\bspotlight\b|\blearning for\b|\blearning from (?:the )?(?:case|review|child|baby)\b",
    ),
    (
        "board_response",
        r"\bresponses?\b|\bresponds?\b|\breply\b|\banswer to\b|\bstatement by the (?:board|partnership)\b|"
        r"\bstatement in response\b",
    ),
    (
        "progress_report",
        r"\bprogress\b|\bupdate\b|\b(?:\w+) (?:year|month)s? (?:on|later)\b|\bwhere (?:we|things) (?:are|stand)\b|"
        r"\bwhat (?:has|have) (?:we )?(?:changed|done)\b|\bwhat "
        r"(?:has|we have) (?:happened|done)\b|\bfollow[- ]up\b|\bimplementation\b|\bwhat we (?:said|did|"
        r"have done)\b|\byou said\b|\bimpact report\b|\bdifference (?:have|has) (?:we|it|this)\b|\bposition (?:rep"
        r"ort|statement)\b|\bhighlight report\b",
    ),
    (
        "review_report",
        r"\b(?:serious case|child safeguarding practice|child practice|case|learning|thematic|"
        r"safeguarding practice|practice|partnership|overview)(?: learning)? reviews?\b|\blcspr\b|\bscr\b|"
        r"\boverview report\b|\breview (?:report|of|into)\b|\breport of the review\b",
    ),
)
_TITLES = tuple((kind, re.compile(pattern)) for kind, pattern in _TITLE_RULES)
_YEARLY = re.compile(
    r"\b(?:annual|yearly|year[- ]end|end of year) (?:\w+ )?(?:report|review|account)\b|\breport\b[^.:]{0,40} (?:for|"
    r"on) (?:the "
    r"year|its year|20\d\d[-/–])|\baccount of (?:the|its|our) year\b|\byear in review\b|\bannual report\b|"
    r"\bour year\b|\b20\d\d[-/–](?:20)?\d\d "
    r"report\b"
)
_SUBGROUP = re.compile(
    r"\bsub[- ]?group\b|\bcase review (?:group|panel|and governance|sub)|\b(?:learning|review|practice|"
    r"quality)[a-z &,]{0,40} (?:group|panel|sub-?committee)\b|\b(?:scr|serious case review|serious "
    r"incident) (?:panel|group|committee)\b|\b(?:group|panel)(?:'s)?:? annual\b"
)
_MINUTES = re.compile(
    r"\b(?:resolved|apologies|present|in attendance|minutes of the (?:last|previous)|declarations? of interests?)\b"
)
_NOTICE = re.compile(r"\b(?:today|has (?:today )?published|is published|publishe[sd]|will be published|can be read)\b")
_BRIEFING = re.compile(
    r"\b(?:7|seven)[- ]minute\b|\b(?:learning|practitioners?) (?:briefing|bulletin)\b|\bbriefing for\b"
)
_DIGEST_AREA = re.compile(
    r"\b[A-Z][a-z]+(?: (?:and|upon|on) [A-Z][a-z]+| [A-Z][a-z]+)? (?:Local )?Safeguarding (?:Children|"
    r"Partnership|Children's)"
)


_SEVERAL = re.compile(r"\breviews\b|\bbulletin\b|\bnewsletter\b|\bregional\b")
_CHILD = re.compile(r"\b(?:child|baby|family|young person) [a-z]{1,2}\d?\b", re.IGNORECASE)
_MEETING = re.compile(
    r"\b(?:committee|cabinet|scrutiny (?:panel|board|commission)|select committee)\b(?!.*\b(?:minutes|response)\b)"
)


def kind_of(page: Page, title: str) -> str:
    """The kind of the document; ``other`` where nothing says."""
    head = list(page.blocks[:24])
    name = fold(title)
    body = fold(page.text[:40_000])
    if _is_blank(page.text[:60_000]) or _is_empty_table(page) or _TITLES[0][1].search(name):
        return "report_template"
    if _is_minutes(name, body):
        return "committee_minutes"
    if _YEARLY.search(name) and _SUBGROUP.search(name):
        return "subgroup_annual_report"
    if _is_committee(head, name, body):
        return "committee_report"
    opening = fold(" ".join(block.text for block in head[:8]))[:1200]
    if _YEARLY.search(name) or _YEARLY.search(opening[:300]):
        return (
            "subgroup_annual_report"
            if _SUBGROUP.search(name)
            or (_SUBGROUP.search(opening[:700]) and not re.search(r"partnership annual|board annual", name))
            else "yearly_report"
        )
    found = _by_title(name)
    if found == "learning_briefing" and _SEVERAL.search(name) and len(_children_headed(page)) >= 3:
        return "digest"
    if found in {"", "review_report"}:
        found = _by_front(head, found, len(body)) or _by_shape(page, name, body, opening) or found
    return found or "other"


def _children_headed(page: Page) -> set[str]:
    """The children whose names stand in the headings or opening words of different parts of the paper."""
    short = (block.text for block in page.blocks if len(block.text) < 60 and block.shape in {"heading", "paragraph"})
    return {found[0].lower() for text in short if (found := _CHILD.search(text))}


def _is_blank(text: str) -> bool:
    """True of a form with places to fill in."""
    blanks = len(_PLACEHOLDER.findall(text)) if holds_any(text.lower(), _BLANKS) else 0
    return blanks >= 3 and blanks * _WORDS_A_BLANK >= len(text.split())


def _is_empty_table(page: Page) -> bool:
    """True of a short paper whose tables have headings and nothing under them."""
    rows = [block for block in page.blocks if block.shape == "row"]
    return bool(rows) and len(page.text) < 3000 and all(_heads_columns(row) for row in rows)


def _heads_columns(row: Block) -> bool:
    roles = [role_of_column(cell.text) for cell in row.cells if cell.text]
    return (
        len(roles) >= 3
        and sum(map(bool, roles)) * 2 > len(roles)
        and bool(set(roles) & {ACTION, RECOMMENDATION, FINDING})
    )


def _by_front(head: list[Block], found: str, long: int) -> str:
    """The kind by the short lines at the head of the paper, where its title is only a child's name or a review's."""
    for block in head[:6]:
        words = len(block.text.split())
        if block.shape == "row" or words > 14 or block.text.endswith((".", ":")):
            return ""
        said = _by_title(fold(block.text))
        short = said in {"executive_summary", "board_response", "action_plan", "learning_briefing"}
        if said and (not found or (short and words <= 5 and long < 20_000)):
            return said
    return ""


def _by_title(name: str) -> str:
    matched = [kind for kind, pattern in _TITLES[1:] if pattern.search(name)]
    if not matched:
        return ""
    first = matched[0]
    if first == "action_plan" and re.match(r"(?:[\w-]+ ){0,2}action plan\b", name) and "progress_report" not in matched:
        return first
    if first == "action_plan" and {"progress_report", "board_response"} & set(matched):
        return "progress_report" if "progress_report" in matched else "board_response"
    if first == "section11_summary" and "guidance" in matched and re.search(r"\bguid|template", name):
        return "guidance"
    if (
        first == "guidance"
        and set(matched) & {"review_report", "learning_briefing", "board_response", "progress_report"}
        and not re.search(
            r"\bguid(?:e|ance)|\bhow to\b|\bhandbook\b|\bnotes? for\b|\btoolkit\b|\bprotocol\b|"
            r"^(?:[\w-]+ ){0,3}(?:procedures?|policy|framework)\b|\b(?:procedures?|policy|framework)$",
            name,
        )
    ):
        return next(kind for kind in matched if kind != "guidance")
    if first == "learning_briefing" and "progress_report" in matched and re.search(r"\bon\b|\bprogress|\bupdate", name):
        return "progress_report"
    if first == "audit_summary" and "progress_report" in matched and re.search(r"\bprogress|\bupdate", name):
        return "progress_report"
    return first


def _is_minutes(name: str, body: str) -> bool:
    if re.search(r"^(?:draft )?minutes\b|(?<!seven )(?<!7 )\bminutes(?: of\b.*)?$", name):
        return True
    cues = set(_MINUTES.findall(body[:6000]))
    return len(cues) >= 3 and ("resolved" in cues or re.search(r"\bminutes\b", body[:400]) is not None)


def _is_committee(head: list[Block], name: str, body: str) -> bool:
    opening = fold("\n".join(block.text for block in head if len(block.text) < 220))[:2600]
    if not _COMMITTEE.search(opening[:900] + " " + name):
        return False
    named = any(len(b.text) < 110 and b.shape != "row" and _MEETING.search(fold(b.text)) for b in head[:6])
    forms = named + len(set(_COUNCIL_FORM.findall(opening)))
    asks = re.search(
        r"\b(?:committee|cabinet|panel|members|council|commission|executive|board)s?\b[^.]{0,60}\b(?:is|"
        r"are) (?:asked|recommended|invited|requested)|\bthat (?:the )?(?:cabinet|committee|panel|members|"
        r"council|executive|health and wellbeing board)\b|\brecommended that\b",
        body,
    )
    return forms >= 2 or (forms >= 1 and asks is not None)


def _by_shape(page: Page, name: str, body: str, opening: str) -> str:
    """The kind by what the document is made of, where its title does not say."""
    words = len(page.text) // 6
    columns, rows = _columns_of(page)
    if {ACTION, OWNER, DUE} <= columns and rows * 12 > words / 12:
        return "action_plan"
    told = [role_of_heading(block.text) for block in page.blocks if len(block.text) < 70 and block.shape != "row"]
    holds_points = bool({FINDING, LEARNING, RECOMMENDATION} & set(told))
    if words < 700 and not holds_points and _NOTICE.search(opening) and re.search(r"\bpublish", opening):
        return "publication_notice"
    if len(set(_DIGEST_AREA.findall(page.text[:60_000]))) >= 4:
        return "digest"
    if words < 2500 and _BRIEFING.search(body[:1500]):
        return "learning_briefing"
    return _by_progress(told, columns, name, opening)


def _columns_of(page: Page) -> tuple[set[str], int]:
    """What the first rows of the tables say their columns hold, and how many rows there are."""
    rows = [block for block in page.blocks if block.shape == "row"]
    return {role_of_column(cell.text) for row in rows[:12] for cell in row.cells if cell.text}, len(rows)


def _by_progress(told: list[str], columns: set[str], name: str, opening: str) -> str:
    """A paper that tells progress point by point, in a table or under headings; else one with no title but its kind."""
    if PROGRESS in columns and columns & {FINDING, RECOMMENDATION, LEARNING} and not {ACTION, OWNER} <= columns:
        return "progress_report"
    if told.count(PROGRESS) >= 2 and told.count(PROGRESS) + told.count(IMPACT) >= 4:
        return "progress_report"
    if not name and re.search(r"\bexecutive summary\b", opening[:300]):
        return "executive_summary"
    return ""
