"""Forms: why something is decided, and what somebody was given."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from zhuisu.console.both import both, told
from zhuisu.core.findings import Text
from zhuisu.rating.deciding import LONGEST
from zhuisu.rating.incentives import LONGEST_LINE
from zhuisu.rating.kinds import SORTS, VERBS, Verb

_DAY: Final = {"type": "date"}


class DecideForm(forms.Form):
    """What is done about an exposure, and why. What is said when publishing is read by everybody."""

    verb = forms.ChoiceField(label=both("怎样办理", "What is done"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=both("理由", "Why"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=both("公开曝光时，这里写的会向社会公布。", "When it is published, everybody reads this."),
    )

    def __init__(self, verbs: Sequence[Verb], data: Any = None) -> None:
        super().__init__(data)
        self.fields["verb"].choices = [(each.value, told(VERBS[each])) for each in verbs]  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    """Why something does not count any more."""

    why = forms.CharField(label=both("理由", "Why"), max_length=LONGEST, widget=forms.Textarea({"rows": 2}))


class GivenForm(forms.Form):
    """What somebody was given: who, what, how much, when, by whom, and what shows it."""

    party = forms.CharField(label=both("单位（统一社会信用代码）", "Party (its code)"), max_length=100)
    sort = forms.ChoiceField(label=both("种类", "Sort"), choices=lambda: _named(SORTS))
    what = forms.CharField(label=both("事项", "What"), max_length=LONGEST_LINE)
    amount_yuan = forms.DecimalField(
        label=both("金额（元，没有可不填）", "Amount in yuan (where there is one)"),
        max_digits=12,
        decimal_places=2,
        required=False,
    )
    day = forms.DateField(label=both("日期", "Day"), widget=forms.DateInput(_DAY, format="%Y-%m-%d"))
    giver = forms.CharField(label=both("给予单位", "Given by"), max_length=LONGEST_LINE)
    evidence = forms.CharField(label=both("依据（文号或材料名称）", "Evidence (document)"), max_length=LONGEST_LINE)
    address = forms.CharField(
        label=both("网址（选填）", "Address (not required)"), max_length=LONGEST_LINE, required=False
    )


def _named(words: Mapping[Any, Text]) -> list[tuple[str, str]]:
    return [(each.value, told(text)) for each, text in words.items()]
