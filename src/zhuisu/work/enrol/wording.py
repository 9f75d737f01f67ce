"""Wording: the findings about an application as sentences, by the step that they belong to."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from zhuisu.console.wording import sentence
from zhuisu.core.findings import Finding


def told_on(form: forms.Form, findings: Iterable[Finding]) -> None:
    """Put each finding beside the field that it is about."""
    for each in findings:
        name = each.path.removeprefix("$.").replace("photos", "photo")
        name = {"region": "other_region"}.get(name, name) if "other_region" in form.fields else name
        form.add_error(name if name in form.fields else None, sentence(each))


def by_step(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Sentences with the step where each is mended."""
    return [{"step": each.path.removeprefix("$."), "text": sentence(each)} for each in findings]
