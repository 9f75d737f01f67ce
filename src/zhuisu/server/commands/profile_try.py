"""`zhuisu profile try PROFILE DOCUMENT…`: what a profile would find in documents, before it takes effect."""

import argparse
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from rich.text import Text as Line

from zhuisu import packaged
from zhuisu.core.epcis import Refusal, RefusedError, open_document, read_event
from zhuisu.core.findings import Language, Text, sentence
from zhuisu.core.profiles import SENTENCES as PROFILE_SENTENCES
from zhuisu.core.profiles import Faulty, Profile, read_profile
from zhuisu.core.rules import (
    SENTENCES,
    Judged,
    MemoryHistory,
    MemoryRegistry,
    Record,
    Scene,
    evaluate_all,
    microseconds,
    record_of,
)
from zhuisu.server.commands.profile_named import named
from zhuisu.server.terminal import language, out, say_json
from zhuisu.server.trouble import TroubleError


def run(arguments: argparse.Namespace) -> int:
    """The findings, without what only the register of the platform knows. Nothing is captured or kept."""
    if not arguments.files:
        raise TroubleError("name EPCIS documents to try it on, or say --ledger. · 请给出文件，或加 --ledger。")
    profile = _profile(arguments.name)
    records = [record for name in arguments.files for record in _records(Path(name))]
    registry = MemoryRegistry()
    now = microseconds(datetime.now(UTC))
    scene = Scene(profile, packaged.library(), registry, MemoryHistory(records, registry), now)
    found = evaluate_all(records, scene)
    stages = sorted({stage for record in records if (stage := scene.stage_of(record)) is not None})
    if arguments.output == "json":
        say_json(
            {"profile": profile.id, "events": len(records), "stages": stages, "findings": [_told(e) for e in found]}
        )
        return 0
    for judged in found:
        words = sentence(judged.finding, SENTENCES, language())
        out.print(Line(f"{judged.finding.severity} {judged.subject.rule} {judged.subject.key}: {words}"))
    told = Text(
        f"{len(records)} 个事件，{len(stages)} 个环节，{len(found)} 个问题。",
        f"{len(records)} events, {len(stages)} stages, {len(found)} findings.",
    )
    out.print(told.into(language()))
    return 0


def _profile(name: str) -> Profile:
    """A file that may not be in force yet, or one that comes with Zhuisu."""
    file = Path(name)
    if not file.suffix:
        return named(name)
    try:
        found = read_profile(name, file.read_text("utf-8"), packaged.library())
    except (OSError, UnicodeDecodeError) as problem:
        raise TroubleError(f"{name} cannot be read: {problem}. · 无法读取 {name}。") from problem
    if isinstance(found, Faulty):
        first = found.findings[0]
        raise TroubleError(f"{first.path}: {sentence(first, PROFILE_SENTENCES, language())}")
    return found


def _records(file: Path) -> Iterator[Record]:
    try:
        with file.open("rb") as stream:
            opened = open_document(stream)
            if isinstance(opened, Refusal):
                raise TroubleError(f"{file} is no EPCIS document; `zhuisu capture` says why. · 不是 EPCIS 文件。")
            for batch in opened.batches():
                for raw in batch:
                    event = read_event(raw, opened.context)
                    if not isinstance(event, Refusal):
                        yield record_of(event, opened.context, event.event_id or f"{file}#{len(raw)}")
    except (OSError, RefusedError) as problem:
        raise TroubleError(f"{file} cannot be read: {problem}. · 无法读取 {file}。") from problem


def _told(judged: Judged) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(judged)
    return plain | {each.value: sentence(judged.finding, SENTENCES, each) for each in Language}
