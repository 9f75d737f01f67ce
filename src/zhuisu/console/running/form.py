"""Form: an account that somebody is to be invited to."""

from typing import Any

from django import forms

from zhuisu.access.actor import ActorKind, Scope
from zhuisu.access.models import Account
from zhuisu.access.parties import NotAPartyError
from zhuisu.access.permitting import STAFF
from zhuisu.console import accounts
from zhuisu.console.accounts import NameTakenError, UnfitError, Wanted
from zhuisu.console.both import both, told
from zhuisu.console.running.words import KINDS, SCOPES
from zhuisu.core.codes.national.regions import is_region
from zhuisu.registry.sheets.vocabulary import CATEGORIES


class NewAccount(forms.Form):
    """An account that somebody is to be invited to."""

    name = forms.RegexField(
        r"^[\w.@-]{2,60}$",
        label=both("账户名", "Name"),
        help_text=both("2 至 60 个字母、数字或 . _ @ -", "2 to 60 of letters, digits, . _ @ -"),
    )
    kind = forms.ChoiceField(label=both("类型", "Kind"))
    scopes = forms.MultipleChoiceField(label=both("权限", "Scopes"), widget=forms.CheckboxSelectMultiple)
    categories = forms.MultipleChoiceField(
        label=both("类别（部门）", "Categories (departments)"), required=False, widget=forms.CheckboxSelectMultiple
    )
    regions = forms.CharField(
        label=both("行政区划（部门）", "Regions (departments)"),
        required=False,
        max_length=1000,
        help_text=both("六位代码，用分号隔开；留空为全市", "six digits each, with semicolons; empty: the whole city"),
    )
    party = forms.CharField(
        label=both("所代表的主体", "Acts for"),
        required=False,
        max_length=300,
        help_text=both("企业和协会必填", "needed for an enterprise or an association"),
    )
    person = forms.CharField(label=both("人员标识", "Person"), required=False, max_length=300)

    def __init__(self, data: Any = None, *, scopes: frozenset[Scope] = frozenset()) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["kind"].choices = [(kind.value, told(KINDS[kind])) for kind in KINDS if kind in STAFF]
        fields["scopes"].choices = [(scope.value, told(SCOPES[scope])) for scope in SCOPES if scope in scopes]
        fields["categories"].choices = [(word, told(text)) for word, text in CATEGORIES.items()]

    def clean_regions(self) -> list[str]:
        """The codes. Raises ValidationError."""
        codes = [code.strip() for code in self.cleaned_data["regions"].replace("；", ";").split(";") if code.strip()]
        wrong = [code for code in codes if not is_region(code)]
        if wrong:
            raise forms.ValidationError(both(f"没有这个区划：{wrong[0]}", f"There is no such region: {wrong[0]}"))
        return codes


def made(form: NewAccount, actor: str) -> Account | None:
    said = form.cleaned_data
    wanted = Wanted(
        name=said["name"],
        kind=ActorKind(said["kind"]),
        scopes=frozenset(map(Scope, said["scopes"])),
        categories=said["categories"],
        regions=said["regions"],
        party=said["party"] or None,
        person=said["person"],
    )
    try:
        return accounts.create(wanted, actor=actor)
    except NameTakenError:
        form.add_error("name", both("这个账户名已被使用。", "There is an account of this name."))
    except NotAPartyError:
        form.add_error("party", both("这不是主体代码。", "This names no party."))
    except UnfitError as fault:
        form.add_error(None, told(fault.said))
    return None
