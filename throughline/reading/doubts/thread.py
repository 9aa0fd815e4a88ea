"""Doubts about the thread from a finding to what was done about it and what difference that made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..result import About, Doubt, Item
from ..words import NUMBER_WORDS, fold
from .asking import Context, doubt

_REGRESS = re.compile(
    r"\b(?:fallen|fell|slipped|dropped|gone|slid|drifted) back\b|\bno longer\b|\bnot (?:been |being |always |yet )?(?:maintained|sustained|kept up|in use|used|happening|consistent(?:ly)?)\b|\bisn't (?:in use|used)\b|"
    r"\b(?:has|have|had) (?:since )?(?:lapsed|stopped|ceased|been (?:withdrawn|lost|suspended|paused|cut|ended|discontinued)|declined|worsened|deteriorated|eroded|slipped|dropped|fallen)\b|"
    r"\b(?:posts?|roles?) (?:have|has|are|is|remain\w*|been|was|were)[^.]{0,20}\bvacant\b|"
    r"\b(?:budget\w*|staff\w*|funding|cuts?|capacity|resourc\w*|vacanc\w*|restructur\w*)\b[^.]{0,160}\b(?:impacted|affected|eroded|undermined|limited|slowed|hampered|hindered)\b|"
    r"\b(?:impacted|affected|eroded|undermined)\b[^.]{0,80}\b(?:consisten|maintain|sustain|improvement|performance)\w*|\bperformance (?:has |had )?(?:since )?(?:fallen|dropped|declined|worsened)\b|"
    r"\b(?:difficult(?:y|ies)?|unable|struggl\w+|fail(?:ed|ing|ure)) (?:in |to )(?:maintain|sustain|keep)\w*\b|\bimprovement (?:is|was|has been) (?:lost|not)\b"
)
_QUALIFIED = re.compile(
    r"\b(?:however|but|although|though|not yet|too early|further work|remains?|still|partly|partial|limited|mixed|some way|not (?:always|consistent|every)|has since|fell back|too soon|no (?:measure|evidence|impact))\b"
)
_NUMBER = re.compile(r"(?<![\w/-])\d[\d,.]*\s?%?(?![\w/-]?\d)")
_NUMBER_WORD = re.compile(r"\b(?:" + "|".join(word for word, value in NUMBER_WORDS.items() if value not in {0, 1}) + r"|half|a third|a quarter|two thirds|three quarters|doubled|halved|trebled)\b")
_NO_FIGURE = re.compile(r"\b(?:(?:19|20)\d\d(?:[/-]\d\d)?|section \d+|\d+(?:st|nd|rd|th)|finding \d+|recommendation \d+|covid-19|under (?:one|two|five|\d+)|aged? \d+|\d+ (?:year|week|month)s? old)\b")
_EARLY = re.compile(r"^(?:(?:it is )?too (?:early|soon)|not yet|none|n/?a|to follow|awaited|tbc|will be (?:measured|reported)|this will be)\b")
_WEAK = re.compile(r"\b(?:(?:strong |clear |good )?indicat(?:ion|ions|es|ed)|suggest(?:s|ed|ive)?|anecdotal\w*|(?:it is|we) (?:felt|believed|believe|feel|hope|think)|appears? to|seems? to|reported anecdotally)\b")
_GENERAL = re.compile(r"\b(?:professionals|agencies|partners|practitioners|services|workers|staff|multi-agency|everyone|all)\b")
_SERVICE = re.compile(
    r"\b(?:children's social care|social workers?|health visitors?|the police|police|schools?|midwi\w+|gps?|housing|probation|education|early help|the hospital|camhs|school nurses?)\b"
)
_BROAD = re.compile(r"\b(?:all agencies|agencies|partners|partnership|multi-agency|across|professionals from|every(?:one| agency)|practitioners)\b")
_DONE = re.compile(r"\b(?:is|are) (?:now )?(?:being )?(?:used|provided|in use|in place)\b|\b(?:is|are) now\b|\bhas been (?:rolled out|implemented|embedded|launched)\b")
_TO_DO = re.compile(
    r"\b(?:will|is to|are to|is yet to|are yet to|has yet to) (?:\w+ )?be (?:\w+ and )?(?:distributed|implemented|rolled out|launched|introduced|communicated|piloted|issued|finalised|adopted)\b"
)
_CLAUSE = re.compile(r"[^.!?;]+")
_COMMON = frozenset(
    "a an the this that these those it they all each every of and for to in on by with within from new agreed joint single multi agency case cases child children family families group groups plan plans "
    "training work staff process processes team teams services service measures guidance learning practice procedures procedure programme neglect review summary health care social workers professionals forms form number".split()
)


def findings_without_progress(context: Context) -> Iterator[Doubt]:
    """In a paper that tells progress finding by finding, a finding with none."""
    findings, progress = context.lists["findings"], context.lists["progress"]
    told = {_number(item.about) for item in progress if item.about.kind == "finding"}
    if not findings:
        return
    if told:
        for finding in findings:
            if finding.number and fold(finding.number) not in told:
                yield doubt("finding_without_progress", "medium", f"Finding {finding.number} has no progress under it.", finding.at)
    elif _themes(progress) >= 2 and len(findings) >= 2 and not _named_alike(findings, progress):
        says = f"Progress is told under {_themes(progress)} themes that are not tied to the {len(findings)} findings."
        severity = "medium" if context.kind in {"committee_report", "progress_report", "board_response"} else "low"
        if not context.lists["recommendations"]:
            yield doubt("progress_not_mapped", severity, says, progress[0].at)


def _named_alike(findings: Sequence[Item], progress: Sequence[Item]) -> bool:
    """True where the themes say again what the findings are about."""
    names = {fold(item.about.name) for item in progress if item.about.kind == "theme"}
    hits = sum(any(any(w in fold(f.text) for w in name.split() if len(w) > 4) for f in findings) for name in names)
    return hits == len(names) and len(names) == len(findings)


def _themes(progress: Sequence[Item]) -> int:
    return len({(item.about.number, item.about.name) for item in progress if item.about.kind == "theme"})


def recommendations_without_progress(context: Context) -> Iterator[Doubt]:
    """In a paper that tells progress recommendation by recommendation, one with none."""
    told = {_number(item.about) for item in context.lists["progress"] if item.about.kind == "recommendation"}
    if len(told) < 2:
        return
    for item in context.lists["recommendations"]:
        if item.number and fold(item.number) not in told:
            says = f"Recommendation {item.number} has no progress under it."
            yield doubt("recommendation_without_progress", "low", says, item.at)


def _number(about: About) -> str:
    return fold(about.number)


def _by_point(items: Sequence[Item], kinds: tuple[str, ...]) -> dict[About, list[Item]]:
    grouped: dict[About, list[Item]] = {}
    for item in items:
        if item.about.kind in kinds:
            grouped.setdefault(item.about, []).append(item)
    return grouped


def _point(about: About) -> str:
    what = {"finding": "Finding", "recommendation": "Recommendation", "learning_point": "Learning point", "theme": "Theme"}.get(about.kind, "Item")
    return f"{what} {about.number or about.name}".strip()


def claims_without_measure(context: Context) -> Iterator[Doubt]:
    """An effect claimed under a finding with nothing measured; told once for each finding."""
    for about, items in _by_point(context.lists["impact"], ("finding", "recommendation", "learning_point")).items():
        real = [item for item in items if not _EARLY.match(fold(item.text))]
        if not real or any(_measured(item.text) for item in real):
            continue
        severity = "medium" if about.kind == "finding" else "low"
        says = f"{_point(about)}: an effect is claimed and nothing measured is given for it."
        yield doubt("claim_without_measure", severity, says, real[0].at)


def _measured(text: str) -> bool:
    bare = _NO_FIGURE.sub(" ", fold(text))
    return bool(_NUMBER.search(bare) or _NUMBER_WORD.search(bare))


def weak_evidence(context: Context) -> Iterator[Doubt]:
    """A figure given as a sign that something works, where it counts something else."""
    for item in context.lists["impact"]:
        found = _WEAK.search(fold(item.text))
        if found and _measured(item.text) and not _EARLY.match(fold(item.text)):
            who = f"{_point(item.about)}: " if item.about.kind else ""
            yield doubt("weak_evidence", "medium", f"{who}a figure is given as “{found[0]}” of an effect; it does not measure the effect.", item.at)


def lost_and_claimed(context: Context) -> Iterator[Doubt]:
    """Progress says that an improvement was lost or is not kept up; the difference is claimed without a word of that."""
    impact = _by_point(context.lists["impact"], ("finding", "recommendation", "learning_point", "theme"))
    for about, items in _by_point(context.lists["progress"], ("finding", "recommendation", "learning_point", "theme")).items():
        lost = next((item for item in items if _REGRESS.search(fold(item.text))), None)
        claimed = impact.get(about, [])
        if lost is None or not claimed or any(_QUALIFIED.search(fold(item.text)) for item in claimed):
            continue
        says = f"{_point(about)}: the progress says that an improvement is not kept up; the difference is claimed without a word of it."
        yield doubt("contradiction", "high", says, claimed[0].at)


def in_use_and_to_come(context: Context) -> Iterator[Doubt]:
    """A thing is in use under one finding and still to be given out under another."""
    done: dict[str, Item] = {}
    for item in context.lists["progress"]:
        for clause in _CLAUSE.findall(fold(item.text)):
            found = _DONE.search(clause)
            if found:
                for word in _things(clause[: found.start()]):
                    done.setdefault(word, item)
    told: set[tuple[str, str]] = set()
    for item in context.lists["progress"]:
        words = fold(item.text)
        if not _TO_DO.search(words):
            continue
        subject = _CLAUSE.match(words)
        head = subject[0].split(" has been ")[0].split(" have been ")[0] if subject else ""
        for word in _things(head):
            other = done.get(word)
            if other is None or other.about == item.about or not other.about.number or not item.about.number:
                continue
            key = (other.about.number, item.about.number)
            if key not in told:
                told.add(key)
                says = f"{_point(other.about)} says that the {word} is in use; {_point(item.about)} says that it is still to be given out."
                yield doubt("contradiction", "medium", says, item.at)


def _things(words: str) -> list[str]:
    """The nouns near the head of a clause that may name a tool: not the common words of this field."""
    return [word for word in re.findall(r"[a-z][a-z-]{5,}", words)[:5] if word not in _COMMON and not word.endswith(("ing", "ly"))]


def narrower_than_the_finding(context: Context) -> Iterator[Doubt]:
    """A finding about all; a difference claimed for one service only."""
    impact = _by_point(context.lists["impact"], ("finding",))
    for finding in context.lists["findings"]:
        about = next((about for about in impact if about.number == finding.number), None)
        if about is None or not _GENERAL.search(fold(finding.text)) or _SERVICE.search(fold(finding.text)):
            continue
        claimed = impact[about]
        opened = [_SERVICE.match(re.sub(r"^(?:the|all|most|many) ", "", fold(item.text))) for item in claimed]
        if all(opened) and not any(_BROAD.search(fold(item.text)) for item in claimed) and len({m[0] for m in opened if m}) == 1:
            who = next(match[0] for match in opened if match)
            if any(_measured(item.text) for item in claimed):
                continue
            says = f"{_point(about)} is about all; the difference is claimed for {who} only."
            yield doubt("scope", "medium", says, claimed[0].at)


CHECKS = [
    findings_without_progress,
    recommendations_without_progress,
    claims_without_measure,
    weak_evidence,
    lost_and_claimed,
    in_use_and_to_come,
    narrower_than_the_finding,
]
