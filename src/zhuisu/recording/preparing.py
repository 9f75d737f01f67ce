"""Preparing: a form that was filled in, read: its stage, answers, goods, place and time; and all that is wrong."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final

import msgspec

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.core.findings import Finding, Severity
from zhuisu.core.forms import Asked, Filled, InputType
from zhuisu.core.forms import answers as answering
from zhuisu.core.forms import goods as naming
from zhuisu.core.forms.answers import Answers
from zhuisu.core.forms.buyers import unidentified
from zhuisu.core.forms.filled import LOCAL
from zhuisu.core.forms.goods import NamedGoods
from zhuisu.core.profiles import Profile
from zhuisu.core.profiles.model import Stage
from zhuisu.packaged import library
from zhuisu.recording import partners, people, places, registered, units
from zhuisu.recording.looking import form_of, once, own_names, profile_on, roles_of
from zhuisu.recording.models import Photograph
from zhuisu.recording.refusing import Refusal, Why, forbidden, warned, wrong
from zhuisu.recording.stages import may_record, stage_named
from zhuisu.registry.acting import day_of

EARLY: Final = timedelta(minutes=10)
"""So much a phone's clock may be ahead."""
LONG_AGO: Final = timedelta(days=365)
PHOTOGRAPH: Final = "urn:zhuisu:photograph:"


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """What was read. `answers` have keys of parties, and people as they were typed. `findings`: errors and warnings of
    the form itself; what the rules say is asked by `zhuisu.recording.foreseeing`."""

    profile: Profile
    stage: Stage
    asked: Asked
    filled: Filled
    answers: Answers
    goods: NamedGoods
    party: str
    place: str
    time: datetime
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)


def prepared(actor: Actor, filled: Filled, now: datetime) -> Prepared | Refusal:
    """Refused where the actor may not record, or there is no such form."""
    return prepared_each(actor, (filled,), now)[0]


def prepared_each(actor: Actor, forms: Sequence[Filled], now: datetime) -> Sequence[Prepared | Refusal]:
    """The same of many forms, in their order: what they have to be compared with is looked up for all at once."""
    if not may(actor, Deed.RECORD) or actor.party is None:
        return [forbidden(actor.name)] * len(forms)
    with once():
        begun = [_begun(actor.party, each, now) for each in forms]
        partners.look_ahead((each.answers, each.asked) for each in begun if not isinstance(each, Refusal))
        read = [each if isinstance(each, Refusal) else _named(each) for each in begun]
        _look_ahead(actor.party, [each for each in read if not isinstance(each, Refusal)])
        return [each if isinstance(each, Refusal) else _judged(each, now) for each in read]


def read_form(party: str, filled: Filled, profile: Profile, stage: Stage, now: datetime) -> Prepared:
    """A form of this stage that the party filled in."""
    return _judged(_named(_typed(party, filled, profile, stage, now)), now)


def _begun(party: str, filled: Filled, now: datetime) -> Prepared | Refusal:
    profile = profile_on(filled.variety, day_of(filled.event_time or now))
    stage = stage_named(profile, filled.stage) if profile is not None else None
    if profile is None or stage is None:
        facts = {"variety": filled.variety[:60], "stage": filled.stage[:60]}
        return Refusal(Why.UNKNOWN, (wrong("recording.no_such_form", "stage", **facts),))
    return _typed(party, filled, profile, stage, now)


def _typed(party: str, filled: Filled, profile: Profile, stage: Stage, now: datetime) -> Prepared:
    """A form as it was typed: without goods and place."""
    form = form_of(profile, stage)
    filled = _completed(filled, form, party)
    return Prepared(
        profile=profile,
        stage=stage,
        asked=form,
        filled=filled,
        answers=answering.answers_of(filled, form),
        goods={},
        party=party,
        place="",
        time=filled.event_time or now,
        findings=(),
    )


def _named(read: Prepared) -> Prepared:
    """With the keys of partners, goods and place."""
    answers = partners.with_partners(read.answers, read.asked)
    goods = naming.named_goods(read.filled, read.asked, answers, read.party)
    return msgspec.structs.replace(
        read,
        answers=answers,
        goods=goods,
        place=places.place_meant(read.filled.place, read.party, read.time),
    )


def _judged(read: Prepared, now: datetime) -> Prepared:
    """What registrations say of the goods counts, whatever was answered."""
    known = registered.registered(read.goods, read.asked)
    told = tuple(registered.contradicted(read.answers, known, read.asked))
    read = msgspec.structs.replace(read, answers={**read.answers, **known})
    found = (each for each in _problems(read, now) if each.path not in known or each.code != "recording.missing")
    return msgspec.structs.replace(read, findings=(*found, *told))


def _look_ahead(party: str, read: Sequence[Prepared]) -> None:
    people.look_ahead(each.answers for each in read)
    registered.look_ahead(each.goods for each in read if any(one.registered for one in each.asked.inputs))
    units.look_ahead((each.goods for each in read if units.usual_unit(each.profile, each.stage) != units.PIECES), party)


def _completed(filled: Filled, form: Asked, party: str) -> Filled:
    """Who fills in is on their own side of a hand-over, where nobody is named."""
    side = partners.own_side(form)
    is_asked = any(each.path == side for each in form.inputs)
    if not is_asked or filled.values.get(side):
        return filled
    return msgspec.structs.replace(filled, values={**filled.values, side: party})


def _problems(read: Prepared, now: datetime) -> Iterator[Finding]:
    yield from _of_time(read.time, now)
    yield from _of_role(read, now)
    yield from answering.problems_of(read.filled, read.asked)
    yield from naming.problems_of(read.filled, read.asked, read.answers, read.party)
    yield from units.problems_of(read.goods, units.usual_unit(read.profile, read.stage), read.party)
    yield from places.problems_of(read.place)
    yield from people.problems_of(read.answers, read.party)
    yield from unidentified(read.answers, read.profile, read.stage)
    yield from partners.problems_of(read.answers, read.asked, own_names(read.party))
    yield from _of_photographs(read)


def _of_time(time: datetime, now: datetime) -> Iterator[Finding]:
    if time > now + EARLY:
        yield wrong("recording.in_the_future", "eventTime", found=_shown(time))
    elif time < now - LONG_AGO:
        yield warned("recording.long_ago", "eventTime", found=_shown(time))


def _of_role(read: Prepared, now: datetime) -> Iterator[Finding]:
    """What happened has to be told, so that a role which is not registered is a warning."""
    if read.stage.actors and not may_record(read.stage, read.profile, roles_of(read.party, now)):
        roles = [library().roles[each] for each in read.stage.actors]
        zh, en = "、".join(role.zh for role in roles), ", ".join(role.en for role in roles)
        yield warned("recording.other_role", "stage", zh=zh, en=en)


def _of_photographs(read: Prepared) -> Iterator[Finding]:
    paths = [each.path for each in read.asked.inputs if each.type is InputType.PHOTO]
    named = {str(each): path for path in paths for each in read.answers.get(path, ())}
    if not named:
        return
    ours = {uri.removeprefix(PHOTOGRAPH) for uri in named if uri.startswith(PHOTOGRAPH)}
    kept = set(Photograph.objects.filter(party=read.party, digest__in=ours).values_list("digest", flat=True))
    for uri, path in named.items():
        if uri.startswith(PHOTOGRAPH) and uri.removeprefix(PHOTOGRAPH) not in kept:
            yield wrong("recording.unknown_photo", path, found=uri[-12:])


def _shown(time: datetime) -> str:
    return f"{time.astimezone(LOCAL):%Y-%m-%d %H:%M}"
