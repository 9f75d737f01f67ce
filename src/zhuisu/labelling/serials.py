"""Serial: the n-th of a series, as ten letters and digits that nobody who has not its secret can guess, or count.

A keyed permutation of the numbers below 31 to the 10 (a Feistel network over fifty bits, walked until it is small
enough): no two numbers have one serial, none needs to be remembered, and a serial leads back to its number.
"""

import hashlib
from typing import Final

from zhuisu.core.codes.checks import USCC_CHARACTERS
from zhuisu.core.codes.national.city import SERIAL_LETTERS

LAST: Final = len(USCC_CHARACTERS) ** SERIAL_LETTERS - 1
_HALF_BITS: Final = 25
_MASK: Final = (1 << _HALF_BITS) - 1
_ROUNDS: Final = 10


def serial_of(number: int, secret: bytes) -> str:
    """The serial of a number from 0 to LAST, under a secret of 32 bytes."""
    mixed = _forward(number, secret)
    while mixed > LAST:
        mixed = _forward(mixed, secret)
    return _written(mixed)


def number_of(serial: str, secret: bytes) -> int | None:
    """The number whose serial this is; None where it is none."""
    if len(serial) != SERIAL_LETTERS or any(each not in USCC_CHARACTERS for each in serial):
        return None
    number = _backward(_read(serial), secret)
    while number > LAST:
        number = _backward(number, secret)
    return number


def _forward(number: int, secret: bytes) -> int:
    left, right = number >> _HALF_BITS, number & _MASK
    for place in range(_ROUNDS):
        left, right = right, left ^ _mixed(right, place, secret)
    return left << _HALF_BITS | right


def _backward(number: int, secret: bytes) -> int:
    left, right = number >> _HALF_BITS, number & _MASK
    for place in reversed(range(_ROUNDS)):
        left, right = right ^ _mixed(left, place, secret), left
    return left << _HALF_BITS | right


def _mixed(half: int, place: int, secret: bytes) -> int:
    told = bytes((place,)) + half.to_bytes(4, "big")
    return int.from_bytes(hashlib.blake2b(told, key=secret, digest_size=4).digest(), "big") & _MASK


def _written(number: int) -> str:
    letters = []
    for _ in range(SERIAL_LETTERS):
        number, rest = divmod(number, len(USCC_CHARACTERS))
        letters.append(USCC_CHARACTERS[rest])
    return "".join(reversed(letters))


def _read(serial: str) -> int:
    number = 0
    for letter in serial:
        number = number * len(USCC_CHARACTERS) + USCC_CHARACTERS.index(letter)
    return number
