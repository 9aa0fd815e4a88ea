"""A case comes from its file whole, or leaves nothing behind."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests import factories as make
from tests.emptying import empty
from tests.laws.rooms.messages import fill
from tests.signing_in import signed_in
from throughline import cli
from throughline.audit.models import Event
from throughline.audit.queries import broken_links
from throughline.caseexport import services
from throughline.caseexport.models import CaseLoad
from throughline.caseexport.rules import packing
from throughline.caseexport.tests.making import AT, REAL, Scene, scene
from throughline.cases import editing
from throughline.cases.models import Case, CaseMember, Conflict, Seal
from throughline.identities.models import Child, Person
from throughline.keeping.services import kept_models
from throughline.kernel.actor import Actor
from throughline.kernel.refusals import Refused
from throughline.messages.models import Ask, Message
from throughline.messages.upkeep import every_hour, every_minute
from throughline.notifications.models import Incident
from throughline.notifications.services import change_incident
from throughline.partnerships.models import AgencyName, Partnership, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Scene:
    """A case and its people."""
    return scene()


def file_of(here: Scene, scope: str = "identities") -> bytes:
    """The case in its file."""
    if scope == "pseudonyms":
        return services.make_export(here.case, by=here.unit, at=AT).data
    asked = services.ask_with_identities(here.case, reason="We move.", by=here.unit, at=AT)
    return services.take_with_identities(services.agree(asked, by=here.chair, at=AT), by=here.unit, at=AT).data


def elsewhere() -> Actor:
    """The coordinator of another, empty system."""
    empty()
    return make.coordinator(make.partnership("Tarnshire Partnership"))


def changed(file: bytes, change: Callable[[dict[str, Any]], Any]) -> bytes:
    """The file with its records changed by somebody who can seal it again."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members.pop(packing.MANIFEST))
    said = json.loads(members[packing.RECORDS])
    change(said)
    members[packing.RECORDS] = json.dumps(said).encode()
    kept = {name: value for name, value in manifest.items() if name not in ("format", "version", "sha256")}
    return packing.pack(members, kept, at=AT)


def rows() -> dict[str, int]:
    """How many rows each table holds."""
    return {model._meta.label: model._default_manager.count() for model in kept_models()}


def files(settings: Any) -> list[Path]:
    """What lies in the file store."""
    return sorted(path for path in Path(settings.FILES).rglob("*") if path.is_file())


def test_the_history_comes_along_and_the_chain_holds(here: Scene) -> None:
    incident = here.review.incident
    change_incident(incident, fields={"place": "A park"}, version=incident.version, by=here.unit, at=AT)
    before = Event.objects.filter(case=here.case.pk).count()
    file = file_of(here)
    by = elsewhere()
    loaded = services.load_case(file, by=by, at=AT)
    told = Event.objects.filter(case=loaded.case.pk).order_by("number")
    assert [one.verb for one in told][-1] == "case.loaded"
    came = [one for one in told if one.via == "loaded"]
    assert len(came) == before + 2 and all(len(one.details["loaded_hash"]) == 64 for one in came)
    again = Incident.objects.get(case=loaded.case)
    assert again.place == "A park"
    assert editing.as_it_stood(again, again.version - 1).place == ""
    assert list(broken_links()) == []


def test_people_and_agencies_known_here_are_those_and_others_are_names_that_cannot_sign_in(here: Scene) -> None:
    email = here.person(here.unit).email
    police = make.agency(here.home, "Thornley Police")
    make.on_case(here.case, agency=police)
    file = file_of(here)
    empty()
    home = make.partnership("Tarnshire Partnership")
    known = make.user("Somebody of that address", email)
    make.membership(known, home)
    same = make.agency(home, "thornley police")
    loaded = services.load_case(file, by=make.actor(known), at=AT)
    assert Case.objects.get(pk=loaded.case.pk).made_by == known
    assert CaseMember.objects.get(case=loaded.case, agency__isnull=False).agency == same
    assert AgencyName.objects.count() == 1
    others = User.objects.exclude(pk=known.pk)
    assert others.exists() and not any(one.is_active or one.has_usable_password() for one in others)


