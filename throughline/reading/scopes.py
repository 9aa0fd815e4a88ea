"""The document cut into scopes: runs of blocks under one heading or lead-in, with what they hold and are about."""

from __future__ import annotations

import re
from collections import Counter

from .blocks import Block
from .frames import LIST_ROLES, PROSE_ROLES, Frame, Scope, nested_kinds
from .leadins import announced_role, counted_role, is_ask, lead_in_role
from .lexicon import (
    ACTION,
    ASK,
    CASE,
    CONTENTS,
    FINDING,
    GLOSSARY,
    IMPACT,
    LEARNING,
    OTHER,
    OUTCOME,
    PROGRESS,
    RECOMMENDATION,
    THEME,
)
from .outline import LEAD_IN, Heading
from .ranks import rank_of
from .result import About
from .words import heading_fold

_GENERIC = re.compile(
    r".*\b(?:response|report|findings|introduction|overview|summary|update|recommendations|learning|"
    r"lessons|context|section|part|appendix|table|reviews?|executive)\b.*|what .*|how .*|our .*|why .*|"
    r"the year.*|this year.*"
)
_REVIEW_HEAD = re.compile(
    r"\b(?:[Rr]eview|LCSPR|SCR)s? (?:about|of|into|concerning|regarding|on) (?:the |a )?(?!findings|progress|year)\w"
)
_STRENGTHS = re.compile(r"(?:(?:areas of )?(?:strengths?|good practice)|what (?:is|was|has) work(?:s|ed|ing) well)\b")
_SUBJECT = re.compile(r"\b(?:Child|Baby|Young Person|Sibling|Siblings|Family|Infant|Twins?)\s+[A-Z]{1,2}\d?\b")


def _is_point_of(heading: Heading, above: Frame) -> bool:
    """True of "1. Who comes" set a level under "Findings": one of them, whatever its words."""
    over = above.heading
    set_lower = over is not None and over.block.shape == heading.block.shape == "heading" and heading.rank > over.rank
    return set_lower and bool(heading.number) and not heading.strong_end


