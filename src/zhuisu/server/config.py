"""Config: the environment variables ZHUISU_*, read once, typed, refused with a sentence."""

import difflib
import os
import re
import secrets
from collections.abc import Callable, Mapping
from functools import cache
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from zhuisu.core.tlog.keys import Kind, Verifier, is_key_name, read_vkey
from zhuisu.exchange.subscriptions.networks import read_networks
from zhuisu.server.mail import MailServer, read_mail_url
from zhuisu.server.trouble import TroubleError

PREFIX = "ZHUISU_"
TEST_PREFIX = "ZHUISU_TEST_"
MIB = 1 << 20
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Config(msgspec.Struct, frozen=True):
    """What the operator decided. Paths are absolute."""

    home: Path
    bind: str
    port: int
    workers: int
    threads: int
    database_url: str | None
    postgres_bin: Path | None
    secret_key: str | None
    old_secret_keys: tuple[str, ...]
    hosts: tuple[str, ...]
    time_zone: str
    log_level: str
    capture_bytes: int
    capture_inline_bytes: int
    capture_events: int
    jobs: int
    token_seconds: int
    address: str | None
    webhook_networks: tuple[str, ...]
    trusted_proxies: tuple[str, ...]
    log_origin: str | None
    log_key: Path | None
    witnesses: tuple[tuple[str, Verifier], ...]
    witness_for: tuple[tuple[str, Verifier], ...]
    witness_name: str | None
    witness_key: Path | None
    email_url: MailServer | None
    email_from: str
    sms_url: str | None
    sms_token: str
    sms_sender: str
    demo_door: bool

    def is_for_one_machine(self) -> bool:
        """Whether no other machine can ask."""
        return self.bind in LOOPBACK and not (self.hosts or self.address)

    def database_is_embedded(self) -> bool:
        return self.database_url is None

    def believes(self) -> tuple[str, ...]:
        """Which proxies are believed. Unless it is said: those on this machine, where the server is bound to loopback
        and answers for others, so that a proxy must stand before it; else none."""
        if self.trusted_proxies or self.bind not in LOOPBACK or self.is_for_one_machine():
            return tuple(each for each in self.trusted_proxies if each != "none")
        return "127.0.0.0/8", "::1/128"

    def delivers_to(self) -> tuple[str, ...]:
        """Where webhooks may go. Unless it is said: anywhere, as long as no other machine can ask for them."""
        return self.webhook_networks or (("any",) if self.is_for_one_machine() else ("public",))


class Setting(msgspec.Struct, frozen=True):
    """One variable: its default as the documentation shows it, what it means, and how its text is read."""

    name: str
    default: str
    meaning: str
    read: Callable[[str], Any]

    @property
    def variable(self) -> str:
        return PREFIX + self.name.upper()


def _path(text: str) -> Path:
    return Path(text).expanduser().absolute()


def _optional_path(text: str) -> Path | None:
    return _path(text) if text else None


def _whole(low: int, high: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text) if text.isascii() and text.isdigit() else -1
        if not low <= number <= high:
            raise ValueError(f"a whole number from {low} to {high}")
        return number

    return read


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text.lower() not in words:
            raise ValueError("one of " + ", ".join(words))
        return text.lower()

    return read


def _yes_or_no(text: str) -> bool:
    return _one_of("yes", "no")(text) == "yes"


def _database_url(text: str) -> str | None:
    if text and not text.startswith(("postgresql://", "postgres://")):
        raise ValueError("an address such as postgresql://user:password@host:5432/zhuisu")
    return text or None


def _secret(text: str) -> str | None:
    if text and len(text) < 32:
        raise ValueError("at least 32 characters")
    return text or None


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _time_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise ValueError("a time zone such as Asia/Shanghai") from None
    return text


def _bind(text: str) -> str:
    if not text or any(c.isspace() or c == "/" for c in text):
        raise ValueError("an address such as 127.0.0.1, 0.0.0.0 or ::")
    return text


def _networks(text: str) -> tuple[str, ...]:
    try:
        return read_networks(_list(text))
    except ValueError:
        raise ValueError("public, any or networks such as 10.1.0.0/16, separated by commas") from None


def _proxies(text: str) -> tuple[str, ...]:
    words = _list(text)
    try:
        for word in words if words != ("none",) else ():
            ip_network(word)
    except ValueError:
        raise ValueError("none, or addresses and networks such as 10.1.0.5 or 10.1.0.0/16, by commas") from None
    return words


