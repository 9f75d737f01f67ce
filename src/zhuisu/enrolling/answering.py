"""Answering: what whoever applies says, step by step. Each verb leaves one audit row."""

import re
import unicodedata
from collections.abc import Callable, Collection
from typing import Any, Final

import msgspec
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from zhuisu.access.actor import Actor
from zhuisu.access.models import Account, Audit
from zhuisu.core.codes.national.regions import is_region
from zhuisu.core.findings import Finding
from zhuisu.enrolling.credit import kinds_of
from zhuisu.enrolling.held import Contact
from zhuisu.enrolling.models import Application
from zhuisu.enrolling.refusing import Refusal, conflicting, invalid, wrong
from zhuisu.enrolling.requirements import categories_of, role_choices
from zhuisu.enrolling.states import NAMES, OPEN, State
from zhuisu.enrolling.steps import Step
from zhuisu.packaged import profiles
from zhuisu.registry.entries import PlaceKind
from zhuisu.registry.vault import seal
from zhuisu.registry.words import title_of

_PHONE: Final = re.compile(r"(\+?86)?1\d{10}|0\d{2,3}-?\d{7,8}(-\d{1,6})?|400-?\d{3}-?\d{4}")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ACCOUNT: Final = re.compile(r"[\w.@-]{2,60}")
_PICTURES: Final = ("\U0001f000", "\U0001faff")
_LONGEST: Final = 200
_LONGEST_EXCUSE: Final = 500


class Party(msgspec.Struct, frozen=True):
    """Who it is and where; `place_name` is what the premises are called, the party's name if that is empty."""

    name: str
    kind: str
    region: str
    address: str
    place_kind: str
    place_name: str = ""


Answered = Application | Refusal


def tell_party(number: str, told: Party, *, actor: Actor) -> Answered:
    """Who it is."""

    def write(row: Application) -> tuple[Finding, ...]:
        found = tuple(_party_problems(row, told))
        if not found:
            for name, text in msgspec.structs.asdict(told).items():
                setattr(row, name, text.strip())
        return found

    return answer(number, Step.PARTY, write, actor=actor)


def tell_goods(number: str, varieties: Collection[str], *, actor: Actor) -> Answered:
    """What is handled. Roles that these goods do not have go."""

    def write(row: Application) -> tuple[Finding, ...]:
        unknown = sorted(set(varieties) - set(profiles()))
        if unknown:
            return (wrong("enrol.unknown_goods", found=unknown[0][:_LONGEST]),)
        if not varieties:
            return (wrong("enrol.goods_missing", "$.varieties"),)
        row.varieties = [each for each in profiles() if each in set(varieties)]
        row.categories = list(categories_of(row.varieties))
        possible = {each.role for each in role_choices(row.varieties)}
        row.roles = [role for role in row.roles if role in possible]
        return ()

    return answer(number, Step.GOODS, write, actor=actor)


def tell_roles(number: str, roles: Collection[str], *, actor: Actor) -> Answered:
    """In which roles."""

    def write(row: Application) -> tuple[Finding, ...]:
        possible = [each.role for each in role_choices(row.varieties)]
        unknown = sorted(set(roles) - set(possible))
        if unknown:
            return (wrong("enrol.unknown_role", found=unknown[0][:_LONGEST]),)
        if not roles:
            return (wrong("enrol.roles_missing", "$.roles"),)
        row.roles = [role for role in possible if role in set(roles)]
        return ()

    return answer(number, Step.ROLES, write, actor=actor)


def excuse(number: str, requirement: str, why: str, *, actor: Actor) -> Answered:
    """Why a licence is not there; an empty text takes that back."""

    def write(row: Application) -> tuple[Finding, ...]:
        rest = {name: text for name, text in row.excuses.items() if name != requirement}
        said = why.strip()[:_LONGEST_EXCUSE]
        row.excuses = {**rest, requirement: said} if said else rest
        return ()

    return answer(number, Step.PAPERS, write, actor=actor)


