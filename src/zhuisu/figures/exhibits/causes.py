"""Causes: the rules that were broken most."""

from zhuisu.core.findings import Text
from zhuisu.figures import words
from zhuisu.figures.asked import Asked
from zhuisu.figures.exhibit import Column, Exhibit, Row
from zhuisu.figures.exhibits.columns import CLOSED, OPEN, OPENED, VARIETY
from zhuisu.figures.sums import sums
from zhuisu.figures.view import View
from zhuisu.supervision.severities import SEVERITIES


def causes(asked: Asked, view: View) -> Exhibit:
    """One row a rule of a variety, the one most broken first."""
    glossary = words.Glossary()
    return Exhibit(
        name="causes",
        title=Text("主要问题", "top causes"),
        note=Text(
            "按规则统计这段时间里发现的问题；“尚未消除”是其中现在仍存在的。",
            "What was found in this time, by rule; “still open” are those of them that hold now.",
        ),
        shape="bar",
        columns=(
            Column("rule", Text("问题", "what is wrong")),
            VARIETY,
            Column("severity", Text("程度", "severity")),
            OPENED,
            CLOSED,
            OPEN,
        ),
        rows=tuple(
            Row(
                f"{variety}/{rule}",
                (glossary.rule(variety, rule), glossary.variety(variety), SEVERITIES.get(severity, severity), *counts),
            )
            for variety, rule, severity, *counts in sums("findings_by_rule", asked, view)
        ),
        drawn=("opened", "open"),
        leads="rule",
    )