def test_a_case_under_pseudonyms_says_so_on_its_every_page(here: Scene) -> None:
    file = file_of(here, "pseudonyms")
    by = elsewhere()
    person = User.objects.get(pk=by.user)
    client = signed_in(person)
    page = client.post("/cases/load", {"file": SimpleUploadedFile("case.zip", file)}, follow=True).content.decode()
    case = Case.objects.get()
    assert "The case is loaded" in page
    for address in (f"/cases/{case.pk}/members", f"/incidents/{Incident.objects.get().pk}/"):
        assert "from an export under pseudonyms" in client.get(address).content.decode()
    child = Child.objects.get()
    assert (child.pseudonym, child.real_name, child.address_area) == ("Hazel", "", "")
    assert CaseLoad.objects.get().scope == "pseudonyms"
    assert not User.objects.exclude(pk=by.user).exclude(email__endswith="@people.invalid").exists()


def test_a_file_from_before_the_register_brings_its_children_into_it(here: Scene) -> None:
    old = changed(file_of(here), lambda said: said["records"].pop("identities.person"))
    loaded = services.load_case(old, by=elsewhere(), at=AT)
    assert list(Person.objects.values_list("case", "pseudonym")) == [(loaded.case.pk, "Hazel")]


def test_a_case_with_identities_does_not_say_so(here: Scene) -> None:
    file = file_of(here)
    by = elsewhere()
    loaded = services.load_case(file, by=by, at=AT)
    page = signed_in(User.objects.get(pk=by.user)).get(f"/cases/{loaded.case.pk}/members").content.decode()
    assert "pseudonyms" not in page
    assert Child.objects.get().real_name == REAL


def test_no_message_goes_out_because_a_case_was_loaded(here: Scene) -> None:
    asked = {"partnership": here.home, "kind": "ask", "to": here.person(here.chair), "since": AT, "made_at": AT}
    ids = fill(here.case, {}, agency=make.agency(here.home))
    Message.objects.create(**asked, ask=Ask.objects.get(pk=ids["ask"]), once="w", state=Message.State.WAITING)
    file = file_of(here)
    by = elsewhere()
    services.load_case(file, by=by, at=AT)
    assert not Message.objects.filter(state__in=("waiting", "sending")).exists()
    every_minute(AT)
    every_hour(AT.replace(year=2026, month=4, day=14, hour=9))
    every_minute(AT.replace(year=2026, month=4, day=14, hour=9, minute=30))
    assert mail.outbox == []


def test_a_conflict_and_a_seal_stand_in_the_other_system_too(here: Scene) -> None:
    person = here.person(here.chair)
    file = file_of(here)
    make.conflict(here.case, person)
    make.seal(here.case, here.person(here.unit))
    data = file_of_sealed(here)
    email, unit = person.email, here.person(here.unit).email
    empty()
    home = make.partnership("Tarnshire Partnership")
    with pytest.raises(Refused, match="E1727"):
        services.load_case(data, by=make.coordinator(home), at=AT)
    make.membership(make.user("Ruth", unit), home)
    walled = make.user("Gwen", email)
    make.membership(walled, home)
    with pytest.raises(Refused, match="E1727"):
        services.load_case(data, by=make.actor(walled), at=AT)
    loaded = services.load_case(data, by=make.actor(User.objects.get(email=unit)), at=AT)
    assert Conflict.objects.get(case=loaded.case).user == walled
    assert [one.email for one in Seal.objects.get(case=loaded.case).readers.all()] == [unit]
    assert file != data


def file_of_sealed(here: Scene) -> bytes:
    """The file under pseudonyms of a case that is sealed by now; its reader makes it."""
    return services.make_export(here.case, by=here.unit, at=AT).data


def _lie(said: dict[str, Any], label: str, **more: Any) -> None:
    said["records"][label][0].update(more)


