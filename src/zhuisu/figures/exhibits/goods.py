"""Goods: by variety, and by stage of each variety."""

from zhuisu.core.findings import Text
from zhuisu.figures import words
from zhuisu.figures.asked import Asked
from zhuisu.figures.exhibit import Column, Exhibit, Row
from zhuisu.figures.exhibits.columns import (
    CATEGORY,
    EVENTS,
    GRAMS,
    ITEMS,
    KG,
    ON_TIME,
    OPEN,
    OPENED,
    VARIETY,
    share,
)
from zhuisu.figures.sums import sums
from zhuisu.figures.view import View

_STAGE = Column("stage", Text("环节", "stage"))


def varieties(asked: Asked, view: View) -> Exhibit:
    """One row a variety, the one with the most records first."""
    glossary = words.Glossary()
    counted = {(category, variety): rest for category, variety, *rest in sums("by_variety", asked, view)}
    findings = {(category, variety): rest for category, variety, *rest in sums("findings_by_variety", asked, view)}
    rows = []
    for key in dict.fromkeys((*counted, *findings)):
        events, items, grams, late = counted.get(key, (0, 0, 0, 0))
        names = words.category(key[0]), glossary.variety(key[1])
        told = (events, items, grams / GRAMS, share(events - late, events), *findings.get(key, (0, 0)))
        rows.append(Row(key[1], (*names, *told)))
    return Exhibit(
        name="varieties",
        title=Text("各品种", "by variety"),
        note=Text(
            "每条记录只计一次，计入它所属环节的品种；件数和重量按各环节相加，同一批货经过几个环节就计几次。",
            "Each record counts once, in the variety whose stage it is. Pieces and weight add up over stages.",
        ),
        shape="bar",
        columns=(CATEGORY, VARIETY, EVENTS, ITEMS, KG, ON_TIME, OPENED, OPEN),
        rows=tuple(rows),
        drawn=("events",),
        leads="variety",
    )


def stages(asked: Asked, view: View) -> Exhibit:
    """One row a stage, the one with the most records first."""
    glossary = words.Glossary()
    found = sorted(sums("by_stage", asked, view), key=lambda row: not row[0])
    return Exhibit(
        name="stages",
        title=Text("各环节", "by stage"),
        note=Text(
            "环节来自各品种的档案。“未知”排在最后：货品没有登记品种，或不在方案的品种之内，明细里可以看到是哪些。",
            "Stages are those of the profiles. What is unknown comes last: goods without a variety, or of none in the "
            "plan; the records show which.",
        ),
        shape="bar",
        columns=(VARIETY, _STAGE, EVENTS, ITEMS, KG, ON_TIME),
        rows=tuple(
            Row(
                f"{variety}/{stage}",
                (
                    glossary.variety(variety),
                    glossary.stage(variety, stage),
                    events,
                    items,
                    grams / GRAMS,
                    share(events - late, events),
                ),
            )
            for variety, stage, events, items, grams, late in found
        ),
        drawn=("events",),
        leads="stage",
    )
