"""Write the ties, stays and roles of a family. Each act is whole or nothing, and an event."""

from throughline.family.services.ties import (
    add_parentage,
    add_role,
    add_stay,
    add_twins,
    add_union,
    change_tie,
    withdraw_tie,
)

__all__ = ["add_parentage", "add_role", "add_stay", "add_twins", "add_union", "change_tie", "withdraw_tie"]
