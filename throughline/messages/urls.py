"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.messages.views import asks, door, mine, owed, register

app_name = "messages"
urlpatterns: list[URLPattern] = [
    path("ask/<str:token>/", door.door, name="door"),
    path("ask/<str:token>/code", door.code, name="code"),
    path("ask/<str:token>/answer", door.answer, name="answer"),
    path("ask/<str:token>/files/<str:name>", door.paper, name="paper"),
    path("messages/", owed.owed, name="owed"),
    path("messages/<int:id>/", asks.ask, name="ask"),
    path("messages/<int:id>/escalate", asks.escalate, name="escalate"),
    path("messages/<int:id>/record", asks.record, name="record"),
    path("messages/<int:id>/<slug:deed>", asks.deed, name="deed"),
    path("messages/letters/<int:id>/send", owed.send_again, name="send-again"),
    path("messages/whom/", register.whom, name="whom"),
    path("messages/whom/new", register.new_contact, name="contact-new"),
    path("messages/whom/<int:id>/end", register.end_contact, name="contact-end"),
    path("messages/ladder/", register.ladder, name="ladder"),
    path("account/messages", mine.mine, name="mine"),
    path("calendar/<str:token>.ics", mine.calendar, name="calendar"),
    path("cases/<int:case>/ask", asks.new_ask, name="ask-new"),
]
