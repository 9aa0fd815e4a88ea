"""A letter says what the record says and nothing else, is kept as made, and is held while something is missing."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from typing import Any

import pytest
from docx import Document as Word

from tests import factories as make
from tests import rapid
from tests.signing_in import signed_in
from throughline.access.roles import AGENCY_LEAD, CHAIR, ROLES
from throughline.audit.models import Event
from throughline.cases.models import Case
from throughline.commissioning.models import Commission, LegalBasis, Reviewer
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.letters import permissions, queries, rules, services
from throughline.letters.models import Letter
from throughline.letters.services.making import TEMPLATES, template_of
from throughline.messages.models import Contact
from throughline.partnerships.models import User
from throughline.rapidreviews.models import Signature
from throughline.reporting.services import set_brand
from throughline.reviews.models import Review
from throughline.voices.models import FamilyMember

pytestmark = pytest.mark.django_db
AT, ON = make.NOW, make.TODAY
REAL = "Zebedee Quillfeather"
HEAD = {
    "address": "1 Mill Lane, Wexmoor",
    "telephone": "01632 960001",
    "signs_name": "Gwen Tarrant",
    "signs_title": "Independent chair",
}


@pytest.fixture
def by() -> Actor:
    """A coordinator."""
    return make.coordinator()


@pytest.fixture
def case(by: Actor) -> Case:
    """A case with everything that every kind of letter tells."""
    review = rapid.opened(by)
    case = review.case
    person = User.objects.get(pk=by.user)
    conclusion = rapid.concluded(review, by)
    Signature.objects.create(
        rapid_review=review, conclusion=conclusion, partner="police", answer="yes", signed_by_name="A", at=AT, by=person
    )
    police = make.agency(case.partnership, "Wexmoor Police")
    make.on_case(case, agency=police)
    for rank, name in (("lead", "Dana Lead"), ("chief", "Chris Chief")):
        who: dict[str, Any] = {"partnership": case.partnership, "agency": police, "user": make.user(name), "name": name}
        Contact.objects.create(**who, rank=rank, registered_at=AT, registered_by=person)
    of: dict[str, Any] = {"case": case, "made_at": AT, "made_by": person}
    held = Review.objects.create(**of, kind="lcspr", name="Child Hazel", rapid_review=review)
    Commission.objects.create(**of, review=held, commissioned_text="2 March 2026", commissioned_iso="2026-03-02")
    LegalBasis.objects.create(**of, review=held, statute="lcspr")
    Reviewer.objects.create(**of, review=held, name="Iris Lewin", role="lead")
    FamilyMember.objects.create(
        **of, review=held, relation="Mother", owner_name="Ruth Adeyemi", next_what="a first visit", next_on=ON
    )
    services.set_letterhead(fields=HEAD, by=by, at=AT)
    return case


TYPED = {"reply_by": "20 March 2026", "greeting": "Ms Vale"}


def made(case: Case, kind: str, by: Actor, **more: Any) -> Letter:
    """A letter of that kind, about the first thing it can be about."""
    of = rules.KINDS[kind]
    chosen = {"about": queries.abouts(of, case)[0].key, "to": queries.tos(of, case, ON)[0].key}
    typed = {name: TYPED[name] for name in of.asks}
    return services.make_letter(case, kind=kind, **{**chosen, "typed": typed, **more}, by=by, at=AT)


def opened(letter: Letter, by: Actor) -> Any:
    """The letter as python-docx reads it."""
    return Word(io.BytesIO(services.hand_out_letter(letter, by=by, at=AT)))


def text_of(file: Any) -> str:
    """Its words."""
    return "\n".join(paragraph.text for paragraph in file.paragraphs)


SAYS = {
    "agency_request": (
        "Dana Lead, Wexmoor Police",
        "a rapid review",
        "20 March 2026",
        "Child Hazel",
        "Working Together",
    ),
    "family": ("Dear Ms Vale", "Iris Lewin", "Ruth Adeyemi", "a first visit, on 12 March 2026", "01632 960001"),
    "chief_executive": (
        "Dear Chris Chief",
        "On 2 March 2026",
        "local child safeguarding practice review",
        "Iris Lewin",
    ),
    "panel": ("notification SIN-1", "notified on 12 March 2026", "There is learning for the area.", "police"),
}


@pytest.mark.parametrize("kind", rules.KINDS)
def test_a_letter_opens_again_and_says_what_the_record_says(kind: str, case: Case, by: Actor) -> None:
    file = opened(made(case, kind, by), by)
    text = text_of(file)
    for words in (*SAYS[kind], *HEAD.values(), case.reference):
        assert words in text + file.sections[0].header.paragraphs[0].text, words
    assert not re.search(r"\{\{|\}\}|\{%|None|Not recorded", text)
    foot = file.sections[0].footer.paragraphs[0].text
    assert case.reference in foot and "Page" in foot and f"Template {kind}/1" in foot


@pytest.mark.parametrize("kind", rules.KINDS)
def test_nothing_is_hidden_in_a_letter_and_its_name_names_no_child(kind: str, case: Case, by: Actor) -> None:
    letter = made(case, kind, by)
    data = services.hand_out_letter(letter, by=by, at=AT)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = " ".join(package.namelist())
        everything = " ".join(package.read(name).decode("utf-8", "replace") for name in package.namelist())
    assert not [part for part in ("comments", "customXml", "custom.xml", "thumbnail", "embeddings") if part in names]
    assert not [mark for mark in ("w:vanish", "w:del ", "w:ins ") if mark in everything]
    properties = Word(io.BytesIO(data)).core_properties
    assert (properties.comments, properties.keywords) == ("", "")
    assert "Hazel" not in letter.document.name
    assert "Zebedee" not in everything and "Somebody Real" not in everything


@pytest.mark.parametrize("kind", rules.KINDS)
def test_a_letter_is_held_while_any_place_of_it_is_empty(kind: str, case: Case, by: Actor) -> None:
    of = rules.KINDS[kind]
    for name in ("address", "telephone", "signs_name", "signs_title"):
        services.set_letterhead(fields={**HEAD, name: " "}, by=by, at=AT)
        with pytest.raises(Refused, match="E1641"):
            made(case, kind, by)
    services.set_letterhead(fields=HEAD, by=by, at=AT)
    for name in of.asks:
        with pytest.raises(Refused, match=f"E1641.*{name.replace('_', ' ')}"):
            made(case, kind, by, typed={one: TYPED[one] for one in of.asks if one != name})
    assert Letter.objects.count() == 0


def test_what_holds_a_letter_is_named_with_where_it_is_recorded(case: Case, by: Actor) -> None:
    Reviewer.objects.all().delete()
    FamilyMember.objects.update(next_on=None)
    with pytest.raises(Refused, match="who leads the review and on which day"):
        made(case, "family", by)
    page = signed_in(User.objects.get(pk=by.user)).get(f"/cases/{case.pk}/letters/family").content.decode()
    assert "The letter is held" in page and page.count("Not on record") == 2
    assert f"/reviews/{Review.objects.get().pk}/commission/people" in page


@pytest.mark.parametrize("places", [kind.places for kind in rules.KINDS.values()])
def test_a_place_that_the_record_leaves_empty_is_never_filled(places: tuple[rules.Place, ...]) -> None:
    kind = next(one for one in rules.KINDS.values() if one.places == places)
    assert rules.missing(rules.filled(kind, {})) == rules.filled(kind, {})
    all_of_it = {place.key: rules.Fact("x") for place in places}
    for place in places:
        left = rules.missing(rules.filled(kind, {**all_of_it, place.key: rules.Fact("  ")}))
        assert [one.place.key for one in left] == [place.key]
    assert all(place.missing.endswith(".") for place in places)


@pytest.mark.parametrize("kind", rules.KINDS.values(), ids=lambda kind: kind.key)
def test_a_template_asks_for_nothing_that_no_place_gives(kind: rules.Kind) -> None:
    with zipfile.ZipFile(template_of(kind)) as package:
        body = " ".join(package.read(name).decode() for name in package.namelist() if name.startswith("word/"))
    asked = set(re.findall(r"\{\{ (\w+)", body)) - {"brand"}
    always = {"partnership", "reference", "title", "to", "today", "header", "footer"}
    assert asked <= {place.key for place in kind.places} | set(kind.asks) | always
    assert {place.key for place in kind.places} <= asked, "every place that can hold the letter is in it"


RELEASED = {
    "agency_request/1": "d4561207845f9e1f8b16e79c46c6370d9013252204b4c28d4a8a4a501c04a84b",
    "family/1": "654896dcd0831785c9dbc88560cebb6e45e8e31242a6c324e4ee8ce8a2dfb8bf",
    "chief_executive/1": "3e57666277110cdf1ab64273392c68e012e9ae73422075d225c54751fc37116b",
    "panel/1": "7a0c7ebff09b9bbb0fe2e720ed1f58fae1a10c91666a7dd1c00957c113912336",
}


def test_a_released_template_is_never_edited() -> None:
    found = {
        f"{file.parent.parent.name}/{file.parent.name}": hashlib.sha256(file.read_bytes()).hexdigest()
        for file in TEMPLATES.glob("*/*/letter.docx")
    }
    assert found == RELEASED


def test_the_letter_is_a_record_and_its_making_is_a_sight(case: Case, by: Actor) -> None:
    letter = made(case, "chief_executive", by, once="form-1")
    assert letter.template == "chief_executive/1"
    assert letter.template_sha256 == RELEASED[letter.template]
    assert hashlib.sha256(services.hand_out_letter(letter, by=by, at=AT)).hexdigest() == letter.sha256
    told = Event.objects.get(verb="letter.made")
    assert told.details["template_sha256"] == letter.template_sha256 and told.details["sha256"] == letter.sha256
    sight = Event.objects.get(verb="saw", subject_type="letter", subject=letter.pk)
    assert f"review {letter.subject}" in sight.details["records"]
    again = made(case, "chief_executive", by, once="form-1")
    assert again.pk == letter.pk and Letter.objects.count() == 1


def test_a_letter_that_was_made_stays_as_it_was(case: Case, by: Actor) -> None:
    letter = made(case, "family", by)
    before = services.hand_out_letter(letter, by=by, at=AT)
    Reviewer.objects.update(name="Somebody Else")
    set_brand(colour="#99281b", line="", by=by, at=AT)
    assert services.hand_out_letter(letter, by=by, at=AT) == before


def test_a_letter_bears_the_colour_and_line_of_its_partnership(case: Case, by: Actor) -> None:
    set_brand(colour="#99281b", line="Keeping children safe", by=by, at=AT)
    head = opened(made(case, "family", by), by).sections[0].header.paragraphs[0]
    assert "Keeping children safe" in head.text
    assert {str(run.font.color.rgb) for run in head.runs if run.text} == {"99281B"}


def test_no_letter_holds_the_real_name_of_a_child_and_none_goes_to_whom_the_case_does_not_hold(
    case: Case, by: Actor
) -> None:
    with pytest.raises(Refused, match="E1642"):
        made(case, "family", by, typed={"greeting": "Mother of Somebody Real"})
    other = make.agency(case.partnership, "Another agency")
    with pytest.raises(Refused, match="E1640"):
        made(case, "agency_request", by, to=f"agency-{other.pk}")
    far = rapid.opened(make.coordinator())
    with pytest.raises(Refused, match="E1640"):
        made(case, "panel", by, about=f"rapid_review-{far.pk}")


def test_only_the_business_unit_and_the_chair_write_letters(case: Case, by: Actor) -> None:
    may = []
    for role in ROLES:
        agency = make.agency(case.partnership) if role == AGENCY_LEAD else None
        who = make.actor(make.member(case.partnership, role, agency=agency))
        if permissions.why_not_write(actor=who, thing=case, on=ON) is None:
            may.append(role)
    assert may == ["coordinator", CHAIR]
    assert permissions.why_not_write(actor=make.coordinator(), thing=case, on=ON)


def test_the_pages_make_and_hand_out_a_letter(case: Case, by: Actor) -> None:
    client = signed_in(User.objects.get(pk=by.user))
    where = f"/cases/{case.pk}/letters/panel"
    page = client.get(where)
    assert page.status_code == 200 and "The letter is held" not in page.content.decode()
    of = rules.KINDS["panel"]
    sent = {"about": queries.abouts(of, case)[0].key, "to": "panel", "once": "a"}
    assert client.post(where, sent).headers["Location"] == f"/cases/{case.pk}/letters"
    assert client.post(where, sent).status_code == 302
    letter = Letter.objects.get()
    listed = client.get(f"/cases/{case.pk}/letters").content.decode()
    assert letter.sha256[:12] in listed and "panel/1" in listed
    file = client.get(f"/letters/{letter.pk}/download")
    assert file.headers["Content-Disposition"].startswith(f'attachment; filename="letter-panel-{letter.pk}.docx"')
    assert "SIN-1" in text_of(Word(io.BytesIO(file.content)))
    assert client.get(f"/cases/{case.pk}/letters/love").status_code == 404


def test_the_page_on_letterheads_keeps_who_writes(by: Actor) -> None:
    client = signed_in(User.objects.get(pk=by.user))
    assert client.post("/letters/head", HEAD).status_code == 302
    assert HEAD["signs_name"] in client.get("/letters/head").content.decode()
    assert Event.objects.get(verb="letterhead.changed").details["after"]["telephone"] == HEAD["telephone"]
    reader = signed_in(make.member(User.objects.get(pk=by.user).memberships.get().partnership, CHAIR))
    assert reader.post("/letters/head", HEAD).status_code == 403
