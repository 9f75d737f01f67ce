"""The GS1 schemes, as they are listed and explained. How they are read is in the modules beside this one."""

from collections.abc import Callable

from zhuisu.core.codes.folding import compact
from zhuisu.core.codes.gs1.keys import named
from zhuisu.core.codes.model import Level
from zhuisu.core.codes.scheme import Reading, Scheme
from zhuisu.core.findings import Finding, Severity, Text

_SOURCE = "GS1 General Specifications"
_CHECK = Text("GS1 模 10", "GS1 modulo 10")
_PROVEN, _DOUBTED = 70, 20


def _bare(
    ai: str, lengths: tuple[int, ...], *, certainty: int = _PROVEN, proven_only: bool = False
) -> Callable[[str], Reading | None]:
    """Reads the bare number as people type it; one whose check digit fails is doubted, or not offered at all."""

    def read(text: str) -> Reading | None:
        digits = compact(text)
        if len(digits) not in lengths or not (digits.isascii() and digits.isdigit()):
            return None
        found = named([(ai, digits)])
        if found is None:
            return None
        value = found.key.partition("/")[2]
        if found.expected_check == found.found_check:
            return Reading(value, {}, (), certainty)
        if proven_only:
            return None
        facts = {"expected": found.expected_check, "found": found.found_check}
        return Reading(value, {}, (Finding("codes.check_digit", Severity.WARNING, "", facts),), _DOUBTED)

    return read


def _never(_: str) -> None:
    """These are read from links, URNs and element strings only, never from bare text."""


def _scheme(
    name: str,
    title: tuple[str, str],
    level: Level,
    structure: tuple[str, str],
    *examples: str,
    read: Callable[[str], Reading | None] = _never,
    check: Text | None = _CHECK,
    counterexamples: tuple[str, ...] = (),
) -> Scheme:
    return Scheme(
        name=name,
        title=Text(*title),
        level=level,
        structure=Text(*structure),
        source=_SOURCE,
        read=read,
        check=check,
        examples=examples,
        counterexamples=counterexamples,
    )


GS1_SCHEMES: tuple[Scheme, ...] = (
    _scheme(
        "gtin",
        ("全球贸易项目代码(商品条码)", "Global Trade Item Number"),
        Level.CLASS,
        ("8、12、13 或 14 位数字，末位为校验位", "8, 12, 13 or 14 digits, the last a check digit"),
        "6901234567892",
        "16901234567899",
        "(01)06901234567892",
        "https://id.gs1.org/01/06901234567892",
        "urn:epc:idpat:sgtin:6901234.056789.*",
        read=_bare("01", (8, 12, 13, 14)),
        counterexamples=("6901234567893",),
    ),
    _scheme(
        "lgtin",
        ("商品批次", "GTIN and lot"),
        Level.BATCH,
        ("GTIN 加批号(AI 10)", "GTIN and lot (AI 10)"),
        "(01)06901234567892(10)L7",
        "https://id.gs1.org/01/06901234567892/10/L7",
        "urn:epc:class:lgtin:6901234.056789.L7",
    ),
    _scheme(
        "sgtin",
        ("单件商品", "GTIN and serial"),
        Level.ITEM,
        ("GTIN 加序列号(AI 21)", "GTIN and serial (AI 21)"),
        "(01)06901234567892(21)ABC",
        "https://id.gs1.org/01/06901234567892/21/ABC",
        "urn:epc:id:sgtin:6901234.056789.ABC",
    ),
    _scheme(
        "sscc",
        ("系列货运包装箱代码", "Serial Shipping Container Code"),
        Level.LOGISTIC,
        ("18 位数字，末位为校验位", "18 digits, the last a check digit"),
        "369012340000000017",
        "(00)369012340000000017",
        "urn:epc:id:sscc:6901234.3000000001",
        read=_bare("00", (18,)),
    ),
    _scheme(
        "gln",
        ("全球位置码", "Global Location Number"),
        Level.PLACE,
        (
            "13 位数字，末位为校验位；可带扩展(AI 254)",
            "13 digits, the last a check digit; an extension (AI 254) may follow",
        ),
        "(414)6901234000016",
        "https://id.gs1.org/414/6901234000016",
        "urn:epc:id:sgln:6901234.00001.0",
        read=_bare("414", (13,), certainty=55, proven_only=True),
    ),
    _scheme(
        "pgln",
        ("参与方位置码", "Party GLN"),
        Level.PARTY,
        ("13 位数字，末位为校验位", "13 digits, the last a check digit"),
        "(417)6901234000016",
        "urn:epc:id:pgln:6901234.00001",
    ),
    _scheme(
        "grai",
        ("全球可回收资产标识", "Global Returnable Asset Identifier"),
        Level.ASSET,
        ("14 位数字加序列号", "14 digits and a serial"),
        "(8003)04012345555554987",
        "urn:epc:id:grai:4012345.55555.987",
    ),
    _scheme(
        "giai",
        ("全球单个资产标识", "Global Individual Asset Identifier"),
        Level.ASSET,
        ("厂商识别代码加资产号，至多 30 位", "company prefix and asset reference, at most 30 characters"),
        "(8004)4000001111",
        "urn:epc:id:giai:4000001.111",
        check=None,
    ),
    _scheme(
        "gsrn",
        ("全球服务关系代码", "Global Service Relation Number"),
        Level.PARTY,
        ("18 位数字", "18 digits"),
        "(8018)061414100000102534",
        "urn:epc:id:gsrn:0614141.0000010253",
    ),
    _scheme(
        "gdti",
        ("全球文件类型标识", "Global Document Type Identifier"),
        Level.TRANSACTION,
        ("13 位数字加序列号", "13 digits and a serial"),
        "(253)06141410000121618034",
        "urn:epc:id:gdti:0614141.00001.1618034",
    ),
    _scheme(
        "gcn",
        ("全球优惠券代码", "Global Coupon Number"),
        Level.TRANSACTION,
        ("13 位数字加序列号", "13 digits and a serial"),
        "urn:epc:id:sgcn:4012345.67890.04711",
    ),
    _scheme(
        "gsin",
        ("全球货运标识", "Global Shipment Identification Number"),
        Level.LOGISTIC,
        ("17 位数字", "17 digits"),
        "urn:epc:id:gsin:4012345.222333444",
    ),
    _scheme(
        "ginc",
        ("全球托运标识", "Global Identification Number for Consignment"),
        Level.LOGISTIC,
        ("至多 30 位", "at most 30 characters"),
        "urn:epc:id:ginc:4012345.XY002",
        check=None,
    ),
    _scheme(
        "cpi",
        ("零部件标识", "Component/Part Identifier"),
        Level.CLASS,
        ("至多 30 位，可带序列号", "at most 30 characters, a serial may follow"),
        "urn:epc:id:cpi:0614141.123ABC.123456789",
        check=None,
    ),
    _scheme(
        "itip",
        ("贸易项目组件", "Individual Trade Item Piece"),
        Level.ITEM,
        ("GTIN、件号、总件数、序列号", "GTIN, piece, total, serial"),
        "urn:epc:id:itip:4012345.012345.04.04.987",
    ),
    _scheme(
        "gmn",
        ("全球型号代码", "Global Model Number"),
        Level.CLASS,
        ("至多 25 位", "at most 25 characters"),
        "(8013)1987654Ad4X4bL5ttr2310c2K",
        check=None,
    ),
)
