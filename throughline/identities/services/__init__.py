"""Write who everybody of a case is, and say why one looks. Each act is whole or nothing, and an event."""

from throughline.identities.services.children import add_child, change_child, keep_children, withdraw_child
from throughline.identities.services.joining import join, keep_apart, undo_joining
from throughline.identities.services.looking import say_why
from throughline.identities.services.people import (
    add_other_name,
    add_person,
    change_other_name,
    change_person,
    withdraw_other_name,
    withdraw_person,
)
from throughline.identities.services.places import add_place, change_place, withdraw_place

__all__ = [
    "add_child",
    "add_other_name",
    "add_person",
    "add_place",
    "change_child",
    "change_other_name",
    "change_person",
    "change_place",
    "join",
    "keep_apart",
    "keep_children",
    "say_why",
    "undo_joining",
    "withdraw_child",
    "withdraw_other_name",
    "withdraw_person",
    "withdraw_place",
]
