"""Forms: how far a measure is, what shows it, and what a meeting decides."""

from collections.abc import Mapping
from typing import Final

from django import forms

from zhuisu.console.both import both, told
from zhuisu.core.findings import Text
from zhuisu.planning.changing import LONGEST, LONGEST_LINE
from zhuisu.planning.kinds import SETTLED, STATES, Settled, State
from zhuisu.planning.measures import measures
from zhuisu.registry.departments import departments

ENDS: Final = {each: SETTLED[each] for each in (Settled.DONE, Settled.DROPPED)}
_DAY: Final = {"type": "date"}
_MORE: Final = {"rows": 3}


class ChangeForm(forms.Form):
    """How far it is, until when, and why."""

    state = forms.ChoiceField(label=both("状态", "State"), choices=lambda: _named(STATES))
    percent = forms.IntegerField(label=both("进度（%）", "Progress (%)"), min_value=0, max_value=100)
    due = forms.DateField(label=both("完成时限", "Term"), widget=forms.DateInput(_DAY, format="%Y-%m-%d"))
    why = forms.CharField(label=both("说明", "Why"), max_length=LONGEST, widget=forms.Textarea(_MORE))


class ProofForm(forms.Form):
    """What shows how far it is."""

    title = forms.CharField(label=both("材料名称", "What it is"), max_length=LONGEST_LINE)
    address = forms.CharField(
        label=both("网址（选填）", "Address (not required)"), max_length=LONGEST_LINE, required=False
    )


class CallForm(forms.Form):
    """When and where a meeting is."""

    day = forms.DateField(label=both("日期", "Day"), widget=forms.DateInput(_DAY, format="%Y-%m-%d"))
    place = forms.CharField(label=both("地点", "Place"), max_length=LONGEST_LINE)


class HoldForm(forms.Form):
    """What was said, and who was there."""

    minutes = forms.CharField(
        label=both("会议纪要", "Minutes"), max_length=10 * LONGEST, widget=forms.Textarea({"rows": 10})
    )
    present = forms.MultipleChoiceField(
        label=both("到会部门", "Present"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: offices(),
    )


class DecisionForm(forms.Form):
    """What is decided: who does it, until when, about what."""

    text = forms.CharField(label=both("议定事项", "Decision"), max_length=LONGEST_LINE)
    owner = forms.ChoiceField(label=both("责任部门", "Who does it"), choices=lambda: offices())
    due = forms.DateField(
        label=both("完成时限（选填）", "Until (not required)"),
        required=False,
        widget=forms.DateInput(_DAY, format="%Y-%m-%d"),
    )
    measure = forms.ChoiceField(
        label=both("对应任务（选填）", "About which measure (not required)"),
        required=False,
        choices=lambda: _measures(),
    )


class SettleForm(forms.Form):
    """What became of a decision."""

    state = forms.ChoiceField(label=both("结果", "Result"), choices=lambda: _named(ENDS))
    outcome = forms.CharField(label=both("落实情况", "What was done"), max_length=LONGEST, widget=forms.Textarea(_MORE))


def offices() -> list[tuple[str, str]]:
    """The departments, each once: some have several roles."""
    named: dict[str, str] = {}
    for role, each in departments().items():
        named.setdefault(told(each.name), role)
    return [(role, name) for name, role in named.items()]


def _named(names: Mapping[State, Text] | Mapping[Settled, Text]) -> list[tuple[str, str]]:
    return [(value, told(text)) for value, text in names.items()]


def _measures() -> list[tuple[str, str]]:
    return [("", "—"), *((each.id, told(each.name)) for each in measures().values())]
