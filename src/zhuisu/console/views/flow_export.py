"""Flow export: the tables of a batch's flows as numbers with codes: a spreadsheet of all of them, or one as CSV."""

from collections.abc import Iterator, Sequence
from typing import Final

from zhuisu.core.findings import Language, Text
from zhuisu.tracing.answer import PlaceOrParty
from zhuisu.tracing.flow_answer import FlowAnswer, FlowPart
from zhuisu.tracing.flow_words import FATES, lot_name, party_name

Row = Sequence[str | float]
Sheet = tuple[Text, Sequence[Text], Sequence[Row]]

NAMES: Final = ("ends", "sources", "accounts", "passages", "makings")
"""Of the tables, in their order."""

_PARTY: Final = (Text("主体", "Party"), Text("主体代码", "Key of the party"))
_LOT: Final = (Text("批次", "Batch"), Text("批次代码", "Key of the batch"))
_UNIT: Final = Text("单位", "Unit")
_SHARES: Final = (Text("最少占比", "Least share"), Text("最多占比", "Most share"))
_AMOUNTS: Final = (Text("最少数量", "Least amount"), Text("最多数量", "Most amount"))
_GIVEN: Final = (Text("发货方", "From"), Text("发货方代码", "Key of who gave"))
_TAKEN: Final = (Text("收货方", "To"), Text("收货方代码", "Key of who took"))


def sheets_of(answer: FlowAnswer, language: Language) -> dict[str, Sheet]:
    """Every table with its name, heads and rows."""
    return {name: getattr(_Telling(answer, language), name)() for name in NAMES}


class _Telling:
    def __init__(self, answer: FlowAnswer, language: Language) -> None:
        self._answer, self._language = answer, language
        self._lots = {lot.key: lot_name(lot, language) for lot in answer.lots}

    def ends(self) -> Sheet:
        heads = (*_PARTY, *_LOT, Text("去向", "Fate"), *_SHARES, *_AMOUNTS, _UNIT,
                 Text("该处数量", "Amount there"), Text("该处单位", "Unit there"))  # fmt: skip
        rows = [
            (*self._party(each.party), *self._lot(each.lot), FATES[each.fate].into(self._language),
             each.least_share, each.most_share, *_known(each.least, each.most), self._answer.uom,
             *_known(each.within), each.within_uom)
            for each in self._answer.ends
        ]  # fmt: skip
        return Text("去了哪里", "Where it is"), heads, rows

    def sources(self) -> Sheet:
        rows = [
            (*self._lot(each.lot), each.least_share, each.most_share, *_known(each.least, each.most), each.uom)
            for each in self._answer.sources
        ]
        return Text("由什么制成", "What it is made of"), (*_LOT, *_SHARES, *_AMOUNTS, _UNIT), rows

    def accounts(self) -> Sheet:
        heads = (*_PARTY, *_LOT, Text("收进", "Received"), Text("生产", "Made"), Text("在途", "Coming"),
                 Text("发出", "Sent"), Text("销售", "Sold"), Text("耗用", "Used"), Text("损耗", "Lost"),
                 Text("应存", "Left"), _UNIT)  # fmt: skip
        rows = [
            (*self._party(each.party), *self._lot(each.lot), each.received, each.made, each.coming, each.sent,
             each.sold, each.used, each.lost, *_known(each.left), each.uom)
            for each in self._answer.accounts
        ]  # fmt: skip
        return Text("各主体的账", "Accounts"), heads, rows

    def passages(self) -> Sheet:
        heads = (*_GIVEN, *_TAKEN, *_LOT, Text("发出", "Sent"), Text("实收", "Received"), Text("在途", "Coming"),
                 Text("短少", "Missing"), _UNIT, Text("首次", "First"), Text("末次", "Last"))  # fmt: skip
        rows = [
            (*self._party(each.giver), *self._party(each.taker), *self._lot(each.lot), each.sent, each.received,
             each.coming, each.missing, each.uom, each.first, each.last)
            for each in self._answer.passages
        ]  # fmt: skip
        return Text("交接", "Handed over"), heads, rows

    def makings(self) -> Sheet:
        """A row for each part that a making used or made."""
        heads = (Text("时间", "Time"), *_PARTY, Text("投入或产出", "Used or made"), *_LOT, Text("数量", "Amount"),
                 _UNIT, Text("事件", "Event"))  # fmt: skip
        rows = [
            (each.time, *self._party(each.party), side.into(self._language), *self._part(part), each.events[0])
            for each in self._answer.makings
            for side, parts in ((Text("投入", "used"), each.inputs), (Text("产出", "made"), each.outputs))
            for part in parts
        ]
        return Text("生产加工", "Made"), heads, rows

    def _party(self, party: PlaceOrParty | None) -> tuple[str, str]:
        return party_name(party, self._language), party.key if party is not None else ""

    def _lot(self, key: str) -> tuple[str, str]:
        return self._lots.get(key, key), key

    def _part(self, part: FlowPart) -> Iterator[str | float]:
        yield from (*self._lot(part.lot), *_known(part.quantity), part.uom)


def _known(*amounts: float | None) -> Iterator[str | float]:
    """A cell is empty where nothing is known."""
    return ("" if each is None else each for each in amounts)
