"""Codes: /work/codes, what a scanned or typed code is, told at once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django.http import Http404, HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed
from zhuisu.core.codes import Code
from zhuisu.core.findings import Finding
from zhuisu.core.forms.goods import AMOUNTS, read_code
from zhuisu.core.forms.model import Goods
from zhuisu.recall.report import names_of
from zhuisu.recording.refusing import warned, wrong
from zhuisu.recording.telling import tell
from zhuisu.work.answering import in_words
from zhuisu.work.asking import working
from zhuisu.work.filling import lines_of
from zhuisu.work.record import asked_of

MOST: Final = 200
_CHECK_DIGIT: Final = "codes.check_digit"


@require_POST
@working(Deed.RECORD)
def codes(request: HttpRequest, actor: Actor, variety: str, stage: str, role: str) -> JsonResponse:
    """Of each code in `codes`, one a line: whether it fits this role of the form, what it names, and of which product.

    At most 200; the form itself is judged when it is sent."""
    asked = asked_of(variety, stage, actor).asked
    goods = next((each for each in asked.goods if each.role == role), None)
    if goods is None:
        raise Http404
    texts = lines_of(request.POST.get("codes", ""))[:MOST]
    read = [(text, read_code(text, goods)) for text in texts]
    names = names_of([_product(code) for _, code in read if code is not None])
    return JsonResponse({"codes": [_told(text, code, goods, names) for text, code in read]})


def _told(text: str, code: Code | None, goods: Goods, names: Mapping[str, str]) -> Mapping[str, Any]:
    return {
        "text": text,
        "key": "" if code is None else code.key,
        "name": "" if code is None else names.get(_product(code), ""),
        "hasAmount": code is not None and code.level in AMOUNTS,
        "findings": [in_words(tell(each)) for each in _findings(text, code, goods)],
    }


def _findings(text: str, code: Code | None, goods: Goods) -> Iterator[Finding]:
    found = text[:60]
    if code is None:
        yield wrong("recording.unreadable_code", found=found)
        return
    if code.level.value in goods.levels and code.scheme not in goods.schemes:
        expected = {"expected_zh": goods.schemes_told.zh, "expected_en": goods.schemes_told.en}
        yield wrong("recording.other_scheme", found=found, **expected)
    if any(each.code == _CHECK_DIGIT for each in code.findings):
        yield warned("recording.check_digit", found=found)


def _product(code: Code) -> str:
    """The key of the product that a GS1 code is of; of others, their own."""
    parts: Sequence[str] = (code.key or "").split("/")
    return "/".join(parts[:2]) if parts[0] == "01" else (code.key or "")
