"""Everybody of a case: by pseudonym for all at work on it, as they are for those who said why they look."""

from throughline.identities.queries.children import (
    Identity,
    children_of,
    get_child,
    identity_of,
    pseudonyms_of,
    visible_children,
)
from throughline.identities.queries.elsewhere import also_called_so, called_so_elsewhere, names_elsewhere
from throughline.identities.queries.joining import Proposal, get_joining, proposals, settled
from throughline.identities.queries.naming import Named, names_in_register, register_state
from throughline.identities.queries.people import (
    OtherNameRow,
    Someone,
    get_other_name,
    get_person,
    get_place,
    kept_ids,
    other_names_of,
    other_names_of_place,
    someone_of,
    standing_people,
    standing_places,
    visible_people,
    visible_places,
)

__all__ = [
    "Identity",
    "Named",
    "OtherNameRow",
    "Proposal",
    "Someone",
    "also_called_so",
    "called_so_elsewhere",
    "children_of",
    "get_child",
    "get_joining",
    "get_other_name",
    "get_person",
    "get_place",
    "identity_of",
    "kept_ids",
    "names_elsewhere",
    "names_in_register",
    "other_names_of",
    "other_names_of_place",
    "proposals",
    "pseudonyms_of",
    "register_state",
    "settled",
    "someone_of",
    "standing_people",
    "standing_places",
    "visible_children",
    "visible_people",
    "visible_places",
]