def _address(text: str) -> str | None:
    if text and not (text.startswith(("http://", "https://")) and text.count("/") == 2 and len(text.split("/")[2])):
        raise ValueError("an address without a path, such as https://trace.example.cn")
    return text or None


def _email(text: str) -> str:
    if not re.fullmatch(r"[^\s@<>]+@[^\s@<>]+|[^<>\n]+ <[^\s@<>]+@[^\s@<>]+>", text):
        raise ValueError("an e-mail address, such as trace@example.cn or 追溯 <trace@example.cn>")
    return text


def _gateway(text: str) -> str | None:
    if text and not (text.startswith(("http://", "https://")) and urlsplit(text).hostname):
        raise ValueError("an address such as https://sms.example.cn/send")
    return text or None


def _dotted(text: str) -> str:
    if text and not all(part.isidentifier() for part in text.split(".")):
        raise ValueError("the name of a class, such as ours.sms.Sender")
    return text


def _key_name(text: str) -> str | None:
    if text and not is_key_name(text):
        raise ValueError("a name without spaces and plus signs, such as trace.example.cn/log")
    return text or None


def _witnesses(text: str) -> tuple[tuple[str, Verifier], ...]:
    """`address key`, several separated by commas; the key is of the witnesses' kind."""
    return tuple(_keyed(part, Kind.COSIGNATURE, "https://witness.example/ name+id+key") for part in _list(text))


def _witnessed(text: str) -> tuple[tuple[str, Verifier], ...]:
    """`origin key` or `key` (its name is the origin), several separated by commas."""
    found = (_keyed(part, Kind.ED25519, "name+id+key, or origin name+id+key") for part in _list(text))
    return tuple((origin or verifier.name, verifier) for origin, verifier in found)


def _keyed(part: str, kind: Kind, expected: str) -> tuple[str, Verifier]:
    *words, vkey = part.split()
    verifier = read_vkey(vkey)
    is_address = words and words[0].startswith(("http://", "https://"))
    if verifier is None or verifier.kind is not kind or len(words) > 1 or (kind is Kind.COSIGNATURE and not is_address):
        raise ValueError(f"a list of “{expected}”, separated by commas, with the public keys as they are published")
    return words[0] if words else "", verifier


