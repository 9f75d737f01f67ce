"""Food: permits to make and to sell, registered recipes, and what customs writes."""

import re

from zhuisu.core.codes import checks
from zhuisu.core.codes.model import Level
from zhuisu.core.codes.national.reading import by_pattern, squeezed, with_check, with_issuer
from zhuisu.core.codes.scheme import Reading, Scheme
from zhuisu.core.findings import Text

_NATIONAL_DIGITS = 10
_TARIFF = re.compile(
    r"(?P<chapter>0[1-9]|[1-6]\d|7[0-689]|8\d|9[0-8])(?P<heading>\d{2})\.?(?P<subheading>\d{2})"
    r"(?:\.?(?P<first>\d{2})(?:\.?(?P<second>\d{2})(?:\.?(?P<inspection>\d{3}))?)?)?",
    re.ASCII,
)


def read_hs(text: str) -> Reading | None:
    """Ten digits, or with dots six to thirteen (the last three are those of inspection and quarantine).

    The normal form is ten digits and `.` before an inspection number; shorter ones are `1901.10`, `1901.10.00`.
    """
    written = squeezed(text)
    match = _TARIFF.fullmatch(written)
    if match is None or (written.isdecimal() and len(written) != _NATIONAL_DIGITS):
        return None
    heading = match["chapter"] + match["heading"]
    pieces = [heading, match["subheading"], match["first"] or ""]
    if match["second"]:
        pieces = ["".join(pieces) + match["second"], match["inspection"] or ""]
    parts = {"chapter": match["chapter"], "heading": heading, "subheading": heading + match["subheading"]}
    return Reading(".".join(filter(None, pieces)), parts, (), 35 if written.isdecimal() else 75)


FOOD = (
    Scheme(
        name="sc",
        title=Text("食品生产许可证编号", "food production permit"),
        level=Level.TRANSACTION,
        structure=Text(
            "SC + 类型 1（1 食品 2 食品添加剂）+ 食品类别 2 + 行政区划 6 + 顺序码 4 + 校验码 1",
            "SC + kind 1 (1 food, 2 additive) + category 2 + region 6 + serial 4 + check 1",
        ),
        check=Text("ISO 7064 MOD 11,10（GB/T 17710）", "ISO 7064 MOD 11,10 (GB/T 17710)"),
        source="食品生产许可管理办法（市场监管总局令第 24 号）",
        read=with_issuer(
            with_check(
                by_pattern(
                    r"SC(?:(?P<kind>1)(?P<category>0[1-9]|[12]\d|3[01])|(?P<additive>2)(?P<additive_category>0[1-3]))"
                    r"(?P<issuer>\d{6})(?P<serial>\d{4})\d",
                    95,
                ),
                checks.licence,
                skip=2,
            )
        ),
        examples=(
            "SC10811310111839",
            "SC11834020305037",
            "SC12434110105073",
            "SC10145070200019",
            "SC10545070300123",
            "SC12945072100010",
            "SC20145070200038",
            "sc 1 01 450702 0001 9",
        ),
        counterexamples=("SC10811310111838", "SC13211310111839", "SC10145070200018", "SC20445070200038"),
    ),
    Scheme(
        name="jy",
        title=Text("食品经营许可证编号", "food trade permit"),
        level=Level.TRANSACTION,
        structure=Text(
            "JY + 主体业态 1（1 销售 2 餐饮 3 单位食堂）+ 行政区划 6 + 顺序码 6 + 校验码 1",
            "JY + kind 1 (1 sale, 2 catering, 3 canteen) + region 6 + serial 6 + check 1",
        ),
        check=Text("ISO 7064 MOD 11,10（GB/T 17710）", "ISO 7064 MOD 11,10 (GB/T 17710)"),
        source="食品经营许可和备案管理办法（市场监管总局令第 78 号）",
        read=with_issuer(
            with_check(by_pattern(r"JY(?P<kind>[123])(?P<issuer>\d{6})(?P<serial>\d{6})\d", 95), checks.licence, skip=2)
        ),
        examples=("JY13301080111719", "JY13101060025900", "JY23506230105266", "JY14507020000017", "JY34507210000073"),
        counterexamples=("JY14507020000018", "JY44507020000017", "JY1450702000001"),
    ),
    Scheme(
        name="infant_formula",
        title=Text("婴幼儿配方乳粉、特医食品注册号", "registered infant or medical formula"),
        level=Level.CLASS,
        structure=Text(
            "国食注字 + YP（婴幼儿配方乳粉）或 TY（特医食品）+ 年 4 + 序号 4",
            "国食注字 + YP (infant formula) or TY (medical food) + year 4 + serial 4",
        ),
        source="婴幼儿配方乳粉产品配方注册管理办法",
        read=by_pattern(r"国食注字(?P<kind>YP|TY)(?P<year>(?:19|20)\d{2})(?P<serial>\d{4})", 95),
        examples=("国食注字YP20170001", "国食注字 yp20170001", "国食注字TY20180003"),
        counterexamples=("国食注字YP2017001", "国食注字XX20170001"),
    ),
    Scheme(
        name="health_food",
        title=Text("保健食品注册、备案号", "registered or filed health food"),
        level=Level.CLASS,
        structure=Text(
            "国食健注（旧：国食健字）G/J + 8 位；食健备 G/J + 年 4 + 省 2 + 序号 6",
            "国食健注 (formerly 国食健字) G or J + 8 digits; 食健备 G or J + year 4 + province 2 + serial 6",
        ),
        source="保健食品注册与备案管理办法",
        read=by_pattern(
            r"国食健[注字][GJ](?P<year>(?:19|20)\d{2})(?P<serial>\d{4})"
            r"|食健备[GJ](?P<filed>20\d{2})(?P<issued_in>\d{2})(?P<number>\d{6})",
            95,
        ),
        examples=("国食健注G20190001", "国食健字J20080012", "食健备G201945000123"),
        counterexamples=("国食健注X20190001", "食健备G20194500012"),
    ),
    Scheme(
        name="declaration",
        title=Text("报关单号", "customs declaration"),
        level=Level.TRANSACTION,
        structure=Text(
            "关区 4 + 年 4 + 进出口标志 1（1 进口 0 出口）+ 顺序号 9",
            "customs office 4 + year 4 + direction 1 (1 import, 0 export) + serial 9",
        ),
        source="海关总署公告",
        read=by_pattern(r"(?P<office>\d{4})(?P<year>(?:19|20)\d{2})(?P<direction>[01])(?P<serial>\d{9})", 60),
        examples=("720020241000000001", "7200 2024 1 000000001"),
        counterexamples=("720020243000000001", "720030241000000001", "72002024100000001"),
    ),
    Scheme(
        name="hs",
        title=Text("商品编码（税则号列）", "tariff code (HS)"),
        level=Level.CLASS,
        structure=Text(
            "章 2 + 目 2 + 子目 2 + 本国子目 4（+ 检验检疫 3）",
            "chapter 2 + heading 2 + subheading 2 + national 4 (+ inspection 3)",
        ),
        source="《中华人民共和国进出口税则》",
        read=read_hs,
        examples=("0402210000", "0402.21.00.00", "1901.10", "2204.2100.00.101"),
        counterexamples=("7702210000", "99.1", "0402.2", "190110", "040221000", "0002210000"),
    ),
)
