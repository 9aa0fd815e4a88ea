"""Every address of one case, and what is read there, so that it can be held against the case that came back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Any

import time_machine
from django.test import Client

from tests.laws.matrix import ROWS
from tests.laws.sweeping import PART
from tests.laws.wholecase import AT, COORDINATOR
from tests.signing_in import signed_in
from throughline.caseexport import kinds
from throughline.commissioning.views.kinds import KINDS
from throughline.partnerships.models import User


def flat(said: tuple[int, str, tuple[str, ...]]) -> list[str]:
    """A page word by word and link by link, so that what differs can be shown."""
    return [str(said[0]), *said[1].split(), *said[2]]


# What a number after this folder in an address names. One that is not here is compared as it stands, and then differs.
FOLDERS: dict[str, Any] = {
    "reviews": "reviews.review",
    "findings": "findings.finding",
    "themes": "findings.theme",
    "learning-points": "findings.learningpoint",
    "recommendations": "findings.recommendation",
    "committee-recommendations": "findings.committeerecommendation",
    "actions": "actionplans.action",
    "statements": "impact.statement",
    "evidence": "impact.evidence",
    "measures": "impact.measure",
    "readings": "impact.reading",
    "readings-files": "impact.readingsfile",
    "documents": "documents.document",
    "cases": "cases.case",
    "chronology-submissions": "chronology.submission",
    "chronology-refused": "chronology.refusedline",
    "chronology-entries": "chronology.chronologyentry",
    "chronology-pairs": "chronology.chronologyentry",
    "chronology-episodes": "chronology.keyepisode",
    "chronology-marks": "chronology.entrymark",
    "chronology-sources": "chronology.entrysource",
    "chronology-decisions": "chronology.pairdecision",
    "chronology-citations": "findings.entrycitation",
    "incidents": "notifications.incident",
    "notifications": "notifications.notification",
    "safety": "notifications.safetyquestion",
    "rapid-reviews": "rapidreviews.rapidreview",
    "children": "identities.child",
    "persons": "identities.person",
    "places": "identities.place",
    "other-names": "identities.othername",
    "joinings": "identities.joining",
    "joining": "identities.person",
    "messages": "correspondence.ask",
    "messages/letters": "correspondence.message",
    "answers": "responses.response",
    "dissents": "responses.dissent",
    "national-asks": "national.nationalask",
    "proceedings": "proceedings.proceeding",
    "outcomes": "proceedings.outcome",
    "holds": "proceedings.hold",
    "disclosures": "proceedings.disclosure",
    "family-members": "voices.familymember",
    "voices": "voices.voice",
    "learning-events": "voices.learningevent",
    "contributions": "voices.contribution",
    "invitations": "voices.invitation",
    "members": "cases.casemember",
    "conflicts": "cases.conflict",
    "agencies": "partnerships.agency",
    "people": "partnerships.user",
    "exports": "caseexport.caseexport",
    "rounds": "assurance.assuranceround",
    "agency-returns": "assurance.agencyreturn",
    "return-answers": "assurance.returnanswer",
    "round-questions": "assurance.roundquestion",
    "earlier": "findings.recommendation",
    "letters": "letters.letter",
    **{f"commission/{key}": kinds.label(kind.model) for key, kind in KINDS.items()},
    "reviews/children": "reviews.subject",
    "reviews/dates": "reviews.keydate",
}


ADDRESS = re.compile(r"^/[\w/-]+")


HREF = re.compile(r'(?:href|action)="([^"]*)"')


# What a page holds beside its words: fields to fill in, with what was typed; pictures; what moves with the moment.
NOT_WORDS = re.compile(r"<(script|style|select|textarea|svg)\b.*?</\1>|<input\b[^>]*>|<!--.*?-->", re.DOTALL)


# They tell who looked, and that is more each time; or where one is in them is another's.
GROWS = re.compile(r"who-looked|/export|^exports/")


# Forms say what the pages say, in fields; whom one may ask, and what groups speak of, is the partnership's own.
FORMS = re.compile(
    r"/(edit|new|withdraw|ties|whom|ask|end)(/|$)|^(meetings|group|assurance|questionnaire|round-questions)"
)


# Of other cases; and ways in by a link, which are left out.
ELSEWHERE = re.compile(r"=(far|published|sealed|open|used)_|token=")


def mapped(address: str, numbers: dict[str, dict[int, int]]) -> str:
    """The same address in the system into which the case was loaded."""
    path, mark, rest = address.partition("?")
    parts = path.split("/")
    for place in range(2, len(parts)):
        if not parts[place].isdigit():
            continue
        before = [one for one in parts[:place] if one and not one.isdigit()]
        near = before[-1] if before else ""
        kind = next(
            (FOLDERS[one] for one in ("/".join((before[0], near)), "/".join(before[-2:]), near) if one in FOLDERS), ""
        )
        parts[place] = str(numbers.get(kind, {}).get(int(parts[place]), parts[place]))
    asked = re.sub(r"([\w=-]+)([=-])(\d+)", lambda found: _asked(*found.groups(), numbers), rest)
    return "/".join(parts) + mark + asked


def _asked(name: str, mark: str, number: str, numbers: dict[str, dict[int, int]]) -> str:
    word = {"report": "agency_report", "episode": "key_episode"}.get(name, name.rpartition("=")[2].replace("-", "_"))
    kind = kinds.by_word().get(word)
    return f"{name}{mark}{numbers.get(kinds.label(kind), {}).get(int(number), number) if kind else number}"


def links_mapped(said: tuple[int, str, tuple[str, ...]], numbers: dict[str, dict[int, int]]) -> Any:
    """A page's links as they are in the system into which the case was loaded."""
    status, text, links = said
    return status, text, tuple(mapped(link, numbers) for link in links)


