"""The recalls, warnings, stop-sales, bans and alerts that were made public: a list, and a page of each."""

from datetime import datetime
from typing import Final, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhuisu.core.codes import parse_key, recognise
from zhuisu.core.findings import Language, Text
from zhuisu.portal import sources
from zhuisu.portal.categories import TITLES, Category
from zhuisu.portal.labels import printed, qr_svg
from zhuisu.portal.language import language_of
from zhuisu.portal.links import recall_path, thing_path
from zhuisu.portal.page import page
from zhuisu.portal.story import in_words
from zhuisu.portal.tongue import advice_of, given_in_chinese, headline, is_foreign
from zhuisu.portal.verdict import Tone, Verdict
from zhuisu.portal.wording import day_in_words
from zhuisu.portal.words.alerts import GRADES, NAMES, STATES, VERDICTS
from zhuisu.recall.english import said
from zhuisu.recall.kinds import Kind, State
from zhuisu.recall.publishing import PublicGood, PublicRecall

LONGEST: Final = 200
LOT: Final = Text("批号 {lot}", "lot {lot}")
PIECES: Final = Text("其中 {count} 件，逐件有码", "{count} of them, each by its own code")


class Row(NamedTuple):
    """A published recall as a list tells it."""

    path: str
    title: str
    kind: str
    grade: str
    state: str
    standing: bool
    day: str
    category: str
    product: str
    party: str
    reason: str
    hazard: str
    given: tuple[str, ...]


class Good(NamedTuple):
    """A batch, an item or a product that is concerned; of which, where not all of it is."""

    name: str
    code: str
    path: str
    part: str = ""


@require_safe
def recalls(request: HttpRequest) -> HttpResponse:
    """`/recalls`: those in force first; `?kind=`, `?category=` and `?q=` narrow them."""
    language = language_of(request)
    kind, category = _one_of(request, "kind", Kind), _one_of(request, "category", Category)
    text = request.GET.get("q", "").strip()[:LONGEST].replace("\0", "")
    told = sources.published_recalls(kind, category, _key(text)) or sources.published_recalls(kind, category, text)
    context = {
        "rows": [row_of(each, language) for each in told],
        "is_narrowed": bool(kind or category or text),
        "kind": kind,
        "category": category,
        "text": text,
        "kinds": [(each.value, NAMES[each].into(language)) for each in Kind],
        "categories": [(each.value, TITLES[each].into(language)) for each in Category if each is not Category.GENERAL],
    }
    return page(request, "recalls.html", context)


@require_safe
def recall(request: HttpRequest, number: str) -> HttpResponse:
    """`/recalls/<number>`: what it is about, why, what to do; fit for a wall when printed."""
    found = sources.published_recall(number)
    if found is None:
        raise Http404
    language = language_of(request)
    context = {
        "found": found,
        "row": row_of(found, language),
        "verdict": _verdict(found, language),
        "goods": [_good(each, language) for each in found.goods],
        "more": found.goods_total - len(found.goods) if found.goods else 0,
        "ended": _day(found.ended_at, language),
        "address": request.build_absolute_uri(recall_path(number)),
    }
    return page(request, "recall.html", context)


@require_safe
def recall_symbol(request: HttpRequest, number: str) -> HttpResponse:
    """`/recalls/<number>.svg`: a QR code that opens the page, for walls."""
    if sources.published_recall(number) is None:
        raise Http404
    svg = qr_svg(request.build_absolute_uri(recall_path(number)))
    return HttpResponse(svg, content_type="image/svg+xml")


def row_of(found: PublicRecall, language: Language) -> Row:
    """In the reader's language."""
    grade = GRADES.get(found.grade)
    return Row(
        path=recall_path(found.number),
        title=headline(found, language, _goods_named(found, language)),
        kind=NAMES[found.kind].into(language),
        grade=grade.into(language) if grade else "",
        state=STATES[found.state].into(language),
        standing=found.state is State.ISSUED,
        day=_day(found.issued_at, language),
        category=found.category,
        product=_product(found, language),
        party=in_words(found.party_names, language),
        reason="" if is_foreign(found.reason, found.reason_en, language) else said(found, "reason", language),
        hazard="" if is_foreign(found.hazard, found.hazard_en, language) else said(found, "hazard", language),
        given=given_in_chinese(found, language),
    )


def _product(found: PublicRecall, language: Language) -> str:
    """What it is of, where its goods do not say so themselves."""
    named = in_words(found.product_names, language)
    if named:
        return "" if named in {in_words(each.names, language) for each in found.goods} else named
    return "" if is_foreign(found.product, "", language) and found.goods else found.product


def _verdict(found: PublicRecall, language: Language) -> Verdict:
    if found.state is not State.ISSUED:
        reasons = (found.end_reason,) if found.end_reason else ()
        return Verdict(
            Tone.UNSURE, f"{NAMES[found.kind].into(language)}: {STATES[found.state].into(language)}", reasons
        )
    return Verdict(Tone.BAD, VERDICTS[found.kind].into(language), (advice_of(found, language),))


def _goods_named(found: PublicRecall, language: Language) -> str:
    """Its goods with their lots, as a title names them: the first of them."""
    for each in found.goods[:1]:
        lot = parse_key(each.key).parts.get("lot", "")
        named = in_words(each.names, language)
        return f"{named}, {LOT.into(language).format(lot=lot)}" if lot and named else named
    return ""


def _good(good: PublicGood, language: Language) -> Good:
    code = parse_key(good.key)
    part = PIECES.into(language).format(count=good.pieces) if good.pieces else ""
    return Good(in_words(good.names, language), printed(code), thing_path(good.key), part)


def _key(text: str) -> str:
    """A code in any notation by its key; other words as they are."""
    found = next((code.key for code in recognise(text) if code.key), None) if any(c.isdigit() for c in text) else None
    return found or text


def _one_of(request: HttpRequest, name: str, words: type[Kind] | type[Category]) -> str:
    given = request.GET.get(name, "")
    return given if given in {each.value for each in words} else ""


def _day(moment: datetime | None, language: Language) -> str:
    return day_in_words(timezone.localtime(moment).date(), language) if moment else ""
