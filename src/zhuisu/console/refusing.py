"""Refusing: a refusal, said in the form that asked."""

from typing import Final

from django import forms

from zhuisu.console.wording import sentence
from zhuisu.supervision.refusing import Refusal, Why

STATUS: Final = {Why.INVALID: 422, Why.FORBIDDEN: 403, Why.UNKNOWN: 404, Why.CONFLICT: 409}


def refused(form: forms.Form, refusal: Refusal) -> int:
    """Says in a form why something was not done. Answers the status."""
    for finding in refusal.findings:
        form.add_error(finding.member if finding.member in form.fields else None, sentence(finding))
    return STATUS[refusal.why]
