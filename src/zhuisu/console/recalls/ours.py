"""/admin/notices/: what a party was told of recalls, and the form in which it answers; the same as by its link."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed as Permit
from zhuisu.console.asking import now, require
from zhuisu.console.both import both
from zhuisu.console.people import names_of
from zhuisu.console.recalls.planning import tell
from zhuisu.console.recalls.screen import clock, saying, screen
from zhuisu.recall.answering import LONGEST_NOTE, MOST, Said, answer, holdings_of, mark_seen
from zhuisu.recall.evidence import Photo
from zhuisu.recall.kinds import Deed, HoldingState
from zhuisu.recall.models import Holding
from zhuisu.recall.noticed import Noticed, noticed
from zhuisu.recall.reckoning import Reckoned
from zhuisu.recall.refusing import Refusal
from zhuisu.recall.report_paper import quantity
from zhuisu.recall.report_saying import Saying
from zhuisu.recall.report_words import DEEDS, GRADES, HOLDING_STATES, KINDS, STATES

_PAGE: Final = 50
_SAID: Final = (Deed.ISOLATED, Deed.RETURNED, Deed.DESTROYED, Deed.SOLD, Deed.NEVER_HAD, Deed.ON_HAND)
_DIGITS: Final = 18


class AnswerForm(forms.Form):
    """What was done, with how much; nothing named means all that is left."""

    deed = forms.ChoiceField(
        label=both("怎样处理的", "What was done"),
        choices=[(deed.value, both(DEEDS[deed].zh, DEEDS[deed].en)) for deed in _SAID],
        widget=forms.RadioSelect,
    )
    quantity = forms.DecimalField(
        label=both("数量", "How much"),
        required=False,
        min_value=0,
        max_value=MOST,
        max_digits=18,
        decimal_places=3,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "any"}),
        help_text=both("不填：剩下的全部", "left empty: all that is left"),
    )
    uom = forms.ChoiceField(label=both("计量单位", "Unit"), required=False)
    note = forms.CharField(
        label=both("说明", "Note"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    photo = forms.FileField(
        label=both("照片", "Photograph"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=both(
            "最大 8 MB；拍摄地点等信息会被去掉",
            "8 MB at most; where it was taken is removed",
        ),
    )
    after = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    sure = forms.BooleanField(label=both("数量没有错", "The number is right"), required=False, widget=forms.HiddenInput)

    def __init__(self, units: Sequence[str], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field: Any = self.fields["uom"]
        field.choices = [(uom, saying().unit(uom)) for uom in units]
        if len(units) == 1:
            field.widget = forms.HiddenInput()
            field.initial = units[0]

    def said(self) -> Said:
        """The answer."""
        given = self.cleaned_data
        photo = given["photo"]
        photos = () if photo is None else (Photo(photo.read(), photo.name),)
        return Said(
            deed=Deed(given["deed"]),
            quantity=given["quantity"],
            uom=given["uom"],
            note=given["note"],
            photos=photos,
            after=given["after"],
            sure=given["sure"],
        )


def ours(request: HttpRequest) -> HttpResponse:
    """The notices, those that are not answered first."""
    actor = require(request, Permit.ANSWER_RECALLS)
    say = saying()
    found = Paginator(holdings_of(actor), _PAGE).get_page(request.GET.get("p"))
    words = {
        "title": say.both("发给我们的通知", "Notices to us"),
        "rows": [_row(each, say) for each in found],
        "found": found,
    }
    return screen(request, "ours.html", words)


def _row(holding: Holding, say: Saying) -> Mapping[str, Any]:
    recall = holding.recall
    ended = holding.done_at or recall.ended_at
    return {
        "id": holding.pk,
        "number": recall.number,
        "title": recall.title,
        "kind": say.word(KINDS, recall.kind),
        "grade": say.word(GRADES, recall.grade),
        "state": recall.state,
        "state_name": say.word(STATES, recall.state),
        "holder": holding.name or holding.holder,
        "holding_state": say.word(HOLDING_STATES, holding.state),
        "is_done": holding.state == HoldingState.DONE,
        "issued": say.when(recall.issued_at),
        "clock": clock(holding.due_at, now(), ended, say),
    }


def our_notice(request: HttpRequest, id: int) -> HttpResponse:
    """What is recalled, what should be here, what was answered, and the form. 404 where it is not theirs."""
    actor = require(request, Permit.ANSWER_RECALLS)
    holding = _mine(actor, id)
    if request.method == "GET":
        mark_seen(holding, actor.name)
        holding.refresh_from_db()
    told = noticed(holding)
    units = [line.uom for line in told.lines]
    last = told.answers[-1].pk if told.answers else 0
    form = AnswerForm(units, *_given(request), initial={"after": last, "deed": Deed.ISOLATED.value})
    if request.method == "POST" and form.is_valid():
        done = answer(actor=actor, holding=holding, said=form.said())
        if not isinstance(done, Refusal):
            messages.success(request, str(both("回告已记录。", "Your answer is on record.")))
            return HttpResponseRedirect(reverse("admin:notice_to_us", args=(id,)))
        if any(each.code == "answer.far_beyond" for each in done.findings):
            form.fields["sure"].widget = forms.CheckboxInput()
        tell(form, done.findings)
    return screen(request, "notice.html", _words(told, holding, form, saying()))


def _given(request: HttpRequest) -> Iterator[Any]:
    if request.method == "POST":
        yield from (request.POST, request.FILES)


def _mine(actor: Actor, id: int) -> Holding:
    row = holdings_of(actor).filter(pk=id).first() if len(str(id)) <= _DIGITS else None
    if row is None:
        raise Http404
    return row


def _words(told: Noticed, holding: Holding, form: AnswerForm, say: Saying) -> Mapping[str, Any]:
    names = names_of(each.by for each in told.answers)
    return {
        "title": told.title,
        "told": told,
        "kind": say.word(KINDS, told.kind),
        "grade": say.word(GRADES, told.grade),
        "state_name": say.word(STATES, told.state),
        "holding_state": say.word(HOLDING_STATES, told.holding_state),
        "clock": clock(told.due_at, now(), holding.done_at or holding.recall.ended_at, say),
        "lines": [_line(line, say) for line in told.lines],
        "answers": [
            {
                "at": each.at,
                "by": names[each.by],
                "said": f"{say.word(DEEDS, each.deed)} "
                f"{quantity(None if each.quantity is None else float(each.quantity), each.uom, say)}",
                "note": each.note,
                "photos": len(each.evidence.all()),
            }
            for each in reversed(told.answers)
        ],
        "form": form if told.in_force else None,
    }


def _line(line: Reckoned, say: Saying) -> Mapping[str, str]:
    return {
        "unit": say.unit(line.uom),
        "due": say.amount(float(line.due)),
        "said": say.amount(float(line.said)),
        "left": say.amount(float(line.left)),
    }
