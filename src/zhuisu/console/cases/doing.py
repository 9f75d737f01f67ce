"""/admin/cases/<number>/do/<verb>/: what is done with a case, and at which field it says why it cannot be."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.casework import doing as work
from zhuisu.casework.kinds import DECISIONS
from zhuisu.casework.letter_facts import facts_of
from zhuisu.casework.models import Case
from zhuisu.casework.reading import case_told
from zhuisu.casework.refusing import Refusal
from zhuisu.casework.sight import assignable
from zhuisu.casework.told import ToldCase
from zhuisu.console.asking import now, require
from zhuisu.console.both import both
from zhuisu.console.cases.screen import StaleError, checked, found, screen, shown, tell
from zhuisu.console.people import names_of
from zhuisu.console.recalls.screen import saying
from zhuisu.core.profiles import Category
from zhuisu.registry.sheets.vocabulary import CATEGORIES
from zhuisu.supervision.findings import by_id

_LONGEST: Final = 2_000
_NAMED: Final = 20
"""So many findings are named that still hold."""


class _About(forms.Form):
    """A form about a case, for somebody."""

    def __init__(self, told: ToldCase, actor: Actor, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.prepare(told, actor)

    def prepare(self, told: ToldCase, actor: Actor) -> None:
        """Fill in what depends on the case."""


def _text(title: Any, rows: int, *, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=title,
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


class To(_About):
    """To whom it is given."""

    account = forms.ChoiceField(label=both("交给", "To"))
    words = _text(both("交代", "A word to them"), 2)

    def prepare(self, told: ToldCase, actor: Actor) -> None:
        names = names_of(each.name for each in assignable(Case.objects.get(number=told.row.number)))
        mine = [(actor.name, both(f"{name}（我）", f"{name} (me)")) for name in [names.get(actor.name)] if name]
        others = [(each, _with(each, name)) for each, name in names.items() if each != actor.name]
        field: Any = self.fields["account"]
        field.choices = [*mine, *others]


def _with(account: str, name: str) -> str:
    """A name with the account, since two may be called the same."""
    return name if name == account else f"{name}（{account}）"


class Say(_About):
    """A word."""

    text = _text(both("说明", "What to say"), 3)


class Statement(_About):
    """What the party said."""

    text = _text(both("陈述、申辩意见", "The statement"), 5)


class Service(_About):
    """On which day."""

    day = forms.DateField(label=both("送达日期", "Served on"), widget=forms.DateInput(attrs={"type": "date"}))


class Until(_About):
    """Until when, and why."""

    until = forms.DateField(label=both("新的期限", "Due by"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = _text(both("理由", "Reason"), 2)


class Which(_About):
    """Of which category it is, and why."""

    category = forms.ChoiceField(
        label=both("转给哪类产品的主管部门", "To the departments of"),
        choices=[(name.value, both(CATEGORIES[name].zh, CATEGORIES[name].en)) for name in Category],
    )
    reason = _text(both("理由", "Reason"), 2)


class Decide(_About):
    """What is decided."""

    decision = forms.ChoiceField(
        label=both("处理决定", "Decision"),
        choices=[(name, both(text.zh, text.en)) for name, text in DECISIONS.items()],
        widget=forms.RadioSelect,
    )
    reason = _text(both("理由", "Reason"), 4)
    basis = _text(both("法律依据", "Legal ground"), 2)
    correct_by = forms.DateField(
        label=both("改正期限", "To be corrected by"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=both("责令改正时填写，会写进通知书", "for an order to correct; it is put into the notice"),
    )
    penalty = _text(both("处罚内容", "The penalty"), 2, help_text=both("行政处罚时填写", "for a sanction"))

    def prepare(self, told: ToldCase, actor: Actor) -> None:
        self.fields["basis"].initial = facts_of(told, actor, now())["basis"]

    def decided(self) -> work.Decided:
        """The decision."""
        return work.Decided(**self.cleaned_data)


class Why(_About):
    """Why."""

    reason = _text(both("理由", "Reason"), 3)


class End(Why):
    """Why, and that what still holds was looked at."""

    confirmed = forms.MultipleChoiceField(
        label=both("仍未消除的问题", "What still holds"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": both(
                "没有消除的问题有了变化，请看过再勾选。", "What still holds has changed; look at it and confirm anew."
            )
        },
    )

    def prepare(self, told: ToldCase, actor: Actor) -> None:
        say, found = saying(), [by_id(number, actor) for number in told.findings]
        holding = [each for each in found if each is not None and each.is_open]
        if not holding:
            del self.fields["confirmed"]
            return
        named = "；".join(say.text(each.told) for each in holding[:_NAMED])
        more = say.both(f"，等 {len(holding)} 个", f", {len(holding)} in all") if len(holding) > _NAMED else ""
        title = both(f"已看过，仍要结案：{named}{more}", f"I looked at them and close the case: {named}{more}")
        field: Any = self.fields["confirmed"]
        field.choices = [(" ".join(str(each.id) for each in holding), title)]

    def ids(self) -> frozenset[int]:
        """Those that were confirmed."""
        return frozenset(int(id) for each in self.cleaned_data.get("confirmed", ()) for id in each.split())


Done = ToldCase | str | Refusal
Act = Callable[[str, Any, Actor], Done]


class Doing(NamedTuple):
    """A verb: its name, what it will do, what was done, what it asks, how it is done, and how weighty it looks."""

    name: Any
    means: Any
    done: Any
    form: type[_About]
    act: Act
    weight: str = "plain"


DOINGS: Final[Mapping[str, Doing]] = {
    "assign": Doing(
        both("交办", "Assign"),
        both(
            "交给一个看得到这个案件的账户办理；也可以自己受理。",
            "Gives the case to an account that sees it; it may be your own.",
        ),
        both("已交办。", "Assigned."),
        To,
        lambda number, form, actor: work.assign(
            number, form.cleaned_data["account"], actor=actor, words=form.cleaned_data["words"]
        ),
        "main",
    ),
    "decide": Doing(
        both("作出决定", "Decide"),
        both(
            "写明处理决定、理由和法律依据。之后可以出具文书、复查、结案。",
            "Says what is decided, why, and on what ground. Letters, another visit and the end of the case follow.",
        ),
        both("已作出决定。", "Decided."),
        Decide,
        lambda number, form, actor: work.decide(number, form.decided(), actor=actor),
        "main",
    ),
    "close": Doing(
        both("结案", "Close"),
        both(
            "案件办完。还有问题没有消除时，须逐个确认，并用一句话写明理由；有举报的，须先答复举报人。以后再发现同样的问题，会另立新案。",
            "The case is done. While findings hold, they are to be confirmed, with a sentence why; whoever reported is"
            " answered first. If the same is found again, another case is opened.",
        ),
        both("已结案。", "Closed."),
        End,
        lambda number, form, actor: work.close(number, form.cleaned_data["reason"], actor=actor, confirmed=form.ids()),
        "main",
    ),
    "due": Doing(
        both("改期限", "Change the deadline"),
        both("下一步最迟哪天完成。", "By when the next step is to be taken."),
        both("期限已改。", "The deadline was changed."),
        Until,
        lambda number, form, actor: work.set_due(
            number, form.cleaned_data["until"], form.cleaned_data["reason"], actor=actor
        ),
    ),
    "serve": Doing(
        both("记录送达", "Note the service"),
        both(
            "写明行政处罚告知书送达当事人的日期（送达回证上的日期）；陈述、申辩的期限从这一天起算。",
            "The day on which the notice of a sanction reached the party, as its receipt says; the days for a statement"
            " run from then.",
        ),
        both("已记录。", "Noted."),
        Service,
        lambda number, form, actor: work.serve(number, form.cleaned_data["day"], actor=actor),
    ),
    "hear": Doing(
        both("记录陈述申辩", "Note the statement"),
        both(
            "写明当事人对行政处罚告知书提出的陈述、申辩意见和复核结果；书面放弃的，写明放弃。会写进处罚决定书。",
            "What the party said to the notice of a sanction and what was found of it, or that it waived it in writing."
            " It is put into the decision.",
        ),
        both("已记录。", "Noted."),
        Statement,
        lambda number, form, actor: work.hear(number, form.cleaned_data["text"], actor=actor),
    ),
    "route": Doing(
        both("转办", "Hand over"),
        both(
            "转给另一类产品的主管部门：他们会看到这个案件，您可能就看不到了。",
            "Hands it to the departments of another category: they see it from then on, you perhaps no more.",
        ),
        both("已转办。", "Handed over."),
        Which,
        lambda number, form, actor: work.route(
            number, form.cleaned_data["category"], form.cleaned_data["reason"], actor=actor
        ),
    ),
    "reopen": Doing(
        both("重新办理", "Reopen"),
        both("回到办理中。记录都保留。", "It is worked on again. All records stay."),
        both("已重新办理。", "Reopened."),
        Why,
        lambda number, form, actor: work.reopen(number, form.cleaned_data["reason"], actor=actor),
        "grave",
    ),
    "say": Doing(
        both("说一句", "Say something"),
        both("给所有办理这个案件的人看。", "For all who work on this case."),
        both("已记下。", "Noted."),
        Say,
        lambda number, form, actor: work.say(number, form.cleaned_data["text"], actor=actor),
    ),
}
"""In the order in which their buttons stand."""


def do(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Says what will happen, asks what is needed, and does it. What may not be done now says who changed the case."""
    actor = require(request, Deed.KEEP_CASES)
    told = found(number, actor)
    if verb not in DOINGS:
        raise Http404
    held = told.row.assigned_to
    if verb not in told.next or (verb == "assign" and request.POST.get("held", held) != held):
        raise StaleError(told)
    doing = DOINGS[verb]
    form = doing.form(told, actor, request.POST) if request.method == "POST" else doing.form(told, actor)
    if request.method == "POST" and form.is_valid():
        done = doing.act(number, form, actor)
        if not isinstance(done, Refusal):
            messages.success(request, str(doing.done))
            stays = case_told(number, actor) is not None
            return HttpResponseRedirect(reverse("admin:case", args=(number,)) if stays else reverse("admin:cases"))
        tell(form, checked(done, number, actor).findings)
    words = {**shown(told.row, saying()), "case_title": told.row.title.zh, "told": told}
    return screen(request, "do.html", {**words, "title": doing.name, "doing": doing, "form": form})
