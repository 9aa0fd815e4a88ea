"""The forms of a group's meeting, of the lines of its record, of conditions and of answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from throughline.cases.models import Case
from throughline.cases.recordforms import Line, VersionedForm, Words, choose
from throughline.groups.models import GroupItem
from throughline.groups.rules import references_in
from throughline.partnerships.models import Group
from throughline.ui.fields import DayField

Groups = Sequence[tuple[Group, str]]
DAY = "For example, 27 3 2026."


class ChoosesGroup(VersionedForm):
    """A form with a group of the partnership to choose."""

    chooses: ClassVar[str] = ""

    def __init__(self, *args: Any, groups: Groups = (), **kwargs: Any) -> None:
        self.groups = {str(row.pk): row for row, _ in groups}
        self.given = groups
        super().__init__(*args, **kwargs)
        if self.chooses in self.fields:
            empty = "Choose a group" if self.fields[self.chooses].required else "None of these"
            named = [(str(row.pk), name) for row, name in groups]
            self.fields[self.chooses].choices = [("", empty), *named]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The fields, the group as a record."""
        given = super().values()
        if self.chooses in given:
            given[self.chooses] = self.groups.get(given[self.chooses])
        return given


class MeetingForm(ChoosesGroup):
    """When a group met, and who was there."""

    chooses = "group"
    group = choose("Which group", required=True)
    held_on = DayField(label="Day", help_text=DAY)
    present = Words("Who was there", rows=4, required=False, hint="One a line, by role: designated nurse, for example.")
    apologies = Line("Who could not come", 500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.groups:
            del self.fields["group"]

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that meeting; its group stays."""
        return {name: getattr(record, name) for name in ("held_on", "present", "apologies")}

    def again(self, data: Any) -> MeetingForm:
        """The same form over other words."""
        return type(self)(data, initial=self.initial, groups=self.given)


class ItemForm(ChoosesGroup):
    """A line of the record, about cases that are named by their references."""

    needs_cases: ClassVar[bool] = False
    text = Words("What was said", rows=4)
    named = Line(
        "Which cases", 500, hint="By reference, with commas between them. Leave it empty where it is about none."
    )

    def __init__(self, *args: Any, cases: Any, **kwargs: Any) -> None:
        self.find = cases
        super().__init__(*args, **kwargs)
        self.fields["named"].required = self.needs_cases

    def clean_named(self) -> str:
        """Every reference is one of a case that this person may see."""
        wanted = references_in(self.cleaned_data["named"])
        self.cases: Mapping[str, Case] = self.find(wanted) if wanted else {}
        missing = [one for one in wanted if one not in self.cases]
        if missing:
            self.add_error("named", f"There is no case {missing[0]} that you may see.")
        return ", ".join(wanted)

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        """What the form holds for that line: its cases by reference, its group by number."""
        held = {
            name: getattr(record, name)
            for name in cls.base_fields
            if name not in ("version", "once", "named", "to_group")
        }
        if "to_group" in cls.base_fields:
            held["to_group"] = str(record.to_group_id or "")
        references = record.cases.order_by("reference").values_list("reference", flat=True) if record.pk else ()
        return held | {"named": ", ".join(references)}

    def values(self) -> dict[str, Any]:
        """The fields of the line, its cases as records."""
        given = super().values()
        del given["named"]
        return given | {"cases": list(self.cases.values())}

    def again(self, data: Any) -> ItemForm:
        """The same form over other words."""
        return type(self)(data, initial=self.initial, groups=self.given, cases=self.find)


class LookedForm(ItemForm):
    """A case that the group looked at."""

    needs_cases = True
    named = Line(
        "Which case", 500, required=True, hint="By reference. Several, with commas, where they were looked at together."
    )
    text = Words("What the group saw in it", rows=4)
    field_order = ("named", "text")


class DecisionForm(ItemForm):
    """What the group decided."""

    text = Words("What was decided", rows=3)


class ReflectionForm(ItemForm):
    """What the group sees across its cases."""

    theme = Line("Theme", 200, hint="For example: moves between areas.")
    text = Words("What the group thinks of it", rows=5, hint="Nothing from which one child could be known.")
    field_order = ("theme", "text", "named")


class ReferralForm(ItemForm):
    """What is asked of another group."""

    chooses = "to_group"
    to_group = choose("To which group")
    to_name = Line("Or to whom else", 200, hint="For example: the adults’ board.")
    text = Words("What is asked of it", rows=3)
    field_order = ("to_group", "to_name", "text", "named")

    def clean(self) -> dict[str, Any]:
        """Somebody is named to whom it goes."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("to_group") and not cleaned.get("to_name"):
            self.add_error("to_group", "Choose a group, or write who it is.")
        return cleaned


ITEMS: dict[str, type[ItemForm]] = {
    "looked": LookedForm,
    "decided": DecisionForm,
    "reflected": ReflectionForm,
    "referred": ReferralForm,
}


class AnswerForm(VersionedForm):
    """What the other group answered."""

    answer = Words("What they answered", rows=4)
    answered_on = DayField(label="On which day", help_text=DAY)
    answered_by_name = Line("Who answered", 200, hint="By role.")

    @classmethod
    def initial_of(cls, record: GroupItem) -> dict[str, Any]:
        """What the form holds for that referral."""
        return {name: getattr(record, name) for name in ("answer", "answered_on", "answered_by_name")}


class ConditionForm(VersionedForm):
    """A condition of a decision, and how it was met."""

    text = Line("Condition", 1000, required=True)
    owner_name = Line("Who is to meet it", 300)
    due_on = DayField(label="By which day", required=False, help_text=DAY)
    met_on = DayField(label="Met on", required=False, help_text="Leave it empty while it is not met.")
    how = Line("How it was met", 1000)

    def clean(self) -> dict[str, Any]:
        """Asks how a condition was met that is said to be met."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("met_on") and not cleaned.get("how"):
            self.add_error("how", "Say how it was met.")
        return cleaned


class WithdrawForm(VersionedForm):
    """Why a line is shown no more."""

    reason = Line("Why it is withdrawn", 500, required=True)
