"""Report: the month of the city as a document: numbers, regions, goods, causes, flows and coverage."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

from zhuisu.core.findings import Language, Text
from zhuisu.figures import words
from zhuisu.figures.asked import Asked, shifted
from zhuisu.figures.exhibit import Exhibit
from zhuisu.figures.exhibits.all import EXHIBITS
from zhuisu.figures.telling import cells, heads
from zhuisu.figures.terms import terms
from zhuisu.figures.view import View
from zhuisu.recall.paper import Chapter, Facts, Figure, Figures, Paper, Signatures, Table, Words
from zhuisu.recall.report_saying import Saying
from zhuisu.registry.regions import full_name

SHOWN: Final = ("overview", "regions", "coverage", "varieties", "markets", "causes", "incoming", "outgoing", "trend")
"""What a report holds, in its order."""
_MOST: Final = 25
_NUMERALS: Final = "一二三四五六七八九十"
_ACROSS: Final = 3
_WIDE, _NARROW = 2.4, 1.0


def exhibits_of(asked: Asked, view: View, names: Iterable[str] = SHOWN) -> list[Exhibit]:
    """The exhibits of a report."""
    return [EXHIBITS[name](asked, view) for name in names]


def paper_of(asked: Asked, view: View, author: str, say: Saying, now: datetime) -> Paper:
    """The document."""
    found = exhibits_of(asked, view)
    title = title_of(asked, say)
    return Paper(
        language=say.language,
        title=title,
        subtitle=scope_of(asked, say),
        author=author,
        foot=title,
        printed=say.both(f"{say.when(now)} 由追溯平台生成", f"Made by Zhuisu, {say.when(now)}"),
        chapters=[*(_chapter(at, each, say) for at, each in enumerate(found)), _signatures(len(found), say)],
    )


def title_of(asked: Asked, say: Saying) -> str:
    """What the report is called."""
    city = full_name(terms().city)
    span = months_of(asked)
    name = say.both("重要产品追溯月报", "monthly report on traceability") if asked.months == 1 else say.both(
        "重要产品追溯情况报告", "report on traceability"
    )  # fmt: skip
    return say.both(f"{city}{name}（{span}）", f"{city}: {name}, {span}")


def months_of(asked: Asked) -> str:
    """The months of it, as 2026-01 or 2026-01–2026-03."""
    return f"{asked.since:%Y-%m}" if asked.months == 1 else f"{asked.since:%Y-%m}–{shifted(asked.until, -1):%Y-%m}"


def scope_of(asked: Asked, say: Saying) -> str:
    """What it is narrowed to."""
    glossary = words.Glossary()
    named = [
        words.category(asked.category) if asked.category else None,
        glossary.variety(asked.variety) if asked.variety else None,
        words.region(asked.region) if asked.region else None,
    ]
    found = [say.text(each) for each in named if each is not None]
    return " · ".join(found) or say.both("全部类别与区域", "all categories and regions")


def _chapter(at: int, exhibit: Exhibit, say: Saying) -> Chapter:
    title = say.both(f"{_NUMERALS[at]}、{exhibit.title.zh}", f"{at + 1}. {exhibit.title.en.capitalize()}")
    if exhibit.name == "overview":
        return Chapter(title, tuple(_overview(exhibit, say)))
    if not exhibit.rows:
        return Chapter(title, (Words(say.both("本期没有数据。", "Nothing in this time.")),))
    return Chapter(title, (_table(exhibit, say),))


def _overview(exhibit: Exhibit, say: Saying) -> Iterator[Figures | Words]:
    before = say.both("上期", "before")
    figures = [
        Figure(now, f"{name}（{before} {then}）" if say.language is Language.ZH else f"{name} ({before} {then})")
        for name, now, then in (cells(exhibit, row, say.language) for row in exhibit.rows)
    ]
    for start in range(0, len(figures), _ACROSS):
        yield Figures(figures[start : start + _ACROSS])
    yield Words(say.text(exhibit.note))


def _table(exhibit: Exhibit, say: Saying) -> Table:
    rows = exhibit.rows[:_MOST] if exhibit.name != "trend" else exhibit.rows
    left = len(exhibit.rows) - len(rows)
    more = say.both(f"另有 {left} 行，见平台。", f"{left} more rows are on the platform.") if left else ""
    numbers = [at for at, column in enumerate(exhibit.columns) if column.kind != "text"]
    return Table(
        heads=heads(exhibit, say.language),
        widths=[_NARROW if at in numbers else _WIDE for at in range(len(exhibit.columns))],
        rows=[cells(exhibit, row, say.language) for row in rows],
        numbers=numbers,
        note=" ".join(filter(None, (say.text(exhibit.note), more))),
    )


def _signatures(at: int, say: Saying) -> Chapter:
    title = say.both(f"{_NUMERALS[at]}、签发", f"{at + 1}. Signed")
    places: Sequence[Text] = (Text("编制", "made by"), Text("审核", "checked by"), Text("签发", "issued by"))
    basis = Facts(
        [
            (
                say.both("数据来源", "Source"),
                say.both(
                    "追溯平台的事件账本；更正和作废的记录已扣除。",
                    "the platform's ledger of events; what was corrected or withdrawn is taken out",
                ),
            )
        ]
    )
    return Chapter(title, (basis, Signatures([say.text(each) for each in places])))
