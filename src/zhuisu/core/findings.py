"""Finding: the one way to say what is wrong, where, and with which facts."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec


class Severity(StrEnum):
    """How much a finding weighs: an error refuses, a warning asks for a second look, a note informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Language(StrEnum):
    """The languages that every sentence for a reader exists in."""

    ZH = "zh"
    EN = "en"


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing that is wrong or noteworthy.

    `code` names the sentence (see `sentences`), `path` says where (a JSON path such as
    `$.epcisBody.eventList[3].eventTime`, or a part of a code), `facts` fill the sentence in.
    """

    code: str
    severity: Severity
    path: str = ""
    facts: Mapping[str, str | int | float] = {}

    @property
    def member(self) -> str:
        """The member of a document, or field of a form, that the path leads into: `roles` of `$.roles[0].role`."""
        return self.path.removeprefix("$.").partition("[")[0].partition(".")[0]


class Text(msgspec.Struct, frozen=True):
    """The same words in every language."""

    zh: str
    en: str

    def into(self, language: Language) -> str:
        return self.zh if language is Language.ZH else self.en


def sentence(finding: Finding, catalogue: Mapping[str, Text], language: Language) -> str:
    """The finding in words. A code without a sentence is a bug and raises KeyError."""
    return catalogue[finding.code].into(language).format_map(dict(finding.facts))
