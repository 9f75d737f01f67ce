"""EPCIS 2.0: the event model, JSON-LD in and out, the CBV vocabulary, hash ids."""

from zhuisu.core.epcis.context import Context
from zhuisu.core.epcis.document import Document, open_document
from zhuisu.core.epcis.hashing import hash_id
from zhuisu.core.epcis.header import DocumentKind, Header, VocabularyAttribute, VocabularyElement
from zhuisu.core.epcis.model import (
    AggregationEvent,
    AssociationEvent,
    Event,
    ObjectEvent,
    TransactionEvent,
    TransformationEvent,
)
from zhuisu.core.epcis.normal import normalised
from zhuisu.core.epcis.reading import read_event
from zhuisu.core.epcis.refusal import Limits, Refusal, RefusedError
from zhuisu.core.epcis.writing import write_event

__all__ = [
    "AggregationEvent",
    "AssociationEvent",
    "Context",
    "Document",
    "DocumentKind",
    "Event",
    "Header",
    "Limits",
    "ObjectEvent",
    "Refusal",
    "RefusedError",
    "TransactionEvent",
    "TransformationEvent",
    "VocabularyAttribute",
    "VocabularyElement",
    "hash_id",
    "normalised",
    "open_document",
    "read_event",
    "write_event",
]
