"""Devices: the second factor of an account: a program that makes codes (TOTP, RFC 6238), and codes for an emergency."""

import re
import secrets
from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice
from zxingcpp import BarcodeFormat, create_barcode, write_barcode_to_svg

from zhuisu.access.models import Account
from zhuisu.access.secrets import digest

CODES: Final = 10
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH, _GROUP, _KEPT = 12, 4, 16
_PLAIN: Final = re.compile(r"[\s-]")
_MODULE_PIXELS: Final = 5


def enrolled(account: Account) -> TOTPDevice | None:
    """The program that makes this account's codes, once it has shown that it does."""
    return TOTPDevice.objects.filter(user=account, confirmed=True).first()


def enrolling(account: Account) -> TOTPDevice:
    """The program that is to do so, with a key that it does not know yet."""
    return TOTPDevice.objects.get_or_create(user=account, confirmed=False, defaults={"name": "totp"})[0]


def confirm(account: Account, code: str) -> TOTPDevice | None:
    """The program, confirmed; None where the code is wrong, or another one was quicker."""
    with transaction.atomic():
        Account.objects.select_for_update().get(pk=account.pk)
        device = TOTPDevice.objects.filter(user=account, confirmed=False).first()
        if device is None or enrolled(account) is not None or not device.verify_token(_digits(code)):
            return None
        device.confirmed = True
        device.save()
    return device


def verified(account: Account, code: str) -> Device | None:
    """The device that made this code, six digits or one for an emergency; None where none did. A code counts once."""
    text = _PLAIN.sub("", code).lower()
    kind, told = (TOTPDevice, _digits(text)) if text.isascii() and text.isdigit() else (StaticDevice, _kept(text))
    device = None
    with transaction.atomic():
        for each in kind.objects.select_for_update().filter(user=account, confirmed=True):
            if each.verify_token(told):
                device = each
    return device


def new_codes(account: Account) -> Sequence[str]:
    """Codes for an emergency, each good once; earlier ones end. Only their hashes are kept."""
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(CODES)]
    with transaction.atomic():
        StaticDevice.objects.filter(user=account).delete()
        device = StaticDevice.objects.create(user=account, name="codes", confirmed=True)
        StaticToken.objects.bulk_create(StaticToken(device=device, token=_kept(code)) for code in codes)
    return ["-".join(code[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP)) for code in codes]


def codes_left(account: Account) -> int:
    """How many codes for an emergency are unused."""
    return int(StaticToken.objects.filter(device__user=account).count())


def forget(account: Account) -> None:
    """End every second factor of an account."""
    for kind in (TOTPDevice, StaticDevice):
        kind.objects.filter(user=account).delete()


def picture(device: TOTPDevice) -> str:
    """The QR code that hands the key to the program, as SVG."""
    symbol = create_barcode(device.config_url, BarcodeFormat.QRCode, ec_level="M")
    svg = write_barcode_to_svg(symbol, scale=_MODULE_PIXELS)
    return svg[svg.index("<svg") :]


def _digits(code: str) -> str:
    return _PLAIN.sub("", code)


def _kept(code: str) -> str:
    """What is kept of a code: as much of its hash as the column holds, 64 bits."""
    return digest(code).hex()[:_KEPT]
