"""Words of certificates: how one stands, and what each of its figures is."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text
from zhuisu.rating.checking import Standing

TITLE: Final = Text("可追溯供应商证明", "Certificate of a traceable supplier")
STANDINGS: Final[Mapping[Standing, Text]] = {
    Standing.VALID: Text("有效", "valid"),
    Standing.WAITING: Text("正在签名", "being signed"),
    Standing.EXPIRED: Text("已过期", "expired"),
    Standing.REVOKED: Text("已撤销", "revoked"),
    Standing.FALSE: Text("签名不符，不可采信", "the signature does not hold"),
}
