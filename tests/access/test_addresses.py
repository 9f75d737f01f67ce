"""Where a request comes from: what a proxy says counts where the operator trusts it, and nowhere else."""

from typing import Any

import django
import pytest
from django.conf import settings
from django.test import RequestFactory

django.setup()

from zhuisu.access.addresses import address_of, household  # noqa: E402
from zhuisu.server.config import read_config  # noqa: E402

PROXIES = ("10.1.0.0/16", "127.0.0.0/8", "::1/128")


@pytest.mark.parametrize(
    ("peer", "named", "expected"),
    [
        ("36.1.0.1", "59.2.0.1", "36.1.0.1"),
        ("10.0.0.5", "59.2.0.1", "10.0.0.5"),
        ("10.1.0.5", "1.1.1.1, 59.2.0.1", "59.2.0.1"),
        ("10.1.0.5", "1.1.1.1, 59.2.0.1, 10.1.0.9", "59.2.0.1"),
        ("10.1.0.5", "10.1.0.9", "10.1.0.9"),
        ("::ffff:127.0.0.1", "2001:DB8::1", "2001:db8::1"),
        ("127.0.0.1", "1.1.1.1, nonsense", "127.0.0.1"),
        ("127.0.0.1", ",", "127.0.0.1"),
        ("", "", ""),
    ],
)
def test_only_a_trusted_proxy_is_believed_and_only_whom_it_names_last(
    peer: str, named: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "TRUSTED_PROXIES", PROXIES)
    told: Any = {"REMOTE_ADDR": peer, "HTTP_X_FORWARDED_FOR": named}
    assert address_of(RequestFactory().get("/", **told)) == expected


def test_a_chain_without_an_end_is_not_followed_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "TRUSTED_PROXIES", PROXIES)
    told: Any = {"REMOTE_ADDR": "10.1.0.1", "HTTP_X_FORWARDED_FOR": ",".join(["10.1.0.2"] * 5000)}
    assert address_of(RequestFactory().get("/", **told)) == "10.1.0.2"


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, ()),
        ({"ZHUISU_HOSTS": "trace.example.cn"}, ("127.0.0.0/8", "::1/128")),
        ({"ZHUISU_HOSTS": "trace.example.cn", "ZHUISU_TRUSTED_PROXIES": "none"}, ()),
        ({"ZHUISU_HOSTS": "trace.example.cn", "ZHUISU_BIND": "0.0.0.0"}, ()),
        ({"ZHUISU_BIND": "0.0.0.0", "ZHUISU_TRUSTED_PROXIES": "10.1.0.5, 10.2.0.0/16"}, ("10.1.0.5", "10.2.0.0/16")),
    ],
)
def test_nobody_is_trusted_unless_a_proxy_stands_on_this_machine_or_is_named(
    variables: dict[str, str], expected: tuple[str, ...]
) -> None:
    assert read_config(variables).believes() == expected


def test_a_subscriber_is_an_ipv4_address_or_the_network_of_an_ipv6_address() -> None:
    assert household("36.1.0.1") == household("::ffff:36.1.0.1") == "36.1.0.1"
    assert household("2001:db8:1:2:3::9") == household("2001:db8:1:2::1") == "2001:db8:1:2::/64"
    assert household("unix") == "unix"
