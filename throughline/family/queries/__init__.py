"""What is read of a family: its ties, stays and roles, and all of it as plain records."""

from throughline.family.queries.ties import (
    ENDS,
    TIES,
    RoleOf,
    get_place_of,
    get_tie,
    kept_of,
    records_of,
    roles_of,
    stays_at,
    ties_of,
    visible_ties,
)

__all__ = [
    "ENDS",
    "TIES",
    "RoleOf",
    "get_place_of",
    "get_tie",
    "kept_of",
    "records_of",
    "roles_of",
    "stays_at",
    "ties_of",
    "visible_ties",
]