def tell_contact(number: str, told: Contact, *, actor: Actor) -> Answered:
    """Whom to call. It is kept encrypted, its digits as telephones have them."""
    told = msgspec.structs.replace(told, phone=unicodedata.normalize("NFKC", told.phone).strip())

    def write(row: Application) -> tuple[Finding, ...]:
        found = tuple(_contact_problems(told))
        if not found:
            row.contact = seal(msgspec.json.encode(told).decode())
        return found

    return answer(number, Step.CONTACT, write, actor=actor)


def tell_account(number: str, name: str, password: str, *, actor: Actor) -> Answered:
    """With what one will sign in, once it is approved. Only the hash of the password is kept."""

    def write(row: Application) -> tuple[Finding, ...]:
        found = tuple(_account_problems(row, name, password))
        if not found:
            row.account, row.password = name, make_password(password)
        return found

    return answer(number, Step.ACCOUNT, write, actor=actor)


def answer(number: str, step: Step, write: Callable[[Application], tuple[Finding, ...]], *, actor: Actor) -> Answered:
    """What `write` does to the application while it is locked; refused where it is not open."""
    with transaction.atomic():
        row = Application.objects.select_for_update().get(number=number)
        if State(row.state) not in OPEN:
            name = NAMES[State(row.state)]
            return conflicting("enrol.not_open", number=number, zh=name.zh, en=name.en)
        found = write(row)
        if found:
            return invalid(*found)
        row.changed_at = timezone.now()
        row.save()
        Audit.objects.create(actor=actor.name, verb="enrolment told", facts={"enrolment": number, "step": step.value})
    return row


def _party_problems(row: Application, told: Party) -> Any:
    for name in ("name", "address"):
        if not getattr(told, name).strip():
            title = title_of(name)
            yield wrong("enrol.field_missing", f"$.{name}", zh=title.zh, en=title.en)
    for name in ("name", "address", "place_name"):
        if odd := next(filter(_is_odd, getattr(told, name)), ""):
            yield wrong("enrol.odd_sign", f"$.{name}", found=odd if odd.isprintable() else f"U+{ord(odd):04X}")
    if told.kind not in kinds_of(row.key):
        yield wrong("enrol.kind_unfit", "$.kind", key=row.key or "—")
    if not is_region(told.region):
        yield wrong("enrol.no_region", "$.region", found=told.region[:_LONGEST])
    if told.place_kind not in set(PlaceKind):
        yield wrong("enrol.field_missing", "$.place_kind", zh="经营场所类型", en="kind of premises")


def _is_odd(sign: str) -> bool:
    """Whether no name on a licence has it: signs that cannot be seen or that turn the line about, and pictures."""
    return unicodedata.category(sign).startswith("C") or _PICTURES[0] <= sign <= _PICTURES[1]


def _contact_problems(told: Contact) -> Any:
    if not told.name:
        yield wrong("enrol.field_missing", "$.name", zh="联系人姓名", en="name of the contact")
    if odd := next(filter(_is_odd, told.name), ""):
        yield wrong("enrol.odd_sign", "$.name", found=odd if odd.isprintable() else f"U+{ord(odd):04X}")
    if not _PHONE.fullmatch(told.phone.replace(" ", "")):
        yield wrong("enrol.bad_phone", "$.phone", found=told.phone[:_LONGEST])
    if told.email and not _EMAIL.fullmatch(told.email):
        yield wrong("enrol.bad_email", "$.email", found=told.email[:_LONGEST])


def _account_problems(row: Application, name: str, password: str) -> Any:
    if not _ACCOUNT.fullmatch(name):
        yield wrong("enrol.bad_account", "$.account", found=name[:_LONGEST])
    elif is_taken(name, row):
        yield wrong("enrol.account_taken", "$.account", found=name)
    try:
        validate_password(password, Account(name=name))
    except ValidationError as fault:
        yield wrong("enrol.bad_password", "$.password", why=" ".join(fault.messages))


def is_taken(name: str, row: Application) -> bool:
    """Whether an account has this name, or another application that may still be approved."""
    others = Application.objects.exclude(pk=row.pk).filter(state__in=[State.FILED.value, State.RETURNED.value])
    return Account.objects.filter(name=name).exists() or others.filter(account=name).exists()
