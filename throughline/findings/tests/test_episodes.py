"""What key practice episodes serve: lines of enquiry, and findings that rest on an episode with all its entries."""

from __future__ import annotations

import pytest

from tests import factories as make
from throughline.audit.models import Event
from throughline.chronology.services import mark, move_chronology, put_in, withdraw_episode
from throughline.chronology.tests.scene import HEALTH, POLICE, scene
from throughline.findings.models import EpisodeUse
from throughline.findings.queries.citing import uncited
from throughline.findings.services.episodes import serve
from throughline.findings.tests.test_citing import review_of, reviewed
from throughline.kernel.refusals import Refused

pytestmark = pytest.mark.django_db


def test_an_episode_serves_a_line_a_finding_rests_on_it_and_every_page_says_so() -> None:
    made, _, finding, line = reviewed()
    said = {"by": made.by, "at": make.NOW}
    police, seen = made.sent["police"].entries.get(), made.sent["health"].entries.get(row=3)
    episode = put_in(made.held, [police, seen], name="The visits", **said)
    mark(police, made.held, kind="significant", **said)
    client, home = made.client(), f"/chronology-episodes/{episode.pk}/"
    assert f'href="{home}serves"' in client.get(home).content.decode()
    timeline, entry = f"/cases/{made.case.pk}/chronology/", f"/chronology-entries/{police.pk}/"
    assert client.post(f"{home}serves", {"lines": [f"line-{line.pk}"]}).status_code == 302
    of_line = client.get(f"{timeline}?line={line.pk}").content.decode()
    assert POLICE[0][3] in of_line and HEALTH[2][3] in of_line and HEALTH[0][3] not in of_line
    assert "<strong>Cited</strong>" not in of_line, "a line of enquiry asks, and cites nothing"
    assert [row.root_id for row in uncited(made.case.pk, made.by, make.TODAY)] == [police.pk, seen.pk]
    page = client.get(f"/findings/{finding.pk}/entries").content.decode()
    assert ">The visits<" in page.replace("\n", "") and "of the episode “The visits”" in page
    assert client.post(f"/findings/{finding.pk}/entries", {"episodes": [episode.pk]}).status_code == 302
    assert not uncited(made.case.pk, made.by, make.TODAY), "cited with the episode"
    page = client.get(home).content.decode()
    assert f'href="/findings/{finding.pk}/">Finding 3</a>' in page and "Line of enquiry 2" in page
    assert page.index("Line of enquiry 2") < page.index("Finding 3")
    assert "Finding 3" in client.get(f"{timeline}practice").content.decode()
    assert f'href="{home}">The visits</a>' in client.get(f"/findings/{finding.pk}/").content.decode()
    assert "with the key practice episode “The visits”" in client.get(entry).content.decode()
    assert client.get(f"{entry}split").status_code == 200, "what comes with an episode is not shared out"
    lead = made.client("agency_lead")
    assert "The visits" not in lead.get(f"/findings/{finding.pk}/").content.decode()
    move_chronology(made.held, verb="share", **said)
    assert "The visits" in lead.get(f"/findings/{finding.pk}/").content.decode()
    assert client.post(f"/findings/{finding.pk}/entries", {}).status_code == 302
    assert [row.line_id for row in EpisodeUse.objects.filter(withdrawn_at__isnull=True)] == [line.pk]
    assert Event.objects.filter(verb="episode_use.withdrawn").count() == 1
    withdraw_episode(episode, **said)
    assert HEALTH[2][3] not in client.get(f"{timeline}?line={line.pk}").content.decode()


def test_who_may_say_what_an_episode_serves_and_of_its_own_case_alone() -> None:
    made, _, finding, _ = reviewed()
    episode = put_in(made.held, [made.sent["police"].entries.get()], name="The visits", by=made.by, at=make.NOW)
    row = serve(episode, target=finding, by=made.by, at=make.NOW)
    assert serve(episode, target=finding, by=made.by, at=make.NOW) == row, "once"
    with pytest.raises(Refused):
        serve(episode, target=finding, by=made.actor("scrutineer"), at=make.NOW)
    far = scene()
    review_of(far, "Child Hazel")
    theirs = put_in(far.held, [far.sent["police"].entries.get()], name="The visits", by=far.by, at=make.NOW)
    with pytest.raises(Refused, match="different cases"):
        serve(theirs, target=finding, by=made.by, at=make.NOW)
