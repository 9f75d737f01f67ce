"""Asked: the form in which an inspector says what to look for."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from zhuisu.access import Actor
from zhuisu.console.both import both, language
from zhuisu.console.entries.sight import visible
from zhuisu.core.findings import Finding, Text
from zhuisu.core.findings import sentence as in_words
from zhuisu.core.lineage import Direction
from zhuisu.recall.asking import MOST_CODES, Asked, Purpose
from zhuisu.recall.asking_sentences import SENTENCES
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.lookup import find, table

FORWARD, BACKWARD, COMMON = "forward", "backward", "common"
MOST_LETTERS: Final = 40_000
_MOST_OFFERED: Final = 5
_KINDS: Final = {"supplier": "party", "place": "place", "product": "product"}
_MOMENT: Final = "%Y-%m-%dT%H:%M"


class Ask(forms.Form):
    """What to look for, and whereto."""

    mode = forms.ChoiceField(
        label=both("查什么", "What to look for"),
        initial=FORWARD,
        widget=forms.RadioSelect,
        choices=(
            (FORWARD, both("流向：这批货去了哪里", "Where it went: everything that came of it")),
            (BACKWARD, both("来源：这件货从哪里来", "Where it came from: everything that went into it")),
            (COMMON, both("共同来源：这些投诉有什么相同", "What these complaints have in common")),
        ),
    )
    codes = forms.CharField(
        label=both("追溯码、批次或投诉的货品，每行一个", "Codes, batches or goods complained of, one a line"),
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.Textarea(
            attrs={"rows": 5, "autofocus": True, "spellcheck": "false", "autocomplete": "off", "class": "scan"}
        ),
    )
    supplier = forms.CharField(
        label=both("供货者（名称或代码）", "Supplier (name or code)"), required=False, max_length=200
    )
    place = forms.CharField(label=both("地点（名称或代码）", "Place (name or code)"), required=False, max_length=200)
    product = forms.CharField(
        label=both("产品（名称或代码）", "Product (name or code)"), required=False, max_length=200
    )
    since = forms.DateTimeField(
        label=both("从", "From"),
        required=False,
        input_formats=[_MOMENT],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
    )
    until = forms.DateTimeField(
        label=both("到", "Until"),
        required=False,
        input_formats=[_MOMENT],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT),
    )

    def __init__(self, actor: Actor, *arguments: Any, **named: Any) -> None:
        self._actor = actor
        super().__init__(*arguments, **named)

    def clean(self) -> dict[str, Any]:
        """Names of the registry become keys."""
        said: dict[str, Any] = super().clean() or {}
        for field, kind in _KINDS.items():
            if text := said.get(field, "").strip():
                said[field] = self._key(field, kind, text)
        return said

    def asked(self) -> tuple[Asked, Purpose]:
        """What was asked, and what for."""
        said = self.cleaned_data
        lines = tuple(dict.fromkeys(line.strip() for line in said["codes"].splitlines() if line.strip()))
        is_common = said["mode"] == COMMON
        asked = Asked(
            codes=() if is_common else lines[: MOST_CODES + 1],
            complaints=lines[: MOST_CODES + 1] if is_common else (),
            supplier=said["supplier"],
            place=said["place"],
            product=said["product"],
            since=said["since"],
            until=said["until"],
            direction=Direction.FORWARD if said["mode"] == FORWARD else Direction.BACKWARD,
        )
        return asked, Purpose.COMMON if is_common else Purpose.SCOPE

    def refuse(self, findings: Iterable[Finding]) -> None:
        """Says at its field what is wrong."""
        for finding in findings:
            name = finding.member
            field = "codes" if name == "complaints" else name
            said = in_words(finding, SENTENCES, language())
            self.add_error(field if field in self.fields else None, said)

    def _key(self, field: str, name: str, text: str) -> str:
        """The key of the one entry that has this key or name; else the text as it is, for who reads codes."""
        kind = KINDS[name]
        entry = find(kind, text)
        if entry is not None:
            return str(entry.key)
        rows = visible(kind, table(kind).filter(name__icontains=text), self._actor).order_by("pk")[: _MOST_OFFERED + 1]
        found = [(row.key, row.name) for row in rows]
        if len(found) > 1:
            named = "；".join(f"{name} {key}" for key, name in found[:_MOST_OFFERED])
            more = "…" if len(found) > _MOST_OFFERED else ""
            said = Text(
                f"有多个名称含“{text}”：{named}{more}。请写全名或代码。",
                f"Several names hold {text!r}: {named}{more}. Give one in full, or its code.",
            )
            self.add_error(field, said.into(language()))
        return str(found[0][0]) if len(found) == 1 else text
