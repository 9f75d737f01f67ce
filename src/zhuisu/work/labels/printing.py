"""Printing: labels of an issue, or of anything on record of the party: chosen, looked at, and sent to a printer."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.console.both import language, told
from zhuisu.core.findings import Finding, Text
from zhuisu.labelling.asked import PrintAsked
from zhuisu.labelling.codes import keys_of
from zhuisu.labelling.composing import Label, TooSmallError, compose
from zhuisu.labelling.issued import issue_row
from zhuisu.labelling.kinds import FORMS, SYMBOLS, Symbol
from zhuisu.labelling.layouts import Layout, layouts
from zhuisu.labelling.limits import limits
from zhuisu.labelling.printing import print_labels, prints_of
from zhuisu.labelling.raster import png_of
from zhuisu.labelling.refusing import Refusal, invalid, wrong
from zhuisu.labelling.saying import Said, label_of, said_of_issue, said_of_key
from zhuisu.labelling.scans import seen
from zhuisu.labelling.symbols import UnprintableError
from zhuisu.portal.links import thing_path
from zhuisu.work.asking import working
from zhuisu.work.labels.answering import file_response, refused
from zhuisu.work.labels.telling import code_words
from zhuisu.work.page import page

DOTS: Final = 8
NUMBERS: Final[Mapping[str, tuple[Text, int, int]]] = {
    "copies": (Text("每个码打几张", "Copies of each"), 1, 2000),
    "count": (Text("打几个码", "How many codes"), 1, limits().labels_at_once),
    "first": (Text("从第几个码开始", "From code no."), 1, 1_000_001),
    "skip": (Text("整张纸上前面已用掉几枚", "Labels of the first sheet that are used up"), 0, 200),
}
CHOICES: Final[Mapping[str, Text]] = {
    "layout": Text("标签纸", "Labels"),
    "symbol": Text("码制", "Symbol"),
    "form": Text("文件格式", "Kind of file"),
}
"""What a print is asked by, as the screen calls it."""
_LAYOUT: Final = "single_60x40"
_LONGEST: Final = 300
_LONGEST_ID: Final = 19


def print_words(request: HttpRequest, preview: str) -> Mapping[str, Any]:
    """What can be chosen of a print, what is chosen, and where the picture of it is."""
    layout, symbol = _layout(request), _symbol(request)
    return {
        "layouts": [(name, told(each.name), name == layout) for name, each in layouts().items()],
        "symbols": [(each.value, told(name), each is symbol) for each, name in SYMBOLS.items()],
        "forms": [(each.value, told(name)) for each, name in FORMS.items()],
        "is_single": layouts()[layout].is_single,
        "per_page": layouts()[layout].per_page,
        "preview": f"{preview}&layout={layout}&symbol={symbol.value}",
    }


@require_safe
@working(Deed.READ_EVENTS)
def of(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Labels of a batch or an item on record: `?key=`."""
    key = request.GET.get("key", "")
    said = said_of_key(key, actor) if 0 < len(key) <= _LONGEST else None
    if said is None:
        return refused(request, invalid(wrong("no_thing", "$.key", key=key[:_LONGEST])), reverse("work:labels"))
    words = {
        "tab": "labels",
        "key": key,
        "name": told(said.name),
        "said": said,
        "public": thing_path(key),
        "code": code_words(key, prints_of([key]).get(key, 0), seen(key)),
        **print_words(request, reverse("work:label-preview", query={"key": key})),
    }
    return page(request, "labels/of.html", words)


@require_safe
@working(Deed.READ_EVENTS)
def preview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What one label looks like: a picture, as a label printer would draw it."""
    label = _label(request, actor)
    layout: Layout = layouts()[_layout(request)]
    try:
        picture = png_of(compose(label, layout.size, 1 / DOTS), DOTS)
    except TooSmallError as error:
        raise Http404 from error
    return HttpResponse(picture, content_type="image/png")


@require_POST
@working(Deed.RECORD)
def printed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The file. What cannot be printed is said, with the way back."""
    given = {name: str(value) for name, value in request.POST.items() if value and name in PrintAsked.__struct_fields__}
    first = given.get("first", "")
    if first.isascii() and first.isdigit():
        given["first"] = str(max(int(first) - 1, 0))
    try:
        asked = msgspec.convert(given, PrintAsked, strict=False)
    except msgspec.ValidationError as error:
        return refused(request, invalid(_misread(error)), _back(given))
    made = print_labels(asked, actor=actor, language=language())
    return refused(request, made, _back(given)) if isinstance(made, Refusal) else file_response(made)


def _misread(error: msgspec.ValidationError) -> Finding:
    """Which field it is, by the name that it has on the screen, and what it may be."""
    field = str(error).rpartition("$.")[2].rstrip("`")
    if field in NUMBERS:
        name, least, most = NUMBERS[field]
        return wrong("bad_number", f"$.{field}", zh=name.zh, en=name.en, least=least, most=most)
    name = CHOICES.get(field, Text("标签", "the label"))
    return wrong("bad_choice", f"$.{field}", zh=name.zh, en=name.en)


def _back(given: Mapping[str, str]) -> str:
    """The page that the form stands on."""
    style = {name: given[name] for name in ("layout", "symbol") if name in given}
    issue = given.get("issue", "")
    if issue.isascii() and issue.isdigit() and len(issue) < _LONGEST_ID:
        return reverse("work:label-issue", args=[int(issue)], query=style)
    return reverse("work:label-of", query={"key": given.get("key", ""), **style})


def _label(request: HttpRequest, actor: Actor) -> Label:
    """The label that is asked for. Raises Http404 where there is none, or its code does not fit the symbol."""
    found = _first(request, actor)
    if found is None:
        raise Http404
    try:
        return label_of(*found, _symbol(request), language())
    except UnprintableError as error:
        raise Http404 from error


def _first(request: HttpRequest, actor: Actor) -> tuple[str, Said] | None:
    issue, key = request.GET.get("issue", ""), request.GET.get("key", "")
    if issue:
        row = issue_row(int(issue), actor) if issue.isascii() and issue.isdigit() and len(issue) < _LONGEST_ID else None
        return None if row is None else (next(keys_of(row, 0, 1)), said_of_issue(row))
    said = said_of_key(key, actor) if 0 < len(key) <= _LONGEST else None
    return None if said is None else (key, said)


def _layout(request: HttpRequest) -> str:
    name = request.GET.get("layout", "")
    return name if name in layouts() else _LAYOUT


def _symbol(request: HttpRequest) -> Symbol:
    name = request.GET.get("symbol", "")
    return Symbol(name) if name in set(Symbol) else Symbol.QR