BAD: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "a kind not known": (lambda said: said["records"].update({"cases.secret": []}), "E1724"),
    "a field not known": (lambda said: _lie(said, "identities.child", password="x"), "E1724"),
    "points to nothing": (lambda said: _lie(said, "notifications.notification", incident=999), "E1725"),
    "points to nobody": (lambda said: _lie(said, "identities.child", made_by=999), "E1725"),
    "a list where a text is": (lambda said: _lie(said, "identities.child", born_on=["2020"]), "E1725"),
    "no day": (lambda said: _lie(said, "identities.child", born_on="soon"), "E1725"),
    "not a choice": (lambda said: _lie(said, "identities.child", sex="robot"), "E1725"),
    "too long": (lambda said: _lie(said, "identities.child", pseudonym="x" * 200), "E1725"),
    "no letter": (lambda said: _lie(said, "identities.child", pseudonym="x\x00"), "E1725"),
    "half a letter": (lambda said: _lie(said, "identities.child", pseudonym="\ud800"), "E1725"),
    "two of one number": (
        lambda said: said["records"]["identities.child"].append(said["records"]["identities.child"][0]),
        "E1725",
    ),
    "no case": (lambda said: said.pop("case"), "E1725"),
    "no records": (lambda said: said.pop("records"), "E1725"),
    "a ring": (lambda said: said["records"].update({"impact.reading": [{"id": 1, "corrects": 1}]}), "E1725"),
    "a state out of its table": (lambda said: _lie(said, "notifications.telling", at=None), "E1725"),
    "other bytes of a paper": (lambda said: said["documents"][0].update(sha256="0" * 64), "E1721"),
    "a person without a name": (lambda said: said["people"][0].update(name=""), "E1725"),
    "an event at no moment": (lambda said: said["events"][0].update(at="once"), "E1725"),
    "half a pair": (lambda said: _lie(said, "identities.child", withdrawn_at="2026-03-12T09:00:00+00:00"), "E1725"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_file_that_lies_is_refused_and_leaves_nothing_behind(what: str, here: Scene, settings: Any) -> None:
    change, number = BAD[what]
    file = changed(file_of(here), change)
    by = elsewhere()
    before, lying = rows(), files(settings)
    with pytest.raises(Refused) as found:
        services.load_case(file, by=by, at=AT)
    assert found.value.number == number
    assert rows() == before
    assert files(settings) == lying


def test_a_case_that_is_here_is_not_loaded_over_and_a_damaged_file_changes_nothing(here: Scene, settings: Any) -> None:
    file = file_of(here)
    before, lying = rows(), files(settings)
    with pytest.raises(Refused, match="E1726"):
        services.load_case(file, by=here.unit, at=AT)
    with pytest.raises(Refused, match="E1721"):
        services.load_case(file[:-1] + b"x", by=here.unit, at=AT)
    assert (rows(), files(settings)) == (before, lying)
    with pytest.raises(Refused, match="E1401"):
        services.load_case(file, by=here.chair, at=AT)


def test_a_paper_of_another_case_is_not_reached_by_naming_its_hash(here: Scene) -> None:
    secret = make.document(make.case(here.home), "What nobody may read.")
    file = file_of(here)

    def name_it(said: dict[str, Any]) -> None:
        said["documents"][0].update(sha256=secret.sha256, file="")
        said["case"]["reference"] = "WX-2026-99"

    with pytest.raises(Refused, match="E1725"):
        services.load_case(changed(file, name_it), by=here.unit, at=AT)
    assert hashlib.sha256(b"What nobody may read.").hexdigest() == secret.sha256


def test_the_command_writes_and_loads_a_file(
    here: Scene, tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("throughline.cli.system.start", lambda: None)
    email, out = here.person(here.unit).email, tmp_path / "case.zip"
    assert cli.main(["case", "export", here.case.reference, "--as", email, "-o", str(out), "--identities"]) == 2
    assert "E1731" in capsys.readouterr().err and not out.exists()
    asked = services.ask_with_identities(here.case, reason="We move.", by=here.unit, at=AT)
    services.agree(asked, by=here.chair, at=timezone.now())
    words = ["case", "export", here.case.reference, "--as", email, "-o", str(out), "--identities", "--json"]
    assert cli.main(words) == 0
    assert json.loads(capsys.readouterr().out)["scope"] == "identities"
    assert cli.main(["case", "export", here.case.reference, "--as", email, "-o", str(out)]) == 2
    assert cli.main(["case", "export", "WX-1999-99", "--as", email, "-o", str(tmp_path / "other.zip")]) == 2
    empty()
    make.membership(make.user("Ruth", email), make.partnership())
    assert cli.main(["case", "load", str(out), "--as", email, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["case"] == here.case.reference
    assert cli.main(["case", "load", str(tmp_path / "none.zip"), "--as", email]) == 2
    assert cli.main(["case", "load", str(out), "--as", email]) == 2
    assert "E1726" in capsys.readouterr().err
    assert Partnership.objects.count() == 1
