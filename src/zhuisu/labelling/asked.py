"""Asked: what somebody asks labelling for, as it comes from a form or a program."""

from datetime import date
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from zhuisu.labelling.kinds import IssueKind, PrintForm, Symbol

PLAIN: Final = r"^[^\x00-\x1f\x7f]*$"
LOT: Final = r"^([A-Za-z0-9][A-Za-z0-9._-]{0,19})?$"
"""A part of what GS1 allows in a lot (General Specifications §7.11): what no scale and no scanner gets wrong."""

Key = Annotated[str, Meta(max_length=300, pattern=PLAIN)]
Short = Annotated[str, Meta(max_length=100, pattern=PLAIN)]
Line = Annotated[str, Meta(max_length=60, pattern=PLAIN)]
Lot = Annotated[str, Meta(pattern=LOT)]
Count = Annotated[int, Meta(ge=1, le=1_000_000)]


class LabelGoods(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True
):
    """What a label says of the goods beside their name. `unit` is a code of UN/ECE Recommendation 20."""

    produced: date | None = None
    expires: date | None = None
    quantity: Annotated[float, Meta(gt=0, le=1e9)] | None = None
    unit: Annotated[str, Meta(pattern=r"^([A-Z0-9]{2,3})?$")] = ""
    origin: Line = ""
    note: Line = ""


class IssueAsked(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True
):
    """Codes for a product: one batch, or so many items or logistic units. A batch without a lot gets one."""

    kind: IssueKind
    product: Key
    lot: Lot = ""
    count: Count = 1
    goods: LabelGoods = LabelGoods()


class PrintAsked(
    msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True
):
    """Labels of an issue (`count` of it from `first` on; none: all that are left of it), or of the one thing `key`.

    `skip` leaves so many places of the first sheet free: those that were used before.
    """

    issue: Annotated[int, Meta(ge=1, le=2**62)] | None = None
    key: Key = ""
    first: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    count: Count | None = None
    copies: Annotated[int, Meta(ge=1, le=2000)] = 1
    skip: Annotated[int, Meta(ge=0, le=200)] = 0
    layout: Annotated[str, Meta(pattern=r"^[a-z0-9_]{1,40}$")] = "single_60x40"
    symbol: Symbol = Symbol.QR
    form: PrintForm = PrintForm.PDF
    dots: Annotated[int, Meta(ge=6, le=24)] = 8
