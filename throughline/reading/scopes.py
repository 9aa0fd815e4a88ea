"""The document cut into scopes: runs of blocks under one heading or lead-in, with what they hold and are about."""

from __future__ import annotations

import re

from .blocks import Block
from .frames import LIST_ROLES, PROSE_ROLES, Frame, Scope
from .labels import label_of
from .leadins import announced_role, counted_role, is_ask, lead_in_role
from .levels import Levels, is_point_of, next_of
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
_TO_READERS = re.compile(
    r"\b(?:themes?|your?|common|messages|what|how|why|our|next|team|across|events?|training|contact|more|this)\b"
)
_BODY_NAME = re.compile(
    r"(?:[A-Z][\w’'-]+ (?:(?:and|of|for) )?){1,6}(?:[Gg]roup|[Ss]ub-?[Gg]roup|[Pp]anel|[Cc]ommittee|[Tt]eam)"
)
_POINT_NAMED = re.compile(
    r"\b(?:finding|recommendation|learning point|lesson) (?:\d{1,2}(?:\.\d)?|[A-Z]|one|two|three|four|five|six|seven|"
    r"eight|nine|ten)\b",
    re.IGNORECASE,
)
_STRENGTHS = re.compile(r"(?:(?:areas of )?(?:strengths?|good practice)|what (?:is|was|has) work(?:s|ed|ing) well)\b")
_SUBJECT = re.compile(r"\b(?:Child|Baby|Young Person|Sibling|Siblings|Family|Infant|Twins?)\s+[A-Z]{1,2}\d?\b")


def _spoken_of(heading: Heading) -> About | None:
    """What "Update on recommendation 1" is about; nothing for a heading that names no point by its number."""
    found = _POINT_NAMED.search(heading.name) if heading.role in PROSE_ROLES and not heading.label else None
    label = label_of(heading.name[found.start() : found.end()].capitalize()) if found else None
    return About(label.kind, label.number, label.printed) if label else None


class Cutter(Levels):
    """Walks the blocks once and cuts them into scopes."""

    def __init__(
        self,
        blocks: list[Block],
        headings: dict[int, Heading],
        title_end: int,
        reviews: re.Pattern[str] | None,
        several: bool = False,
        digest: bool = False,
    ):
        super().__init__(blocks, headings, title_end)
        self.reviews = reviews or _SUBJECT
        self.several, self.digest = several, digest

    def cut(self) -> list[Scope]:
        """All scopes of the document, in order."""
        self._open()
        for position, block in enumerate(self.blocks):
            heading = self.headings.get(block.index)
            if heading:
                self._enter(heading)
                continue
            self._leave_lead_in(block)
            self._leave_numbered(block)
            after = self.blocks[position + 1] if position + 1 < len(self.blocks) else None
            if self._opens_list(block, after):
                continue
            self.scopes[-1].blocks.append(block)
            if self.frames and block.shape == "item":
                self.frames[-1].items += 1
        return self.scopes

    # headings

    def _enter(self, heading: Heading) -> None:
        rank = self.level_of(heading)
        if heading.strong_end and heading.block.index > self.title_end:
            # a plain heading of this kind closes every scope that is not a known higher section
            self.frames = [f for f in self.frames if f.rank < rank and f.role in {"", OTHER} and f.lead_in is None]
        while self.frames and self.frames[-1].rank >= rank:
            self.frames.pop()
        role, inherited = self._role(heading)
        self.frames.append(Frame(rank, role, self._about(heading, role), heading, inherited=inherited))
        self._open(heading)

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
            if heading.role == OTHER and above.role in LIST_ROLES and not is_point_of(heading, above):
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
        if heading.role != IMPACT or not re.match(r"outcome|results?$", heading_fold(heading.name)):
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
        if heading.role == CASE and self.frames:
            return next((f.about for f in reversed(self.frames) if f.about.kind), About())
        if (spoken := _spoken_of(heading)) is not None:
            return spoken
        if heading.topic and heading.block.index > self.title_end:
            kind = "review" if self.reviews.search(heading.topic) else THEME
            return About(kind, heading.number, heading.topic)
        return self._about_by_name(heading, role)

    def _about_by_name(self, heading: Heading, role: str) -> About:
        """What a heading names: a review, a theme, or nothing new."""
        if heading.block.index <= self.title_end or (
            heading.role not in {"", OTHER, THEME} and not self.reviews.search(heading.name)
        ):
            return next((f.about for f in reversed(self.frames) if f.about.kind), About())
        if self.reviews.search(heading.name) or (heading.role in {"", OTHER} and _REVIEW_HEAD.search(heading.name)):
            return About("review", heading.number, heading.name)
        if self.digest and not heading.role and not _TO_READERS.search(heading_fold(heading.name)):
            return About("review", heading.number, heading.name)  # each part of a digest is about one review
        if role not in {OTHER} and _BODY_NAME.fullmatch(heading.name) and not heading.role:
            return About(THEME, heading.number, heading.name)
        if (
            role in {OTHER}
            or self.is_part(heading)
            or (_GENERIC.fullmatch(heading_fold(heading.name)) and not self._inherits())
        ):
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

    def _leave_numbered(self, block: Block) -> None:
        """Closes what a numbered paragraph opened ("2.3 Since then:") at the next one numbered like it ("2.4")."""
        if block.shape != "item" or "." not in block.number:
            return
        for position, frame in enumerate(self.frames):
            opener = frame.lead_in or (frame.heading.block if frame.heading else None)
            if opener is not None and opener.shape == "item" and next_of(opener.number, block.number):
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
