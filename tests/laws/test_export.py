"""A case leaves in one file whole, and comes back the same: every kind of record, every address of a case."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import unified_diff
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import models
from django.test import Client

from tests import factories as make
from tests.emptying import empty
from tests.flushing import guards_down
from tests.laws import canaries, world
from tests.laws.matrix import ROWS
from tests.laws.sweeping import PART
from tests.signing_in import second_factor, signed_in
from throughline.access.roles import AGENCY_LEAD, CHAIR
from throughline.caseexport import kinds, services
from throughline.caseexport.queries import gather
from throughline.cases.models import Case
from throughline.commissioning.views.kinds import KINDS
from throughline.documents import store
from throughline.documents.models import Document
from throughline.messages.models import Contact
from throughline.messages.rules import OPEN
from throughline.national.models import Advice, AdviceDecision
from throughline.partnerships.models import Partnership, User
from throughline.rulebook.models import Correction
from throughline.safeguards.models import Attestation, Safeguard, SafeguardCitation, SafeguardOwner

AT = make.NOW
REFERENCE = "WX-2026-01"
HOME = "Wexmoor Partnership"


def test_every_kind_of_record_of_a_case_is_exported_or_left_out_with_a_reason() -> None:
    exported, every = set(kinds.in_order()), kinds.ours()
    near, more = {Case}, True
    while more:  # whatever hangs from a case by any key, and what names one by its bare number
        found = {kind for kind in every if kind not in kinds.BESIDE and _hangs(kind, near)} - near
        near, more = near | found, bool(found)
    labels = {kind._meta.label for kind in near - exported - {Case}}
    assert labels - kinds.LEFT_OUT.keys() - kinds.BY_NUMBER == set(), "neither exported nor left out with a reason"
    assert kinds.LEFT_OUT.keys() <= labels, "what is left out is of a case"
    assert all(len(reason) > 20 for reason in kinds.LEFT_OUT.values())


def _hangs(kind: type[models.Model], near: set[Any]) -> bool:
    fields = (*kind._meta.concrete_fields, *kind._meta.local_many_to_many)
    keys = {field.related_model for field in fields if field.is_relation}
    return bool(keys & near) or any(field.name == "case" for field in kind._meta.concrete_fields)


@pytest.mark.parametrize("kind", [Case, *kinds.in_order()], ids=lambda kind: kind._meta.label)
def test_every_field_of_it_is_in_the_file(kind: type[models.Model]) -> None:
    told = {one.name for one in (*kinds.columns(kind), *kinds.ties(kind))} | {"id", kinds.ONCE}
    every = {one.name for one in (*kind._meta.concrete_fields, *kind._meta.many_to_many)}
    assert every <= told
    known = {Case, *kinds.in_order(), *kinds.BESIDE, None}
    assert {one.related_model for one in (*kinds.columns(kind), *kinds.ties(kind))} <= known
    numbers = {
        one.name
        for one in kinds.columns(kind)
        if isinstance(one, models.BigIntegerField | models.PositiveBigIntegerField) and not one.is_relation
    }
    named = {*kinds.PLAIN.get(kind._meta.label, {}), *kinds.NAMED.get(kind._meta.label, {})}
    assert numbers == named, "a bare number that names a row says whose"
    lists = {f"{kind._meta.label}.{one.name}" for one in kinds.columns(kind) if isinstance(one, models.JSONField)}
    said = {f"{kind._meta.label}.{name}" for name in kinds.LISTED.get(kind._meta.label, {})}
    assert lists <= said | kinds.WORDS_ALONE, "a list says whether it names rows by their numbers"


@dataclass
class Whole:
    """One partnership with one case that has a record of every kind, and its coordinator."""

    case: Case
    ids: dict[str, Any] = field(default_factory=dict)


def whole() -> Whole:
    """The case of the laws, alone, its papers' bytes lying in the store."""
    home = make.partnership(HOME)
    people(home)
    maker = make.member(home, name="Maker of records")
    police = make.agency(home)
    make.member(home, AGENCY_LEAD, agency=police, name="Lead of police")
    case = make.case(home, REFERENCE, by=maker)
    ids = world.fill(case, state="under_way", agency=police, lead=make.member(home, name="In conflict"))
    make.on_case(case, person=User.objects.get(email=COORDINATOR))
    with guards_down("default"):  # its register of whom to ask, and its rules, are the partnership’s and not the case’s
        AdviceDecision.objects.all().delete()
        Advice.objects.all().delete()
        Contact.objects.all().delete()
        Correction.objects.all().delete()
        for kind in (SafeguardCitation, SafeguardOwner, Attestation, Safeguard):
            kind.objects.all().delete()
    make.seal(case, *User.objects.filter(email__in=(COORDINATOR, CHAIR_EMAIL)))
    for number, row in enumerate(Document.objects.order_by("pk")):
        data = row.text.encode() or f"Paper {number}".encode()
        sha256 = hashlib.sha256(data).hexdigest()
        Document.objects.filter(pk=row.pk).update(kept_as=store.put(data), sha256=sha256, size=len(data))
    return Whole(case, ids)


COORDINATOR, CHAIR_EMAIL = "ruth@example.org", "gwen@example.org"


def people(home: Partnership) -> None:
    """Who works here, the same in both systems."""
    ruth = make.user("Ruth Adeyemi", COORDINATOR)
    make.membership(ruth, home)
    second_factor(ruth)
    make.membership(make.user("Gwen Tarrant", CHAIR_EMAIL), home, CHAIR)


