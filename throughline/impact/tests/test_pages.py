"""The pages to write records, all kinds alike: who may open them, and what they keep."""

from __future__ import annotations

import pytest

from tests import factories as make
from tests import records
from throughline.access.roles import ADMINISTRATOR, AGENCY_LEAD, ELECTED_MEMBER, SCRUTINEER
from throughline.audit.models import Event
from throughline.findings.models import Finding, LearningPoint, Recommendation
from throughline.impact.models import Statement
from throughline.impact.tests.scene import Scene, build, words
from throughline.reviews.addresses import address_of, new_address

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    """A published review with one record of every kind."""
    return build()


def pages_of(scene: Scene) -> list[str]:
    """Every page to write something about the review of the scene."""
    review = scene.review.pk
    parts = ("edit", "state", "account/edit", "withdraw", "record", "children", "dates")
    urls = [address_of("review", review, part) for part in parts]
    for kind, row in scene.rows.items():
        urls += [new_address(kind, review), *(address_of(kind, row.pk, verb) for verb in ("edit", "ties", "withdraw"))]
    for kind, verb in (
        ("action", "state"),
        ("action", "updates/new"),
        ("measure", "readings/new"),
        ("recommendation", "answer"),
        ("committee_recommendation", "resolution"),
        ("evidence", "accept"),
    ):
        urls.append(address_of(kind, scene.rows[kind].pk, verb))
    return urls


NEW = {
    "finding": {"number": "2", "text": "Nobody asked."},
    "theme": {"text": "Supervision of staff"},
    "learning_point": {"text": "Ask."},
    "recommendation": {"text": "Everybody should ask.", "owner_name": "Police", "number": "4"},
    "committee_recommendation": {"text": "Note it.", "body_name": "Cabinet"},
    "action": {"text": "Train people.", "state": "under_way", "due_on_day": "", "due_on_month": "", "due_on_year": ""},
    "statement": {"kind": "progress", "text": "People were trained.", "when": "March 2016"},
    "evidence": {"text": "The register.", "kind": "audit"},
    "measure": {"text": "People trained", "unit": "%", "better": "higher", "target": "90"},
}


def test_the_business_unit_opens_every_page_and_each_is_one_sight(scene: Scene) -> None:
    client = scene.client()
    for url in pages_of(scene):
        before = Event.objects.filter(verb="saw").count()
        answer = client.get(url)
        if url.endswith("/accept"):
            assert answer.status_code == 403
            assert "somebody else must accept it" in words(answer)
            continue
        assert answer.status_code == 200, url
        assert Event.objects.filter(verb="saw").count() == before + 1, url
    assert client.get("/reviews/new").status_code == 200


def test_strangers_and_the_administrator_get_the_404_of_what_is_not_there(scene: Scene) -> None:
    for role in ("stranger", ADMINISTRATOR):
        client = scene.client(role)
        for url in pages_of(scene):
            assert client.get(url).status_code == 404, (role, url)
            assert url.endswith("/record") or client.post(url, {}).status_code == 404, (role, url)


def test_who_only_reads_is_told_why(scene: Scene) -> None:
    for role, why in ((SCRUTINEER, "independent scrutineer"), (ELECTED_MEMBER, "elected member")):
        client = scene.client(role)
        for url in [*pages_of(scene), "/reviews/new"]:
            for answer in (client.get(url), client.get(url) if url.endswith("/record") else client.post(url, {})):
                assert answer.status_code == 403, (role, url)
                assert why in words(answer), (role, url)


def test_an_agencys_lead_writes_about_the_agencys_own_action_and_nothing_else(scene: Scene) -> None:
    client = scene.client(AGENCY_LEAD)
    mine = {
        address_of("review", scene.review.pk, "record"),
        new_address("evidence", scene.review.pk),
        address_of("action", scene.rows["action"].pk, "state"),
        address_of("action", scene.rows["action"].pk, "updates/new"),
    }
    for url in pages_of(scene):
        assert client.get(url).status_code == (200 if url in mine else 403), url
    theirs = records.action(scene.review, scene.by, owner=make.agency(scene.where, "Health", "health_provider"))
    for verb in ("state", "updates/new"):
        assert client.get(address_of("action", theirs.pk, verb)).status_code == 403


@pytest.mark.parametrize("kind", list(NEW))
def test_a_record_of_every_kind_is_written_by_hand_and_sent_twice_stands_once(scene: Scene, kind: str) -> None:
    client, url = scene.client(), new_address(kind, scene.review.pk)
    model = type(scene.rows[kind])
    sent = {**NEW[kind], "once": "f" * 32}
    first, second = client.post(url, sent), client.post(url, sent)
    assert model.objects.count() == 2
    row = model.objects.order_by("id").last()
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"] == address_of(kind, row.pk)
    assert row.text == NEW[kind]["text"]
    assert row.made_by == scene.unit
    assert row.case == scene.review.case


