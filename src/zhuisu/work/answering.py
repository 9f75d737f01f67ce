"""Answering: how a form was received, told to a person by the next screen, to the browser's queue as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from msgspec import structs

from zhuisu.console.both import told
from zhuisu.core.findings import Severity, Text
from zhuisu.recording.telling import ToldFinding
from zhuisu.work.asking import wants_json

UNREADABLE: Final = ToldFinding(
    code="work.unreadable",
    severity=Severity.ERROR,
    path="",
    told=Text("有一项太长，或不是数字、日期。", "Something is too long, or no number or date."),
    mend=Text("请检查填写的内容。", "Please check what you typed."),
)


def unreadable(path: str) -> ToldFinding:
    """The same of the field at this path."""
    return structs.replace(UNREADABLE, path=path)


def done(request: HttpRequest, address: str) -> HttpResponse:
    """It is saved; `address` is the screen that says what comes next."""
    if wants_json(request):
        return JsonResponse({"state": "saved", "next": address}, status=201)
    return HttpResponseRedirect(address)


def judged(findings: Iterable[ToldFinding], *, status: int = 422) -> JsonResponse:
    """What is wrong, for the browser to show beside its inputs."""
    return JsonResponse({"state": "refused", "findings": [in_words(each) for each in findings]}, status=status)


def in_words(each: ToldFinding) -> Mapping[str, str]:
    """A finding in the words of the reader."""
    at = each.path.partition("[")[0]
    return {
        "path": each.path,
        "at": at,
        "severity": each.severity.value,
        "told": told(each.told),
        "mend": told(each.mend),
    }


def by_path(findings: Sequence[ToldFinding]) -> Mapping[str, Sequence[Mapping[str, str]]]:
    """The same by the input that they stand beside: goods and people of one role or path together."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for each in findings:
        found.setdefault(each.path.partition("[")[0], []).append(in_words(each))
    return found
