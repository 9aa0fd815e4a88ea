"""Forms whose fields draw themselves in GOV.UK markup, with messages that name the field.

Write a form as any Django form, on ``ThroughlineForm`` (or put ``DrawsItself`` before another library's form), with
the widgets of ``throughline.ui.widgets`` and the fields of ``throughline.ui.fields``. On the page::

    {{ form.error_summary }}                     nothing, or the summary that takes focus
    <form method="post" novalidate {{ form.draft_attributes }}>
      {{ csrf_input }}{{ form.draft_notice }}
      {{ form }}                                 all fields; or one by one: {{ form.title }}{{ form.owner }}
      {{ ui.button("Save") }}
    </form>

Call the template variable ``form``: the layout then puts "Error:" before the page's title when there is one.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorList
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString
from markupsafe import Markup

from throughline.ui.drafts import MARK
from throughline.ui.drawing import Drawn, drawn
from throughline.ui.words import clock_time, day

VERBS = {
    "radios": "Choose",
    "select": "Choose",
    "checkboxes": "Choose",
    "file": "Choose",
}


def _markup(template: str, **context: Any) -> Markup:
    return Markup(get_template(template).render(context))  # noqa: S704 - our own templates escape what they are given


def noun(label: str) -> str:
    """The label as it stands inside a sentence: lower case at first, unless it is an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


class GovukField(BoundField):
    """A field that draws label, hint, error and control."""

    def drawn(self) -> Drawn:
        """All that the template needs to know of this field."""
        return drawn(self, says_optional=getattr(self.form, "says_optional", True))

    def __str__(self) -> SafeString:
        return SafeString(_markup("ui/forms/field.jinja", field=self.drawn()))

    def __html__(self) -> SafeString:
        return self.__str__()


class DrawsItself:
    """What makes a form ours; goes before any form class."""

    bound_field_class = GovukField
    says_optional = True
    draft_key = ""
    draft_at: Any = None
    draft_field = ""
    draft_mark = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name_fields()

    def name_fields(self) -> None:
        """Every field's messages name it; again for a form that adds fields of its own."""
        for field in self.fields.values():  # type: ignore[attr-defined]
            _name_itself(field)

    def __str__(self) -> SafeString:
        return SafeString("".join(str(self[name]) for name in self.fields))  # type: ignore[attr-defined,index]

    def __html__(self) -> SafeString:
        return self.__str__()

    def full_clean(self) -> None:
        """A file that was turned away at the door is refused in the words of its refusal, and in no others."""
        super().full_clean()  # type: ignore[misc]
        for name in self.fields if self.is_bound else ():  # type: ignore[attr-defined]
            sent = self.add_prefix(name)  # type: ignore[attr-defined]
            files = self.files.getlist(sent) if hasattr(self.files, "getlist") else [self.files.get(sent)]  # type: ignore[attr-defined]
            turned = [refusal for file in files if (refusal := getattr(file, "refusal", None))]
            if turned:
                self._errors.pop(name, None)  # type: ignore[attr-defined]
            for refusal in turned:
                self.add_error(name, f"{refusal.says} {refusal.do}")  # type: ignore[attr-defined]

    @property
    def error_summary(self) -> Markup:
        """The summary of what is wrong, each line a link to the field it speaks of."""
        errors = self._error_lines() if self.is_bound else []  # type: ignore[attr-defined]
        return _markup("ui/forms/error_summary.jinja", errors=errors) if errors else Markup("")

    def _error_lines(self) -> list[tuple[str, str]]:
        visible = [self[name].drawn() for name in self.fields]  # type: ignore[attr-defined,index]
        first = next((field.focus_id for field in visible if field.kind != "hidden"), "main")
        general: ErrorList = self.non_field_errors()  # type: ignore[attr-defined]
        lines = [(str(text), first) for text in general]
        for field in visible:
            lines += [(text, first if field.kind == "hidden" else field.focus_id) for text in field.errors]
        return lines

    @property
    def draft_attributes(self) -> Markup:
        """What the form element carries so that the words in it are kept as they are typed."""
        if not self.draft_key:
            return Markup("")
        return Markup('data-draft="{}" data-draft-url="{}"').format(
            self.draft_key, reverse("ui:draft", kwargs={"key": self.draft_key})
        )

    @property
    def draft_notice(self) -> Markup:
        """Tells a person who comes back that their words are here, and leads to where they stopped.

        Says with it, sealed, whose form it is, so that what is sent too late is kept for that person.
        """
        mark = Markup('<input type="hidden" name="{}" value="{}">').format(MARK, self.draft_mark)
        if not self.draft_at:
            return mark if self.draft_mark else Markup("")
        where = next((f for f in (self[n].drawn() for n in self.fields) if self.draft_field in f.sent_names), None)  # type: ignore[attr-defined,index]
        when = f"{clock_time(self.draft_at)} on {day(self.draft_at)}"
        return mark + _markup("ui/forms/draft_notice.jinja", when=when, where=where)


class ThroughlineForm(DrawsItself, forms.Form):  # type: ignore[misc]
    """A form of ours."""


class ThroughlineModelForm(DrawsItself, forms.ModelForm):  # type: ignore[misc,type-arg]
    """A form of ours over one record."""


def _name_itself(field: forms.Field) -> None:
    """Replaces Django's default messages, which all read alike, by ones that name the field."""
    label = str(field.label or "")
    if not label:
        return
    ours = {
        "required": _asks(label, Drawn.kind_of(field.widget)),
        "max_length": f"{label} must be %(limit_value)d characters or fewer.",
        "min_length": f"{label} must be %(limit_value)d characters or more.",
        "invalid_choice": f"Choose {noun(label)} from the list.",
        "min_value": f"{label} must be %(limit_value)s or more.",
        "max_value": f"{label} must be %(limit_value)s or less.",
        "empty": f"The file chosen for {noun(label)} is empty. Choose another.",
        "missing": f"Choose {noun(label)}",
    }
    if isinstance(field, forms.IntegerField):
        ours["invalid"] = f"{label} must be a whole number."
    elif isinstance(field, forms.EmailField):
        ours["invalid"] = f"{label} must be an address such as name@example.org."
    defaults: dict[str, Any] = {}
    for parent in reversed(type(field).__mro__):
        defaults.update(getattr(parent, "default_error_messages", {}))
    for code, text in ours.items():
        if field.error_messages.get(code, defaults.get(code)) == defaults.get(code):
            field.error_messages[code] = text
    for validator in field.validators:
        code = getattr(validator, "code", "")
        if code == "invalid" and "invalid" in ours:
            validator.message = ours["invalid"]  # type: ignore[attr-defined]


def _asks(label: str, kind: str) -> str:
    """The message where nothing was given."""
    if label.endswith("?"):
        return f"Answer “{label}”"
    if kind == "checkbox":
        return f"Tick “{label}”"
    return f"{VERBS.get(kind, 'Enter')} {noun(label)}"
