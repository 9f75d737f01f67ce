"""GET /api/identify: what is this string?"""

from collections.abc import Mapping
from typing import Final

import msgspec
from django.http import HttpRequest, HttpResponse

from zhuisu.access import Actor
from zhuisu.core.codes import SCHEMES, Code, recognise
from zhuisu.core.codes.sentences import SENTENCES
from zhuisu.core.findings import Finding, Text
from zhuisu.exchange.api.parameters import read_parameters

LONGEST: Final = 4096


class Said(msgspec.Struct, frozen=True):
    """A finding with its sentence in both languages."""

    code: str
    severity: str
    path: str
    zh: str
    en: str


class Reading(msgspec.Struct, frozen=True):
    """One reading of a string (see `Code`), with its scheme's title. `key` is null where nothing may be stored."""

    scheme: str
    title: Text
    level: str
    key: str | None
    value: str
    parts: Mapping[str, str]
    findings: tuple[Said, ...]


class Identified(msgspec.Struct, frozen=True):
    """Every plausible reading of a text, best first; none where nothing fits."""

    text: str
    codes: tuple[Reading, ...]


def identify(text: str) -> Identified:
    """What this string may be."""
    return Identified(text, tuple(_reading(code) for code in recognise(text)))


def get_identify(request: HttpRequest, _: Actor, /, **__: str) -> HttpResponse:
    """Public: `?text=` is anything that was scanned, typed or pasted."""
    text = read_parameters(request.GET, {"text": LONGEST})["text"]
    return HttpResponse(msgspec.json.encode(identify(text)), content_type="application/json")


def _reading(code: Code) -> Reading:
    scheme = SCHEMES.get(code.scheme)
    title = scheme.title if scheme else Text(code.scheme, code.scheme)
    said = tuple(_said(finding) for finding in code.findings)
    return Reading(code.scheme, title, code.level.value, code.key, code.value, code.parts, said)


def _said(finding: Finding) -> Said:
    text, facts = SENTENCES[finding.code], dict(finding.facts)
    return Said(
        finding.code, finding.severity.value, finding.path, text.zh.format_map(facts), text.en.format_map(facts)
    )
