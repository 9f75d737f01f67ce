"""Forms: what each step asks."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from django import forms
from django.utils import timezone

from zhuisu.console.both import both, told
from zhuisu.enrolling.credit import kinds_of
from zhuisu.enrolling.held import HeldApplication
from zhuisu.enrolling.requirements import REGISTRATION, paper_name, role_choices
from zhuisu.packaged import library, profiles
from zhuisu.registry.models import Party as PartyRow
from zhuisu.registry.regions import regions_in
from zhuisu.registry.sheets.vocabulary import CATEGORIES, PARTIES, PLACES

_LONGEST: Final = 200
_OTHER: Final = "other"


def _text(zh: str, en: str, **attributes: Any) -> forms.CharField:
    return forms.CharField(label=both(zh, en), max_length=_LONGEST, widget=forms.TextInput(attrs=attributes))


class PartyForm(forms.Form):
    """Who it is and where."""

    name = _text("名称（与执照一致）", "Name (as on the licence)", autocomplete="organization")
    kind = forms.ChoiceField(label=both("类型", "Kind"))
    region = forms.ChoiceField(label=both("所在区县", "District"))
    other_region = forms.CharField(
        label=both("不在上面？填六位区划代码", "Not in the list? Six digits of GB/T 2260"),
        max_length=6,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    address = _text("详细地址（乡镇、街道、门牌）", "Address", autocomplete="street-address")
    place_kind = forms.ChoiceField(label=both("经营场所是", "The premises are"))
    place_name = forms.CharField(
        label=both("场所名称（如与上面名称不同）", "Name of the premises (if another)"),
        max_length=_LONGEST,
        required=False,
    )

    def __init__(self, data: Any, told_so_far: HeldApplication) -> None:
        here = told_so_far
        initial = {name: getattr(here, name) for name in ("name", "kind", "address", "place_kind", "place_name")}
        regions = list(_regions(here.region or home_city()))
        known = {code for code, _ in regions}
        initial |= {"region": here.region} if here.region in known else {"other_region": here.region}
        super().__init__(data, initial=initial)
        fields: Any = self.fields
        fields["kind"].choices = [(kind.value, told(PARTIES[kind.value])) for kind in kinds_of(here.key)]
        fields["region"].choices = [("", told_choose()), *regions, (_OTHER, str(both("其他地方", "elsewhere")))]
        fields["place_kind"].choices = [("", told_choose()), *((word, told(text)) for word, text in PLACES.items())]

    def region_code(self) -> str:
        """The code that was chosen, or typed."""
        typed = unicodedata.normalize("NFKC", self.cleaned_data["other_region"]).strip()
        chosen: str = self.cleaned_data["region"]
        return typed if chosen in ("", _OTHER) else chosen


class ContactForm(forms.Form):
    """Whom to call."""

    name = _text("联系人姓名", "Name of the contact", autocomplete="name")
    phone = forms.CharField(
        label=both("手机或电话", "Telephone"),
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    email = forms.CharField(
        label=both("邮箱（可不填）", "E-mail (may be left out)"),
        max_length=_LONGEST,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class AccountForm(forms.Form):
    """With what one will sign in."""

    account = forms.CharField(
        label=both("账户名", "Account name"),
        help_text=both("可以用店名、姓名或手机号", "a shop's name, yours, or a telephone number"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=both("密码", "Password"),
        help_text=both(
            "至少 12 位，不能全是数字。好记的办法：四个不相干的词连起来",
            "12 characters at least, not digits alone. Easy to remember: four words that do not belong together",
        ),
        max_length=_LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=both("再输一次密码", "The password again"),
        max_length=_LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class PaperForm(forms.Form):
    """A paper and its photograph."""

    kind = forms.ChoiceField(label=both("证照", "Paper"))
    number = forms.CharField(label=both("证照编号", "Number"), max_length=_LONGEST)
    issued_by = forms.CharField(
        label=both("发证机关（可不填）", "Issued by (may be left out)"), max_length=_LONGEST, required=False
    )
    valid_to = forms.DateField(
        label=both("有效期至（长期有效的不填）", "Valid until (empty: without end)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    photo = forms.FileField(
        label=both("证照照片", "Photograph"),
        help_text=both("拍清楚四角和文字，不要反光", "all four corners, readable, no glare"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp", "class": "photo"}),
    )

    def __init__(self, data: Any, files: Any, kinds: tuple[str, ...], key: str) -> None:
        is_registration = kinds == (REGISTRATION,)
        super().__init__(
            data, files, initial={"kind": kinds[0], "number": key.removeprefix("uscc:") if is_registration else ""}
        )
        fields: Any = self.fields
        fields["kind"].choices = [(kind, told(paper_name(kind))) for kind in kinds]
        fields["kind"].widget = forms.HiddenInput() if len(kinds) == 1 else fields["kind"].widget
        fields["valid_to"].widget.attrs["min"] = timezone.localdate().isoformat()


class GoodsForm(forms.Form):
    """Which varieties."""

    varieties = forms.MultipleChoiceField(label=both("品种", "Goods"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["varieties"].choices = [(name, name) for name in profiles()]


def goods_by_category(chosen: tuple[str, ...]) -> list[dict[str, Any]]:
    """The varieties in their categories, those that are chosen ticked."""
    groups = []
    for category, name in CATEGORIES.items():
        rows: list[dict[str, Any]] = [
            {"id": each.id, "name": told(each.name), "ticked": each.id in chosen}
            for each in profiles().values()
            if each.category == category
        ]
        groups.append({"id": category, "name": told(name), "rows": rows, "ticked": sum(row["ticked"] for row in rows)})
    return groups


def roles_shown(held: HeldApplication) -> list[dict[str, Any]]:
    """The roles that may be chosen, each with what it records, those that are chosen ticked."""
    return [
        {
            "id": each.role,
            "name": told(each.name),
            "stages": [told(stage) for stage in each.stages],
            "ticked": each.role in held.roles,
        }
        for each in role_choices(held.varieties)
    ]


def all_papers() -> tuple[str, ...]:
    """Every kind of licence, for who has another one."""
    return tuple(library().licences)


def home_city() -> str:
    """The city in which most parties are registered: where an application without a code comes from."""
    regions = PartyRow.objects.exclude(region="").values_list("region", flat=True)[:1000]
    most = Counter(code[:4] for code in regions).most_common(1)
    return f"{most[0][0]}00" if most else ""


def told_choose() -> str:
    return str(both("请选择", "choose"))


def _regions(region: str) -> Iterator[tuple[str, str]]:
    """The districts of the city that a region is in."""
    city = f"{region[:4]}00" if len(region) == 6 else ""
    if city:
        for each in regions_in(city):
            if each.standing == "in force" and not each.code.endswith("01"):
                yield each.code, told(each.named)