def pages(asked: list[str], case: int) -> dict[str, tuple[int, str, tuple[str, ...]]]:
    """By address, what the coordinator gets there: the status, the words and the links."""
    client = signed_in(User.objects.get(email=COORDINATOR))
    with time_machine.travel(AT, tick=False):
        session: Any = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": AT.timestamp(), "type": "totp"}]
        session.save()
        client.post(f"/cases/{case}/children", {"reason": "To compare."})
        return {address: page(client, address) for address in asked}


def addresses(ids: dict[str, Any]) -> Iterator[str]:
    """Every address of the matrix all of whose parts are of this one case."""
    seen = set()
    for row in ROWS:
        if not row.parts() or any(one.search(row.route) for one in (GROWS, FORMS)) or ELSEWHERE.search(row.of):
            continue
        parts = {part: str(ids.get(name, "")) for part, name in row.parts().items()}
        fixed = {part: name for part, name in row.parts().items() if not name.isidentifier() or name in KINDS}
        parts |= {part: name for part, name in fixed.items() if not parts[part]}
        address = "/" + PART.sub(lambda found, of=parts: of[found[1]], row.route)  # type: ignore[misc]  # mypy knows no default of a lambda
        if all(parts.values()) and address not in seen:
            seen.add(address)
            yield address


def page(client: Client, address: str) -> tuple[int, str, tuple[str, ...]]:
    """One answer: a page's words and links, a file's hash, or where it leads."""
    response = client.get(address)
    if response.status_code in (301, 302, 303):
        return response.status_code, "", (response.headers["Location"],)
    if "html" not in response.headers.get("Content-Type", ""):
        return response.status_code, hashlib.sha256(response.content).hexdigest(), ()
    html = response.content.decode()
    links = tuple(link.replace("&amp;", "&") for link in HREF.findall(html) if ADDRESS.match(link))
    text = re.sub(r"<[^>]+>", " ", NOT_WORDS.sub(" ", html))
    return response.status_code, re.sub(r"\s+", " ", text), links
