"""Who gets what at every address. One row an address, or more where the answer depends on what is looked at.

A row says, for each method, the answer for each kind of person (README.md here says how to write one). The words:

    page     200                              sign-in  a redirect to the sign-in page
    on       a redirect to somewhere else     404 403 405 400 410 204 401 409  that status

``"page: coordinator chair | 404: stranger | 403: rest"`` names kinds of people; `rest` is everybody that the row does
not name. The anonymous and the deactivated get the sign-in page unless a row names them.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.laws import rooms
from tests.laws.world import ACTORS, ANONYMOUS, DEACTIVATED


@dataclass(frozen=True)
class Row:
    """One address: its route as in the urls, what stands for each part of it, and the answers by method."""

    route: str
    of: str
    get: str
    post: str
    other: str
    sent: tuple[tuple[str, str], ...] = ()

    def answers(self, method: str) -> dict[str, str]:
        """The answer for every kind of person."""
        return read({"GET": self.get, "POST": self.post, "PUT": self.other}[method])

    def parts(self) -> dict[str, str]:
        """What stands for each part of the route: ``id=finding`` means the id that the world calls so."""
        return dict(part.split("=") for part in self.of.split())


def read(said: str) -> dict[str, str]:
    """``page: chair | 404: rest`` as one answer for every kind of person."""
    answers: dict[str, str] = {}
    rest = ""
    for clause in said.split("|"):
        answer, _, who = clause.partition(":")
        for kind in who.split():
            if kind == "rest":
                rest = answer.strip()
            else:
                assert kind in ACTORS, f"there is no kind of person called {kind}"
                answers[kind] = answer.strip()
    for kind in (ANONYMOUS, DEACTIVATED):
        answers.setdefault(kind, "sign-in")
    if rest:
        answers = {kind: answers.get(kind, rest) for kind in ACTORS}
    return answers


ROWS: list[Row] = []


def row(
    route: str, of: str = "", *, get: str = "405: rest", post: str = "405: rest", other: str = "405: rest", **sent: str
) -> None:
    """One more row. `sent` is what a POST sends."""
    ROWS.append(Row(route, of, get, post, other, tuple(sent.items())))


# --- what several rows say --------------------------------------------------------------------------------------------
ANYBODY = f"page: rest {ANONYMOUS} {DEACTIVATED}"
EVERYBODY_IN = "page: rest"
# The case of the world is not published. Roles see it, its agency's lead does; everybody else gets what strangers get.
SEES = "page: coordinator chair agency_lead scrutineer | 404: rest"
SEES_NO_LEAD = "page: coordinator chair scrutineer | 404: rest"
SEES_PUBLISHED = "page: coordinator chair agency_lead scrutineer elected_member | 404: rest"
WRITES = "page: coordinator chair | 403: agency_lead scrutineer | 404: rest"
WRITES_ON = "on: coordinator chair | 403: agency_lead scrutineer | 404: rest"
TELLS = "page: coordinator chair agency_lead | 403: scrutineer | 404: rest"
READS_BODIES = "403: elected_member | 404: without | page: rest"
READS_BODY = "403: elected_member | 404: without stranger | page: rest"
MANAGES = "page: coordinator conflicted stranger administrator | 404: without | 403: rest"
MANAGES_ONE = "page: coordinator conflicted administrator | 404: without stranger | 403: rest"
MANAGES_ONE_ON = "on: coordinator conflicted administrator | 404: without stranger | 403: rest"
PEOPLE = "page: administrator | 403: rest"
PEOPLE_ON = "on: administrator | 403: rest"
IMPORTS = "page: coordinator conflicted stranger | 403: rest"
SETTLES = "page: coordinator | 404: conflicted stranger | 403: rest"
SETTLES_ON = "on: coordinator | 404: conflicted stranger | 403: rest"
UNSENT = "400: coordinator | 404: conflicted stranger | 403: rest"

# --- signing in, and one's own account --------------------------------------------------------------------------------
row("health/", get=ANYBODY, post="405: rest anonymous deactivated", other="405: rest anonymous deactivated")
OUT = "on: rest | page: anonymous deactivated"
row("sign-in/", get=OUT, post=OUT, other="on: rest | 405: anonymous deactivated")
row("sign-in/code/", get="on: rest", post="on: rest", other="on: rest")
row("sign-in/again/", get=EVERYBODY_IN, post=EVERYBODY_IN)
row("sign-in/second-factor/", get="on: rest", post="on: rest")
row("sign-in/forgotten/", get=ANYBODY, post=ANYBODY, other="405: rest anonymous deactivated")
row(
    "sign-in/forgotten/sent/",
    get=ANYBODY,
    post="405: rest anonymous deactivated",
    other="405: rest anonymous deactivated",
)
row(
    "sign-in/set-password/<str:person>/<str:token>/",
    "person=zz token=zz",
    get="410: rest anonymous deactivated",
    post="410: rest anonymous deactivated",
    other="405: rest anonymous deactivated",
)
row("csp", post="400: rest anonymous deactivated")
row("sign-out/", get=EVERYBODY_IN, post="on: rest")
row("account/", get=EVERYBODY_IN, post="on: rest")
row("account/password/", get=EVERYBODY_IN, post=EVERYBODY_IN)
row("account/recovery-codes/", get="on: rest", post="on: rest")
row("membership", get=EVERYBODY_IN, post=EVERYBODY_IN)
row("access/explain", get=EVERYBODY_IN)

# --- people, agencies, groups, the partnership ------------------------------------------------------------------------
row("people/", get=PEOPLE)
row("people/new", get=PEOPLE, post=PEOPLE)
row("people/<int:id>/", "id=colleague", get=PEOPLE)
row("people/<int:id>/", "id=far_person", get="404: administrator | 403: rest")
row("people/<int:id>/memberships/new", "id=colleague", get=PEOPLE, post=PEOPLE)
row(
    "people/<int:id>/memberships/<int:membership>/end",
    "id=colleague membership=membership",
    post="on: administrator | 404: without stranger | 403: rest",
)
for deed in ("deactivate", "reactivate", "lost-app", "link"):
    row("people/<int:id>/<slug:deed>", f"id=colleague deed={deed}", get=PEOPLE_ON, post=PEOPLE_ON)
row(
    "people/<int:id>/<slug:deed>",
    "id=colleague deed=promote",
    get="404: administrator | 403: rest",
    post="404: administrator | 403: rest",
)
for kind in ("agencies", "groups"):
    one = {"agencies": "agency", "groups": "group"}[kind]
    row(f"{kind}/", get=READS_BODIES)
    row(f"{kind}/new", get=MANAGES, post=MANAGES)
    row(f"{kind}/<int:id>/", f"id={one}", get=READS_BODY)
    row(f"{kind}/<int:id>/rename", f"id={one}", get=MANAGES_ONE, post=MANAGES_ONE)
    row(f"{kind}/<int:id>/names/new", f"id={one}", get=MANAGES_ONE, post=MANAGES_ONE)
row("groups/<int:id>/seats/new", "id=group", get=MANAGES_ONE, post=MANAGES_ONE)
row("groups/<int:id>/seats/<int:seat>/end", "id=group seat=seat", post=MANAGES_ONE_ON)
row("groups/<int:id>/end", "id=group", post=MANAGES_ONE_ON)
row("partnership/", get=READS_BODIES)
row("partnership/rename", get=MANAGES, post=MANAGES)
row("partnership/names/new", get=MANAGES, post=MANAGES)

# --- who is round a case ----------------------------------------------------------------------------------------------
ENDS = "on: coordinator chair | 403: agency_lead scrutineer | 404: rest"
row("cases/<int:id>/members", "id=case", get=SEES, post=SEES)
row("cases/<int:id>/members", "id=published_case", get=SEES, post=SEES)
row("cases/<int:id>/members/<int:member>/end", "id=case member=case_member", post=ENDS)
row("cases/<int:id>/members/<int:member>/end", "id=case member=published_case_member", post="404: rest")
row("cases/<int:id>/conflicts", "id=case", get=SEES, post=SEES)
row("cases/<int:id>/conflicts/<int:conflict>/lift", "id=case conflict=conflict", post=ENDS)
SEALS = "page: coordinator chair scrutineer | 403: agency_lead | 404: rest"
row("cases/<int:id>/seal", "id=case", get=SEALS, post=SEALS)
row(
    "cases/<int:id>/seal",
    "id=sealed_case",
    get="page: coordinator chair | 404: rest",
    post="page: coordinator chair | 404: rest",
)
row("cases/<int:id>/seal/lift", "id=case", post="404: rest")
row("cases/<int:id>/seal/lift", "id=sealed_case", post="on: coordinator chair | 404: rest")

# --- plain pages ------------------------------------------------------------------------------------------------------
for plain in ("cover", "support", "help", "words", "accessibility", "privacy"):
    # They stand in the foot of the sign-in page too, and hold nothing of anybody's.
    row(f"{plain}/", get=ANYBODY, post="405: rest anonymous deactivated", other="405: rest anonymous deactivated")
row("gallery/", get="404: rest", post="404: rest")
row("drafts/<str:key>/", "key=x", get=EVERYBODY_IN, post="204: rest")

# --- documents --------------------------------------------------------------------------------------------------------
row("documents/<int:document>/", "document=document", get=SEES)
row("documents/<int:document>/download", "document=document", get=SEES)
for whose in ("published", "far"):
    of_it = SEES if whose == "published" else "page: stranger | 404: rest"
    row("documents/<int:document>/", f"document={whose}_document", get=of_it)
    row("documents/<int:document>/download", f"document={whose}_document", get=of_it)

# --- reviews and their records ----------------------------------------------------------------------------------------
row("reviews/", get=EVERYBODY_IN)
row(
    "reviews/new",
    get="page: coordinator conflicted stranger chair | 404: without | 403: rest",
    post="page: coordinator conflicted stranger chair | 404: without | 403: rest",
)
for what in ("", "thread", "open-ends"):
    row(f"reviews/<int:id>/{what}", "id=review", get=SEES)
    row(f"reviews/<int:id>/{what}", "id=published_review", get=SEES_PUBLISHED)
    row(f"reviews/<int:id>/{what}", "id=sealed_review", get="page: coordinator chair | 404: rest")
    row(f"reviews/<int:id>/{what}", "id=far_review", get="page: stranger | 404: rest")
row("reviews/<int:id>/documents", "id=review", get=SEES)
row("reviews/<int:id>/documents", "id=published_review", get=SEES)
row("reviews/<int:id>/who-looked", "id=review", get=SEES_NO_LEAD)
row("reviews/<int:id>/who-looked", "id=published_review", get=SEES_NO_LEAD)
row("reviews/<int:id>/account", "id=review", get=SEES)
row("reviews/<int:id>/account", "id=published_review", get=SEES)
for what in ("confirm", "decline"):
    row(f"reviews/<int:id>/state/{what}", "id=review", get=WRITES_ON, post=WRITES_ON)
for what in ("edit", "state", "account/edit", "withdraw", "children", "dates"):
    row(f"reviews/<int:id>/{what}", "id=review", get=WRITES, post=WRITES)
row("reviews/<int:id>/record", "id=review", get=TELLS)
row("reviews/<int:id>/children/<int:part>", "id=review part=child", get=WRITES, post=WRITES)
row("reviews/<int:id>/dates/<int:part>", "id=review part=key_date", get=WRITES, post=WRITES)
RECORDS = {
    "findings": "finding",
    "themes": "theme",
    "learning-points": "learning_point",
    "recommendations": "recommendation",
    "committee-recommendations": "committee_recommendation",
    "actions": "action",
    "statements": "statement",
    "evidence": "evidence",
    "measures": "measure",
}
for kind, one in RECORDS.items():
    adds = TELLS if kind == "evidence" else WRITES
    row(f"{kind}/<int:id>/", f"id={one}", get=SEES)
    row(f"{kind}/<int:id>/", f"id=published_{one}", get=SEES_PUBLISHED)
    row(f"{kind}/<int:id>/", f"id=sealed_{one}", get="page: coordinator chair | 404: rest")
    row(f"{kind}/<int:id>/", f"id=far_{one}", get="page: stranger | 404: rest")
    row(f"reviews/<int:review>/{kind}/new", "review=review", get=adds, post=adds)
    row(f"{kind}/<int:id>/edit", f"id={one}", get=WRITES, post=WRITES)
    row(f"{kind}/<int:id>/withdraw", f"id={one}", get=WRITES, post=WRITES)
    row(f"{kind}/<int:id>/ties", f"id={one}", get=WRITES, post=WRITES_ON)
row("statements/<int:id>/words", "id=statement", get=SEES)
row("statements/<int:id>/words", "id=published_statement", get=SEES_PUBLISHED)
row("statements/<int:id>/words", "id=far_statement", get="page: stranger | 404: rest")
row("recommendations/<int:id>/answer", "id=recommendation", get=WRITES, post=WRITES)
row("committee-recommendations/<int:id>/resolution", "id=committee_recommendation", get=WRITES, post=WRITES)
row("actions/<int:id>/state", "id=action", get=TELLS, post=TELLS)
row("actions/<int:id>/updates/new", "id=action", get=TELLS, post=TELLS)
row("measures/<int:id>/readings/new", "id=measure", get=WRITES, post=WRITES)
row("evidence/<int:id>/accept", "id=evidence", get=WRITES, post=WRITES)

# --- reports ----------------------------------------------------------------------------------------------------------
row(
    "reviews/<int:review>/report",
    "review=review",
    get=SEES,
    post="422: coordinator chair agency_lead scrutineer | 404: rest",
)
row(
    "reviews/<int:review>/report/texts",
    "review=review",
    get="page: coordinator chair | on: agency_lead scrutineer | 404: rest",
    post="page: coordinator chair | on: agency_lead scrutineer | 404: rest",
)
row(
    "reviews/<int:review>/report",
    "review=published_review",
    get=SEES,
    post="422: coordinator chair agency_lead scrutineer | 404: rest",
)
row(
    "reviews/<int:review>/report/texts",
    "review=published_review",
    get="page: coordinator chair | on: agency_lead scrutineer | 404: rest",
    post="page: coordinator chair | on: agency_lead scrutineer | 404: rest",
)
row("reports/look", get=EVERYBODY_IN, post="page: coordinator conflicted stranger administrator | 403: rest")

# --- one's own work, and pages across reviews -------------------------------------------------------------------------
for page in ("", "thread/", "open-ends/", "actions/", "impact/", "search"):
    row(page, get=EVERYBODY_IN)

# --- imports ----------------------------------------------------------------------------------------------------------
row("imports/", get=IMPORTS)
row("imports/new", get=IMPORTS, post=IMPORTS)
row("imports/<int:proposal>/", "proposal=proposal", get=SETTLES)
for deed in ("doubts", "accept", "finish", "read-again"):
    row(f"imports/<int:proposal>/{deed}", "proposal=proposal", post=SETTLES_ON)
row("imports/<int:proposal>/reviews/<int:review>", "proposal=proposal review=proposed_review", post=SETTLES_ON)
row("imports/<int:proposal>/mark", "proposal=proposal", get=SETTLES, post=UNSENT)
for deed in ("correct", "split", "leave"):
    row(f"imports/<int:proposal>/items/<int:item>/{deed}", "proposal=proposal item=item", get=SETTLES, post=UNSENT)
row("imports/<int:proposal>/items/<int:item>/<slug:verb>", "proposal=proposal item=item verb=accept", post=SETTLES_ON)

# --- what each room adds ----------------------------------------------------------------------------------------------
for room in rooms.modules():
    if hasattr(room, "rows"):
        room.rows()
