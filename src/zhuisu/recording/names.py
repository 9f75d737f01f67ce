"""Names: what things, parties and stages are called: by the registry, else by master data, else by their code."""

from collections.abc import Iterable
from typing import Final

from zhuisu.core.codes import class_key, parse_key
from zhuisu.core.findings import Text
from zhuisu.core.forms.model import NOTHING
from zhuisu.packaged import profiles
from zhuisu.recording.stages import TRANSFER
from zhuisu.registry.named import entries_named
from zhuisu.tracing.names import Directory

_KINDS: Final = ("product", "asset", "party", "place")


class Names:
    """What these keys are called, asked at once."""

    def __init__(self, keys: Iterable[str]) -> None:
        asked = tuple(dict.fromkeys(key for key in keys if key))
        products = tuple(filter(None, map(class_key, asked)))
        self._held = entries_named(_KINDS, (*asked, *products))
        self._directory = Directory(asked)

    def of(self, key: str) -> Text:
        """The name of a thing (or of its product), a party or a place; where nobody gave one, the code."""
        for kind in _KINDS:
            found = self._held.get((kind, key)) or self._held.get((kind, class_key(key) or ""))
            if found is not None:
                name = str(getattr(found.entry, "name", ""))
                return Text(name, str(getattr(found.entry, "name_en", "")) or name)
        stated = self._directory.name(key)
        code = code_of(key)
        return Text(stated.zh or stated.en or code, stated.en or stated.zh or code)


def code_of(key: str) -> str:
    """A key as its label has it."""
    return parse_key(key).value


def lot_of(key: str) -> str:
    """The lot of a batch or item, where its key says one."""
    return parse_key(key).parts.get("lot", "")


def stage_name(variety: str, stage: str) -> Text:
    """What a stage of a variety is called; where only the stage is known, as any profile calls it."""
    own = (profiles()[variety],) if variety in profiles() else tuple(profiles().values())
    found = (each.name for profile in own for each in (*profile.stages, TRANSFER) if each.id == stage)
    return next(found, NOTHING)
