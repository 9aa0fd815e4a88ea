"""Naming agencies, groups and the partnership."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from throughline.partnerships.models import Agency
from throughline.partnerships.queries import AgencyRow
from throughline.partnerships.queries.groups import GroupRow
from throughline.ui.fields import DayField
from throughline.ui.forms import ThroughlineForm
from throughline.ui.widgets import Choose, Text


class AgencyForm(ThroughlineForm):
    """A new agency."""

    name = forms.CharField(label="Name", max_length=200, widget=Text())
    kind = forms.ChoiceField(label="Kind", choices=Agency.Kind.choices, widget=Choose())
    outside_area = forms.BooleanField(label="It works outside this area", required=False)


class GroupForm(ThroughlineForm):
    """A new group."""

    name = forms.CharField(label="Name", max_length=200, widget=Text())
    parent = forms.ChoiceField(label="It belongs under", required=False, widget=Choose())
    from_on = DayField(label="It began on", required=False)

    def __init__(self, *args: Any, groups: Sequence[GroupRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        living = [(str(row.id), row.name) for row in groups if row.ended_on is None]
        self.fields["parent"].choices = [("", "The partnership itself"), *living]  # type: ignore[attr-defined]


class RenameForm(ThroughlineForm):
    """A new official name. The one before is kept with its days."""

    name = forms.CharField(label="New name", max_length=200, widget=Text())
    from_on = DayField(label="First day of the new name")


class AliasForm(ThroughlineForm):
    """A name used beside the official one."""

    name = forms.CharField(
        label="Other name", max_length=200, widget=Text(), help_text="A short form or another name that papers use."
    )
    from_on = DayField(label="Used from", required=False)
    to_on = DayField(label="Used until", required=False)


class SeatForm(ThroughlineForm):
    """A seat of a group."""

    title = forms.CharField(
        label="Seat", max_length=120, widget=Text(), help_text="The role that sits there, such as designated doctor."
    )
    agency = forms.ChoiceField(label="Agency", required=False, widget=Choose())
    chairs = forms.BooleanField(label="This seat chairs the group", required=False)

    def __init__(self, *args: Any, agencies: Sequence[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", "No one agency"), *((str(row.id), row.name) for row in agencies)]  # type: ignore[attr-defined]
