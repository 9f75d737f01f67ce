"""City: the city's own code, for products whose maker has no GS1 company prefix.

A product has eleven digits: the city (the first four of GB/T 2260), a number, a check digit. A batch is that and a lot,
`city:45070000017/260701`; an item is that, a serial of ten characters that nobody can guess, and a check character.
"""

from typing import Final

from zhuisu.core.codes import checks
from zhuisu.core.codes.model import Level
from zhuisu.core.codes.national.reading import by_pattern, with_check
from zhuisu.core.codes.national.regions import is_region
from zhuisu.core.codes.scheme import Reading, Scheme
from zhuisu.core.findings import Text

PRODUCT_DIGITS: Final = 11
SERIAL_LETTERS: Final = 10
LAST_PRODUCT: Final = 999_999
_LETTERS: Final = checks.USCC_CHARACTERS
_ITEM = with_check(
    by_pattern(rf"(?P<product>(?P<city>\d{{4}})\d{{7}})(?P<serial>[{_LETTERS}]{{{SERIAL_LETTERS}}})[{_LETTERS}]", 85),
    checks.city,
)


def product_of(city: str, number: int) -> str:
    """The product part: city 4, number 6, check digit (as GS1's). `city` is four digits of GB/T 2260."""
    payload = f"{city}{number:06d}"
    return payload + checks.gs1(payload)


def item_of(product: str, serial: str) -> str:
    """The value of an item's code: product part, serial, check character over both."""
    payload = product + serial
    return payload + checks.city(payload)


def read_city(text: str) -> Reading | None:
    """An item's code, whose city must be one of GB/T 2260."""
    reading = _ITEM(text)
    return reading if reading is not None and is_region(f"{reading.parts['city']}00") else None


CITY = (
    Scheme(
        name="city",
        title=Text("城市追溯码", "the city's own code"),
        level=Level.ITEM,
        structure=Text(
            "产品 11（城市 4 + 序号 6 + 校验 1）+ 序列号 10（不可猜测）+ 校验 1；批次写作 产品/批号",
            "product 11 (city 4, number 6, check 1) + serial 10 that nobody can guess + check 1; a batch: product/lot",
        ),
        source="Zhuisu",
        read=read_city,
        check=Text(
            "产品部分 GS1 模 10；全码模 31，第 i 位加权因子 3^i",
            "product: GS1 modulo 10; whole: modulo 31 with the weight 3^i at place i",
        ),
        examples=("45070000017K7QXM2RT9AM", "4507 000001 7 k7qxm 2rt9a m"),
        counterexamples=("45070000017K7QXM2RT9BM", "45990000017K7QXM2RT9AM", "45070000017K7QXM2RT9A"),
    ),
)
