"""Names of extension fields: the namespace and the local name, as one string, whatever prefix either side writes.

A whole name is the namespace and the local name, with a `#` between them where the namespace ends in none of `/ # :`.
Source: EPCIS 2.0 §8.2.7.1 (EQ_fieldname) and JSON-LD 1.1 §4.1 (compact IRIs).
"""

import re
from collections.abc import Mapping

from zhuisu.core.epcis.context import STANDARD_PREFIXES, Context
from zhuisu.core.epcis.query.filters import Part
from zhuisu.core.epcis.query.wrong import WrongError
from zhuisu.core.epcis.vocabulary import ILMD_NAMES

MASTER_DATA = "urn:epcglobal:cbv:mda:"
_MASTER_DATA_TOO = ("urn:epcglobal:cbv:mda#", "urn:epcglobal:cbv:mda:#")
_CURIE = re.compile(r"(?P<prefix>[^\W\d][\w.\-]*):(?P<local>[^\s:/#][^\s/#]*)")
_WHOLE = re.compile(r"(?:urn:|[A-Za-z][A-Za-z0-9+.\-]*://)\S+", re.IGNORECASE)
_WITHOUT_NAMESPACE = re.compile(r"#[^\s#/:]+")


def joined(namespace: str, local: str) -> str:
    """The whole name of a field."""
    return whole(namespace + ("" if namespace.endswith(("/", "#", ":")) else "#") + local)


def whole(name: str) -> str:
    """A whole name in the one form that is compared: CBV master data has three spellings of its namespace."""
    for spelling in _MASTER_DATA_TOO:
        if name.startswith(spelling):
            return MASTER_DATA + name[len(spelling) :]
    return name


def of_parameter(name: str, namespaces: Mapping[str, str], part: Part) -> str:
    """The whole name of the field that a parameter names. Raises WrongError where its prefix is not declared.

    `ex:field` with a declared or standard prefix; a whole name; `#field` for an inner field without a namespace; in
    ILMD also the plain names that CBV gives it.
    """
    if part is Part.ILMD and name in ILMD_NAMES:
        return MASTER_DATA + name
    if _WITHOUT_NAMESPACE.fullmatch(name):
        return name
    curie = _CURIE.fullmatch(name)
    if curie:
        namespace = namespaces.get(curie["prefix"]) or STANDARD_PREFIXES.get(curie["prefix"])
        if namespace is not None:
            return joined(namespace, curie["local"])
    if _WHOLE.fullmatch(name):
        return whole(name)
    if curie:
        raise WrongError("query.prefix_undeclared", prefix=curie["prefix"])
    raise WrongError("query.unknown_parameter")


def of_member(name: str, context: Context, part: Part) -> str:
    """The whole name of a member of an event; `#name` where it has no namespace."""
    prefix, colon, local = name.partition(":")
    if colon:
        namespace = context.namespace(prefix)
        return whole(name) if namespace is None else joined(namespace, local)
    term = context.declared.get(name)
    if term is not None:
        return whole(term)
    if part is Part.ILMD and name in ILMD_NAMES:
        return MASTER_DATA + name
    return f"#{name}"


def local_name(name: str) -> str:
    """The last part of a whole name: what stands in the event's bytes whatever the prefix."""
    return re.split(r"[/#:]", name)[-1]
