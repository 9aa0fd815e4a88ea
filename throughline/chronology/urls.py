"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.chronology.views import (
    agencies,
    checks,
    entries,
    entry,
    episodes,
    further,
    held,
    lost,
    marks,
    practice,
    reading,
    sending,
    silent,
    sources,
    then,
)

app_name = "chronology"
C, E = "cases/<int:id>/chronology/", "chronology-entries/<int:id>/"
P = "chronology-episodes/<int:id>/"
urlpatterns: list[URLPattern] = [
    path(C, reading.timeline, name="timeline"),
    path(f"{C}known", further.known, name="known"),
    path(f"{C}day", then.then, name="day"),
    path(f"{C}differences", further.differences, name="differences"),
    path(f"{C}unattached", lost.unattached, name="unattached"),
    path(f"{C}silences", silent.silences, name="silences"),
    path(f"{C}practice", practice.practice, name="practice"),
    path(f"{C}episodes/new", episodes.new, name="episode-new"),
    path(f"{C}episodes/put", episodes.put_many, name="episode-put"),
    path(f"{C}choose", further.choose, name="choose"),
    path(f"{C}download", further.download, name="download"),
    path(f"{C}agencies", agencies.agencies, name="agencies"),
    path(f"{C}set", held.settings, name="set"),
    path(f"{C}state", held.state, name="state"),
    path(f"{C}ask", sending.ask, name="ask"),
    path(f"{C}send", sending.send, name="send"),
    path(f"{C}entries/new", entries.new, name="entry-new"),
    path("chronology-submissions/<int:id>/", agencies.submission, name="submission"),
    path("chronology-refused/<int:id>/mend", entries.mend, name="mend"),
    path(E, entry.entry, name="entry"),
    path(f"{E}correct", entries.correct, name="correct"),
    path(f"{E}split", entries.split, name="split"),
    path(f"{E}mark", marks.mark, name="mark"),
    path(f"{E}episode", episodes.put_one, name="entry-episode"),
    path(f"{E}source", sources.cite, name="source"),
    path(P, episodes.episode, name="episode"),
    path(f"{P}change", episodes.change, name="episode-change"),
    path(f"{P}entries", episodes.entries, name="episode-entries"),
    path(f"{P}withdraw", episodes.withdraw, name="episode-withdraw"),
    path("chronology-pairs/<int:one>/<int:other>", marks.settle, name="settle"),
    path("chronology-marks/<int:id>/withdraw", marks.withdraw, name="mark-withdraw"),
    path("chronology-marks/<int:id>/attach", lost.attach, name="mark-attach"),
    path("chronology-sources/<int:id>/withdraw", sources.withdraw, name="source-withdraw"),
    path("chronology-sources/<int:id>/attach", sources.attach, name="source-attach"),
    path("chronology-decisions/<int:id>/attach", lost.attach_pair, name="pair-attach"),
    path("help/chronology/", checks.checks, name="checks"),
    path("help/chronology/<str:number>", checks.check, name="check"),
    path("chronologies/columns", held.columns, name="columns"),
    path("chronologies/template", held.template, name="template"),
]
