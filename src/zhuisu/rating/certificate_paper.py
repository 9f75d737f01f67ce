"""Certificate on paper: one page with a QR code that opens its check, and the signed text to check offline."""

import re
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import msgspec
from typst import Compiler, Fonts, TypstError
from zxingcpp import BarcodeFormat, create_barcode, write_barcode_to_svg

from zhuisu.core.findings import Language, Text
from zhuisu.rating.certificate_words import TITLE
from zhuisu.rating.checking import Checked

_TEMPLATE: Final = Path(__file__).with_name("certificate.typ")
_HEAD: Final = re.compile(r"^.*?(?=<svg)", re.DOTALL)
ISSUER: Final = Text("市重要产品追溯平台", "The city's traceability platform")


def pdf_of(held: Checked, language: Language, at: datetime | None = None) -> bytes:
    """The document, as PDF/A-2; a plain PDF where a name has a character for which the font has none."""
    told = {"told": msgspec.json.encode(_told(held, language)).decode()}
    compiler = Compiler(str(_TEMPLATE), root=str(_TEMPLATE.parent), font_paths=_fonts(), sys_inputs=told)
    moment = (at or datetime.now(UTC)).replace(microsecond=0)
    try:
        made = compiler.compile(format="pdf", pdf_standards=["a-2b"], timestamp=moment)
    except TypstError:
        made = compiler.compile(format="pdf", timestamp=moment)
    assert isinstance(made, bytes)
    return made


def _told(held: Checked, language: Language) -> dict[str, Any]:
    says, figures = held.statement, held.statement.figures
    sentence = Text(
        f"兹证明 {says.name} 在 {figures.since} 至 {figures.until} 期间按规定记录、上报追溯信息，各月评价均达到标准。",
        f"{says.name} recorded and reported what tracing needs from {figures.since} to {figures.until}, and its rating "
        "was good enough in each month.",
    )
    rows = (
        (Text("单位", "Supplier"), says.name),
        (Text("统一社会信用代码", "Code"), says.party.partition(":")[2]),
        (Text("颁发日期", "Issued"), f"{says.issued}"),
        (Text("有效期至", "Valid until"), f"{says.valid_until}"),
        (Text("各月得分", "Scores"), "  ".join(f"{month}: {score:g}" for month, score in figures.months)),
    )
    numbers = [
        (f"{figures.score:g}", Text("平均得分（满分 100）", "mean score of 100")),
        (f"{figures.records:,}", Text("条追溯记录", "records")),
    ]
    if figures.batches:
        numbers.append((f"{figures.batches:,}", Text("个批次", "batches made")))
    if figures.chains:
        complete = f"{figures.complete}/{figures.chains}"
        numbers.append((complete, Text("抽查批次链条完整", "chains looked at are complete")))
    check = Text(
        f"扫码或打开 {says.address}，看证明是否有效、是否已撤销。离线查验：下载签名文本，用任何支持 C2SP signed-note"
        " 的程序和平台日志公钥验证下面这段文字的签名（Ed25519）。公钥请从您信任的渠道取得，与下面的核对。",
        f"Scan the code or open {says.address} to see whether it holds or was revoked. Without a network: check the "
        "signature (Ed25519) under the text below with any program for C2SP signed notes and the public key of the "
        "platform's log, which is to come from a source that you trust; compare it with the one below.",
    )
    return {
        "language": language.value,
        "title": TITLE.into(language),
        "number": says.number,
        "number-line": Text(f"编号 {says.number}", f"No. {says.number}").into(language),
        "issuer": ISSUER.into(language),
        "issued": f"{says.issued}",
        "says": sentence.into(language),
        "figures": [(number, name.into(language)) for number, name in numbers],
        "rows": [(name.into(language), value) for name, value in rows],
        "svg": _qr(says.address),
        "address": says.address,
        "scan": Text("扫码查验", "Scan to check").into(language),
        "check-title": Text("怎样查验", "How it is checked").into(language),
        "check": check.into(language),
        "note": held.note.rstrip("\n"),
        "key-name": Text("日志公钥", "Log key").into(language),
        "vkeys": list(held.vkeys),
    }


def _qr(address: str) -> str:
    return _HEAD.sub("", write_barcode_to_svg(create_barcode(address, BarcodeFormat.QRCode, ec_level="M"), scale=4))


@cache
def _fonts() -> Fonts:
    """Those of the platform's documents alone."""
    folder = str(files("zhuisu.recall") / "fonts")
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
