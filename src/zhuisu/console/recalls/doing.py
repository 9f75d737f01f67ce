"""/admin/recalls/<number>/do/<verb>/: what is done about a recall, said in full before it is done."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.asking import require
from zhuisu.console.both import both
from zhuisu.console.recalls.screen import screen
from zhuisu.console.wording import sentence
from zhuisu.recall import clock, closing, correcting, freezing, issuing, lifting, reaching
from zhuisu.recall.correcting import Correction
from zhuisu.recall.held import HeldRecall
from zhuisu.recall.reading import told
from zhuisu.recall.refusing import Refusal
from zhuisu.recall.report import names_of
from zhuisu.recall.text_names import TEXT_NAMES

_LONGEST: Final = 2_000
_CODES: Final = 100_000


class Sure(forms.Form):
    """Nothing is asked; the page says what will happen."""


class Why(forms.Form):
    """Why."""

    reason = forms.CharField(
        label=both("理由", "Reason"), max_length=_LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class Which(Why):
    """Which part, and why. It is shown first what that is; `then` says that what is left of the recall ends with it."""

    reason = forms.CharField(
        label=both("理由", "Reason"), max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )

    keys = forms.CharField(
        label=both("物品代码", "Things"),
        max_length=_CODES,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=both("每行一个", "one a line"),
    )
    batch = forms.CharField(
        label=both("批次", "Batch"),
        max_length=_LONGEST,
        required=False,
        help_text=both("连同只由它做成、分装出来的一切", "with all that comes of it alone"),
    )
    product = forms.CharField(label=both("产品", "Product"), max_length=_LONGEST, required=False)
    holder = forms.CharField(
        label=both("持有单位", "Holder"),
        max_length=_LONGEST,
        required=False,
        help_text=both("填了几项，就是同时符合这几项的", "what fits all that is filled in"),
    )
    field_order = ("keys", "batch", "product", "holder", "reason")

    def part(self) -> lifting.Part:
        """The part that is meant."""
        said = self.cleaned_data
        keys = tuple(line.strip() for line in said["keys"].splitlines() if line.strip())
        return lifting.Part(keys=keys, **{name: said[name].strip() for name in ("batch", "product", "holder")})


class Right(forms.Form):
    """What it is to say instead; begins with what it says."""

    why = forms.CharField(
        label=both("为什么更正", "Why it is corrected"), max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any = None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        for name in Correction.__struct_fields__:
            area = forms.Textarea(attrs={"rows": 3})
            label = both(TEXT_NAMES[name].zh, TEXT_NAMES[name].en)
            self.fields[name] = forms.CharField(label=label, max_length=_LONGEST, required=False, widget=area)
        self.order_fields([*Correction.__struct_fields__, "why"])

    def correction(self) -> Correction:
        """All of the texts; those that are the same change nothing."""
        return Correction(**{name: self.cleaned_data[name] for name in Correction.__struct_fields__})


class Whom(forms.Form):
    """Whom it is about."""

    holder = forms.CharField(label=both("持有单位标识", "Key of the holder"), max_length=_LONGEST)


Done = HeldRecall | Refusal
Act = Callable[[str, Any, Actor], Done]
Seen = lifting.Preview | Refusal
Look = Callable[[str, Any, Actor], Seen]


class Doing(NamedTuple):
    """A verb: its name, what it will do, what was done, what it asks, how it is done, how weighty it looks, and how
    to see beforehand what it would be done to."""

    name: Any
    means: Any
    done: Any
    form: type[forms.Form]
    act: Act
    weight: str = "plain"
    look: Look | None = None


DOINGS: Final[Mapping[str, Doing]] = {
    "freeze": Doing(
        both("冻结范围", "Freeze the scope"),
        both(
            "按现在的账本重新追一遍，逐件记下去向和持有单位，并记下账本的大小和树根作为证据。还不会通知任何人。",
            "Follows everything anew by the ledger as it is now, and writes down each thing, who holds it, and the"
            " ledger's size and root as evidence. Nobody is told yet.",
        ),
        both("正在冻结范围。", "The scope is being frozen."),
        Sure,
        lambda number, _, actor: freezing.freeze(number, actor=actor),
        "main",
    ),
    "issue": Doing(
        both("发布", "Issue"),
        both(
            "立即生效：开始计时，通知每个持有单位，扫码页面马上变红；该公布的同时向社会公布。",
            "It is in force at once: the clock starts, every holder is told, code pages turn red, and it is published"
            " where that is asked for.",
        ),
        both("已发布，正在通知持有单位。", "Issued; the holders are being told."),
        Sure,
        lambda number, _, actor: issuing.issue(number, actor=actor),
        "main",
    ),
    "ask_again": Doing(
        both("重新追查", "Follow it again"),
        both(
            "现在就重新追一遍。新查到的物品和持有单位会加进来，差异看得见，新的持有单位会收到通知。",
            "Follows everything again now. What is new comes in, visibly, and new holders are told.",
        ),
        both("正在重新追查。", "It is being followed again."),
        Sure,
        lambda number, _, actor: reaching.ask_again(number, actor=actor),
    ),
    "correct": Doing(
        both("更正内容", "Correct what it says"),
        both(
            "原因、危害、要求、建议和英文文字写错了，在这里改。页面马上换成新的说法，已经通知过的单位会收到更正；原来的说法"
            "留在过程记录里。",
            "For a reason, hazard, demand, advice or English text that is wrong. Pages say the new words at once,"
            " holders that were told are sent them, and the old ones stay in the history.",
        ),
        both("已更正，正在通知持有单位。", "Corrected; the holders are being told."),
        Right,
        lambda number, form, actor: correcting.correct(
            number, form.correction(), actor=actor, why=form.cleaned_data["why"]
        ),
    ),
    "lift": Doing(
        both("部分解除", "Lift a part"),
        both(
            "这些物品不再在召回之列，扫码页面恢复，持有单位会收到通知。",
            "These things are no longer recalled: their pages are as before, and their holders are told.",
        ),
        both("已解除。", "Lifted."),
        Which,
        lambda number, form, actor: lifting.lift(
            number, form.part(), actor=actor, reason=form.cleaned_data["reason"], then=_then(form)
        ),
        look=lambda number, form, actor: lifting.preview_lift(number, form.part(), actor=actor),
    ),
    "reinstate": Doing(
        both("恢复", "Reinstate a part"),
        both("先前解除的这些物品重新列入。", "These things, which were lifted, are recalled again."),
        both("已恢复。", "Reinstated."),
        Which,
        lambda number, form, actor: lifting.reinstate(
            number, form.part(), actor=actor, reason=form.cleaned_data["reason"]
        ),
        look=lambda number, form, actor: lifting.preview_reinstate(number, form.part(), actor=actor),
    ),
    "escalate": Doing(
        both("上报", "Escalate"),
        both(
            "把这个没有办结的持有单位报给所在地区的主管部门。",
            "Tells the department of its region about this holder, which has not done all.",
        ),
        both("已上报。", "Escalated."),
        Whom,
        lambda number, form, actor: clock.escalate(number, form.cleaned_data["holder"].strip(), actor=actor),
    ),
    "close": Doing(
        both("结束", "Close"),
        both(
            "召回结束，持有单位会收到通知，生成总结报告。还有单位没有办结时，须写明理由。",
            "The recall ends, holders are told, and the closing report is ready. With holders outstanding, a reason is"
            " needed.",
        ),
        both("已结束，可以下载总结报告。", "Closed; the closing report is ready."),
        Why,
        lambda number, form, actor: closing.close(number, actor=actor, reason=form.cleaned_data["reason"]),
    ),
    "withdraw": Doing(
        both("撤销", "Withdraw"),
        both(
            "整个撤销，如同没有发布过；记录保留，已通知的单位会收到撤销通知。须写明理由。",
            "All of it is undone, as if it had not been needed. The record stays; holders are told. A reason"
            " is needed.",
        ),
        both("已撤销。", "Withdrawn."),
        Why,
        lambda number, form, actor: closing.withdraw(number, actor=actor, reason=form.cleaned_data["reason"]),
        "grave",
    ),
}


def do(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Says what will happen, asks what is needed, and does it. 404 for what may not be done now."""
    actor = require(request, Deed.KEEP_RECALLS)
    recall, doing = told(number, actor), DOINGS.get(verb)
    if recall is None or doing is None or verb not in recall.next:
        raise Http404
    given = {name: request.GET[name][:_LONGEST] for name in ("holder", "product", "batch") if name in request.GET}
    given |= {name: getattr(recall, name) for name in Correction.__struct_fields__} if doing.form is Right else {}
    form = doing.form(request.POST if request.method == "POST" else None, initial=given)
    seen: Seen | None = None
    if request.method == "POST" and form.is_valid():
        seen = doing.look(number, form, actor) if doing.look and "sure" not in request.POST else None
        done = doing.act(number, form, actor) if seen is None else seen
        if isinstance(done, HeldRecall):
            messages.success(request, str(doing.done))
            return HttpResponseRedirect(reverse("admin:recall", args=(number,)))
        for finding in done.findings if isinstance(done, Refusal) else ():
            form.add_error(None, sentence(finding))
    words = {
        "title": f"{doing.name} · {recall.title}",
        "recall": recall,
        "form": form,
        "doing": doing,
        "verb": doing.name,
        "is_shown_first": doing.look is not None,
        "seen": _seen(seen) if isinstance(seen, lifting.Preview) else None,
    }
    return screen(request, "form.html", words)


def _then(form: forms.Form) -> lifting.Then:
    return lifting.Then.CLOSE if form.data.get("then") == lifting.Then.CLOSE else lifting.Then.KEEP


def _seen(preview: lifting.Preview) -> Mapping[str, Any]:
    """What a part is, with the names of its products and holders."""
    names = names_of([each.key for each in (*preview.products, *preview.holders)])
    nobody = both("没有记录", "nobody on record")
    return {
        "preview": preview,
        "products": [(names.get(each.key, each.key) or both("没有产品码", "no product code"), each.things)
                     for each in preview.products],
        "holders": [(names.get(each.key, each.key) or nobody, each.things) for each in preview.holders],
    }  # fmt: skip
