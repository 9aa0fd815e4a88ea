"""What is read is proposed, once; nothing of it is in the record, and a refusal leaves nothing behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from tests import factories
from throughline.audit.models import Event
from throughline.documents import store
from throughline.documents.models import Document, Waiting
from throughline.findings.models import Finding
from throughline.intake import services
from throughline.intake.models import Proposal, ProposedItem, ProposedReview
from throughline.intake.tests.papers import PAPER, THINGS, paper, proposed
from throughline.intake.tests.readings import item, reading, review, subject
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db
AT = factories.NOW


def test_everything_read_waits_and_nothing_is_in_the_record() -> None:
    by = factories.coordinator()
    proposal = proposed(by)
    rows = ProposedItem.objects.filter(proposal=proposal)
    assert rows.count() == THINGS + 1
    assert set(rows.values_list("state", flat=True)) == {"open"}
    for row in rows:
        assert PAPER[row.start : row.end] == row.text
    assert not Review.objects.exists() and not Finding.objects.exists()
    assert Event.objects.filter(verb="import.proposed", subject=proposal.pk, actor=by.user).count() == 1


def test_the_same_paper_while_it_waits_is_the_same_proposal() -> None:
    by = factories.coordinator()
    assert proposed(by) == proposed(by)
    assert Document.objects.count() == 1


def test_another_partnership_has_a_document_of_its_own() -> None:
    assert proposed(factories.coordinator()).document != proposed(factories.coordinator()).document


def test_only_a_coordinator_may_import() -> None:
    where = factories.partnership()
    for role in ("chair", "agency_lead", "scrutineer", "elected_member", "administrator"):
        with pytest.raises(Refused, match="E1301"):
            proposed(factories.actor(factories.member(where, role)))
    assert not Document.objects.exists() and not _files()


def test_a_refused_document_leaves_neither_row_nor_file() -> None:
    by = factories.coordinator()
    for name, data in (("empty.md", b""), ("not.pdf", b"no pdf"), ("cut.docx", b"PK\x03\x04cut"), ("x.exe", b"MZ")):
        with pytest.raises(Refused, match=r"E11\d\d"):
            services.import_document(name=name, data=data, by=by, at=AT)
    assert not Document.objects.exists() and not Proposal.objects.exists() and not _files()


def test_a_fault_half_way_leaves_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError("the event cannot be written")

    monkeypatch.setattr("throughline.intake.services.proposing.record", fails)
    with pytest.raises(RuntimeError):
        proposed(factories.coordinator())
    assert not Document.objects.exists() and not _files()


def test_several_reviews_of_one_paper_stay_several_and_two_children_of_one_review_stay_two() -> None:
    text = "Reviews of Child A, of Child C and Child E, of Child G.\n\nThe Cabinet is asked to note this."
    read = reading(
        text,
        subjects=[subject(f"Child {letter}") for letter in "ACEG"],
        reviews=[
            review("Child A"),
            review("Child C and Child E", "Child C", "Child E"),
            review("Child G"),
        ],
        committee_recommendations=[item("The Cabinet is asked to note this.", owner="Cabinet")],
    )
    by = factories.coordinator()
    proposal = proposed(by, read)
    assert services.accept_all(proposal=proposal, sure=False, by=by, at=AT) == 1
    services.finish(proposal=proposal, by=by, at=AT)
    opened = Review.objects.order_by("pk")
    assert [(r.name, [s.name for s in r.subjects.order_by("position")], r.kind) for r in opened] == [
        ("Child A", ["Child A"], "scr"),
        ("Child C and Child E", ["Child C", "Child E"], "scr"),
        ("Child G", ["Child G"], "scr"),
    ]
    assert len({r.case_id for r in opened}) == 3
    (asked,) = opened[0].committee_recommendations.all()
    assert asked.body_name == "Cabinet" and set(asked.reviews.all()) == set(opened)


def test_two_reviews_of_one_pseudonym_are_never_made_one() -> None:
    by = factories.coordinator()
    done = services.import_document
    first = proposed(by)
    services.accept_all(proposal=first, sure=False, by=by, at=AT)
    services.finish(proposal=first, by=by, at=AT)
    text = "Review of Child Alder\n\nFinding 1: It was quite another child."
    other = reading(
        text,
        subjects=[subject("Child Alder")],
        reviews=[review("Child Alder")],
        findings=[item("It was quite another child.", "1")],
    )
    second = proposed(by, other)
    assert second.reviews.get().choice == ProposedReview.Choice.NEW
    services.accept_all(proposal=second, sure=False, by=by, at=AT)
    services.finish(proposal=second, by=by, at=AT)
    assert Review.objects.filter(name="Child Alder").count() == 2
    assert done is services.import_document


def test_the_same_paper_again_proposes_nothing() -> None:
    by = factories.coordinator()
    first = proposed(by)
    services.accept_all(proposal=first, sure=False, by=by, at=AT)
    services.finish(proposal=first, by=by, at=AT)
    again = proposed(by)
    assert again != first
    assert set(again.items.values_list("state", flat=True)) == {"already"}
    assert again.reviews.get().review == first.reviews.get().review
    assert services.finish(proposal=again, by=by, at=AT) == services.Finished(0, 0, 0)
    again.refresh_from_db()
    assert again.state == Proposal.State.FINISHED
    assert Finding.objects.count() == 2


def test_a_later_edition_proposes_only_what_is_new_within_the_review_chosen() -> None:
    by = factories.coordinator()
    first = proposed(by)
    services.accept_all(proposal=first, sure=False, by=by, at=AT)
    services.finish(proposal=first, by=by, at=AT)
    chosen = Review.objects.get()
    text = PAPER.replace("told the school.", "told the schools.").replace(
        "The Board thanks everybody.", "A new worker is told of every open visit."
    )
    read = paper()
    read["text"] = text
    turn = PAPER.index("the school.") + len("the school")
    for name in ("findings", "recommendations", "actions", "progress", "impact", "case_studies", "dates"):
        for one in read[name]:
            one["at"] = [place + (place > turn) for place in one["at"]]
            one["text"] = text[slice(*one["at"])]
    new = "A new worker is told of every open visit."
    read["progress"].append(
        item(new, about=("finding", "1", "Finding 1")) | {"at": [text.index(new), text.index(new) + len(new)]}
    )
    later = proposed(by, read, review=chosen)
    assert list(later.items.filter(state="open").values_list("text", flat=True)) == [new]
    assert later.items.filter(state="already").count() == THINGS + 1
    elsewhere = proposed(by, read)
    assert elsewhere.items.filter(state="already").count() == 0


def test_a_changed_choice_of_review_finds_anew_what_is_there() -> None:
    by = factories.coordinator()
    first = proposed(by)
    services.accept_all(proposal=first, sure=False, by=by, at=AT)
    services.finish(proposal=first, by=by, at=AT)
    chosen = Review.objects.get()
    other = proposed(by, paper() | {"text": PAPER + " "}, name="later.md")
    assert other.items.filter(state="already").count() == 0
    row = other.reviews.get()
    services.choose_review(proposed=row, choice="existing", review=chosen, by=by, at=AT)
    assert other.items.filter(state="already").count() == THINGS + 1
    row.refresh_from_db()
    services.choose_review(proposed=row, choice="new", by=by, at=AT)
    assert other.items.filter(state="already").count() == 0


def test_a_large_document_waits_is_read_once_and_leaves_no_waiting_bytes(
    django_capture_on_commit_callbacks: object,
) -> None:
    by = factories.coordinator()
    data = b"Finding 1: The plan had no dates.\n"
    proposal = services.receive_in(name="large.md", data=data, by=by, at=AT)
    assert proposal.state == Proposal.State.READING and Waiting.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        services.read_waiting(proposal=proposal, by=by, at=AT)
        services.read_waiting(proposal=proposal, by=by, at=AT)
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.OPEN and not Waiting.objects.exists()
    assert store.get(proposal.document.kept_as) == data and len(_files()) == 1


def test_a_large_document_that_is_refused_leaves_its_name_and_why(django_capture_on_commit_callbacks: object) -> None:
    by = factories.coordinator()
    proposal = services.receive_in(name="large.docx", data=b"PK\x03\x04 cut short", by=by, at=AT)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        services.read_waiting(proposal=proposal, by=by, at=AT)
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.REFUSED and proposal.refusal["number"].startswith("E11")
    assert not Waiting.objects.exists() and not Document.objects.exists() and not _files()


def test_a_large_document_known_already_is_not_kept_twice(django_capture_on_commit_callbacks: object) -> None:
    by = factories.coordinator()
    data = b"Finding 1: The plan had no dates.\n"
    services.import_document(name="small.md", data=data, by=by, at=AT)
    proposal = services.receive_in(name="again.md", data=data, by=by, at=AT)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        services.read_waiting(proposal=proposal, by=by, at=AT)
    assert Document.objects.count() == 1 and len(_files()) == 1


def test_a_person_who_may_no_longer_import_is_not_read_for() -> None:
    where = factories.partnership()
    by = factories.coordinator(where)
    proposal = services.receive_in(name="large.md", data=b"Finding 1: It was so.\n", by=by, at=AT)
    stranger = factories.actor(factories.member(where, "chair"))
    assert services.read_waiting(proposal=proposal, by=stranger, at=AT).state == Proposal.State.REFUSED


def _files() -> list[Path]:
    root = Path(settings.FILES)
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []
