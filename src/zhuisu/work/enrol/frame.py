"""Frame: a page of the application, with the steps, the number and the code that stand on each."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from zhuisu.console.both import language, told
from zhuisu.core.findings import Language
from zhuisu.enrolling.held import HeldApplication
from zhuisu.enrolling.steps import NAMES, Step, steps_of
from zhuisu.work.enrol.asking import code_of
from zhuisu.work.page import page as framed


def page(request: HttpRequest, template: str, words: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    """Renders `work/enrol/<template>`."""
    other = ("en", "English") if language() is Language.ZH else ("zh", "中文")
    return framed(request, f"enrol/{template}", {"other_language": other, "tab": "", **words}, status=status)


def about(request: HttpRequest, held: HeldApplication, step: Step | None = None) -> dict[str, Any]:
    """What stands on every page about an application."""
    steps = steps_of(held.aim)
    return {
        "held": held,
        "follow_code": code_of(request),
        "step": step,
        "step_name": told(NAMES[step]) if step else "",
        "steps": bar(held, step),
        "at": steps.index(step) + 1 if step in steps else 0,
        "of": len(steps),
        "note": held.notes.get(step, "") if step else "",
    }


def bar(held: HeldApplication, step: Step | None) -> Sequence[dict[str, Any]]:
    """Each step: what it is called, whether it is told, whether it is this one."""
    open_steps = {each.path.removeprefix("$.") for each in held.missing}
    return [
        {
            "id": each.value,
            "name": told(NAMES[each]),
            "is_done": each not in open_steps and (each is not Step.ROLES or bool(held.roles)),
            "is_here": each is step,
            "note": held.notes.get(each, ""),
        }
        for each in steps_of(held.aim)
    ]
