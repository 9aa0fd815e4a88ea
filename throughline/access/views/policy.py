"""Where browsers tell what the content policy kept from a page."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

LOG = logging.getLogger("throughline.policy")
LONGEST = 8_000


@csrf_exempt
@require_POST
def told(request: HttpRequest) -> HttpResponse:
    """What was kept out is in the log: the rule and nothing of the page, since that could name a child."""
    try:
        report = json.loads(request.body[:LONGEST])["csp-report"]
        rule = str(report["effective-directive" if "effective-directive" in report else "violated-directive"])
    except (ValueError, KeyError, TypeError, RawPostDataException):
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    LOG.warning("The content policy kept something out: %r", rule[:100])
    return HttpResponse(status=HTTPStatus.NO_CONTENT)
