"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.assurance.views import answering, bringing, events, questionnaires, results, rounds

app_name = "assurance"
EDITION, STANDARD, QUESTION = (f"questionnaire-{part}/<int:id>" for part in ("editions", "standards", "questions"))
urlpatterns: list[URLPattern] = [
    path("assurance/", questionnaires.home, name="home"),
    path("questionnaires/new", questionnaires.new, name="questionnaire-new"),
    path("questionnaires/section-11", questionnaires.shipped, name="questionnaire-shipped"),
    path(f"{EDITION}/", questionnaires.edition, name="edition"),
    path(f"{EDITION}/edit", questionnaires.edit, name="edition-edit"),
    path(f"{EDITION}/publish", questionnaires.publish, name="edition-publish"),
    path(f"{EDITION}/next", questionnaires.draft, name="edition-next"),
    path(f"{EDITION}/standards/new", questionnaires.new_standard, name="standard-new"),
    path(f"{STANDARD}/edit", questionnaires.edit_standard, name="standard-edit"),
    path(f"{STANDARD}/withdraw", questionnaires.withdraw_standard, name="standard-withdraw"),
    path(f"{STANDARD}/questions/new", questionnaires.new_question, name="question-new"),
    path(f"{QUESTION}/edit", questionnaires.edit_question, name="question-edit"),
    path(f"{QUESTION}/withdraw", questionnaires.withdraw_question, name="question-withdraw"),
    path("rounds/new", rounds.new, name="round-new"),
    path("rounds/<int:id>/", rounds.one, name="round"),
    path("rounds/<int:id>/edit", rounds.edit, name="round-edit"),
    path("rounds/<int:id>/steps/<slug:verb>", rounds.step, name="round-step"),
    path("rounds/<int:id>/peers", rounds.peers, name="round-peers"),
    path("rounds/<int:id>/results", results.results, name="round-results"),
    path("rounds/<int:id>/compare", results.compare, name="round-compare"),
    path("rounds/<int:id>/download/<slug:kind>", results.download, name="round-download"),
    path("agency-returns/<int:id>/", answering.one, name="return"),
    path("agency-returns/<int:id>/parts/<int:number>", answering.part, name="return-part"),
    path("agency-returns/<int:id>/send", answering.send, name="return-send"),
    path("agency-returns/<int:id>/send-back", answering.send_back, name="return-send-back"),
    path("agency-returns/<int:id>/ask", answering.ask, name="return-ask"),
    path("return-answers/<int:id>/challenge", answering.challenge, name="answer-challenge"),
    path("return-answers/<int:id>/moderate", answering.moderate, name="answer-moderate"),
    path("assurance-events/new", events.new, name="event-new"),
    path("assurance-events/<int:id>/", events.one, name="event"),
    path("assurance-events/<int:id>/edit", events.edit, name="event-edit"),
    path("assurance-events/<int:id>/points/new", events.new_point, name="point-new"),
    path("assurance-points/<int:id>/edit", events.edit_point, name="point-edit"),
    path("assurance-points/<int:id>/withdraw", events.withdraw_point, name="point-withdraw"),
    path("assurance-points/<int:id>/bring", bringing.point, name="point-bring"),
    path("assurance-points/<int:id>/bring/<int:review>/<slug:what>", bringing.point_into, name="point-bring-into"),
    path("round-questions/<int:id>/bring", bringing.question, name="question-bring"),
    path("round-questions/<int:id>/bring/<int:review>/<slug:what>", bringing.question_into, name="question-bring-into"),
]
