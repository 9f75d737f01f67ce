"""Accept: whether an answer's media type is one that the client takes (RFC 9110 §12.5.1)."""

JSON = ("application/json", "application/ld+json")
XML = ("application/xml", "text/xml")


def accepted(header: str, offered: tuple[str, ...]) -> str | None:
    """The offered media type that the client prefers; the first where it prefers none; None where it takes none."""
    if not header.strip():
        return offered[0]
    weights = {offer: _weight(header, offer) for offer in offered}
    best = max(offered, key=lambda offer: weights[offer])
    return best if weights[best] > 0 else None


def _weight(header: str, offer: str) -> float:
    """The weight of the most specific range that fits; 0 where none does."""
    found: tuple[int, float] = (-1, 0.0)
    for part in header.split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        specific = _fits(name.lower(), offer)
        if specific > found[0]:
            found = (specific, _quality(parameters))
    return found[1]


def _fits(name: str, offer: str) -> int:
    if name == offer:
        return 2
    if name == f"{offer.split('/', 1)[0]}/*":
        return 1
    return 0 if name == "*/*" else -1


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                return max(0.0, min(1.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0
