"""Findings, sentences of reports and lines of enquiry, and the entries of the chronology that they rest on."""

from __future__ import annotations

import pytest

from tests import factories as make
from throughline.audit.models import Event
from throughline.casefile.queries.records import record_page
from throughline.chronology.models import Lane, TimelineRow
from throughline.chronology.services import correct, lay_out, mark, move_chronology
from throughline.chronology.tests.scene import HEALTH, POLICE, Scene, scene
from throughline.commissioning.models import LineOfEnquiry
from throughline.findings.models import EntryCitation, Finding
from throughline.findings.queries.citing import uncited
from throughline.findings.services import add_finding
from throughline.findings.services.citing import cite, cite_among, cite_in_sentence, rest_on, uncite
from throughline.kernel.refusals import Refused
from throughline.reviews.models import Review

pytestmark = pytest.mark.django_db
SENTENCE = "Police were called to an argument while the children slept."


def review_of(made: Scene, name: str) -> Review:
    given = {"made_at": make.NOW, "made_by": made.case.made_by}
    return Review.objects.create(case=made.case, kind="lcspr", name=name, state="under_way", **given)


def reviewed() -> tuple[Scene, Review, Finding, LineOfEnquiry]:
    """A case with a chronology, and a review of it with a finding and a line of enquiry."""
    made = scene()
    review = review_of(made, "Child Alder")
    finding = add_finding(review=review, number="3", text="Nobody asked about the children.", by=made.by, at=make.NOW)
    line = LineOfEnquiry.objects.create(
        case=made.case, review=review, number="2", text="Who asked?", made_at=make.NOW, made_by=made.case.made_by
    )
    return made, review, finding, line


def test_a_finding_cites_an_entry_and_both_pages_say_so() -> None:
    made, _, finding, _ = reviewed()
    entry = made.sent["police"].entries.get()
    row = cite(entry, target=finding, by=made.by, at=make.NOW)
    assert cite(entry, target=finding, by=made.by, at=make.NOW) == row, "once"
    assert Event.objects.filter(verb="entry_citation.added", subject=row.pk).count() == 1
    client = made.client()
    page = client.get(f"/chronology-entries/{entry.pk}/").content.decode()
    assert "Cited by" in page and f'href="/findings/{finding.pk}/">Finding 3</a>' in page
    page = client.get(f"/findings/{finding.pk}/").content.decode()
    assert "What it rests on in the chronology" in page and POLICE[0][3] in page
    assert "<strong>Cited</strong>" in client.get(f"/cases/{made.case.pk}/chronology/").content.decode()
    assert client.post(f"/chronology-citations/{row.pk}/withdraw").status_code == 302
    assert "Nothing cites it yet" in client.get(f"/chronology-entries/{entry.pk}/").content.decode()


def test_a_sentence_of_the_report_cites_an_entry_and_is_found_in_its_file() -> None:
    made, review, _, _ = reviewed()
    paper = make.document(made.case, f"Chapter four. {SENTENCE} And so on.")
    entry = made.sent["police"].entries.get()
    row = cite_in_sentence(
        entry, review=review, sentence=f" {SENTENCE} ", where="Paragraph 4.1", by=made.by, at=make.NOW
    )
    assert row.source is not None and row.source.words == SENTENCE
    assert cite_in_sentence(entry, review=review, sentence=SENTENCE, by=made.by, at=make.NOW) == row
    page = made.client().get(f"/chronology-entries/{entry.pk}/").content.decode()
    assert SENTENCE in page and "The report of Child Alder, Paragraph 4.1" in page
    assert f"/documents/{paper.pk}/?span={row.source_id}" in page
    with pytest.raises(Refused, match="no sentence"):
        cite_in_sentence(entry, review=review, sentence=" ", by=made.by, at=make.NOW)


def in_parts(*events: str, **more: object) -> dict[str, object]:
    """What the page of splitting sends for those facts."""
    facts = {
        f"{what}_{n}": said
        for n, event in enumerate(events, 1)
        for what, said in (("start", "17/10/2024"), ("event", event))
    }
    return {**facts, "why": "It tells several facts.", **more}


