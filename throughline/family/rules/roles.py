"""The roles that somebody can have in the life of a family, and the words by which a text names them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

OTHER_ROLE = "other"


@dataclass(frozen=True, slots=True)
class Role:
    """A role: its word for one and for many, and what else texts call it, each as a pattern for one and for many."""

    one: str
    many: str
    says: str
    agency: str = ""


ROLES: dict[str, Role] = {
    "social_worker": Role("social worker", "social workers", r"(?:social[ -]worker|allocated worker|SW)s?", "social"),
    "health_visitor": Role("health visitor", "health visitors", r"(?:health[ -]visitor|HV)s?", "health"),
    "midwife": Role("midwife", "midwives", r"(?:community )?midwi(?:fe|ves)", "health"),
    "gp": Role("GP", "GPs", r"(?:GP|G\.P\.|general practitioner|family doctor)s?", "health"),
    "school_nurse": Role("school nurse", "school nurses", r"school nurses?", "health"),
    "teacher": Role("teacher", "teachers", r"(?:class |form |head ?)?teachers?", "school"),
    "foster_carer": Role("foster carer", "foster carers", r"foster[ -](?:carer|parent)s?"),
    "key_worker": Role("key worker", "key workers", r"key ?-?workers?"),
    "reviewing_officer": Role(
        "independent reviewing officer",
        "independent reviewing officers",
        r"(?:(?:independent )?reviewing officer|IRO)s?",
        "social",
    ),
    "police_officer": Role("police officer", "police officers", r"police (?:officer|constable)s?", "police"),
    "psychiatrist": Role("psychiatrist", "psychiatrists", r"(?:child )?psychiatrists?", "health"),
    "youth_worker": Role("youth worker", "youth workers", r"youth workers?"),
    "support_worker": Role("family support worker", "family support workers", r"family support workers?", "social"),
}
CHOICES = (
    *((key, role.one.capitalize() if key != "gp" else "GP") for key, role in ROLES.items()),
    (OTHER_ROLE, "Other"),
)


def role_word(kind: str, words: str = "") -> str:
    """What somebody is called in that role: the list's word, or the own words where the list has none."""
    role = ROLES.get(kind)
    return role.one if role else words.strip() or "other role"


def roles_word(kind: str, number: int) -> str:
    """``1 social worker``, ``3 midwives``: so many in that role."""
    role = ROLES[kind]
    return f"{number} {role.one if number == 1 else role.many}"
