"""Field name: what a field of an event is called in the vocabulary, whatever prefix its document gave it."""

from zhuisu.core.epcis import Context
from zhuisu.core.epcis.vocabulary import ILMD_NAMES
from zhuisu.core.lineage.extract import MDA_NAMESPACES

VOCABULARY_NAMESPACE = "urn:zhuisu:voc:"
"""The namespace of the fields `zhuisu:…`."""


def field_name(name: str, context: Context) -> str:
    """`zhuisu:dose`, `cbvmda:lotNumber`; a field of another namespace by its IRI."""
    prefix, colon, local_name = name.partition(":")
    if not colon:
        iri = context.declared.get(name, "")
        return f"cbvmda:{name}" if name in ILMD_NAMES and not iri else _short(iri) if iri else name
    namespace = context.namespace(prefix)
    return _short(name if namespace is None else namespace + local_name)


def _short(iri: str) -> str:
    if iri.startswith(VOCABULARY_NAMESPACE):
        return f"zhuisu:{iri.removeprefix(VOCABULARY_NAMESPACE)}"
    for namespace in sorted(MDA_NAMESPACES, key=len, reverse=True):
        if iri.startswith(namespace) and iri != namespace:
            return f"cbvmda:{iri.removeprefix(namespace)}"
    return iri
