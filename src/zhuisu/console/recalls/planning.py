"""/admin/recalls/new/ and /admin/recalls/<number>/change/: what an alert is to say, before its scope is frozen."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import require
from zhuisu.console.both import both
from zhuisu.console.recalls.desk import found
from zhuisu.console.recalls.screen import screen
from zhuisu.console.wording import sentence
from zhuisu.core.codes import class_key
from zhuisu.core.findings import Finding
from zhuisu.recall.asking import MOST_CODES, Asked
from zhuisu.recall.drafting import LONGEST_LINE, LONGEST_TEXT, Plan, change_draft, draft
from zhuisu.recall.english import TEXTS
from zhuisu.recall.held import HeldRecall
from zhuisu.recall.inquiries import visible as inquiries
from zhuisu.recall.refusing import Refusal
from zhuisu.recall.report_words import KINDS
from zhuisu.registry.sheets.vocabulary import CATEGORIES

_GRADES: Final = (
    ("", both("不分级", "none")),
    ("1", both("一级：可能造成严重危害", "class I: serious harm is possible")),
    ("2", both("二级：可能造成一般危害", "class II: harm is possible")),
    ("3", both("三级：标识问题或其他缺陷", "class III: labels, or other defects")),
)
_CHOICES: Final = (
    ("", both("按类别默认", "as the rule for its class says")),
    ("yes", both("是", "yes")),
    ("no", both("否", "no")),
)
_FIELDS: Final = {
    "asked": "codes",
    "keys": "codes",
    "isPublic": "public",
    **{f"{name}En": f"{name}_en" for name in TEXTS},
}
_PUBLIC: Final[Mapping[str, bool | None]] = {"": None, "yes": True, "no": False}


def _lines(zh: str, en: str, *, rows: int = 3, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=both(zh, en), max_length=LONGEST_TEXT, widget=area, **more)


class PlanForm(forms.Form):
    """The fields of `zhuisu.recall.drafting.Plan`, one thing a line where there are many."""

    kind = forms.ChoiceField(
        label=both("种类", "Kind"), choices=[(name, both(text.zh, text.en)) for name, text in KINDS.items()]
    )
    category = forms.ChoiceField(
        label=both("类别", "Category"), choices=[(name, both(text.zh, text.en)) for name, text in CATEGORIES.items()]
    )
    grade = forms.ChoiceField(
        label=both("级别", "Class"),
        required=False,
        choices=_GRADES,
        help_text=both("召回按危害程度分三级；其他种类不分级", "recalls have three, other alerts none"),
    )
    title = forms.CharField(label=both("标题", "Title"), max_length=LONGEST_LINE)
    codes = forms.CharField(
        label=both("召回什么", "What it is about"),
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocapitalize": "none"}),
        help_text=both(
            "批次、物品或包装的代码，每行一个，任何写法都可以",
            "codes of batches, items or packages, one a line, in any notation",
        ),
    )
    reason = _lines("原因", "Reason")
    hazard = _lines("危害", "Hazard", required=False)
    demand = _lines(
        "对持有单位的要求",
        "Demand",
        required=False,
        help_text=both("不填则用该种类的通用要求", "left empty, what its kind demands of everybody"),
    )
    advice = _lines("对消费者的建议", "Advice to consumers", required=False)
    title_en = forms.CharField(
        label=both("标题（英文）", "Title in English"),
        max_length=LONGEST_LINE,
        required=False,
        help_text=both(
            "选填。不填时，英文页面写明种类、产品、批号和该怎么做，再附上中文原文",
            "optional; without it the English page tells kind, goods, lots and what to do, above the Chinese",
        ),
    )
    reason_en = _lines("原因（英文）", "Reason in English", rows=2, required=False)
    hazard_en = _lines("危害（英文）", "Hazard in English", rows=2, required=False)
    advice_en = _lines("对消费者的建议（英文）", "Advice to consumers in English", rows=2, required=False)
    product = forms.CharField(
        label=both("产品标识", "Product"),
        max_length=LONGEST_LINE,
        required=False,
        help_text=both("不填则由代码得出", "left empty, the codes say it"),
    )
    party = forms.CharField(label=both("责任主体", "Party"), max_length=LONGEST_LINE, required=False)
    public = forms.ChoiceField(label=both("向社会公布", "Publish"), required=False, choices=_CHOICES)

    def asked(self, before: Asked) -> Asked:
        """What was asked before, with these codes."""
        lines = (line.strip() for line in self.cleaned_data["codes"].splitlines())
        return msgspec.structs.replace(before, codes=tuple(dict.fromkeys(line for line in lines if line)))

    def plan(self, before: Asked) -> Plan:
        """What it says."""
        said = self.cleaned_data
        return Plan(
            asked=self.asked(before),
            is_public=_PUBLIC[said["public"]],
            **{name: text for name, text in said.items() if name not in ("codes", "public")},
        )


def new(request: HttpRequest) -> HttpResponse:
    """A new draft. `?inquiry=` lends it what was asked there, `?key=` names things, again and again."""
    actor = require(request, Deed.KEEP_RECALLS)
    before = _inquired(request.GET.get("inquiry", ""), actor)
    keys = tuple(key[:LONGEST_LINE] for key in request.GET.getlist("key")[:MOST_CODES]) or before.codes
    return _form(request, actor, None, before, _begun(before, keys))


def change(request: HttpRequest, number: str) -> HttpResponse:
    """A draft to go on with. 404 where it is none any more, or the actor may not."""
    actor = require(request, Deed.KEEP_RECALLS)
    recall = found(number, actor)
    if "change" not in recall.next:
        raise Http404
    before = msgspec.convert(recall.asked, Asked)
    initial = {name: getattr(recall, name) for name in PlanForm.base_fields if name not in ("codes", "public")}
    initial |= {"codes": "\n".join(before.codes), "public": "yes" if recall.is_public else "no"}
    return _form(request, actor, recall, before, initial)


def _form(
    request: HttpRequest, actor: Actor, recall: HeldRecall | None, before: Asked, initial: Mapping[str, Any]
) -> HttpResponse:
    form = PlanForm(request.POST if request.method == "POST" else None, initial=dict(initial))
    if request.method == "POST" and form.is_valid():
        plan = form.plan(before)
        done = draft(plan, actor=actor) if recall is None else change_draft(recall.number, plan, actor=actor)
        if not isinstance(done, Refusal):
            messages.success(request, str(both("草稿已保存。", "The draft is kept.")))
            return HttpResponseRedirect(reverse("admin:recall", args=(done.number,)))
        tell(form, done.findings)
    words = {
        "title": both("起草召回或警示", "Draft a recall or alert") if recall is None else recall.title,
        "recall": recall,
        "form": form,
        "verb": both("保存草稿", "Keep the draft"),
        "also": _also(before),
    }
    return screen(request, "form.html", words)


def tell(form: forms.Form, findings: Sequence[Finding]) -> None:
    """What is wrong, each at its field where the form has it."""
    for finding in findings:
        field = _FIELDS.get(finding.member, finding.member)
        form.add_error(field if field in form.fields else None, sentence(finding))


def _inquired(text: str, actor: Actor) -> Asked:
    """What an inquiry asked; nothing where there is no such inquiry for the actor. Raises Http404."""
    if not text:
        return Asked()
    try:
        row = inquiries(actor).filter(pk=UUID(text)).first()
    except ValueError:
        row = None
    if row is None:
        raise Http404
    return msgspec.structs.replace(msgspec.convert(row.asked, Asked), direction=Asked().direction)


def _begun(before: Asked, keys: Sequence[str]) -> Mapping[str, Any]:
    products = {class_key(key) for key in keys} - {None} or {before.product}
    return {
        "kind": "recall",
        "category": "food",
        "grade": "1",
        "codes": "\n".join(keys),
        "product": products.pop() if len(products) == 1 else "",
        "party": before.supplier,
    }


def _also(before: Asked) -> Sequence[tuple[str, str]]:
    """What else was asked, which the form keeps as it is."""
    named = (
        (both("供货单位", "Supplier"), before.supplier),
        (both("地点", "Place"), before.place),
        (both("产品", "Product"), before.product),
        (both("从", "Since"), before.since.isoformat() if before.since else ""),
        (both("到", "Until"), before.until.isoformat() if before.until else ""),
        (both("投诉", "Complaints"), "\n".join(before.complaints)),
    )
    return [(str(name), value) for name, value in named if value]
