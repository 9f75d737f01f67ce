"""Form: an entry as a form: each field the text that a cell of a spreadsheet holds, read and checked as an import's."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import msgspec
from django import forms

from zhuisu.console.both import language, told
from zhuisu.console.wording import sentence
from zhuisu.core.findings import Finding, Text
from zhuisu.registry.entries import Entry
from zhuisu.registry.kinds import Kind
from zhuisu.registry.sheets.cells import LISTS, fields_of, members_of, row_of, text_of
from zhuisu.registry.sheets.vocabulary import words_of
from zhuisu.registry.words import EXPECTED, title_of

CHANGED: Final = "changed_at"
"""The field that says which state of the entry somebody had before them."""

_LONG: Final = LISTS | {"note", "attributes", "roles"}
_DAYS: Final = frozenset({"valid_from", "valid_to"})
_LONGEST: Final = 20_000
_LIST_HELP: Final = Text("多个值用分号隔开", "separate several with semicolons")
_KEEP_HELP: Final = Text("留空则不变；已有号码不显示", "empty: it stays. A number that is kept is not shown")


class EntryForm(forms.Form):
    """`kind` and the entry that is changed, if one is."""

    def __init__(self, kind: Kind, entry: Entry | None, data: Any = None) -> None:
        super().__init__(data)
        self.kind = kind
        self.before = cells_of(kind, entry) if entry is not None else {}
        required = {field.name for field in msgspec.structs.fields(kind.entry) if field.required}
        for name in fields_of(kind):
            self.fields[name] = _field(kind, name, required)
            self.fields[name].initial = self.before.get(name, "")
            if name == "key" and entry is not None:
                self.fields[name].disabled = True

    def members(self) -> dict[str, object]:
        """What is stated, by the names of JSON: everything that is not empty."""
        return members_of(self.kind, {name: text for name, text in self._texts().items() if text})

    def patch(self) -> dict[str, object]:
        """What was changed; None empties a field."""
        changed = {name: text for name, text in self._texts().items() if text != self.before.get(name, "")}
        changed.pop("key", None)
        stated = members_of(self.kind, {name: text for name, text in changed.items() if text})
        names = {field.name: field.encode_name for field in msgspec.structs.fields(self.kind.entry)}
        emptied = {names[name]: None for name, text in changed.items() if not text and name != "identity"}
        return {**stated, **emptied}

    def tell(self, findings: Sequence[Finding]) -> None:
        """Put each finding at its field, or at the head."""
        names = {field.encode_name: field.name for field in msgspec.structs.fields(self.kind.entry)}
        for finding in findings:
            name = names.get(finding.member)
            self.add_error(name if name in self.fields else None, sentence(finding))

    def _texts(self) -> dict[str, str]:
        return {name: str(self.cleaned_data.get(name) or "").replace("\r\n", "\n").strip() for name in self.fields}


def cells_of(kind: Kind, entry: Entry) -> Mapping[str, str]:
    """The texts of an entry, by field."""
    row = (text_of(cell) for cell in row_of(kind, entry, language()))
    return dict(zip(fields_of(kind), row, strict=True))


def _field(kind: Kind, name: str, needed: Collection[str]) -> forms.Field:
    label, words = told(title_of(name)), words_of(kind, name)
    required, helped = name in needed, told(EXPECTED[name]) if name in EXPECTED else ""
    if words and name not in LISTS:
        choices = [("", "—"), *((told(text), told(text)) for text in words.values())]
        return forms.ChoiceField(label=label, required=required, choices=choices)
    if name in LISTS:
        helped = told(_LIST_HELP)
    if name == "identity":
        helped = told(_KEEP_HELP)
    widget: Any = forms.Textarea(attrs={"rows": 2}) if name in _LONG else forms.TextInput()
    if name in _DAYS:
        widget = forms.DateInput(attrs={"type": "date"})
    if name in ("identity", "phone"):
        widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(
        label=label, required=required, max_length=_LONGEST, strip=True, widget=widget, help_text=helped
    )
