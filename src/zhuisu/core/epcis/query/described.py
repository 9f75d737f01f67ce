"""Described: what master data may say something about, and the spellings of its attributes' names."""

from collections.abc import Iterator, Mapping

from zhuisu.core.epcis.context import STANDARD_PREFIXES
from zhuisu.core.epcis.query.filters import QUANTITY_LISTS, Column, Field
from zhuisu.core.epcis.query.names import MASTER_DATA

DESCRIBED: Mapping[str, Column | tuple[Field, ...]] = {
    "bizStep": Column.BIZ_STEP,
    "disposition": Column.DISPOSITION,
    "readPoint": Column.READ_POINT,
    "bizLocation": Column.BIZ_LOCATION,
    "epcClass": QUANTITY_LISTS,
    "inputEPCClass": (Field.INPUT_QUANTITY_LIST,),
    "outputEPCClass": (Field.OUTPUT_QUANTITY_LIST,),
    "epc": (Field.EPC_LIST, Field.CHILD_EPCS),
    "parentID": (Field.PARENT_ID,),
    "bizTransaction": (Field.BIZ_TRANSACTION,),
    "source": (Field.SOURCE,),
    "destination": (Field.DESTINATION,),
    "deviceID": (Field.DEVICE_ID,),
}
"""The fields of HASATTR_ and EQATTR_; every other is one of another namespace."""

_MASTER_DATA = (
    MASTER_DATA,
    "urn:epcglobal:cbv:mda#",
    "urn:epcglobal:cbv:mda:#",
    "cbvmda:",
    "https://ref.gs1.org/cbv/",
    "",
)
_SEPARATORS = ("", "#", "/")


def spellings_of(name: str, namespaces: Mapping[str, str]) -> tuple[str, ...]:
    """The spellings under which documents may state an attribute of this name: master data keeps names as received."""
    return tuple(dict.fromkeys(_spellings(name, {**STANDARD_PREFIXES, **namespaces})))


def _spellings(name: str, namespaces: Mapping[str, str]) -> Iterator[str]:
    yield name
    prefix, _, local = name.partition(":")
    namespace = namespaces.get(prefix, "")
    if namespace and local:
        yield from (namespace + separator + local for separator in _SEPARATORS)
    for prefix, namespace in namespaces.items():
        if name.startswith(namespace) and len(name) > len(namespace):
            yield f"{prefix}:{name[len(namespace) :].lstrip('#/')}"
    for start in _MASTER_DATA:
        if name.startswith(start):
            yield from (other + name[len(start) :] for other in _MASTER_DATA if ":" not in name[len(start) :])
            break
