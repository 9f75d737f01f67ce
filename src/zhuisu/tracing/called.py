"""Called: what parties, places, products and equipment are called: by the registry, or else by master data."""

from collections.abc import Iterable, Mapping
from typing import Final

from zhuisu.core.codes import class_key
from zhuisu.registry.named import entries_named
from zhuisu.tracing.answer import Name
from zhuisu.tracing.names import Directory

_KINDS: Final = ("party", "place", "product", "asset")


def called(keys: Iterable[str]) -> Mapping[str, Name]:
    """The name of each key, a batch or an item by its product; empty where nobody said."""
    asked = {key: class_key(key) or key for key in keys if key}
    registered = {
        key: Name(name, getattr(found.entry, "name_en", ""))
        for (_, key), found in entries_named(_KINDS, {*asked, *asked.values()}).items()
        if found is not None and (name := getattr(found.entry, "name", ""))
    }
    stated = Directory(asked)
    return {key: registered.get(key) or registered.get(product) or stated.name(key) for key, product in asked.items()}
