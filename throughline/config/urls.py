"""Every address there is. Each has a row in the access matrix, or a law fails."""

from django.urls import URLPattern, URLResolver, include, path

from throughline.config.health import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health, name="health"),
    path("", include("throughline.access.urls")),
    path("", include("throughline.ui.urls")),
    path("", include("throughline.partnerships.urls")),
    path("", include("throughline.documents.urls")),
    path("", include("throughline.rulebook.urls")),
    path("", include("throughline.cases.urls")),
    path("", include("throughline.messages.urls")),
    path("", include("throughline.identities.urls")),
    path("", include("throughline.notifications.urls")),
    path("", include("throughline.chronology.urls")),
    path("", include("throughline.family.urls")),
    path("", include("throughline.rapidreviews.urls")),
    path("", include("throughline.reviews.urls")),
    path("", include("throughline.commissioning.urls")),
    path("", include("throughline.proceedings.urls")),
    path("", include("throughline.voices.urls")),
    path("", include("throughline.groups.urls")),
    path("", include("throughline.findings.urls")),
    path("", include("throughline.responses.urls")),
    path("", include("throughline.actionplans.urls")),
    path("", include("throughline.national.urls")),
    path("", include("throughline.impact.urls")),
    path("", include("throughline.safeguards.urls")),
    path("", include("throughline.assurance.urls")),
    path("", include("throughline.patterns.urls")),
    path("", include("throughline.reporting.urls")),
    path("", include("throughline.letters.urls")),
    path("", include("throughline.intake.urls")),
    path("", include("throughline.casefile.urls")),
    path("", include("throughline.boards.urls")),
    path("", include("throughline.caseexport.urls")),
]
handler400 = "throughline.ui.views.bad_request"
handler403 = "throughline.ui.views.not_allowed"
handler404 = "throughline.ui.views.not_found"
handler500 = "throughline.ui.views.server_error"
handler429 = "throughline.access.views.sign_in.too_many"
