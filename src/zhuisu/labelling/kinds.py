"""Kinds: what is issued, what symbols and files there are, what labels look like to those who choose."""

from enum import StrEnum
from typing import Final

from zhuisu.core.findings import Text


class IssueKind(StrEnum):
    """What codes are issued for."""

    BATCH = "batch"
    ITEM = "item"
    LOGISTIC = "logistic"
    TRADE = "trade"


class Symbol(StrEnum):
    """What is printed: a QR code opens the page, the others hold the code itself."""

    QR = "qr"
    DATAMATRIX = "datamatrix"
    CODE128 = "code128"


class PrintForm(StrEnum):
    """The file that comes: for any printer, or for label printers."""

    PDF = "pdf"
    ZPL = "zpl"


ISSUE_KINDS: Final = {
    IssueKind.BATCH: Text("批次码", "a batch"),
    IssueKind.ITEM: Text("单品码（一物一码）", "items, each its own"),
    IssueKind.LOGISTIC: Text("箱码、托盘码（SSCC）", "cases, pallets (SSCC)"),
    IssueKind.TRADE: Text("肉菜交易票", "market tickets"),
}
SYMBOLS: Final = {
    Symbol.QR: Text("二维码（扫码看追溯）", "QR (opens the page)"),
    Symbol.DATAMATRIX: Text("DataMatrix（GS1 方码）", "GS1 DataMatrix"),
    Symbol.CODE128: Text("一维码 GS1-128", "GS1-128 (Code 128)"),
}
FORMS: Final = {
    PrintForm.PDF: Text("PDF（普通打印机）", "PDF (any printer)"),
    PrintForm.ZPL: Text("ZPL（标签打印机）", "ZPL (label printers)"),
}
