"""Label: the symbol of a code as SVG: a QR code that opens its page, or a DataMatrix that holds the code itself."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import unquote

from zxingcpp import BarcodeFormat, create_barcode, write_barcode_to_svg

from zhuisu.core.codes import Code, is_gs1

MODULE_PIXELS = 4
_DOCTYPE = re.compile(r"<!DOCTYPE[^>]*>\s*")


class Symbol(StrEnum):
    QR = "qr"
    DATAMATRIX = "datamatrix"


class UnprintableError(ValueError):
    """The code does not fit into the symbol."""


_FORMATS: Mapping[Symbol, BarcodeFormat] = {
    Symbol.QR: BarcodeFormat.QRCode,
    Symbol.DATAMATRIX: BarcodeFormat.DataMatrix,
}


def label_svg(code: Code, symbol: Symbol, address: str) -> str:
    """An SVG with its quiet zone, black on white. `address` is what the QR code opens.

    A DataMatrix of a GS1 key is a true GS1 DataMatrix (FNC1 first; GS1 General Specifications §5.6); of any other
    code it holds the code's value.
    """
    if symbol is Symbol.QR:
        return qr_svg(address)
    options: dict[str, Any] = {}
    if code.key and is_gs1(code.key):
        content, options["gs1"] = bracketed(code.key), True
    else:
        content = code.value
    return _drawn(content, symbol, options)


def qr_svg(address: str) -> str:
    """A QR code that opens an address. Raises UnprintableError."""
    return _drawn(address, Symbol.QR, {"ec_level": "M"})


def _drawn(content: str, symbol: Symbol, options: Mapping[str, Any]) -> str:
    try:
        barcode = create_barcode(content, _FORMATS[symbol], **options)
    except (ValueError, RuntimeError) as error:
        raise UnprintableError(str(error)) from error
    return _DOCTYPE.sub("", write_barcode_to_svg(barcode, scale=MODULE_PIXELS))


def bracketed(key: str) -> str:
    """01/06901234000016/10/L7 → (01)06901234000016(10)L7."""
    pieces = key.split("/")
    return "".join(f"({ai}){unquote(value)}" for ai, value in zip(pieces[::2], pieces[1::2], strict=True))


def printed(code: Code) -> str:
    """The code as labels print it: a GS1 key in brackets, any other as its value."""
    return bracketed(code.key) if code.key and is_gs1(code.key) else code.value
