"""Comparing: what an event holds beside what is asked for, in the one form in which both are compared."""

from collections.abc import Callable, Mapping
from typing import Any

from zhuisu.core.codes import key_of_uri
from zhuisu.core.epcis.context import Context
from zhuisu.core.epcis.query.words import expanded, short_word
from zhuisu.core.epcis.vocabulary import BIZ_TRANSACTION_TYPES, MEASUREMENT_TYPES, SOURCE_DESTINATION_TYPES, WordList

TextForm = Callable[[str, Mapping[str, str]], str]
"""A text under prefixes to the form in which it is compared."""


def _exact(text: str, _: Mapping[str, str]) -> str:
    return text


def _identity(text: str, namespaces: Mapping[str, str]) -> str:
    return key_of_uri(expanded(text, namespaces))


def _key(text: str, _: Mapping[str, str]) -> str:
    return key_of_uri(text)


def _word(words: WordList) -> TextForm:
    return lambda text, namespaces: short_word(words, expanded(text, namespaces))


def _hex(text: str, _: Mapping[str, str]) -> str:
    return text.upper()


REFERENCE_TYPES: Mapping[str, TextForm] = {
    "bizTransaction": _word(BIZ_TRANSACTION_TYPES),
    "source": _word(SOURCE_DESTINATION_TYPES),
    "destination": _word(SOURCE_DESTINATION_TYPES),
}
SENSOR_TEXTS: Mapping[str, TextForm] = {
    "type": _word(MEASUREMENT_TYPES),
    "deviceID": _key,
    "dataProcessingMethod": _identity,
    "bizRules": _identity,
    "microorganism": _identity,
    "chemicalSubstance": _identity,
    "uriValue": _identity,
    "stringValue": _exact,
    "hexBinaryValue": _hex,
}
"""The members of sensor metadata and reports that hold text, and how each is compared."""


def form_of(form: TextForm, value: Any, context: Context) -> str | None:
    """A member's value in the form that is compared; None where it is no text."""
    return form(value, context.declared) if isinstance(value, str) else None
