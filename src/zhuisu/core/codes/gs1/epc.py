"""EPC: pure identity URNs (GS1 EPC Tag Data Standard §6) to GS1 pairs."""

from collections.abc import Callable, Mapping, Sequence

from zhuisu.core.codes import checks
from zhuisu.core.codes.gs1.keys import Pair
from zhuisu.core.codes.gs1.values import decoded

Fields = Sequence[str]
Pairs = list[Pair]


def _gtin(company: str, reference: str) -> str:
    payload = reference[:1] + company + reference[1:]
    return payload + checks.gs1(payload) if len(payload) == 13 and payload.isascii() and payload.isdigit() else ""


def _thirteen(company: str, reference: str) -> str:
    payload = company + reference
    return payload + checks.gs1(payload) if len(payload) == 12 and payload.isascii() and payload.isdigit() else ""


def _eighteen(company: str, reference: str) -> str:
    payload = reference[:1] + company + reference[1:]
    return payload + checks.gs1(payload) if len(payload) == 17 and payload.isascii() and payload.isdigit() else ""


def _service(fields: Fields, ai: str) -> Pairs:
    payload = "".join(fields)
    whole = payload + checks.gs1(payload) if len(payload) == 17 and payload.isascii() and payload.isdigit() else ""
    return [(ai, whole)]


def _shipment(fields: Fields) -> Pairs:
    payload = "".join(fields)
    return [
        ("402", payload + checks.gs1(payload) if len(payload) == 16 and payload.isascii() and payload.isdigit() else "")
    ]


# So many dots separate the fields of a scheme; what follows them belongs to the last field.
_SCHEMES: Mapping[str, tuple[int, Callable[[Fields], Pairs]]] = {
    "sgtin": (2, lambda f: [("01", _gtin(f[0], f[1])), ("21", f[2])]),
    "lgtin": (2, lambda f: [("01", _gtin(f[0], f[1])), ("10", f[2])]),
    "upui": (2, lambda f: [("01", _gtin(f[0], f[1])), ("235", f[2])]),
    "itip": (4, lambda f: [("8006", _gtin(f[0], f[1]) + f[2] + f[3]), ("21", f[4])]),
    "sscc": (1, lambda f: [("00", _eighteen(f[0], f[1]))]),
    "sgln": (2, lambda f: [("414", _thirteen(f[0], f[1])), ("254", f[2])]),
    "pgln": (1, lambda f: [("417", _thirteen(f[0], f[1]))]),
    "grai": (2, lambda f: [("8003", "0" + _thirteen(f[0], f[1]) + f[2])]),
    "giai": (1, lambda f: [("8004", f[0] + f[1])]),
    "gsrn": (1, lambda f: _service(f, "8018")),
    "gsrnp": (1, lambda f: _service(f, "8017")),
    "gdti": (2, lambda f: [("253", _thirteen(f[0], f[1]) + f[2])]),
    "sgcn": (2, lambda f: [("255", _thirteen(f[0], f[1]) + f[2])]),
    "ginc": (1, lambda f: [("401", f[0] + f[1])]),
    "gsin": (1, _shipment),
    "cpi": (2, lambda f: [("8010", f[0] + f[1]), ("8011", f[2])]),
}

# After a company prefix of twelve digits nothing is left of these numbers for a reference (TDS 1.13 §6.3).
_MAY_LACK_REFERENCE = frozenset({"sgln", "pgln", "grai", "gdti", "sgcn"})
_LONGEST_PREFIX = 12

# The schemes whose value is the code of another registry.
REGISTERED: Mapping[str, str] = {"bic": "container"}


def pairs_of_urn(urn: str) -> Pairs | None:
    """The pairs that an EPC URN stands for; of a pattern (`idpat`), the class that it describes. None: not GS1's."""
    parts = urn.split(":", 4)
    if len(parts) != 5:
        return None
    _, _, kind, scheme, body = parts
    found = _SCHEMES.get(scheme.lower())
    if found is None or kind.lower() not in {"id", "class", "idpat"}:
        return None
    dots, read = found
    fields = body.split(".", dots)
    if len(fields) != dots + 1 or not all(_referenced(fields, scheme.lower())):
        return None
    if kind.lower() != "idpat" and (kind.lower() == "class") != (scheme.lower() == "lgtin"):
        return None
    if kind.lower() != "idpat":
        return read([decoded(field) for field in fields])
    if "*" in fields[:-1] or fields[-1] != "*":
        return None
    return [(ai, value) for ai, value in read([*(decoded(field) for field in fields[:-1]), ""]) if value]


def _referenced(fields: Fields, scheme: str) -> Fields:
    """The fields that may not be empty."""
    if fields[1] or scheme not in _MAY_LACK_REFERENCE or len(fields[0]) != _LONGEST_PREFIX:
        return fields
    return [fields[0], *fields[2:]]
