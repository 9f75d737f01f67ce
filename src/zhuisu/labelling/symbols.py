"""Symbol: a code as modules, dark and light: QR, Data Matrix (GS1's where the code is), Code 128 (GS1-128)."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Final
from urllib.parse import unquote

import msgspec
from zxingcpp import BarcodeFormat, create_barcode

from zhuisu.core.codes import is_gs1
from zhuisu.labelling.kinds import Symbol

_FORMATS: Final = {
    Symbol.QR: BarcodeFormat.QRCode,
    Symbol.DATAMATRIX: BarcodeFormat.DataMatrix,
    Symbol.CODE128: BarcodeFormat.Code128,
}
_QUIET: Final = {Symbol.QR: 4, Symbol.DATAMATRIX: 2, Symbol.CODE128: 10}
"""Modules of quiet zone on each side (ISO/IEC 18004 §9.1, 16022 §7.2 and one more, 15417 §4.4)."""
_OPTIONS: Final[Mapping[Symbol, Mapping[str, Any]]] = {Symbol.DATAMATRIX: {"force_square": True}, Symbol.CODE128: {}}
_DARK: Final = 128


class UnprintableError(ValueError):
    """The code does not fit into the symbol."""


class Modules(msgspec.Struct, frozen=True, dict=True):
    """Rows of modules, True where they are dark. A linear symbol has one row. `quiet` modules belong around it."""

    rows: tuple[tuple[bool, ...], ...]
    quiet: int

    @property
    def width(self) -> int:
        return len(self.rows[0])

    @property
    def is_linear(self) -> bool:
        return len(self.rows) == 1

    @cached_property
    def path(self) -> str:
        """The dark modules as one SVG path, in modules."""
        return "".join(
            f"M{start} {y}h{end - start}v1h{start - end}z"
            for y, row in enumerate(self.rows)
            for start, end in _runs(row)
        )


def symbol_of(symbol: Symbol, key: str, address: str, parts: Mapping[str, str]) -> Modules:
    """The symbol of a key: a QR code opens `address`; the others hold the code: a GS1 key as element string with
    `parts` (values by application identifier, such as 10 and 17), any other as its value, or the key itself where that
    is not read alone. Raises UnprintableError."""
    if symbol is Symbol.QR:
        return _drawn(address, symbol, {"ec_level": "M"})
    if is_gs1(key):
        return _drawn(bracketed(key, parts), symbol, {"gs1": True, **_OPTIONS[symbol]})
    return _drawn(_bare(key), symbol, _OPTIONS[symbol])


def bracketed(key: str, parts: Mapping[str, str]) -> str:
    """01/06901234000016/21/ABC with {10: L7} → (01)06901234000016(10)L7(21)ABC; fixed lengths first, as GS1 advises."""
    pieces = key.split("/")
    pairs = {ai: unquote(value) for ai, value in zip(pieces[::2], pieces[1::2], strict=True)}
    whole = {**pairs, **{ai: value for ai, value in parts.items() if value and ai not in pairs}}
    ordered = sorted(whole, key=lambda ai: (_ORDER.index(ai) if ai in _ORDER else len(_ORDER), ai))
    return "".join(f"({ai}){whole[ai]}" for ai in ordered)


def _bare(key: str) -> str:
    value = key.partition(":")[2]
    return key if "/" in value else value


_ORDER: Final = ("00", "01", "11", "17", "10", "21")


def _drawn(content: str, symbol: Symbol, options: Mapping[str, Any]) -> Modules:
    try:
        barcode = create_barcode(content, _FORMATS[symbol], **options)
    except (ValueError, RuntimeError) as error:
        raise UnprintableError(str(error)) from error
    drawn: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    image: Any = memoryview(drawn).tolist()
    rows = image[:1] if symbol is Symbol.CODE128 else image
    return Modules(tuple(tuple(value < _DARK for value in row) for row in rows), _QUIET[symbol])


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    """The stretches of dark modules: where each begins, and where it has ended."""
    edges = [
        place for place in range(len(row) + 1) if (place > 0 and row[place - 1]) != (place < len(row) and row[place])
    ]
    return list(zip(edges[::2], edges[1::2], strict=True))
