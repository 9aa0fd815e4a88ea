"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, path

from throughline.identities.views import children, joining, persons, places, register

app_name = "identities"
urlpatterns: list[URLPattern] = [
    path("cases/<int:id>/children", children.children, name="children"),
    path("cases/<int:id>/children/new", children.add_child, name="child-new"),
    path("children/<int:id>/edit", children.change_child, name="child-edit"),
    path("children/<int:id>/home", children.home, name="home"),
    path("children/<int:id>/withdraw", children.withdraw_child, name="child-withdraw"),
    path("cases/<int:id>/people", register.people, name="people"),
    path("cases/<int:id>/people/new", register.add_person, name="person-new"),
    path("cases/<int:id>/places/new", register.add_place, name="place-new"),
    path("cases/<int:id>/joining", joining.joining, name="joining"),
    path("cases/<int:id>/joining/<int:one>/<int:other>", joining.settle, name="settle"),
    path("joinings/<int:id>/undo", joining.undo, name="joining-undo"),
    path("persons/<int:id>/", persons.person, name="person"),
    path("persons/<int:id>/edit", persons.change_person, name="person-edit"),
    path("persons/<int:id>/withdraw", persons.withdraw_person, name="person-withdraw"),
    path("places/<int:id>/", places.place, name="place"),
    path("places/<int:id>/edit", places.change_place, name="place-edit"),
    path("places/<int:id>/withdraw", places.withdraw_place, name="place-withdraw"),
    path("other-names/<int:id>/withdraw", persons.withdraw_name, name="name-withdraw"),
]
