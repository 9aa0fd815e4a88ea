"""Addresses of this room."""

from django.urls import path

from throughline.intake.views import deeds, lists, page

app_name = "intake"
urlpatterns = [
    path("imports/", lists.imports, name="imports"),
    path("imports/new", lists.new, name="new"),
    path("imports/<int:proposal>/", page.settle, name="settle"),
    path("imports/<int:proposal>/doubts", deeds.answer, name="doubts"),
    path("imports/<int:proposal>/reviews/<int:review>", deeds.choose, name="review"),
    path("imports/<int:proposal>/accept", deeds.accept_many, name="accept"),
    path("imports/<int:proposal>/mark", page.mark, name="mark"),
    path("imports/<int:proposal>/finish", deeds.finish, name="finish"),
    path("imports/<int:proposal>/read-again", deeds.read_again, name="read_again"),
    path("imports/<int:proposal>/items/<int:item>/correct", page.correct, name="correct"),
    path("imports/<int:proposal>/items/<int:item>/leave", page.leave, name="leave"),
    path("imports/<int:proposal>/items/<int:item>/split", page.split, name="split"),
    path("imports/<int:proposal>/items/<int:item>/<slug:verb>", deeds.deed, name="deed"),
]
