"""The addresses of this room alone, and one page that keeps what is typed, so that its tests stand by themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import include, path

from throughline.ui.drafts import forget, with_drafts
from throughline.ui.forms import ThroughlineForm
from throughline.ui.views import bad_request, not_allowed, not_found, server_error
from throughline.ui.widgets import Paragraphs, Ticks

KEY = "note-1"
PAGE = """
{% extends "ui/layout.jinja" %}{% import "ui/components.jinja" as ui %}
{% block title %}Note{% endblock %}
{% block content %}{{ ui.title("Note") }}{{ form.error_summary }}
<form method="post" novalidate {{ form.draft_attributes }}>{{ csrf_input }}{{ form.draft_notice }}{{ form }}
{% call ui.buttons() %}{{ ui.button("Save the note") }}{% endcall %}</form>{% endblock %}
"""
saved: list[dict[str, Any]] = []


class Note(ThroughlineForm):
    """A text and some boxes."""

    words = forms.CharField(label="What was said", widget=Paragraphs())
    themes = forms.MultipleChoiceField(label="Themes", required=False, choices=[("a", "A"), ("b", "B")], widget=Ticks())


def note(request: HttpRequest) -> HttpResponse:
    """Saves the note and forgets its draft."""
    form = with_drafts(Note, request, KEY)
    if request.method == "POST" and form.is_valid():
        saved.append(form.cleaned_data)
        forget(owner=request.user.pk, key=KEY)  # type: ignore[arg-type]
        return HttpResponseRedirect("/help/")
    template = engines["jinja2"].from_string(PAGE)
    return HttpResponse(template.render({"form": form}, request))


urlpatterns = [path("", include("throughline.ui.urls")), path("note/", note)]
handler400, handler403, handler404, handler500 = bad_request, not_allowed, not_found, server_error