def test_a_person_says_to_which_facts_each_citation_of_an_entry_goes_that_is_split() -> None:
    made, review, finding, line = reviewed()
    entry = made.sent["health"].entries.get(row=1)
    rows = [
        cite(entry, target=finding, by=made.by, at=make.NOW),
        cite(entry, target=line, by=made.by, at=make.NOW),
        cite_in_sentence(entry, review=review, sentence=SENTENCE, by=made.by, at=make.NOW),
    ]
    client, to = made.client(), f"/chronology-entries/{entry.pk}/split"
    page = client.get(to).content.decode()
    assert all(f'name="use_{row.pk}"' in page for row in rows) and "Nobody asked about the children." in page
    assert page.count("checked") == 9, "all of three facts each, unless somebody says less"
    four = ("A.", "B.", "", "D.")
    uses = {f"use_{rows[0].pk}": ["2", "4"], f"use_{rows[1].pk}": ["1"], f"use_{rows[2].pk}": ["1", "2", "3", "4"]}
    page = client.post(to, in_parts(*four[:3], **uses, more="1")).content.decode()
    assert 'name="event_4"' in page and "Error:" not in page and "B." in page
    assert "Choose a fact" in client.post(to, in_parts(*four, **{**uses, f"use_{rows[1].pk}": ["3"]})).content.decode()
    assert client.post(to, in_parts(*four, **uses)).status_code == 302
    parts = {
        one.entry.event: one.entry_id for one in TimelineRow.objects.filter(agency=made.health).select_related("entry")
    }
    assert {"A.", "B.", "D."} <= set(parts)
    standing = EntryCitation.objects.filter(withdrawn_at__isnull=True)
    assert set(standing.filter(finding=finding).values_list("entry", flat=True)) == {parts["B."], parts["D."]}
    assert list(standing.filter(line=line).values_list("entry", flat=True)) == [entry.pk], (
        "the first stands for the whole"
    )
    assert standing.filter(sentence=SENTENCE).count() == 3
    page = client.get(f"/chronology-entries/{parts['D.']}/").content.decode()
    assert f'href="/findings/{finding.pk}/">Finding 3</a>' in page
    assert Event.objects.filter(verb="entry_citation.withdrawn", subject=rows[0].pk).count() == 1


def test_an_agency_that_splits_its_entry_is_not_asked_and_every_part_is_cited() -> None:
    made, _, finding, _ = reviewed()
    entry = made.sent["health"].entries.get(row=1)
    row = cite(entry, target=finding, by=made.by, at=make.NOW)
    client, to = made.client("health_lead"), f"/chronology-entries/{entry.pk}/split"
    assert "use_" not in client.get(to).content.decode()
    assert client.post(to, in_parts("A.", "B.", **{f"use_{row.pk}": "1"})).status_code == 302
    assert EntryCitation.objects.filter(finding=finding, withdrawn_at__isnull=True).count() == 2


def test_significant_entries_that_nothing_cites_are_listed_until_something_does() -> None:
    made, review, finding, line = reviewed()
    entry = made.sent["health"].entries.get(row=3)
    mark(entry, made.held, kind="significant", by=made.by, at=make.NOW)
    cite(entry, target=line, by=made.by, at=make.NOW)
    client = made.client()
    timeline = f"/cases/{made.case.pk}/chronology/?show=uncited"
    told = uncited(made.case.pk, made.by, make.TODAY)
    assert [row.entry_id for row in told] == [entry.pk], "a line of enquiry asks, and cites nothing"
    assert not uncited(made.case.pk, made.actor("health_lead"), make.TODAY)
    page = client.get(timeline).content.decode()
    assert HEALTH[2][3] in page and POLICE[0][3] not in page
    assert "Significant entries that nothing cites" in client.get(f"/reviews/{review.pk}/").content.decode()
    for laid in (TimelineRow, Lane):
        laid.objects.filter(case=made.case).delete()
    came_in = client.get(f"/reviews/{review.pk}/").content.decode()
    assert "Significant entries that nothing cites" in came_in, "before anybody opened the timeline"
    lay_out(made.held, on=make.TODAY)
    cite(entry, target=finding, by=made.by, at=make.NOW)
    assert not uncited(made.case.pk, made.by, make.TODAY)
    assert "No entry to show" in client.get(timeline).content.decode()
    assert "that nothing cites" not in client.get(f"/reviews/{review.pk}/").content.decode()


