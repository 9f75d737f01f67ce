"""/exposure: whose tracing does not work as it should, made public by a department; with what it rests on."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhuisu.core.findings import Language
from zhuisu.portal.language import language_of
from zhuisu.portal.page import page
from zhuisu.portal.wording import day_in_words
from zhuisu.rating.exposed import Exposed, ExposedMonth, exposed
from zhuisu.rating.formula import Kind
from zhuisu.rating.reading import current_formula, current_terms
from zhuisu.registry.regions import full_names


class Row(NamedTuple):
    """An exposure as the page tells it."""

    number: str
    name: str
    kind: str
    code: str
    region: str
    months: tuple[ExposedMonth, ...]
    words: str
    day: str
    until: str


@require_safe
def exposure(request: HttpRequest) -> HttpResponse:
    """The newest first, with the formula and the ground that they rest on."""
    language, formula = language_of(request), current_formula()
    terms = current_terms(Kind.PARTY)
    context = {
        "rows": [row_of(each, language) for each in exposed()],
        "threshold": terms.threshold,
        "months": terms.months_below,
        "days": formula.objection_days,
        "basis": formula.basis.into(language),
    }
    return page(request, "exposure.html", context)


def row_of(found: Exposed, language: Language) -> Row:
    """In the reader's language."""
    return Row(
        number=found.number,
        name=found.name,
        kind=found.kind_name.into(language),
        code=found.party.partition(":")[2],
        region=full_names(found.region).into(language),
        months=found.months,
        words=found.words,
        day=day_in_words(timezone.localtime(found.published_at).date(), language),
        until=day_in_words(timezone.localtime(found.until).date(), language),
    )
