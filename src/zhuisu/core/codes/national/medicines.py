"""Medicines: the traceability code of a package, the drug it holds, and its approval."""

from zhuisu.core.codes import checks
from zhuisu.core.codes.model import Level
from zhuisu.core.codes.national.reading import by_pattern, with_check
from zhuisu.core.codes.scheme import Reading, Scheme
from zhuisu.core.findings import Text

_PACKAGE = by_pattern(r"(?P<product>\d{7})(?P<serial>\d{13})", 50)
_APPROVAL = by_pattern(r"国药准字(?P<class>[HZSBTFJ])(?P<origin>[CJ])?(?P<serial>\d{8})", 95)
_IMPORT = by_pattern(r"(?P<class>[HZSB])(?P<origin>[CJ])?(?P<serial>(?:19|20)\d{6})", 50)
_OUTSIDE_CIRCULATION = 10


def read_drug(text: str) -> Reading | None:
    """NMPAB/T 1002: 20 digits without a check. The identification codes in circulation start with 8."""
    reading = _PACKAGE(text)
    if reading is None or reading.value.startswith("8"):
        return reading
    return Reading(reading.value, reading.parts, (), reading.certainty - _OUTSIDE_CIRCULATION)


def read_drug_approval(text: str) -> Reading | None:
    """With the words before it a certain reading; letters and digits alone could be something else."""
    return _APPROVAL(text) or _IMPORT(text)


MEDICINES = (
    Scheme(
        name="drug",
        title=Text("药品追溯码", "drug traceability code"),
        level=Level.ITEM,
        structure=Text(
            "药品标识码 7 + 序列号 13；各级包装各有其码",
            "drug identification code 7 + serial 13; each package level has its own",
        ),
        source="NMPAB/T 1002-2019",
        read=read_drug,
        examples=("83857930000879766660", "8385793 0000879766660", "8385 7930 0008 7976 6660"),
        counterexamples=("8385793000087976666", "8385793000087976666A"),
    ),
    Scheme(
        name="drug_class",
        title=Text("国家药品编码本位码", "national drug code"),
        level=Level.CLASS,
        structure=Text("86 + 药品类别 9 + 企业与产品 10 + 校验码 1", "86 + class 9 + firm and product 10 + check 1"),
        check=Text("GS1 MOD 10", "GS1 MOD 10"),
        source="国食药监办〔2009〕809 号",
        read=with_check(by_pattern(r"869(?P<firm>\d{5})(?P<product>\d{5})\d", 85), checks.gs1),
        examples=("86901110000020", "86900594000335", "86902581000045", "86901234000012"),
        counterexamples=("86901110000021", "86801110000020", "8690111000002"),
    ),
    Scheme(
        name="drug_approval",
        title=Text("药品批准文号", "drug approval"),
        level=Level.CLASS,
        structure=Text(
            "国药准字 + H/Z/S 等类别字母（C 港澳台、J 境外）+ 8 位；进口注册证只写字母和数字",
            "国药准字 + a class letter such as H, Z, S (then C or J) + 8 digits; "
            "import registrations are letters and digits",
        ),
        source="药品注册管理办法（市场监管总局令第 27 号）",
        read=read_drug_approval,
        examples=(
            "国药准字HJ20140344",
            "国药准字SC20171003",
            "国药准字H20123298",
            "国药准字 z45020001",
            "H20123298",
            "SC20171003",
        ),
        counterexamples=("国药准字H2012329", "国药准字Q20123298", "H2012329"),
    ),
)
