"""Everybody of a case: by pseudonym for all at work on it, as they are for those who said why they look."""

from throughline.identities.queries.children import (
    Identity,
    also_called_so,
    called_so_elsewhere,
    children_of,
    get_child,
    identity_of,
    pseudonyms_of,
    visible_children,
)
from throughline.identities.queries.people import (
    Someone,
    get_other_name,
    get_person,
    get_place,
    kept_ids,
    standing_people,
    standing_places,
    visible_people,
    visible_places,
)

__all__ = [
    "Identity",
    "Someone",
    "also_called_so",
    "called_so_elsewhere",
    "children_of",
    "get_child",
    "get_other_name",
    "get_person",
    "get_place",
    "identity_of",
    "kept_ids",
    "pseudonyms_of",
    "standing_people",
    "standing_places",
    "visible_children",
    "visible_people",
    "visible_places",
]
