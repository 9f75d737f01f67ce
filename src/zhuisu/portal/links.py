"""Links: where on this site a thing, an event or a label is found."""

from urllib.parse import quote, urlencode

from zhuisu.core.tlog.proofs import EXTENSION

# What may stand in a path segment as it is (RFC 3986 §3.3), and the slash.
PLAIN = "/:@!$'()*,;=~"


def _quoted(key: str) -> str:
    """Slashes stay readable, unless a server on the way might fold them or take a dot for a folder."""
    segments = key.split("/")
    foldable = any(segment in ("", ".", "..") for segment in segments)
    return quote(key, safe="" if foldable else PLAIN)


def thing_path(key: str) -> str:
    """The dossier of a key; also takes any text that `recognise` reads."""
    return f"/t/{_quoted(key)}"


def variety_path(variety: str) -> str:
    """What must be on record for a variety."""
    return f"/variety/{quote(variety, safe='')}"


def recall_path(number: str) -> str:
    """A published recall, or one of its kin."""
    return f"/recalls/{quote(number, safe='')}"


def told_path(event: str, of: str, after: str = "") -> str:
    """Where the story of `of` (or the part of it that follows `after`) tells this event."""
    return thing_path(of) + (f"?{urlencode({'after': after})}" if after else "") + f"#e-{event}"


def event_path(event: str, of: str, after: str = "") -> str:
    """One event as it was received, in the story of `of` (or the part of it that follows `after`)."""
    return f"/event/{event}?{_within(of, after)}"


def proof_path(event: str, of: str, after: str = "") -> str:
    """The page that says how one event, in the story of `of`, is proved."""
    return f"/event/{event}/proof?{_within(of, after)}"


def proof_file_path(event: str, of: str, after: str = "") -> str:
    """The proof itself, to keep and to verify."""
    return f"/event/{event}/proof{EXTENSION}?{_within(of, after)}"


def _within(of: str, after: str) -> str:
    return urlencode({"of": of, "after": after} if after else {"of": of})


def label_path(key: str) -> str:
    """The key's symbol, to print."""
    return f"/label/{_quoted(key)}.svg"
