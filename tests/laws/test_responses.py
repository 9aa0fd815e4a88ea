"""The same safe headers on every response."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from tests.laws.headers import wrong_of
from tests.laws.sweeping import ask
from tests.laws.world import ANONYMOUS, World
from throughline.config import urls

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "method", "address", "status"),
    [
        (ANONYMOUS, "GET", "/sign-in/", 200),
        (ANONYMOUS, "GET", "/anything", 302),
        (ANONYMOUS, "GET", "/health/", 200),
        (ANONYMOUS, "POST", "/csp", 400),
        (ANONYMOUS, "GET", "/sign-in/set-password/x/y/", 410),
        ("coordinator", "GET", "/reviews/", 200),
        ("coordinator", "GET", "/no/such/page", 404),
        ("coordinator", "GET", "/people/", 403),
        ("coordinator", "POST", "/people/", 405),
        ("coordinator", "GET", "/account/recovery-codes/", 302),
        ("coordinator", "POST", "/sign-out/", 302),
        ("administrator", "GET", "/people/", 200),
    ],
)
def test_headers_are_the_same_everywhere(world: World, kind: str, method: str, address: str, status: int) -> None:
    response = ask(world, kind, method, address)
    assert response.status_code == status
    assert wrong_of(response) == []


def test_a_download_is_held_tighter_still(world: World) -> None:
    response = ask(world, "coordinator", "GET", f"/documents/{world.ids['document']}/download")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Security-Policy"].startswith("sandbox")
    assert [line for line in wrong_of(response) if not line.startswith("policy")] == []


def test_a_name_that_is_not_ours_is_refused(world: World) -> None:
    response = world.clients[ANONYMOUS].get("/sign-in/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400 and wrong_of(response) == []


def test_a_form_without_its_token_is_refused() -> None:
    response = Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "x@example.org", "password": "x"})
    assert response.status_code == 403 and wrong_of(response) == []


def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    raise RuntimeError("Child Marrow must not stand on a page of faults")


class Faulty:
    """The addresses there are, and one that fails."""

    urlpatterns = [path("sign-in/fault/", broken), *urls.urlpatterns]
    handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@override_settings(ROOT_URLCONF=Faulty)
def test_a_fault_shows_nothing_of_itself() -> None:
    response = Client(raise_request_exception=False).get("/sign-in/fault/")
    assert response.status_code == 500 and wrong_of(response) == []
    assert b"Marrow" not in response.content and b"Traceback" not in response.content


def test_leaving_clears_what_the_browser_kept(world: World) -> None:
    response = ask(world, "coordinator", "POST", "/sign-out/")
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_cookies_are_out_of_reach_of_scripts_and_of_other_places(world: World) -> None:
    client = Client()
    client.get("/sign-in/")
    client.post("/sign-in/", {"login": world.people["coordinator"].email, "password": "x"})
    assert client.cookies
    for cookie in client.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/", cookie


def test_what_the_policy_kept_out_is_logged_without_the_page(caplog: pytest.LogCaptureFixture) -> None:
    report = '{"csp-report": {"document-uri": "https://x/reviews/?q=Marrow", "violated-directive": "script-src"}}'
    response = Client().post("/csp", report, content_type="application/csp-report")
    assert response.status_code == 204
    assert "script-src" in caplog.text and "Marrow" not in caplog.text
