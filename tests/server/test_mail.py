"""The mail server: its address, read once, in the settings that Django knows."""

from pathlib import Path

import pytest

from zhuisu.server.mail import MailServer, mail_settings, read_mail_url


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("smtp://bot%40x.cn:s%2Fecret@mail.x.cn", MailServer("smtp", "mail.x.cn", 587, "bot@x.cn", "s/ecret")),
        ("smtps://mail.x.cn", MailServer("smtps", "mail.x.cn", 465, "", "")),
        ("smtp+plain://127.0.0.1:1025/", MailServer("smtp+plain", "127.0.0.1", 1025, "", "")),
    ],
)
def test_an_address_names_a_server(text: str, server: MailServer) -> None:
    assert read_mail_url(text) == server


@pytest.mark.parametrize("text", ["mail.x.cn", "http://mail.x.cn", "smtp://", "smtp://x:port", "smtp://x/inbox"])
def test_another_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="such as smtp://"):
        read_mail_url(text)


def test_a_server_is_encrypted_unless_it_says_plain() -> None:
    told = {scheme: mail_settings(read_mail_url(f"{scheme}://x"), Path()) for scheme in ("smtp", "smtps", "smtp+plain")}
    encrypted = {scheme: (each["EMAIL_USE_TLS"], each["EMAIL_USE_SSL"]) for scheme, each in told.items()}
    assert encrypted == {"smtp": (True, False), "smtps": (False, True), "smtp+plain": (False, False)}


def test_without_a_server_mails_are_files() -> None:
    told = mail_settings(read_mail_url(""), Path("/var/outbox"))
    assert told["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert told["EMAIL_FILE_PATH"] == Path("/var/outbox")
