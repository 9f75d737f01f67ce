"""Form: an account that somebody is to be invited to."""

from typing import Any

from django import forms

from zhuisu.access.actor import ActorKind, Scope
from zhuisu.access.models import Account
from zhuisu.access.offices import HAVE_ONE
from zhuisu.access.parties import NotAPartyError
from zhuisu.access.permitting import STAFF
from zhuisu.console import accounts
from zhuisu.console.accounts import NameTakenError, UnfitError, Wanted
from zhuisu.console.both import both, told
from zhuisu.console.running.words import KINDS, SCOPES
from zhuisu.core.codes.national.regions import is_region
from zhuisu.registry.departments import offices
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
    department = forms.ChoiceField(
        label=both("所属部门", "Department"),
        required=False,
        help_text=both(
            "部门账户必选；任务进度按它显示“我单位牵头”“我单位参与”",
            "needed for a department: the plan shows by it what one's own leads and takes part in",
        ),
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
        fields["department"].choices = office_choices()
        fields["categories"].choices = [(word, told(text)) for word, text in CATEGORIES.items()]

    def clean(self) -> dict[str, Any]:
        """A department's account says which. Raises ValidationError."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("kind") == ActorKind.DEPARTMENT and not said.get("department"):
            self.add_error("department", both("请选择所属部门。", "Choose the department."))
        return said

    def clean_regions(self) -> list[str]:
        """The codes. Raises ValidationError."""
        codes = [code.strip() for code in self.cleaned_data["regions"].replace("；", ";").split(";") if code.strip()]
        wrong = [code for code in codes if not is_region(code)]
        if wrong:
            raise forms.ValidationError(both(f"没有这个区划：{wrong[0]}", f"There is no such region: {wrong[0]}"))
        return codes


class Naming(forms.Form):
    """Which department an account works for, and what it is called where it is nobody's own."""

    department = forms.ChoiceField(label=both("所属部门", "Department"), required=False)
    title = forms.CharField(
        label=both("称呼", "Called"),
        required=False,
        max_length=60,
        help_text=both(
            "系统、设备或科室共用的账户填写，如“肉菜追溯系统”；个人账户留空，显示登记的姓名",
            "for accounts of systems, machines or a whole office; people are called as they are registered",
        ),
    )

    def __init__(self, kind: ActorKind, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        fields: Any = self.fields
        if kind in HAVE_ONE:
            fields["department"].choices = office_choices()
        else:
            del fields["department"]


def office_choices() -> list[tuple[str, str]]:
    """None, and every office by its role."""
    return [("", "—"), *((role, told(each.name)) for role, each in offices().items())]


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
        department=said["department"],
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


def named(form: Naming, account: Account, actor: str) -> bool:
    """Whether the account was given its department and title; what is wrong stands at the form."""
    said = form.cleaned_data
    try:
        accounts.name_it(account, department=said.get("department", ""), title=said["title"], actor=actor)
    except UnfitError as fault:
        form.add_error(None, told(fault.said))
        return False
    return True
