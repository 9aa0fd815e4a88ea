"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.cases.views import circle, explain

urlpatterns: list[URLPattern] = [
    path("access/explain", explain.explain, name="explain"),
    path("cases/<int:id>/members", circle.members, name="case-members"),
    path("cases/<int:id>/members/<int:member>/end", circle.end_member, name="case-member-end"),
    path("cases/<int:id>/conflicts", circle.conflicts, name="case-conflicts"),
    path("cases/<int:id>/conflicts/<int:conflict>/lift", circle.lift_conflict, name="case-conflict-lift"),
    path("cases/<int:id>/seal", circle.seal, name="case-seal"),
    path("cases/<int:id>/seal/lift", circle.unseal, name="case-unseal"),
]
