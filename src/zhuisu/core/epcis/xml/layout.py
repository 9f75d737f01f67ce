"""Layout: in which order, and inside which wrappers, the elements of an event stand. EPCIS 2.0 and 1.2 XML Schemas.

EPCIS 1.2 has no place of its own for what 2.0 added (sensor data, persistent dispositions, certification, association
events): it goes into the extension points, as in GS1's stylesheet from 2.0 to 1.2.
"""

from collections.abc import Mapping
from typing import TypeAlias

from zhuisu.core.epcis.xml.kinds import XmlVersion

# A name of a member, or a wrapper with what is inside it.
Place: TypeAlias = "str | tuple[str, Layout]"
Layout: TypeAlias = tuple[Place, ...]

_TIMES: Layout = ("eventTime", "recordTime", "eventTimeZoneOffset")
_WHERE: Layout = ("bizStep", "disposition", "readPoint", "bizLocation")
_PARTIES: Layout = ("sourceList", "destinationList")
_ADDED: Layout = ("sensorElementList", "persistentDisposition")
_TRANSFORMED: Layout = ("inputEPCList", "inputQuantityList", "outputEPCList", "outputQuantityList", "transformationID")
_ASSOCIATED: Layout = ("parentID", "childEPCs", "childQuantityList", "action")

_HEAD_2: Layout = (*_TIMES, "eventID", "errorDeclaration", "certificationInfo")
_HEAD_1: Layout = (
    *_TIMES,
    ("baseExtension", ("eventID", "errorDeclaration", ("extension", ("certificationInfo",)))),
)

LAYOUTS: Mapping[XmlVersion, Mapping[str, Layout]] = {
    XmlVersion.V2_0: {
        "ObjectEvent": (
            *_HEAD_2, "epcList", "action", *_WHERE, "bizTransactionList", "quantityList", *_PARTIES, *_ADDED, "ilmd",
        ),
        "AggregationEvent": (
            *_HEAD_2, "parentID", "childEPCs", "action", *_WHERE, "bizTransactionList", "childQuantityList", *_PARTIES,
            *_ADDED,
        ),
        "TransactionEvent": (
            *_HEAD_2, "bizTransactionList", "parentID", "epcList", "action", *_WHERE, "quantityList", *_PARTIES,
            *_ADDED,
        ),
        "TransformationEvent": (*_HEAD_2, *_TRANSFORMED, *_WHERE, "bizTransactionList", *_PARTIES, *_ADDED, "ilmd"),
        "AssociationEvent": (*_HEAD_2, *_ASSOCIATED, *_WHERE, "bizTransactionList", *_PARTIES, *_ADDED),
    },
    XmlVersion.V1_2: {
        "ObjectEvent": (
            *_HEAD_1, "epcList", "action", *_WHERE, "bizTransactionList",
            ("extension", ("quantityList", *_PARTIES, "ilmd", ("extension", _ADDED))),
        ),
        "AggregationEvent": (
            *_HEAD_1, "parentID", "childEPCs", "action", *_WHERE, "bizTransactionList",
            ("extension", ("childQuantityList", *_PARTIES, ("extension", _ADDED))),
        ),
        "TransactionEvent": (
            *_HEAD_1, "bizTransactionList", "parentID", "epcList", "action", *_WHERE,
            ("extension", ("quantityList", *_PARTIES, ("extension", _ADDED))),
        ),
        "TransformationEvent": (
            *_HEAD_1, *_TRANSFORMED, *_WHERE, "bizTransactionList", *_PARTIES, "ilmd", ("extension", _ADDED),
        ),
        "AssociationEvent": (*_HEAD_1, *_ASSOCIATED, *_WHERE, "bizTransactionList", *_PARTIES, *_ADDED),
    },
}  # fmt: skip

# Elements that the schemas require even where they are empty.
REQUIRED: Mapping[str, str] = {"ObjectEvent": "epcList", "AggregationEvent": "childEPCs", "TransactionEvent": "epcList"}

# What stands around an event in the list of events of EPCIS 1.2.
AROUND: Mapping[XmlVersion, Mapping[str, tuple[str, ...]]] = {
    XmlVersion.V2_0: {},
    XmlVersion.V1_2: {"TransformationEvent": ("extension",), "AssociationEvent": ("extension", "extension")},
}
