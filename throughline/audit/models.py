"""Audit events: append-only, hash-chained, one chain a partnership, without foreign keys."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from django.db import models

from throughline.audit.rules import FIELDS


class Head(models.Model):
    """The end of one partnership's chain: how many events it has and the hash of the last."""

    chain = models.BigIntegerField(primary_key=True)
    length = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    class Sensitivity:
        open = ("chain", "length", "hash")


class Event(models.Model):
    """One thing that happened or one sight of a sensitive record. Never changed, never deleted (triggers see to it)."""

    id = models.BigAutoField(primary_key=True)
    chain = models.BigIntegerField()
    number = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.BigIntegerField()
    actor_name = models.CharField(max_length=200)
    role = models.CharField(max_length=40, blank=True)
    via = models.CharField(max_length=10)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject = models.BigIntegerField()
    case = models.BigIntegerField(default=0)
    details = models.JSONField(default=dict)
    before_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("chain", "number"), name="audit_event_chain_number"),)
        indexes = (
            models.Index(fields=("chain", "case", "-number"), name="audit_event_case"),
            models.Index(fields=("chain", "subject_type", "subject"), name="audit_event_subject"),
            models.Index(fields=("actor", "-at"), name="audit_event_actor"),
        )

    class Sensitivity:
        open = (
            "id",
            "chain",
            "number",
            "at",
            "actor",
            "via",
            "verb",
            "subject_type",
            "subject",
            "case",
            "before_hash",
            "hash",
        )
        case = ("actor_name", "role", "details")
        identifies = ("actor_name",)


def as_written(event: Event) -> dict[str, Any]:
    """The event as its hash sees it, with the moment in UTC."""
    values = {field: getattr(event, field) for field in FIELDS}
    values["at"] = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    return values
