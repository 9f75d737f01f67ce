"""E-mail: by Django's backend, which ZHUISU_EMAIL_URL chooses; without one, into a folder."""

import smtplib
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email

from zhuisu.recall.channels.outgoing import Outgoing, UndeliverableError, UnsentError

KEPT: Final = "kept in a file: ZHUISU_EMAIL_URL names no mail server"
_PERMANENT: Final = range(500, 600)


def send(letter: Outgoing) -> str:
    """One mail. Its Message-ID is the same at every attempt."""
    try:
        validate_email(letter.address)
    except ValidationError as fault:
        raise UndeliverableError("not an e-mail address") from fault
    subject = " ".join(letter.subject.split())
    headers = {"Message-ID": f"<{letter.reference}@{_domain()}>", "Auto-Submitted": "auto-generated"}
    mail = EmailMessage(subject, letter.body, to=[letter.address], headers=headers)
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        code, reason = next(iter(refused.recipients.values()), (0, b""))
        kind = UndeliverableError if code in _PERMANENT else UnsentError
        raise kind(f"refused ({code} {_told(reason)})") from refused
    except (smtplib.SMTPException, OSError) as fault:
        raise UnsentError(" ".join(str(fault).split())[:300] or type(fault).__name__) from fault
    return KEPT if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend") else ""


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"


def _told(reason: bytes | str) -> str:
    return (reason.decode("utf-8", "replace") if isinstance(reason, bytes) else reason)[:200]
