"""Numbers: codes with valid check digits, and the counters that keep them unique."""

from collections import defaultdict
from datetime import date
from random import Random

ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
VIN_VALUES = dict(
    zip(
        "0123456789ABCDEFGHJKLMNPRSTUVWXYZ", (*range(10), *range(1, 9), 1, 2, 3, 4, 5, 7, 9, *range(2, 10)), strict=True
    )
)
CONTAINER_VALUES = dict(
    zip(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (*range(11), *range(12, 22), *range(23, 33), *range(34, 39)),
        strict=True,
    )
)
PLATE_LETTERS = "ABCDEFGHJKLMNPQRSTUWXYZ"
SERIAL_CHARACTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
COUNTIES = ("450702", "450703", "450721", "450722")


class Numbers:
    """Counters by name. A number is given once in the life of a city; `after` so many that are others'."""

    def __init__(self, after: int = 0) -> None:
        self._last: defaultdict[str, int] = defaultdict(lambda: after)

    def next(self, name: str) -> int:
        """The next number of that name, the first after those of others (from 1)."""
        self._last[name] += 1
        return self._last[name]


def gs1_check(payload: str) -> str:
    """The check digit of GS1 keys (GS1 General Specifications §7.9.1): mod 10, weights 3 and 1 from the right."""
    total = sum(int(digit) * (3 if index % 2 == 0 else 1) for index, digit in enumerate(reversed(payload)))
    return str(-total % 10)


def gtin14(company: str, reference: int, indicator: int = 0) -> str:
    """A GTIN-14 of a 7-digit company prefix and a 5-digit item reference."""
    payload = f"{indicator}{company}{reference:05d}"
    return payload + gs1_check(payload)


def gln(company: str, reference: int) -> str:
    payload = f"{company}{reference:05d}"
    return payload + gs1_check(payload)


def sscc(company: str, serial: int, extension: int = 3) -> str:
    payload = f"{extension}{company}{serial % 10**9:09d}"
    return payload + gs1_check(payload)


def uscc(kind: str, region: str, organisation: str) -> str:
    """A unified social credit code (GB 32100-2015) of a 2-character kind, a region and 8 characters of organisation."""
    values = (int(character, 36) for character in organisation)
    remainder = 11 - sum(weight * value for weight, value in zip(ORGANISATION_WEIGHTS, values, strict=True)) % 11
    body = kind + region + organisation + ("X" if remainder == 10 else "0" if remainder == 11 else str(remainder))
    total = sum(pow(3, index, 31) * USCC_CHARACTERS.index(character) for index, character in enumerate(body))
    return body + USCC_CHARACTERS[-total % 31]


def licence(prefix: str, digits: str) -> str:
    """An SC or JY food licence number: the digits and their ISO 7064 MOD 11,10 check (GB/T 17710)."""
    product = 10
    for digit in digits:
        product = ((product + int(digit)) % 10 or 10) * 2 % 11
    return f"{prefix}{digits}{(11 - product) % 10}"


def vin(maker: str, serial: int) -> str:
    """A vehicle identification number (GB 16735): 8 characters of maker and model, then year, plant and serial."""
    body = f"{maker}0NG{serial:06d}"
    total = sum(weight * VIN_VALUES[character] for weight, character in zip(VIN_WEIGHTS, body, strict=True))
    return body[:8] + "0123456789X"[total % 11] + body[9:]


def container(owner: str, serial: int) -> str:
    """A container number (ISO 6346) of a 4-letter owner code and a 6-digit serial."""
    body = f"{owner}{serial:06d}"
    return body + str(sum(CONTAINER_VALUES[character] << index for index, character in enumerate(body)) % 11 % 10)


def plate(serial: int) -> str:
    """A number plate of Qinzhou (GA 36): 桂N, a letter and four characters; a serial under 920,000 gives its own."""
    serial = serial * 48_271 % 920_000  # spread, so that neighbours do not look alike
    letter, rest = divmod(serial, 10_000 * 4)
    kind, tail = divmod(rest, 10_000)
    digits = f"{tail:04d}"
    if kind:
        digits = digits[:kind] + PLATE_LETTERS[tail % 23] + digits[kind + 1 :]
    return f"桂N{PLATE_LETTERS[letter % 23]}{digits}"


def person(rng: Random) -> str:
    """An opaque reference to a person; the vault, not the ledger, knows who it is."""
    return f"urn:zhuisu:person:{rng.getrandbits(80):020x}"


def serial(rng: Random, length: int = 8) -> str:
    return "".join(rng.choices(SERIAL_CHARACTERS, k=length))


def eartag(county: str, number: int, species: int = 1) -> str:
    """An ear tag (农业部令第67号): species, county, eight digits."""
    return f"{species}{county}{number:08d}"


def trade_code(operator: str, number: int) -> str:
    """A meat and vegetable trade code (SB/T 10680): operator 13 and serial 7."""
    return f"{operator}{number:07d}"


def equipment(variety: str, maker: str, year: int, number: int) -> str:
    """An equipment code (TSG 21, TSG 08): variety 4, maker 5, year 4, serial 4 that goes on with A000 after 9999."""
    letter, rest = divmod(number - 10_000, 1000)
    return f"{variety}{maker}{year}" + (
        f"{number:04d}" if number < 10_000 else f"{'ABCDEFGHJKLMNPQRSTUVWXYZ'[letter]}{rest:03d}"
    )


def pesticide_unit(registration: str, specification: int, rng: Random) -> str:
    """A pesticide unit code (农业部公告第2579号): kind, registration 6, producer, pack 3, 21 random digits."""
    return f"1{registration[-6:]}1{specification:03d}{rng.randrange(10**21):021d}"


def vetdrug_unit(applied: date, firm: str, rng: Random) -> str:
    """A veterinary drug code (农业部公告第2210号): day of application, firm 5, eleven random digits."""
    return f"{applied:%Y%m%d}{firm}{rng.randrange(10**11):011d}"


def detonator(plant: str, made: date, mark: str, number: int) -> str:
    """A detonator code (GA 441): plant 2, year 1, month 2, day 2, mark 1, serial 5."""
    return f"{plant}{made.year % 10}{made:%m%d}{mark}{number:05d}"
