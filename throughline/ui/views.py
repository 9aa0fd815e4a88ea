"""Pages that belong to no other room: cover, plain texts, gallery, what is kept while typing, and refusals."""

from __future__ import annotations

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from throughline.kernel.refusals import Refused
from throughline.ui import drafts
from throughline.ui.gallery import gallery_page
from throughline.ui.glossary import glossary
from throughline.ui.sent import keep_what_was_sent


@require_GET
def cover(request: HttpRequest) -> HttpResponse:
    """A page that shows nothing, for somebody who looks over a shoulder; a browser with scripts covers in place."""
    return render(request, "ui/cover.jinja")


@require_GET
def text_page(request: HttpRequest, name: str) -> HttpResponse:
    """One of the plain texts in the foot of every page."""
    return render(request, f"ui/{name}.jinja", {"glossary": glossary()})


@require_http_methods(["GET", "POST"])
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state; only where there is nothing real to see."""
    if not (settings.DEBUG or settings.DEMONSTRATION):
        raise Http404
    return render(request, "ui/gallery.jinja", gallery_page(request))


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, key: str) -> HttpResponse:
    """Keeps what is being typed. GET hands an open page a fresh form token after its person signed in again.

    Answers 204 when kept, 401 to somebody who is not signed in, 409 when it is not the person who typed it.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"signed_in": False}, status=HTTPStatus.UNAUTHORIZED)
    typed_by = request.headers.get("X-Typed-By", "")
    if typed_by and typed_by != str(request.user.pk):
        return JsonResponse({"says": "Somebody else is signed in here now."}, status=HTTPStatus.CONFLICT)
    if request.method == "GET":
        return JsonResponse({"signed_in": True, "token": get_token(request)})
    at = timezone.now()
    typed = {name: request.POST.getlist(name) for name in request.POST if name not in drafts.NEVER_KEPT}
    empty = request.headers.get("X-Emptied", "").split()
    acting = getattr(request, "acting", None)
    try:
        drafts.keep(
            owner=request.user.pk,
            key=key,
            typed=typed | {name: [] for name in empty if name not in typed},
            at=at,
            partnership_id=acting.actor.partnership or None if acting else None,
        )
    except Refused as refused:
        return JsonResponse(refused.as_json(), status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent could not be understood."""
    return render(request, "400.jinja", status=HTTPStatus.BAD_REQUEST)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The person may not do this, and the page says why where the refusal does."""
    says = str(exception) if exception and str(exception) else ""
    return render(request, "403.jinja", {"says": says}, status=HTTPStatus.FORBIDDEN)


def too_large(request: HttpRequest) -> HttpResponse:
    """More was sent than the address takes; none of it was read."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"too_large": True}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return render(request, "413.jinja", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is not the one of this sign-in: open too long, or sent from elsewhere."""
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"token": False}, status=HTTPStatus.FORBIDDEN)
    back = request.get_full_path() if keep_what_was_sent(request) else ""
    return render(request, "403_csrf.jinja", {"back": back}, status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """There is no such page, or none for this person: the two look the same, and neither stands in a section."""
    request.nowhere = True  # type: ignore[attr-defined]  # for the frame, which reads it with a default
    return render(request, "404.jinja", status=HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours. The page asks nothing of the database, since that may be what failed."""
    return render(request, "500.jinja", status=HTTPStatus.INTERNAL_SERVER_ERROR)
