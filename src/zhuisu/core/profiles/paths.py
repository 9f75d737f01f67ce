"""Paths: the names by which rules speak of a value of an event, of its things, or of what the register says of them.

| path | value |
| --- | --- |
| `zhuisu:…`, `cbvmda:…` | a field of the vocabulary, in the event or its ILMD |
| `disposition` `bizStep` `readPoint` `bizLocation` `certificationInfo` `transformationID` `eventTime` | as in EPCIS |
| `things` `inputs` `outputs` `children` `parent` `products` | keys of what the event names |
| `quantity` `quantity.in` `quantity.out` | sum of the amounts; without amounts, the number of items |
| `source.T` `destination.T` | T is owning_party, possessing_party or location |
| `transaction.T` | T is a CBV business transaction type |
| `sensor.T` | readings of a GS1 measurement type |
| `code.PART` | a part of the code of the things, such as `code.registration_tail` |
| `actor` | who acted: who gives, who takes, or who runs the place |
| `register.OF.NAME` | what the register says of OF: product, thing, input, actor, place, source, destination, paper |
"""

import re
from typing import Final

from zhuisu.core.epcis.vocabulary import BIZ_TRANSACTION_TYPES, MEASUREMENT_TYPES, SOURCE_DESTINATION_TYPES

PLAIN: Final = frozenset(
    [
        "disposition",
        "bizStep",
        "readPoint",
        "bizLocation",
        "certificationInfo",
        "transformationID",
        "eventTime",
        "things",
        "inputs",
        "outputs",
        "children",
        "parent",
        "products",
        "quantity",
        "quantity.in",
        "quantity.out",
        "actor",
    ]
)
REGISTER_OF: Final = frozenset(["product", "thing", "input", "actor", "place", "source", "destination", "paper"])
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


def is_field(path: str) -> bool:
    """Whether the path is a field of the vocabulary."""
    return ":" in path


def is_path(path: str) -> bool:
    """Whether a path that is no field leads to a value."""
    head, _, rest = path.partition(".")
    if path in PLAIN:
        return True
    match head:
        case "source" | "destination":
            return rest in SOURCE_DESTINATION_TYPES.words
        case "transaction":
            return rest in BIZ_TRANSACTION_TYPES.words
        case "sensor":
            return rest in MEASUREMENT_TYPES.words
        case "code":
            return _NAME.fullmatch(rest) is not None
        case "register":
            of, _, name = rest.partition(".")
            return of in REGISTER_OF and _NAME.fullmatch(name) is not None
    return False
