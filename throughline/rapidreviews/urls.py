"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.rapidreviews.views import acting, reading, writing

app_name = "rapidreviews"
urlpatterns: list[URLPattern] = [
    path("incidents/<int:incident>/rapid-review", writing.open_, name="open"),
    path("rapid-reviews/", reading.rapid_reviews, name="list"),
    path("rapid-reviews/<int:id>/", reading.rapid_review, name="rapid-review"),
    path("rapid-reviews/<int:id>/words", reading.words, name="words"),
    path("rapid-reviews/<int:id>/ask", writing.ask, name="ask"),
    path("rapid-reviews/<int:id>/write", writing.write, name="write"),
    path("rapid-reviews/<int:id>/conclude", acting.conclude, name="conclude"),
    path("rapid-reviews/<int:id>/sign", acting.sign, name="sign"),
    path("rapid-reviews/<int:id>/send", acting.send, name="send"),
    path("rapid-reviews/<int:id>/panel", acting.panel, name="panel"),
    path("rapid-reviews/<int:id>/reply", acting.reply, name="reply"),
    path("rapid-reviews/<int:id>/quality", writing.quality, name="quality"),
]