@pytest.mark.parametrize("kind", list(NEW))
def test_an_empty_form_says_what_is_missing_and_links_to_it(scene: Scene, kind: str) -> None:
    answer = scene.client().post(new_address(kind, scene.review.pk), {"number": "x" * 41})
    page = words(answer)
    assert "There is a problem" in page
    assert 'href="#id_text"' in page
    assert "Error:" in page
    assert type(scene.rows[kind]).objects.count() == 1


@pytest.mark.parametrize("kind", [kind for kind in NEW if kind != "statement"])
def test_a_record_of_every_kind_is_changed_and_the_change_told(scene: Scene, kind: str) -> None:
    row, url = scene.rows[kind], address_of(kind, scene.rows[kind].pk, "edit")
    answer = scene.client().post(url, {**NEW[kind], "version": "1"})
    assert (answer.status_code, answer["Location"]) == (302, address_of(kind, row.pk))
    row.refresh_from_db()
    assert (row.text, row.version, row.changed_by) == (NEW[kind]["text"], 2, scene.unit)
    assert Event.objects.filter(verb=f"{kind}.changed", subject=row.pk).count() == 1


def test_what_a_link_chose_is_ticked_already(scene: Scene) -> None:
    answer = scene.client().get(
        new_address("recommendation", scene.review.pk) + f"?findings={scene.rows['finding'].pk}"
    )
    assert f'name="findings" type="checkbox" value="{scene.rows["finding"].pk}" checked' in words(answer)
    scene.client().post(
        new_address("recommendation", scene.review.pk), {"text": "Do it.", "findings": [scene.rows["finding"].pk]}
    )
    assert list(Recommendation.objects.last().findings.all()) == [scene.rows["finding"]]  # type: ignore[union-attr]


def test_saving_and_adding_another_stays_on_the_form(scene: Scene) -> None:
    url = new_address("learning_point", scene.review.pk)
    answer = scene.client().post(url, {"text": "Ask.", "another": "yes"})
    assert answer["Location"] == url
    assert LearningPoint.objects.count() == 2


def test_a_statement_is_about_what_was_chosen_and_keeps_its_date_in_words(scene: Scene) -> None:
    client, row = scene.client(), scene.rows["statement"]
    url = address_of("statement", row.pk, "edit")
    sent = {"kind": "impact", "text": "It helped.", "about": f"theme:{scene.rows['theme'].pk}", "version": "1"}
    client.post(url, {**sent, "when": "during the spring"})
    row.refresh_from_db()
    assert (row.finding_id, row.theme_id, row.date_text, row.date_iso) == (
        None,
        scene.rows["theme"].pk,
        "during the spring",
        "",
    )
    client.post(url, {**sent, "about": "", "when": "March 2016", "version": "2"})
    row.refresh_from_db()
    assert (row.theme_id, row.date_text, row.date_iso) == (None, "March 2016", "2016-03")


def test_a_date_that_was_read_keeps_its_written_form_when_its_words_are_left_alone(scene: Scene) -> None:
    row = records.statement(scene.review, scene.by, date_text="in the spring of 2016", date_iso="2016")
    url = address_of("statement", row.pk, "edit")
    scene.client().post(url, {"kind": "progress", "text": "Other.", "when": "in the spring of 2016", "version": "1"})
    row.refresh_from_db()
    assert (row.text, row.date_iso) == ("Other.", "2016")


def test_only_a_case_study_has_an_outcome(scene: Scene) -> None:
    url = new_address("statement", scene.review.pk)
    answer = scene.client().post(url, {"kind": "progress", "text": "Done.", "outcome": "Better."})
    assert "Only a case study has an outcome" in words(answer)
    scene.client().post(url, {"kind": "case_study", "text": "Family A.", "outcome": "Better."})
    assert Statement.objects.last().outcome == "Better."  # type: ignore[union-attr]


def test_withdrawing_needs_a_reason_and_hides_the_record(scene: Scene) -> None:
    row, client = scene.rows["finding"], scene.client()
    url = address_of("finding", row.pk, "withdraw")
    assert "Enter why it is withdrawn" in words(client.post(url, {}))
    assert client.post(url, {"reason": "Entered twice."})["Location"] == address_of("review", scene.review.pk)
    assert client.get(address_of("finding", row.pk, "edit")).status_code == 404
    assert Finding.objects.get().withdrawn_by == scene.unit