SETTINGS: tuple[Setting, ...] = (
    Setting("home", "./var", "where data, keys and the embedded database live", _path),
    Setting("bind", "127.0.0.1", "the address that the web server listens on", _bind),
    Setting("port", "8000", "the port that the web server listens on", _whole(1, 65535)),
    Setting("workers", "", "web processes; unset: one a core, at most 8", _whole(1, 256)),
    Setting("threads", "8", "requests that one web process handles at once", _whole(1, 256)),
    Setting("database_url", "", "a PostgreSQL server (15 or later); unset: the embedded one", _database_url),
    Setting(
        "postgres_bin",
        "",
        "a folder with initdb, pg_ctl and postgres to embed instead of the built-in ones",
        _optional_path,
    ),
    Setting(
        "secret_key", "", "signs what browsers carry; unset: made once and kept in ZHUISU_HOME/secret_key", _secret
    ),
    Setting(
        "old_secret_keys",
        "",
        "earlier secret keys, separated by commas: what was encrypted under them is still read",
        _list,
    ),
    Setting(
        "hosts",
        "",
        "host names that are answered, separated by commas; unset: the loopback names when bound to loopback, else any",
        _list,
    ),
    Setting("time_zone", "Asia/Shanghai", "the time zone in which pages show times", _time_zone),
    Setting("log_level", "info", "debug, info, warning or error", _one_of("debug", "info", "warning", "error")),
    Setting(
        "capture_bytes",
        "1073741824",
        "the largest document that is captured over HTTP, in bytes",
        _whole(1024, 1 << 50),
    ),
    Setting(
        "capture_inline_bytes",
        "8388608",
        "a document up to this size is captured before the answer, a larger one in the background",
        _whole(0, 1 << 40),
    ),
    Setting(
        "capture_events", "5000000", "the most events that one document captured over HTTP may hold", _whole(1, 1 << 40)
    ),
    Setting("jobs", "2", "documents that one worker captures in the background at once", _whole(1, 64)),
    Setting("token_seconds", "3600", "how long an OAuth access token is good", _whole(60, 86_400)),
    Setting("address", "", "the public address, such as https://trace.example.cn; unset: the one asked for", _address),
    Setting(
        "webhook_networks",
        "",
        "where webhooks may go: public, any, or networks such as 10.1.0.0/16, separated by commas; unset: any when"
        " bound to loopback without ZHUISU_HOSTS and ZHUISU_ADDRESS, else public",
        _networks,
    ),
    Setting(
        "trusted_proxies",
        "",
        "reverse proxies whose X-Forwarded-For is believed: addresses or networks, separated by commas, or none; unset:"
        " those on this machine when bound to loopback with ZHUISU_HOSTS or ZHUISU_ADDRESS, else none",
        _proxies,
    ),
    Setting(
        "log_origin",
        "",
        "the name of the public log, such as trace.example.cn/log; unset: made with its key. It never changes",
        _key_name,
    ),
    Setting("log_key", "", "the file of the log's private keys; unset: ZHUISU_HOME/log_key", _optional_path),
    Setting("witnesses", "", "who cosigns our checkpoints: “address key”, separated by commas", _witnesses),
    Setting("witness_for", "", "whose checkpoints we cosign: their public keys, separated by commas", _witnessed),
    Setting("witness_name", "", "our name as a witness; unset: made with its key", _key_name),
    Setting("witness_key", "", "the file of the witness's private key; unset: ZHUISU_HOME/witness_key", _optional_path),
    Setting(
        "email_url",
        "",
        "the mail server: smtp://user:password@host:587 (STARTTLS), smtps:// (TLS) or smtp+plain://; unset: mails are"
        " files in ZHUISU_HOME/outbox/email",
        read_mail_url,
    ),
    Setting("email_from", "zhuisu@localhost", "who sends the mails", _email),
    Setting("sms_url", "", "the SMS gateway, see Notices; unset: lines of ZHUISU_HOME/outbox/sms.jsonl", _gateway),
    Setting("sms_token", "", "the bearer token for the SMS gateway", str),
    Setting("sms_sender", "", "a Python class of your own that sends SMS instead, see Notices", _dotted),
    Setting(
        "demo_door",
        "no",
        "yes: /demo lets anybody be one of the demonstration's cast; on loopback alone. `zhuisu demo` sets it",
        _yes_or_no,
    ),
)


def read_config(environment: Mapping[str, str]) -> Config:
    """The configuration that these variables state. Raises TroubleError naming every variable that is wrong."""
    faults = _unknown(environment)
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        text = environment.get(setting.variable, "").strip() or _default(setting)
        try:
            values[setting.name] = setting.read(text)
        except ValueError as fault:
            faults.append(f"{setting.variable} is {text!r}; it must be {fault}.")
    if faults:
        raise TroubleError(" ".join(faults))
    chosen = Config(**values)
    if chosen.demo_door and not chosen.is_for_one_machine():
        raise TroubleError(
            "ZHUISU_DEMO_DOOR lets anybody in: it is for loopback alone, without ZHUISU_HOSTS and ZHUISU_ADDRESS."
        )
    return chosen


@cache
def config() -> Config:
    """The configuration of this process, read once from its environment."""
    return read_config(os.environ)


def secret_key(chosen: Config) -> str:
    """The secret key: given, or made once in `ZHUISU_HOME/secret_key`, readable by its owner alone."""
    if chosen.secret_key:
        return chosen.secret_key
    path = chosen.home / "secret_key"
    try:
        chosen.home.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            write_once(path, secrets.token_urlsafe(48))
        return path.read_text(encoding="ascii").strip()
    except OSError as fault:
        raise TroubleError(
            f"The secret key {path} cannot be kept or read ({fault.strerror}). "
            "Set ZHUISU_HOME to a folder that you own."
        ) from fault


def write_once(path: Path, text: str) -> None:
    """Make the file whole or not at all; of two processes at once, the first one's text stays."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _default(setting: Setting) -> str:
    if setting.name == "workers":
        return str(
            max(1, min(8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1))
        )
    return setting.default


def _unknown(environment: Mapping[str, str]) -> list[str]:
    known = {setting.variable for setting in SETTINGS}
    strangers = [
        n for n in sorted(environment) if n.startswith(PREFIX) and not n.startswith(TEST_PREFIX) and n not in known
    ]
    return [f"{name} is not a setting{_meant(name, known)}." for name in strangers]


def _meant(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"; perhaps {near[0]} is meant" if near else ""