def actor(email: str = COORDINATOR) -> Any:
    """That person as they act."""
    return make.actor(User.objects.get(email=email))


def exported(case: Case, scope: str, unit: Any, chair: Any) -> bytes:
    """The bytes of the whole case, with identities once the chair agreed."""
    if scope == "pseudonyms":
        return services.make_export(case, by=unit, at=AT).data
    asked = services.ask_with_identities(case, reason="We move to another system.", by=unit, at=AT)
    services.agree(asked, by=chair, at=AT)
    return services.take_with_identities(asked, by=unit, at=AT).data


def words(file: bytes) -> str:
    """Everything that can be read in the file, what lies in the Word file inside it too."""
    told = []
    with zipfile.ZipFile(io.BytesIO(file)) as outer:
        for name in outer.namelist():
            data = outer.read(name)
            told += [name, data.decode("utf-8", "replace")]
            if name == "case.docx":
                with zipfile.ZipFile(io.BytesIO(data)) as inner:
                    told += [inner.read(part).decode("utf-8", "replace") for part in inner.namelist()]
    return "\n".join(told)


@pytest.mark.django_db
def test_a_whole_case_is_in_its_file_and_comes_back_with_every_page_the_same() -> None:
    made = whole()
    sure = gather(made.case, by=actor())
    missing = {kind._meta.label for kind in kinds.in_order() if kinds.label(kind) not in sure.records}
    assert missing == set(), "the case of the laws has one of each kind"
    for kind in kinds.in_order():
        assert kind._default_manager.count() == len(sure.records.get(kinds.label(kind), [])), kind.__name__
    assert sure.cut == 0
    asked = list(addresses(made.ids))
    before = pages(asked, made.ids["case"])
    assert len([said for said in before.values() if said[0] == 200]) > 60
    file = exported(made.case, "identities", actor(), actor(CHAIR_EMAIL))
    empty()
    people(make.partnership(HOME))
    loaded = services.load_case(file, by=actor(), at=AT)
    again = gather(loaded.case, by=actor())
    assert_same_records(sure.records, again.records, loaded.numbers)
    after = pages([mapped(address, loaded.numbers) for address in asked], loaded.case.pk)
    other = {
        address: list(unified_diff(flat(here), flat(there), lineterm="", n=3))[:40]
        for address, said in before.items()
        if (here := links_mapped(said, loaded.numbers)) != (there := after[mapped(address, loaded.numbers)])
    }
    assert not other, other


def flat(said: tuple[int, str, tuple[str, ...]]) -> list[str]:
    """A page word by word and link by link, so that what differs can be shown."""
    return [str(said[0]), *said[1].split(), *said[2]]


def assert_same_records(before: Any, after: Any, numbers: dict[str, dict[int, int]]) -> None:
    """Each record says the same in both, its keys by the numbers of each."""
    assert before.keys() == after.keys()
    for label, rows in before.items():
        kind = kinds.by_label()[label]
        keys = {one.name: one.related_model for one in (*kinds.columns(kind), *kinds.ties(kind)) if one.is_relation}
        there = {row["id"]: row for row in after[label]}
        for row in rows:
            same = {name: numbered(keys.get(name), value, numbers) for name, value in row.items()}
            same["id"] = numbers[label][row["id"]]
            for name in (
                *kinds.LISTED.get(kind._meta.label, {}),
                *kinds.PLAIN.get(kind._meta.label, {}),
                *kinds.NAMED.get(kind._meta.label, {}),
            ):
                same[name] = there[same["id"]][name]
            if label == "correspondence.ask" and row["state"] in OPEN:  # its links open nothing there
                same["open_until"] = there[same["id"]]["open_until"]
            if label == "caseexport.caseexport":  # the file itself was being made when it was read
                same |= {name: there[same["id"]][name] for name in ("taken_at", "taken_by", "sha256")}
            assert there[same["id"]] == same, label


def numbered(of: Any, value: Any, numbers: dict[str, dict[int, int]]) -> Any:
    """What a key points to, by the number that this has in the other system."""
    if of is None or of is Partnership or value in (None, []):
        return value
    known = numbers[kinds.label(of)]
    return [known[one] for one in value] if isinstance(value, list) else known[value]


@pytest.mark.django_db
def test_no_protected_word_is_in_a_file_under_pseudonyms_and_all_are_in_the_other() -> None:
    made = whole()
    unit, chair = actor(), actor(CHAIR_EMAIL)
    sown = canaries.seed()
    rebuilt = {kind.__name__ for kind in apps.get_models() if getattr(kind, "REBUILT", False)}  # made anew, no record
    kept = [one for one in sown.values() if one.kind in ("protected", "sealed") and one.case == made.case.pk]
    kept = [one for one in kept if one.model not in rebuilt]
    identities, pseudonyms = (words(exported(made.case, scope, unit, chair)) for scope in ("identities", "pseudonyms"))
    shown = {one.word for one in kept if one.kind == "protected"}
    assert len(shown) > 8
    assert {word for word in shown if word not in identities} == set()
    assert {f"{one.model}.{one.field}" for one in kept if one.word in pseudonyms} == set()
    papers = [one.word for one in sown.values() if one.model == "Document"]
    assert not [word for word in papers if word in pseudonyms]
    addresses = [one for one in sown.values() if (one.model, one.field) == ("User", "email")]
    assert addresses and not [one for one in addresses if one.word in pseudonyms]


# --- pages ------------------------------------------------------------------------------------------------------------
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