def test_entries_are_chosen_from_either_side() -> None:
    made, review, finding, line = reviewed()
    entry, other = made.sent["police"].entries.get(), made.sent["health"].entries.get(row=3)
    client = made.client()
    at = f"/chronology-entries/{entry.pk}/"
    assert f"{at}cite" in client.get(at).content.decode()
    said = {"findings": [f"finding-{finding.pk}"], "lines": [f"line-{line.pk}"], "sentence": SENTENCE, "where": "4.1"}
    assert client.post(f"{at}cite", said).status_code == 302
    uses = EntryCitation.objects.filter(entry=entry, withdrawn_at__isnull=True)
    assert sorted((u.finding_id or 0, u.line_id or 0, u.sentence) for u in uses) == [
        (0, 0, SENTENCE), (0, line.pk, ""), (finding.pk, 0, "")
    ]  # fmt: skip
    page = client.get(f"/cases/{made.case.pk}/chronology/?line={line.pk}").content.decode()
    assert POLICE[0][3] in page and HEALTH[2][3] not in page and "2: Who asked?" in page
    finding.lines.add(line)
    mark(other, made.held, kind="voice", text="She said so.", by=made.by, at=make.NOW)
    page = client.get(f"/findings/{finding.pk}/entries").content.decode()
    assert POLICE[0][3] in page and HEALTH[2][3] in page and HEALTH[1][3] not in page
    assert client.post(f"/findings/{finding.pk}/entries", {"entries": [str(other.pk)]}).status_code == 302
    cited = EntryCitation.objects.filter(finding=finding, withdrawn_at__isnull=True)
    assert [row.entry_id for row in cited] == [other.pk]
    cite_among(other, offered=[finding], chosen=[], by=made.by, at=make.NOW)
    assert not cited.all() and review.pk


def test_citations_stay_through_versions_and_those_that_are_lost_are_listed() -> None:
    made, _, finding, _ = reviewed()
    entry, gone = made.sent["police"].entries.get(), made.sent["health"].entries.get(row=2)
    for one in (entry, gone):
        cite(one, target=finding, by=made.by, at=make.NOW)
    typed = {"start": "15/10/2024", "source": "Incident log", "event": "Called to an argument."}
    better = correct(entry, made.held, typed=typed, why="Misread.", by=made.by, at=make.NOW)
    made.send(made.health, [HEALTH[0], HEALTH[2]])
    told = record_page("finding", finding.pk, actor=made.by, on=make.TODAY).cited
    assert {(one.id, one.how) for one in told} == {
        (better.pk, "Sent anew since"), (gone.pk, "In no version any longer")
    }  # fmt: skip
    page = made.client().get(f"/cases/{made.case.pk}/chronology/unattached").content.decode()
    assert "Citations of entries that are gone" in page and f"/chronology-entries/{gone.pk}/cite" in page
    rest_on(finding, offered=[TimelineRow.objects.get(entry=better).entry], chosen=[], by=made.by, at=make.NOW)
    assert [row.entry_id for row in EntryCitation.objects.filter(withdrawn_at__isnull=True)] == [gone.pk]


def test_who_may_cite_and_what_an_agency_sees_of_it() -> None:
    made, review, finding, _ = reviewed()
    entry = made.sent["police"].entries.get()
    row = cite(entry, target=finding, by=made.by, at=make.NOW)
    lead = made.actor("agency_lead")
    with pytest.raises(Refused):
        cite(entry, target=finding, by=lead, at=make.NOW)
    with pytest.raises(Refused):
        uncite(row, by=made.actor("scrutineer"), at=make.NOW)
    elsewhere = scene()
    other = review_of(elsewhere, "Child Hazel")
    with pytest.raises(Refused, match="different cases"):
        cite_in_sentence(entry, review=other, sentence=SENTENCE, by=elsewhere.by, at=make.NOW)
    client = made.client("agency_lead")
    assert "Cited by" not in client.get(f"/chronology-entries/{entry.pk}/").content.decode()
    move_chronology(made.held, verb="share", by=made.by, at=make.NOW)
    page = client.get(f"/chronology-entries/{entry.pk}/").content.decode()
    assert "Cited by" in page and "Take it back" not in page and review.pk
