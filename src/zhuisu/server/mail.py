"""Mail: the server by which e-mail goes out, as ZHUISU_EMAIL_URL names it, in Django's settings."""

from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import msgspec

EXAMPLE: Final = (
    "an address such as smtp://user:password@mail.example.cn:587 (STARTTLS), smtps://… (TLS) or smtp+plain://…"
)
TIMEOUT_SECONDS: Final = 10
_PORTS: Final = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


class MailServer(msgspec.Struct, frozen=True):
    """`scheme` says how it is encrypted: smtp by STARTTLS, smtps from the start, smtp+plain not at all."""

    scheme: str
    host: str
    port: int
    user: str
    password: str


def read_mail_url(text: str) -> MailServer | None:
    """The server of this address; None where there is none. Raises ValueError."""
    if not text:
        return None
    try:
        parts = urlsplit(text)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        raise ValueError(EXAMPLE) from None
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise ValueError(EXAMPLE)
    user, password = (unquote(part or "") for part in (parts.username, parts.password))
    return MailServer(parts.scheme, parts.hostname, port, user, password)


def mail_settings(server: MailServer | None, folder: Path) -> dict[str, Any]:
    """What Django is told: to use this server, or, without one, to keep each mail as a file in the folder."""
    if server is None:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": folder}
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": server.host,
        "EMAIL_PORT": server.port,
        "EMAIL_HOST_USER": server.user,
        "EMAIL_HOST_PASSWORD": server.password,
        "EMAIL_USE_TLS": server.scheme == "smtp",
        "EMAIL_USE_SSL": server.scheme == "smtps",
        "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
    }
