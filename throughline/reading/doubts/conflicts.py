"""Doubts about statements of progress and difference that do not fit each other or the finding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..result import Doubt, Item
from ..words import fold, word_set
from .asking import Context, doubt
from .thread import by_point, measured, point

_REGRESS = re.compile(
    r"\b(?:fallen|fell|slipped|dropped|gone|slid|drifted) back\b|\bno longer (?:being |been )?(?:happen\w*|"
    r"met|maintained|sustained|used|in (?:use|place|post)|funded|available|provided|offered|held|kept|done|run|running|"
    r"meets?|the case|consistent\w*)\b|\bnot (?:been |being |"
    r"always |yet )?(?:maintained|sustained|kept up|in use|used|happening|consistent(?:ly)?)\b|\bisn't "
    r"(?:in use|used)\b|"
    r"\b(?:has|have|had) (?:since )?(?:lapsed|stopped|ceased|been (?:withdrawn|lost|suspended|paused|cut|"
    r"ended|discontinued)|declined|worsened|deteriorated|eroded|slipped|dropped|fallen)\b|"
    r"\b(?:posts?|roles?) (?:have|has|are|is|remain\w*|been|was|were)[^.]{0,20}\bvacant\b|"
    r"\b(?:budget\w*|staff\w*|funding|cuts?|capacity|resourc\w*|vacanc\w*|"
    r"restructur\w*)\b[^.]{0,160}\b(?:impacted|affected|eroded|undermined|limited|slowed|hampered|"
    r"hindered)\b|"
    r"\b(?:impacted|affected|eroded|undermined)\b[^.]{0,80}\b(?:consisten|maintain|sustain|improvement|"
    r"performance)\w*|\bperformance (?:has |had )?(?:since )?(?:fallen|dropped|declined|worsened)\b|"
    r"\b(?:difficult(?:y|ies)?|unable|struggl\w+|fail(?:ed|ing|ure)) (?:in |to )(?:maintain|sustain|"
    r"keep)\w*\b|\bimprovement (?:is|was|has been) (?:lost|not)\b"
)
_FELL = re.compile(
    r"\bbut (?:has |have |had |then |since |later )*(?:fell|fallen|dropped|slipped|declined|went down|gone down)\b"
)
_QUALIFIED = re.compile(
    r"\b(?:however|but|although|though|not yet|too early|further work|remains?|still|partly|partial|"
    r"limited|mixed|some way|not (?:always|consistent|every)|has since|fell back|too soon|no (?:measure|"
    r"evidence|impact))\b"
)
_GENERAL = re.compile(
    r"\b(?:professionals|agencies|partners|practitioners|services|workers|staff|multi-agency|everyone|all)\b"
)
_SERVICE = re.compile(
    r"\b(?:children's social care|social workers?|health visitors?|the police|police|schools?|midwi\w+|"
    r"gps?|housing|probation|education|early help|the hospital|camhs|school nurses?)\b"
)
_BROAD = re.compile(
    r"\b(?:all agencies|agencies|partners|partnership|multi-agency|across|professionals from|every(?:one| "
    r"agency)|practitioners)\b"
)
_DONE = re.compile(
    r"\b(?:is|are) (?:now )?(?:being )?(?:used|provided|in use|in place)\b|\b(?:is|are) now\b|\bhas been "
    r"(?:rolled out|implemented|embedded|launched)\b"
)
_TO_DO = re.compile(
    r"\b(?:will|is to|are to|is yet to|are yet to|has yet to) (?:\w+ )?be (?:\w+ and )?(?:distributed|"
    r"implemented|rolled out|launched|introduced|communicated|piloted|issued|finalised|adopted)\b"
)
_CLAUSE = re.compile(r"[^.!?;]+")
_COMMON = word_set(
    "a an the this that these those it they all each every of and for to in on by with within from "
    "new agreed joint single multi agency case cases child children family families group groups plan "
    "plans training work staff process processes team teams services service measures guidance "
    "learning practice procedures procedure programme neglect review summary health care social "
    "workers professionals forms form number"
)


def lost_and_claimed(context: Context) -> Iterator[Doubt]:
    """Progress says that an improvement is not kept up; the difference is claimed without a word of that."""
    impact = by_point(context.lists["impact"], ("finding", "recommendation", "learning_point", "theme"))
    for about, items in by_point(
        context.lists["progress"], ("finding", "recommendation", "learning_point", "theme")
    ).items():
        lost = next((item for item in items if _REGRESS.search(fold(item.text))), None)
        claimed = impact.get(about, [])
        if lost is None and not any(measured(item.text) for item in claimed):
            lost = next((item for item in items if _FELL.search(fold(item.text))), None)
        if lost is None or not claimed or any(_QUALIFIED.search(fold(item.text)) for item in claimed):
            continue
        says = (
            f"{point(about)}: the progress says that an improvement is not kept up; the difference is "
            f"claimed without a word of it."
        )
        yield doubt("contradiction", "high", says, claimed[0].at)


def in_use_and_to_come(context: Context) -> Iterator[Doubt]:
    """A thing is in use under one finding and still to be given out under another."""
    said = [(item, fold(item.text)) for item in context.lists["progress"]]
    to_come = [(item, words) for item, words in said if " be " in words and _TO_DO.search(words)]
    if not to_come:
        return
    done: dict[str, Item] = {}
    for item, words in said:
        for clause in _CLAUSE.findall(words):
            found = _DONE.search(clause)
            if found:
                for word in _things(clause[: found.start()]):
                    done.setdefault(word, item)
    told: set[tuple[str, str]] = set()
    for item, words in to_come:
        subject = _CLAUSE.match(words)
        head = subject[0].split(" has been ")[0].split(" have been ")[0] if subject else ""
        for word in _things(head):
            other = done.get(word)
            if other is None or other.about == item.about or not other.about.number or not item.about.number:
                continue
            key = (other.about.number, item.about.number)
            if key not in told:
                told.add(key)
                says = (
                    f"{point(other.about)} says that the {word} is in use; {point(item.about)} says that it "
                    f"is still to be given out."
                )
                yield doubt("contradiction", "medium", says, item.at)


def _things(words: str) -> list[str]:
    """The nouns near the head of a clause that may name a tool: not the common words of this field."""
    return [
        word
        for word in re.findall(r"[a-z][a-z-]{5,}", words)[:5]
        if word not in _COMMON and not word.endswith(("ing", "ly"))
    ]


def narrower_than_the_finding(context: Context) -> Iterator[Doubt]:
    """A finding about all; a difference claimed for one service only."""
    impact = by_point(context.lists["impact"], ("finding",))
    for finding in context.lists["findings"]:
        about = next((about for about in impact if about.number == finding.number), None)
        if about is None or not _GENERAL.search(fold(finding.text)) or _SERVICE.search(fold(finding.text)):
            continue
        claimed = impact[about]
        opened = [_SERVICE.match(re.sub(r"^(?:the|all|most|many) ", "", fold(item.text))) for item in claimed]
        if (
            all(opened)
            and not any(_BROAD.search(fold(item.text)) for item in claimed)
            and len({m[0] for m in opened if m}) == 1
        ):
            who = next(match[0] for match in opened if match)
            if any(measured(item.text) for item in claimed):
                continue
            says = f"{point(about)} is about all; the difference is claimed for {who} only."
            yield doubt("scope", "medium", says, claimed[0].at)


CHECKS = [lost_and_claimed, in_use_and_to_come, narrower_than_the_finding]