class Cutter:
    """Walks the blocks once and cuts them into scopes."""

    def __init__(
        self,
        blocks: list[Block],
        headings: dict[int, Heading],
        title_end: int,
        reviews: re.Pattern[str] | None,
        several: bool = False,
    ):
        self.blocks, self.headings, self.title_end = blocks, headings, title_end
        self.reviews = reviews or _SUBJECT
        self.frames: list[Frame] = []
        self.scopes: list[Scope] = []
        self.several = several
        self.nested = nested_kinds(headings)
        names = Counter(
            heading_fold(h.name) for h in headings.values() if h.role not in {"", OTHER, THEME} and not h.label
        )
        self.labels = Counter(h.role for h in headings.values() if h.label and h.role == h.label.kind)
        self.repeated = {name for name, times in names.items() if times > 1}

    def cut(self) -> list[Scope]:
        """All scopes of the document, in order."""
        self._open()
        for position, block in enumerate(self.blocks):
            heading = self.headings.get(block.index)
            if heading:
                self._enter(heading)
                continue
            self._leave_lead_in(block)
            after = self.blocks[position + 1] if position + 1 < len(self.blocks) else None
            if self._opens_list(block, after):
                continue
            self.scopes[-1].blocks.append(block)
            if self.frames and block.shape == "item":
                self.frames[-1].items += 1
        return self.scopes

    # headings

    def _enter(self, heading: Heading) -> None:
        rank = heading.rank if self._over_all(heading) else rank_of(heading, self.frames, self.nested, self.title_end)
        rank += 0.05 if self._is_flat(heading, rank) else 0.0
        rank = self._told_again(heading, rank)
        if heading.strong_end and heading.block.index > self.title_end:
            # a plain heading of this kind closes every scope that is not a known higher section
            self.frames = [f for f in self.frames if f.rank < rank and f.role in {"", OTHER} and f.lead_in is None]
        while self.frames and self.frames[-1].rank >= rank:
            self.frames.pop()
        role, inherited = self._role(heading)
        self.frames.append(Frame(rank, role, self._about(heading, role), heading, inherited=inherited))
        self._open(heading)

    def _over_all(self, heading: Heading) -> bool:
        """True of the one "Progress" set as a heading after several typed points: it stands over all and under none."""
        if heading.label or heading.role != PROGRESS or heading.block.shape != "heading":
            return False
        typed = next((f for f in reversed(self.frames) if f.label and f.heading and f.role in LIST_ROLES), None)
        if typed is None or typed.heading is None or typed.heading.block.shape == "heading":
            return False
        return heading_fold(heading.name) not in self.repeated and self.labels[typed.role] > 1

    def _told_again(self, heading: Heading, rank: float) -> float:
        """The rank of "Progress" that stands again and again: under the theme or review over it, however it is set."""
        if heading.label or heading.role in {"", OTHER, THEME} or heading_fold(heading.name) not in self.repeated:
            return rank
        over = next((f for f in reversed(self.frames) if f.heading and f.role not in PROSE_ROLES | LIST_ROLES), None)
        if over is None or over.heading is None or over.label or over.heading.block.index <= self.title_end:
            return rank
        if over.role or heading.number or (over.rank > rank and heading.role not in PROSE_ROLES):
            return rank
        return max(rank, over.rank + 0.1)

    def _is_flat(self, heading: Heading, rank: float) -> bool:
        """True of a theme set at the level of the heading over it, which itself holds nothing ("Progress")."""
        if heading.role or heading.label or heading.strong_end:
            return False
        over = next((f for f in self.frames if f.rank == rank and f.heading and not f.label), None)
        if over is None or over.role not in {PROGRESS, IMPACT, LEARNING, FINDING, RECOMMENDATION}:
            return False
        scope = self.scopes[-1]
        over.flat = over.flat or (over is self.frames[-1] and not scope.blocks and not scope.rest)
        return over.flat

    def _role(self, heading: Heading) -> tuple[str, bool]:
        if heading.block.index <= self.title_end and not heading.label:
            return "", False
        if heading.ends_case and any(f.role == CASE for f in self.frames):
            return OUTCOME, False
        if heading.role == OUTCOME or self._is_returns(heading) or self._is_data(heading):
            return "", False
        if heading.strong_end:
            return (heading.role if heading.role in {GLOSSARY, CONTENTS, ACTION} else OTHER), False
        if heading.role in {"", OTHER, THEME} and self.frames:
            above = self.frames[-1]
            if heading.role == OTHER and above.role == FINDING and _STRENGTHS.match(heading_fold(heading.name)):
                return FINDING, True
            if heading.role == OTHER and above.role in LIST_ROLES and not _is_point_of(heading, above):
                return "", False
            if above.role in LIST_ROLES | {PROGRESS, IMPACT, CASE, GLOSSARY, CONTENTS} and not (
                above.heading and above.heading.label and above.role in LIST_ROLES
            ):
                return above.role, True
        return ("" if heading.role == THEME else heading.role), False

    def _is_returns(self, heading: Heading) -> bool:
        """True of a heading "Response" that stands under no point it could be the response to."""
        if heading.role != PROGRESS:
            return False
        bare = heading_fold(heading.name)
        return bare in {"response", "responses", "answer", "the response"} and not any(
            f.heading and f.heading.label for f in self.frames
        )

    def _is_data(self, heading: Heading) -> bool:
        """True of "Outcomes for children in care" where nothing done stands before it: figures, no difference made."""
        if heading.role != IMPACT or not heading_fold(heading.name).startswith("outcome"):
            return False
        before = self.scopes[-1].role in {PROGRESS, IMPACT, ACTION, CASE, OUTCOME, FINDING, RECOMMENDATION}
        return not before and not any(frame.label for frame in self.frames)

    def _about(self, heading: Heading, role: str) -> About:
        if heading.label and heading.label.kind not in {CASE, ACTION}:
            name = heading.label.printed
            if heading.label.kind == THEME:
                name = heading.block.text[heading.label.rest :].rstrip(": ") or name
            return About(heading.label.kind, heading.label.number, name)
        above = next((f.about for f in reversed(self.frames) if f.about.kind not in {"", THEME, "review"}), None)
        if above:
            return above
        if heading.block.index <= self.title_end or (
            heading.role not in {"", OTHER, THEME} and not self.reviews.search(heading.name)
        ):
            return next((f.about for f in reversed(self.frames) if f.about.kind), About())
        if self.reviews.search(heading.name) or (heading.role in {"", OTHER} and _REVIEW_HEAD.search(heading.name)):
            return About("review", heading.number, heading.name)
        if role in {OTHER} or (_GENERIC.fullmatch(heading_fold(heading.name)) and not self._inherits()):
            return next((f.about for f in reversed(self.frames) if f.about.kind), About())
        return About(THEME, heading.number, heading.name)

    def _inherits(self) -> bool:
        return bool(self.frames) and self.frames[-1].role in {PROGRESS, IMPACT, LEARNING, FINDING}

    # lead-ins

    def _opens_list(self, block: Block, after: Block | None) -> bool:
        """True when `block` is a sentence that opens a list; the scope of the list is then open."""
        if block.shape == "row" or after is None:
            return False
        top = self.frames[-1].role if self.frames else ""
        listed = after.shape in {"item", "row"} or after.index in self.headings
        if block.text.endswith((":", ":-", "…")) and (listed or is_ask(block.text)):
            role = lead_in_role(block.text)
        elif listed and announced_role(block.text):
            role = announced_role(block.text)
        elif after.number == "1" and (found := counted_role(block.text)) and self._numbered_to(block) == found[1]:
            role = found[0]
        elif (
            after.shape == "item"
            and after.mark != block.mark
            and block.text.endswith((" to", "that"))
            and is_ask(block.text)
        ):
            role = ASK
        else:
            return False
        return self._push_lead_in(block, role, top)

    def _numbered_to(self, block: Block) -> int:
        """The last number of the list 1, 2, 3 ... that begins under a block, up to the next heading."""
        last = 0
        for later in self.blocks[block.index + 1 :]:
            if later.index in self.headings:
                break
            if later.shape == "item" and later.number == str(last + 1):
                last += 1
        return last

    def _push_lead_in(self, block: Block, role: str, top: str) -> bool:
        if top in {PROGRESS, IMPACT, CASE, OUTCOME} and role != ASK:
            # a bullet under such a heading belongs to it, whatever the sentence says
            self.scopes[-1].blocks.append(block)
            return True
        if not role:
            if not top:
                return False
            role = top
        if self.frames and self.frames[-1].lead_in is not None:
            self.frames.pop()
        about = self.frames[-1].about if self.frames else About()
        open_to = about.kind in {"", "review", THEME} and not _REVIEW_HEAD.search(about.name)
        named = self.reviews.search(block.text) if self.several and open_to else None
        if named:
            about = About("review", "", named[0])
        self.frames.append(Frame(LEAD_IN, "" if role == "aside" else role, about, None, lead_in=block))
        self._open()
        return True

    def _leave_lead_in(self, block: Block) -> None:
        """Closes the list of a lead-in at the first paragraph after its items."""
        for position, frame in enumerate(self.frames):
            if frame.lead_in is None:
                continue
            inner = self.frames[position:]
            if block.shape == "paragraph" and any(f.items for f in inner) and not self._goes_on(block):
                del self.frames[position:]
                self._open(reopened=True)
            return

    def _goes_on(self, block: Block) -> bool:
        """True of a paragraph after which the same numbered list goes on."""
        items = [b for b in self.scopes[-1].blocks if b.shape == "item" and b.number]
        if not items or not items[-1].number.isdecimal():
            return False
        ahead = self.blocks[block.index + 1 : block.index + 8]
        wanted = str(int(items[-1].number) + 1)
        for later in ahead:
            if later.index in self.headings and later.number != wanted:
                return False
            if later.shape == "item" and later.number == wanted:
                return True
        return False

    # scopes

    def _open(self, heading: Heading | None = None, reopened: bool = False) -> None:
        top = self.frames[-1] if self.frames else None
        label = next((f.heading for f in reversed(self.frames) if f.heading and f.heading.label), None)
        rest = None
        if heading and heading.rest < len(heading.block.text):
            rest = (heading.rest, len(heading.block.text))
        self.scopes.append(
            Scope(
                role=top.role if top else "",
                about=top.about if top else About(),
                heading=(heading or (top.heading if top and reopened else None)),
                lead_in=top.lead_in if top else None,
                rest=rest,
                label=label,
                inherited=bool(top and top.inherited),
                around=self.frames[-2].about if len(self.frames) > 1 else About(),
                outer_role=self.frames[-2].role if len(self.frames) > 1 else "",
            )
        )
