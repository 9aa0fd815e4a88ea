"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.voices import views

app_name = "voices"
urlpatterns: list[URLPattern] = [
    path("reviews/<int:id>/voices", views.voices, name="review-voices"),
    path("reviews/<int:id>/family/hand-over", views.hand_over, name="family-hand-over"),
    *views.family_member.urls(),
    path("family-members/<int:id>/", views.one_member, name="family-member"),
    path("family-members/<int:id>/log/new", views.contact, name="family-log"),
    *views.voice.urls(),
    path("voices/<int:id>/", views.one_voice, name="voice"),
    path("voices/<int:id>/words", views.one_voice, {"opened": True}, name="voice-words"),
    *views.learning_event.urls(),
    path("learning-events/<int:id>/", views.one_event, name="learning-event"),
    path("learning-events/<int:id>/propose", views.put_on_list, name="learning-event-propose"),
    path("learning-events/<int:id>/invitations/new", views.new_invitation, name="invitation-new"),
    path("learning-events/<int:id>/contributions/new", views.new_contribution, name="contribution-new"),
    path("learning-events/<int:id>/contributions/<int:contribution>", views.withdraw_statement, name="contribution"),
    *(url for url in views.invitation.urls() if url.name != "invitation-new"),
    path("invitations/<int:id>/", views.one_invitation, name="invitation"),
]
