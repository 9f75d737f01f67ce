"""The dossier: everything that the public may read about one thing."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from zhuisu.access.addresses import household_of
from zhuisu.access.traced import Enterprise, Ware
from zhuisu.core.codes import Level, parse_key, recognise
from zhuisu.core.findings import Language
from zhuisu.labelling.visitors import visitor_of
from zhuisu.portal import sources
from zhuisu.portal.alerts import alerts, alerts_closed, asked_for_alerts
from zhuisu.portal.categories import TITLES
from zhuisu.portal.crowding import crowding
from zhuisu.portal.enterprises import row_of
from zhuisu.portal.keyfacts import key_facts
from zhuisu.portal.labels import printed
from zhuisu.portal.language import language_of
from zhuisu.portal.links import thing_path, variety_path
from zhuisu.portal.looked import looked
from zhuisu.portal.page import page
from zhuisu.portal.picture import Detail, picture
from zhuisu.portal.printed import is_on_record, leading, on_record
from zhuisu.portal.problems import asked_keys, problems
from zhuisu.portal.readings import Reading, is_personal, miscounted, reading, readings_of
from zhuisu.portal.relatives import relatives
from zhuisu.portal.story import Story
from zhuisu.portal.timeline import timelines
from zhuisu.portal.verdict import Doubt, product_verdict, restricted_verdict, verdict
from zhuisu.portal.views.errors import held_off
from zhuisu.portal.wholeness import wholeness
from zhuisu.portal.wording import PERSON_KEY
from zhuisu.tracing.answer import TraceAnswer


@require_safe
def dossier(request: HttpRequest, text: str) -> HttpResponse:
    """`/t/<key>`. Any other text goes on to the key that it stands for; one that stands for several asks which."""
    if seconds := crowding.wait_seconds(household_of(request)):
        return held_off(request, seconds)
    if is_personal(text) or text.startswith(PERSON_KEY):
        return HttpResponseRedirect("/personal")
    key = canonical(text)
    if key != text and not is_on_record(text) and (path := leading(text)):
        return HttpResponseRedirect(path)
    if key is None:
        return _choose(request, text)
    if key != text:
        return _to(request, key)
    answer = sources.answer_of(key, request.GET.get("after"))
    if sources.is_reduced(answer):
        return _restricted(request, answer)
    if not answer.events:
        return _unknown(request, answer)
    return _story(request, answer)


def canonical(text: str) -> str | None:
    """The one key that the text is or stands for; None where it can be read in several ways."""
    keys = {code.key for code in recognise(text) if code.key is not None}
    if text in keys or text.startswith("uri:") or parse_key(text).scheme != "uri":
        return text
    return keys.pop() if len(keys) == 1 else None if keys else f"uri:{text}"


def _to(request: HttpRequest, key: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(thing_path(key) + (f"?{query}" if query else ""))


def _choose(request: HttpRequest, text: str) -> HttpResponse:
    """The reading that the ledger knows, when it knows exactly one; else the reader chooses."""
    readings = readings_of(text, language_of(request))
    known = on_record([each.key for each in readings])
    if len(known) == 1:
        return _to(request, known.pop())
    return page(request, "candidates.html", {"typed": text, "readings": [each.marked(known) for each in readings]})


def _what(request: HttpRequest, story: Story) -> dict[str, Any]:
    """What every page of a thing begins with."""
    key, language = story.focus.key, story.language
    return {
        "key": key,
        "name": story.name(key),
        "other_name": story.other_name(key),
        "code": printed(parse_key(key)),
        "scheme_title": story.scheme_title(key),
        "category": story.category.value,
        "category_title": TITLES[story.category].into(language),
    }


def _story_of(request: HttpRequest, answer: TraceAnswer) -> Story:
    kinds = sources.kinds_of(answer)
    return Story(answer, language_of(request), timezone.localtime(), request.GET.get("after", ""), kinds)


def _story(request: HttpRequest, answer: TraceAnswer) -> HttpResponse:
    story = _story_of(request, answer)
    days, others = timelines(story)
    found = problems(story, sources.findings_of(asked_keys(story)))
    alerted = alerts(story, sources.alerts_of(asked_for_alerts(story)))
    profile = story.profile
    context = {
        **_what(request, story),
        "verdict": verdict(story, found, alerted),
        "ended": [each for each in alerted if not each.is_standing],
        "looked": looked(story.focus.key, sources.looked_up(story.focus.key, visitor_of(request)), story.language),
        "problems": found,
        "whole": wholeness(story, sources.completeness_of(answer)) if profile else None,
        "variety": profile.name.into(story.language) if profile else "",
        "variety_path": variety_path(profile.id) if profile else "",
        "facts": key_facts(story),
        "days": days,
        "other_days": others,
        "other_count": len(answer.events) - len(story.own_events()),
        "related": relatives(story),
        "picture": picture(story, Detail.EVERY_THING if request.GET.get("picture") == "all" else Detail.BUNDLED),
        "readings": [each for each in _other_readings(story) if sources.known_things([each.key])],
        "cut": answer.truncated,
        "next_path": _next(answer),
    }
    return page(request, "dossier.html", context)


def _unknown(request: HttpRequest, answer: TraceAnswer) -> HttpResponse:
    """Of a product that is registered, what it is: its batches and items have records, it has none itself."""
    story = _story_of(request, answer)
    known = sources.product(answer.focus) if parse_key(answer.focus).level is Level.CLASS else None
    if known is not None:
        return _product(request, story, *known)
    alerted = alerts(story, sources.alerts_of(asked_for_alerts(story)))
    context = {
        **_what(request, story),
        "verdict": verdict(story, alerts=alerted),
        "miscounted": miscounted(parse_key(answer.focus).value, story.language),
        "explained": reading(parse_key(answer.focus), story.language),
        "readings": _other_readings(story),
    }
    return page(request, "unknown.html", context, status=404)


def _product(request: HttpRequest, story: Story, ware: Ware, maker: Enterprise | None) -> HttpResponse:
    alerted = alerts(story, sources.alerts_of(asked_for_alerts(story)))
    zh = story.language is Language.ZH
    context = {
        **_what(request, story),
        "name": (ware.name or ware.name_en) if zh else (ware.name_en or ware.name),
        "other_name": "",
        "verdict": product_verdict(story, alerted),
        "specification": ware.specification,
        "maker": row_of(maker, story.language) if maker else None,
    }
    return page(request, "product.html", context)


def _restricted(request: HttpRequest, answer: TraceAnswer) -> HttpResponse:
    story = _story_of(request, answer)
    doubt = Doubt.OPEN if sources.is_in_doubt(asked_keys(story)) else Doubt.NONE
    alerted = alerts_closed(sources.alerts_of(asked_for_alerts(story)), story.language)
    said = restricted_verdict(story, doubt, alerted)
    return page(request, "restricted.html", {**_what(request, story), "verdict": said})


def _other_readings(story: Story) -> list[Reading]:
    """How else the same characters can be read."""
    value = parse_key(story.focus.key).value
    return [each for each in readings_of(value, story.language) if each.key != story.focus.key]


def _next(answer: TraceAnswer) -> str:
    """The page that goes on: the cursor of the answer's own address, on ours."""
    if not answer.next:
        return ""
    after = parse_qs(urlsplit(answer.next).query).get("after", [""])[0]
    return f"{thing_path(answer.focus)}?{urlencode({'after': after})}" if after else ""
