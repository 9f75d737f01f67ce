"""Sentences: what the readings of national codes have to say, in Chinese and English."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

NATIONAL_SENTENCES: Mapping[str, Text] = {
    "codes.inner_check_digit": Text(
        zh="其中组织机构代码的校验码不符：应为 {expected}，实为 {found}。",
        en="The organisation code inside has the check character {found}; it should be {expected}.",
    ),
    "codes.region_unlisted": Text(
        zh="行政区划代码 {region} 不在 GB/T 2260 中，可能是功能区或发证机关自编的代码。",
        en="The region {region} is not in GB/T 2260; it may be a functional zone or the issuer's own number.",
    ),
    "codes.long_serial": Text(
        zh="顺序号为 {found} 位，标准规定为 {expected} 位。",
        en="The serial number has {found} digits; the standard has {expected}.",
    ),
}
