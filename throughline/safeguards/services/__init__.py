"""Keep the register of safeguards, and say whether what stands in it is alive: by account, or by a link."""

from throughline.safeguards.services.attesting import ask_owner, attest, take_attestation
from throughline.safeguards.services.keeping import (
    Owner,
    Told,
    add_safeguard,
    change_safeguard,
    cite,
    end_safeguard,
    give_owner,
    withdraw_citation,
    withdraw_safeguard,
)

__all__ = [
    "Owner",
    "Told",
    "add_safeguard",
    "ask_owner",
    "attest",
    "change_safeguard",
    "cite",
    "end_safeguard",
    "give_owner",
    "take_attestation",
    "withdraw_citation",
    "withdraw_safeguard",
]
