"""Forms: what the screens of labels ask, and what was answered, as labelling wants it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar
from uuid import uuid4

import msgspec
from django import forms

from zhuisu.console.both import both, language, told
from zhuisu.core.findings import Finding, Text, sentence
from zhuisu.core.profiles.units import UNITS
from zhuisu.labelling.adding import WareAsked
from zhuisu.labelling.asked import IssueAsked, LabelGoods
from zhuisu.labelling.certificates import CertificateAsked
from zhuisu.labelling.kinds import ISSUE_KINDS, IssueKind
from zhuisu.labelling.promise import promise
from zhuisu.labelling.sentences import SENTENCES
from zhuisu.labelling.wares import Ware
from zhuisu.recording.telling import tell
from zhuisu.registry.sentences import SENTENCES as REGISTRY
from zhuisu.work.filling import number_of

T = TypeVar("T")

_COUNTED: Final = ("H87", "KGM", "TNE", "GRM", "LTR", "MLT")
_ISSUED: Final = (IssueKind.BATCH, IssueKind.ITEM)
_NUMBER: Final = {"inputmode": "decimal", "autocomplete": "off"}
_WRONG: Final = Text(
    "请检查这一项：里面有这里不能用的字，或者太长、超出范围。",
    "Check this: it holds signs that cannot stand here, or is too long or out of range.",
)
_CATALOGUE: Final[Mapping[str, Text]] = {**REGISTRY, **SENTENCES}


def units() -> list[tuple[str, str]]:
    return [("", "—"), *((code, told(UNITS[code])) for code in _COUNTED)]


def _day(zh: str, en: str) -> forms.DateField:
    return forms.DateField(label=both(zh, en), required=False, widget=forms.DateInput(attrs={"type": "date"}))


def _line(zh: str, en: str, most: int, *, required: bool = False, **attributes: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attributes})
    return forms.CharField(label=both(zh, en), max_length=most, required=required, widget=widget)


class Amount(forms.FloatField):
    """A number as people type it: with full-width digits, and commas between thousands."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(number_of(value) if isinstance(value, str) else value)


class Count(forms.IntegerField):
    """A whole number, the same."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(number_of(value) if isinstance(value, str) else value)


def _amount() -> forms.FloatField:
    return Amount(
        label=both("数量或重量", "Quantity or weight"),
        required=False,
        min_value=0,
        widget=forms.TextInput(attrs=_NUMBER),
    )


class IssueForm(forms.Form):
    """Codes: for which product, of what kind, how many, and what the labels are to say."""

    product = forms.ChoiceField(label=both("产品", "Product"))
    kind = forms.ChoiceField(label=both("要什么码", "What codes"), widget=forms.RadioSelect)
    count = Count(label=both("要几个（批次码为 1）", "How many (a batch: 1)"), min_value=1, initial=1)
    lot = _line("批号（可不填，自动编号）", "Lot (empty: one is made)", 20, autocapitalize="characters")
    produced = _day("生产或采收日期", "Made or harvested on")
    expires = _day("保质期至", "Best before")
    quantity = _amount()
    unit = forms.ChoiceField(label=both("单位", "Unit"), required=False)
    origin = _line("产地", "Origin", 60)
    note = _line("标签上的一句话", "A line for the label", 60)

    def __init__(self, data: Any, wares: Sequence[Ware], prefixed: Sequence[str], initial: Mapping[str, Any]) -> None:
        """`prefixed` are the parties of the wares that have a company prefix, and so logistic units, too."""
        super().__init__(data, initial={"kind": IssueKind.BATCH.value, **initial})
        kinds = (*_ISSUED, IssueKind.LOGISTIC) if prefixed else _ISSUED
        fields: Any = self.fields
        fields["product"].choices = [(ware.key, told(ware.name)) for ware in wares]
        fields["kind"].choices = [(kind.value, told(ISSUE_KINDS[kind])) for kind in kinds]
        fields["unit"].choices = units()

    def asked(self) -> IssueAsked:
        """What was filled in. Raises msgspec.ValidationError."""
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        goods = {name: given.pop(name) for name in LabelGoods.__struct_fields__ if name in given}
        return msgspec.convert({**given, "goods": goods}, IssueAsked)


class WareForm(forms.Form):
    """A product that the registry does not know yet."""

    name = _line("产品名称", "Name", 100, required=True)
    variety = forms.ChoiceField(label=both("属于哪个品种", "Which variety it is of"))
    unit = forms.ChoiceField(label=both("计量单位", "Unit"), required=False)
    specification = _line("规格（如 5 千克装）", "Size (such as 5 kg)", 60)
    gtin = _line(
        "商品条码（没有就不填，用城市追溯码）", "GTIN (none: it gets a number of the city)", 60, inputmode="numeric"
    )

    def __init__(self, data: Any, varieties: Sequence[tuple[str, str]]) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["variety"].choices = varieties
        fields["unit"].choices = units()

    def asked(self) -> WareAsked:
        return msgspec.convert(self.cleaned_data, WareAsked)


class CertificateForm(forms.Form):
    """What the certificate says, filled in as far as it is known."""

    name = _line("产品名称", "Product", 100)
    quantity = _amount()
    unit = forms.ChoiceField(label=both("单位", "Unit"), required=False)
    origin = _line("产地", "Origin", 100)
    producer = _line("承诺主体（单位或姓名）", "Who promises (firm or person)", 100)
    contact = _line("联系方式", "Contact", 100, inputmode="tel")
    basis = forms.ChoiceField(label=both("承诺依据", "It rests on"), required=False, widget=forms.RadioSelect)
    things = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)
    event = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)
    draft = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, proposal: CertificateAsked) -> None:
        initial = {**msgspec.structs.asdict(proposal), "things": "\n".join(proposal.things), "draft": uuid4()}
        initial["quantity"] = f"{proposal.quantity:.12g}" if proposal.quantity is not None else None
        super().__init__(data, initial=initial)
        fields: Any = self.fields
        fields["unit"].choices = units()
        fields["basis"].choices = [(word, told(name)) for word, name in promise().basis.items()]

    def asked(self) -> CertificateAsked:
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        things = str(given.pop("things", "")).split()
        return msgspec.convert({**given, "things": things}, CertificateAsked)


def asked_of(form: Any, read: Callable[[], T]) -> T | None:
    """What a valid form asks; what it holds that cannot be is said in it."""
    if not form.is_valid():
        return None
    try:
        return read()
    except msgspec.ValidationError as error:
        form.add_error(_field_of(form, str(error)), told(_WRONG))
        return None


def add_findings(form: Any, findings: Sequence[Finding]) -> None:
    """Each beside the field that it is about, or above all."""
    for each in findings:
        form.add_error(_field_of(form, each.path), words_of(each))


def words_of(finding: Finding) -> str:
    """A finding in the language of the reader; one of a form of recording with how to mend it."""
    if finding.code in _CATALOGUE:
        return sentence(finding, _CATALOGUE, language())
    said = tell(finding)
    return f"{told(said.told)} {told(said.mend)}".strip()


def _field_of(form: Any, path: str) -> str | None:
    """The shown field that a path ends in."""
    name = path.rstrip("`").rpartition(".")[2].partition("[")[0]
    shown = name in form.fields and not form.fields[name].widget.is_hidden
    return {"key": "gtin"}.get(name, name) if shown or (name == "key" and "gtin" in form.fields) else None
