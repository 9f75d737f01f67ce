"""Check: the check characters of each numbering, computed. Every function takes characters that fit its charset."""

from typing import Final

USCC_CHARACTERS: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS: Final = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_CITIZEN_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_VIN_WEIGHTS: Final = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_VALUES: Final = dict(
    zip(
        "0123456789ABCDEFGHJKLMNPRSTUVWXYZ", (*range(10), *range(1, 9), 1, 2, 3, 4, 5, 7, 9, *range(2, 10)), strict=True
    )
)
_CONTAINER_VALUES: Final = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (*range(11), *range(12, 22), *range(23, 33), *range(34, 39)),
        strict=True,
    )
)


def gs1(payload: str) -> str:
    """Modulo 10, weights 3 and 1 from the right (GS1 General Specifications §7.9.1)."""
    digits = payload.encode()
    thrice, once = digits[::-2], digits[-2::-2]
    total = 3 * (sum(thrice) - 48 * len(thrice)) + sum(once) - 48 * len(once)
    return str(-total % 10)


def uscc(payload: str) -> str:
    """Modulo 31 over 17 characters (GB 32100-2015 §5)."""
    total = sum(USCC_CHARACTERS.index(each) * weight for each, weight in zip(payload, _USCC_WEIGHTS, strict=True))
    return USCC_CHARACTERS[-total % 31]


def organisation(payload: str) -> str:
    """Modulo 11 over the 8 characters of an organisation code (GB 11714-1997 §3)."""
    total = sum(int(each, 36) * weight for each, weight in zip(payload, _ORGANISATION_WEIGHTS, strict=True))
    return "0X987654321"[total % 11]


def citizen(payload: str) -> str:
    """ISO 7064 MOD 11-2 over 17 digits (GB 11643-1999 §4)."""
    total = sum(int(each) * weight for each, weight in zip(payload, _CITIZEN_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def licence(payload: str) -> str:
    """ISO 7064 MOD 11,10 (GB/T 17710-2008)."""
    product = 10
    for digit in payload:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def cas(payload: str) -> str:
    """Each digit times its place from the right, modulo 10 (Chemical Abstracts Service)."""
    return str(sum(int(digit) * place for place, digit in enumerate(reversed(payload), 1)) % 10)


def vin(text: str) -> str:
    """Modulo 11 over all 17 characters, the ninth of which is the check itself (GB 16735-2019 annex A)."""
    total = sum(_VIN_VALUES[each] * weight for each, weight in zip(text, _VIN_WEIGHTS, strict=True))
    return "0123456789X"[total % 11]


def city(payload: str) -> str:
    """Modulo 31 over at most thirty characters, with the weight 3 to the i at place i, much as GB 32100 has it.

    31 is prime and the weights differ: one wrong character and two that changed places are always noticed.
    """
    total = sum(USCC_CHARACTERS.index(each) * pow(3, place, 31) for place, each in enumerate(payload))
    return USCC_CHARACTERS[-total % 31]


def container(payload: str) -> str:
    """Letter values that skip multiples of 11, doubled by place, modulo 11 modulo 10 (ISO 6346 §A.2)."""
    return str(sum(_CONTAINER_VALUES[each] << place for place, each in enumerate(payload)) % 11 % 10)
