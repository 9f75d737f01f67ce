"""Systems: which accounts are connected systems: machines that come with a token or a client, and no person's login."""

from collections.abc import Collection

from oauth2_provider.models import Application

from zhuisu.access.models import Account, Token


def connected(names: Collection[str]) -> frozenset[str]:
    """Those of these accounts. Who signs in with a phone or a password, and lets no program in, connects nothing."""
    machines = Account.objects.filter(name__in=names, is_active=True, person="").values_list("name", flat=True)
    tokens = Token.objects.filter(account__name__in=names, revoked_at=None).values_list("account__name", flat=True)
    clients = Application.objects.filter(user__name__in=names).values_list("user__name", flat=True)
    return frozenset(machines) & (frozenset(tokens) | frozenset(clients))
