"""Passwords: who an account's name and password are of."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from zhuisu.access.models import Account


class Passwords(BaseBackend):
    """Accounts of people. An unknown name takes as long as a wrong password."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **_: Any
    ) -> Account | None:
        if username is None or password is None:
            return None
        account = Account.objects.filter(name=username).first()
        if account is None or not account.has_usable_password():
            make_password(password)
            return None
        return account if account.check_password(password) and _may_enter(account) else None

    def get_user(self, user_id: int) -> Account | None:
        account = Account.objects.filter(pk=user_id).first()
        return account if account is not None and _may_enter(account) else None


def _may_enter(account: Account) -> bool:
    return account.is_active and account.is_staff
