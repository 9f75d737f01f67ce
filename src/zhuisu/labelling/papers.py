"""Papers: certificates and tickets as files, each print counted; a second one says that it is one."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from PIL import Image

from zhuisu.access.actor import Actor
from zhuisu.access.models import Audit
from zhuisu.core.findings import Language, Text
from zhuisu.core.forms.filled import LOCAL
from zhuisu.core.profiles.units import UNITS
from zhuisu.labelling import certificates, tickets
from zhuisu.labelling.certificates import HeldCertificate
from zhuisu.labelling.codes import address_of
from zhuisu.labelling.kinds import PrintForm, Symbol
from zhuisu.labelling.models import Printing
from zhuisu.labelling.printing import MEDIA, File
from zhuisu.labelling.promise import promise
from zhuisu.labelling.saying import read_as, server
from zhuisu.labelling.sheets import compiler
from zhuisu.labelling.symbols import symbol_of
from zhuisu.labelling.tickets import HeldTicket
from zhuisu.labelling.zpl import graphic

SIZES: Final[Mapping[str, tuple[float, float]]] = {"single_100x150": (100, 150), "a6": (105, 148), "a5": (148, 210)}
"""Of certificates, in millimetres."""
SIZE_NAMES: Final[Mapping[str, Text]] = {
    "single_100x150": Text("标签 100×150 毫米", "label 100×150 mm"),
    "a6": Text("A6 纸", "A6"),
    "a5": Text("A5 纸", "A5"),
}
RECEIPT: Final = "receipt_80"
_FOLDER: Final = Path(__file__).parent
_INCH: Final = 25.4
_QUIET: Final = 4
_DARK: Final = 160


def certificate_file(
    held: HeldCertificate, size: str, form: PrintForm, *, actor: Actor, language: Language = Language.ZH
) -> File:
    """The certificate on paper of that size (a name of SIZES), or for a label printer of 203 dots an inch."""
    told = _certificate(held, SIZES[size], language)
    return _printed("certificate.typ", told, f"{certificates.PRINTED}{held.number}", held.number, size, form, actor)


def ticket_file(held: HeldTicket, form: PrintForm, *, actor: Actor, language: Language = Language.ZH) -> File:
    """The ticket on paper of 80 mm."""
    told = _ticket(held, language)
    return _printed("ticket.typ", told, f"{tickets.PRINTED}{held.number}", held.number, RECEIPT, form, actor)


def picture_of(told: Mapping[str, Any], template: str, dots_per_inch: float = 203) -> bytes:
    """What a paper looks like."""
    made = compiler(dict(told), _FOLDER / template).compile(format="png", ppi=dots_per_inch)
    assert isinstance(made, bytes)
    return made


def _printed(
    template: str, told: Mapping[str, Any], key: str, name: str, layout: str, form: PrintForm, actor: Actor
) -> File:
    now = datetime.now(UTC)
    body = _zpl(picture_of(told, template)) if form is PrintForm.ZPL else _pdf(told, template, now)
    with transaction.atomic():
        before = Printing.objects.filter(key=key).exists()
        Printing.objects.create(
            at=now, account=actor.name, party=actor.party or "", key=key, count=1, copies=1, again=int(before),
            layout=layout, form=form.value,
        )  # fmt: skip
        Audit.objects.create(actor=actor.name, verb="labels printed", facts={"key": key, "again": int(before)})
    return File(body, MEDIA[form], f"{name}.{form.value}", 1, int(before))


def _pdf(told: Mapping[str, Any], template: str, at: datetime) -> bytes:
    made = compiler(dict(told), _FOLDER / template).compile(format="pdf", timestamp=at.replace(microsecond=0))
    assert isinstance(made, bytes)
    return made


def _zpl(picture: bytes) -> bytes:
    grey = Image.open(io.BytesIO(picture)).convert("L")
    image = grey.point(lambda value: 255 if value > _DARK else 0).convert("1", dither=Image.Dither.NONE)
    field = f"^FO0,0{graphic(image)}^FS"
    return f"^XA\n^PW{image.width}\n^LL{image.height}\n^LH0,0\n{field}\n^PQ1\n^XZ\n".encode("ascii")


def _certificate(held: HeldCertificate, size: tuple[float, float], language: Language) -> dict[str, Any]:
    says, words = held.says, promise()
    rows = (
        (Text("产品名称", "Product"), says.name),
        (Text("数量（重量）", "Quantity"), amount(says.quantity, says.unit, language)),
        (Text("产地", "Origin"), says.origin),
        (Text("承诺主体", "Who promises"), says.producer),
        (Text("联系方式", "Contact"), says.contact),
        (Text("开具日期", "Date"), str(says.day or "")),
    )
    key = says.things[0]
    return {
        "width": size[0],
        "height": size[1],
        "title": words.title.into(language),
        "number": Text(f"编号 {held.number}", f"No. {held.number}").into(language),
        "lead": words.lead.into(language),
        "promises": [each.into(language) for each in words.promises],
        "basis-name": Text("承诺依据：", "It rests on:").into(language),
        "bases": [{"name": name.into(language), "chosen": word == says.basis} for word, name in words.basis.items()],
        "rows": [(name.into(language), value) for name, value in rows],
        "law": words.law.into(language),
        "again": _again(held.printed, language),
        "code": read_as(key),
        "svg": _qr(address_of(key)),
    }


def _ticket(held: HeldTicket, language: Language) -> dict[str, Any]:
    """Of a number without a sale it says that it is no ticket."""
    if not held.goods:
        return _kept_number(held, language)
    sold_at = held.sold_at or held.at
    price = f"{held.price:g}" if held.price is not None else ""
    rows = (
        (Text("时间", "Time"), _clock(sold_at)),
        (Text("卖方", "Seller"), held.seller),
        (Text("买方", "Buyer"), held.buyer),
        (Text("单价（元）", "Price (CNY)"), price),
        (Text("来源批次", "Made of"), "、".join(read_as(key) for key in held.origins)),
    )
    goods = [(each.name.into(language), amount(each.quantity, each.unit, language)) for each in held.goods]
    return {
        "title": Text("肉菜流通追溯票", "Market ticket").into(language),
        "again": _again(held.printed, language),
        "rows": [(name.into(language), value) for name, value in rows if value],
        "goods": goods,
        "code": held.number,
        "foot": Text("扫码或输入 20 位追溯码查询来源", "Scan, or type the 20 digits, to see where it is from").into(
            language
        ),
        "svg": _qr(address_of(held.key)),
    }


def _kept_number(held: HeldTicket, language: Language) -> dict[str, Any]:
    foot = Text(
        "这不是交易票。记好这笔销售后，再打印交易票。", "This is no ticket: record the sale, then print its ticket."
    )
    return {
        "title": Text("预留的追溯码", "A number kept for a sale").into(language),
        "again": Text("预留，尚未交易", "kept; nothing was sold yet").into(language),
        "rows": [(Text("预留时间", "Kept at").into(language), _clock(held.at))],
        "goods": [],
        "code": held.number,
        "foot": foot.into(language),
        "svg": _qr(address_of(held.key)),
    }


def _clock(at: datetime) -> str:
    """A time as it is on the wall in China."""
    return f"{at.astimezone(LOCAL):%Y-%m-%d %H:%M}"


def amount(quantity: float | None, unit: str, language: Language) -> str:
    """So much of a unit, in words."""
    name = UNITS[unit].into(language) if unit in UNITS else unit
    return f"{quantity:g} {name}".strip() if quantity is not None else ""


def _again(printed: int, language: Language) -> str:
    return Text(f"补打：第 {printed + 1} 次打印", f"Reprint no. {printed + 1}").into(language) if printed else ""


def _qr(path: str) -> str:
    """A QR code with its quiet zone that opens a page of this server."""
    modules = symbol_of(Symbol.QR, "", server() + path, {})
    side = modules.width + 2 * _QUIET
    box = f'width="{side}" height="{side}" viewBox="-{_QUIET} -{_QUIET} {side} {side}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}><path d="{modules.path}"/></svg>'
