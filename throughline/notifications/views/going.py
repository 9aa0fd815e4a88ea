"""The way to where a person says why they look at who the children are, and back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from throughline.notifications.models import Incident


def to_say_why(request: HttpRequest, incident: Incident) -> HttpResponse:
    """To the children of the case, where the reason is given, and from there back here."""
    ask = reverse("identities:children", args=[incident.case_id])
    return HttpResponseRedirect(f"{ask}?{urlencode({'next': request.path})}")
