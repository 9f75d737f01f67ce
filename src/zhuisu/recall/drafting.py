"""Drafting: the verbs that open a recall, or any other alert, and change what it says before its scope is frozen."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from django.db import connection, transaction
from msgspec import Meta

from zhuisu.access import Actor
from zhuisu.core.codes import class_key
from zhuisu.core.findings import Finding
from zhuisu.core.profiles import Category
from zhuisu.ledger.concern import closed, scope_keys
from zhuisu.recall.asking import Asked, Seeds, meant
from zhuisu.recall.held import HeldRecall
from zhuisu.recall.inquiries import is_in_sight
from zhuisu.recall.inquiries import visible as inquiries_visible
from zhuisu.recall.keeping import is_growing, take, why_not
from zhuisu.recall.kinds import Kind, State
from zhuisu.recall.models import Recall
from zhuisu.recall.plain import first_odd, first_odd_in_lines
from zhuisu.recall.reading import held
from zhuisu.recall.refusing import Refusal, Why, conflicting, forbidden, invalid, wrong
from zhuisu.recall.steps import note
from zhuisu.recall.terms import grades, local_day, terms_of
from zhuisu.recall.text_names import TEXT_NAMES
from zhuisu.registry.varieties import sorts_of

LONGEST_LINE: Final = 200
LONGEST_TEXT: Final = 2_000
_LOOKED_AT: Final = 1_000
_LOCK: Final = 7_301_501
"""The advisory lock under which numbers are given."""

_NEEDED: Final = ("title", "reason")
_LINES: Final = frozenset({"title", "title_en", "product", "party"})

NO_NULL: Final = r"^[^\u0000]*$"
"""What PostgreSQL can hold as text, and as JSON."""

Given = Annotated[str, Meta(max_length=10_000, pattern=NO_NULL)]


class Plan(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True, forbid_unknown_fields=True):
    """What an alert is to say. `asked` is what it is about; an `inquiry` lends it what was asked there instead.

    `is_public`: None leaves that to the rule that counts for its grade.
    """

    kind: str = Kind.RECALL.value
    grade: str = ""
    category: str
    title: Given
    reason: Given
    asked: Asked = Asked()
    inquiry: UUID | None = None
    product: Given = ""
    party: Given = ""
    hazard: Given = ""
    demand: Given = ""
    advice: Given = ""
    title_en: Given = ""
    reason_en: Given = ""
    hazard_en: Given = ""
    advice_en: Given = ""
    is_public: bool | None = None


def draft(plan: Plan, *, actor: Actor) -> HeldRecall | Refusal:
    """Open one. Nothing is in force, and nobody is told, until it is issued."""
    made = _made(plan, actor)
    if isinstance(made, Refusal):
        return made
    now = datetime.now(UTC)
    with transaction.atomic():
        row = Recall(number=_next_number(now), opened_by=actor.name, opened_at=now, state=State.DRAFT, **made)
        row.save()
        note(row, "drafted", actor=actor.name, at=now, title=row.title, kind=row.kind, grade=row.grade)
    return held(row, actor)


def change_draft(number: str, plan: Plan, *, actor: Actor) -> HeldRecall | Refusal:
    """Another text for a draft, or other things that it is about."""
    made = _made(plan, actor)
    if isinstance(made, Refusal):
        return made
    with transaction.atomic():
        row = take(number, actor, (State.DRAFT,))
        if isinstance(row, Refusal):
            return row
        if is_growing(row):
            return conflicting("recall.is_growing", number=number)
        changed = [name for name, value in made.items() if getattr(row, name) != value]
        for name in changed:
            setattr(row, name, made[name])
        row.save()
        note(row, "changed", actor=actor.name, at=datetime.now(UTC), fields=", ".join(changed))
    return held(row, actor)


def plan_of(row: Recall) -> Plan:
    """What a draft says, to be changed."""
    return Plan(
        kind=row.kind,
        grade=row.grade,
        category=row.category,
        title=row.title,
        reason=row.reason,
        asked=msgspec.convert(row.asked, Asked),
        product=row.product,
        party=row.party,
        hazard=row.hazard,
        demand=row.demand,
        advice=row.advice,
        title_en=row.title_en,
        reason_en=row.reason_en,
        hazard_en=row.hazard_en,
        advice_en=row.advice_en,
        is_public=row.is_public,
    )


def closed_among(keys: tuple[str, ...]) -> bool:
    """Whether any of the first of these is of a closed variety."""
    return any(sort.is_closed for sort in sorts_of(keys[:_LOOKED_AT]).values())


def concern_of(category: str, keys: tuple[str, ...], regions: frozenset[str]) -> list[str]:
    """The scope keys of an alert: by its category and where its things are."""
    return list(scope_keys((closed(category) if closed_among(keys) else category,), regions))


def _made(plan: Plan, actor: Actor) -> dict[str, Any] | Refusal:
    """The columns of what is planned, or everything that is wrong with it."""
    refused = why_not(actor, plan.category) if plan.category in set(Category) else None
    if refused is not None:
        return refused
    findings = tuple(_wrong(plan))
    if findings:
        return invalid(*findings)
    asked = _asked(plan, actor)
    if isinstance(asked, Refusal):
        return asked
    seeds = meant(asked)
    if isinstance(seeds, Refusal):
        return seeds
    if not is_in_sight(seeds.keys, actor):
        return forbidden("recall.out_of_sight")
    return _columns(plan, actor, asked, seeds)


def _columns(plan: Plan, actor: Actor, asked: Asked, seeds: Seeds) -> dict[str, Any] | Refusal:
    terms = terms_of(plan.kind, plan.category, plan.grade, local_day(datetime.now(UTC)))
    is_closed = closed_among(seeds.keys)
    if plan.is_public and is_closed:
        return invalid(wrong("recall.closed_public", "$.isPublic"))
    texts = {name: getattr(plan, name).strip() for name in TEXT_NAMES}
    return {
        **texts,
        "kind": plan.kind,
        "grade": plan.grade,
        "category": plan.category,
        "product": texts["product"] or _product(seeds.keys),
        "party": texts["party"] or asked.supplier,
        "asked": msgspec.to_builtins(asked),
        "keys": list(seeds.keys),
        "scopes": concern_of(plan.category, seeds.keys, actor.regions),
        "is_public": terms.is_published and not is_closed if plan.is_public is None else plan.is_public,
    }


def _wrong(plan: Plan) -> Iterator[Finding]:
    if plan.category not in set(Category):
        yield wrong("recall.no_category", "$.category", found=plan.category[:60], categories=", ".join(Category))
    if plan.kind not in set(Kind):
        yield wrong("recall.no_kind", "$.kind", found=plan.kind[:60], kinds=", ".join(Kind))
    known = [each.grade for each in grades(plan.kind, plan.category)]
    if known and plan.grade not in known:
        yield wrong("recall.no_grade", "$.grade", found=plan.grade[:60], grades=", ".join(known))
    if not known and plan.grade:
        yield wrong("recall.needless_grade", "$.grade", found=plan.grade[:60])
    for name in TEXT_NAMES:
        yield from wrong_text(name, getattr(plan, name).strip())


def wrong_text(name: str, text: str, at: str = "$.") -> Iterator[Finding]:
    """What is wrong with one of the texts of an alert; `at`: what comes before its name in what was sent."""
    words, path = TEXT_NAMES[name], f"{at}{name.replace('_en', 'En')}"
    limit = LONGEST_LINE if name in _LINES else LONGEST_TEXT
    if not text and name in _NEEDED:
        yield wrong("recall.empty", path, zh=words.zh, en=words.en)
    odd = first_odd(text) if name in _LINES else first_odd_in_lines(text)
    if odd is not None:
        letter = f"U+{ord(odd):04X}"
        yield wrong("recall.odd_letter_in", path, zh=words.zh, en=words.en, letter=letter)
    if len(text) > limit:
        yield wrong("recall.too_long", path, zh=words.zh, en=words.en, size=len(text), limit=limit)


def _asked(plan: Plan, actor: Actor) -> Asked | Refusal:
    """What it is about. Whatever the inquiry asked, a recall follows it forward."""
    if plan.inquiry is None:
        return plan.asked
    row = inquiries_visible(actor).filter(pk=plan.inquiry).first()
    if row is None:
        return Refusal(Why.INVALID, (wrong("recall.no_inquiry", "$.inquiry"),))
    asked = msgspec.convert(row.asked, Asked)
    return msgspec.structs.replace(asked, direction=Asked().direction)


def _product(keys: tuple[str, ...]) -> str:
    """The product of all that is meant; empty where there are several, or nobody knows."""
    products = {class_key(key) for key in keys[:_LOOKED_AT]}
    return (products.pop() or "") if len(products) == 1 else ""


def _next_number(now: datetime) -> str:
    """`R` and the year in China, with a running number of that year."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    prefix = f"R{local_day(now).year}-"
    last = Recall.objects.filter(number__startswith=prefix).order_by("-id").values_list("number", flat=True).first()
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:05d}"
