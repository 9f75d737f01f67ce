"""Detail: one entry: what it says, what may be done about it, and what was done."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from zhuisu.access.actor import Actor
from zhuisu.access.permitting import Deed, may
from zhuisu.access.registering import approves, may_decide, may_write, shown
from zhuisu.console.admins import Admin
from zhuisu.console.asking import actor_of, may_ask, now
from zhuisu.console.both import both, language, told
from zhuisu.console.entries.filters import days_left
from zhuisu.console.entries.form import CHANGED, EntryForm, cells_of
from zhuisu.console.entries.verbs import VERBS
from zhuisu.console.page import page
from zhuisu.console.people import names_of
from zhuisu.core.findings import Finding, Severity, Text
from zhuisu.registry.entries import Entry
from zhuisu.registry.held import Held, Refusal, Why, Written
from zhuisu.registry.history import Deed as Change
from zhuisu.registry.history import history_of
from zhuisu.registry.kinds import KINDS, Kind
from zhuisu.registry.lookup import find_for_change
from zhuisu.registry.reading import read_entry
from zhuisu.registry.rows import held
from zhuisu.registry.sheets.vocabulary import words_of
from zhuisu.registry.states import NAMES, STEPS, Act, State
from zhuisu.registry.words import title_of
from zhuisu.registry.writing import Review, change, patched, register

_MOST_CHANGES = 500


class Said(NamedTuple):
    """A row of the history as it is read."""

    at: Any
    actor: str
    verb: str
    reason: str
    fields: Sequence[tuple[str, str, str]]


def seen(kind: Kind, row: Any, actor: Actor) -> Held:
    """The entry as the actor may see it. Raises Http404."""
    found = shown(actor, held(kind, [row])[0], now())
    if found is None:
        raise Http404
    return found


def detail(request: HttpRequest, admin: Admin, kind: Kind, row: Any) -> HttpResponse:
    """The screen of an entry; a POST changes it."""
    actor = actor_of(request)
    found = seen(kind, row, actor)
    writable = _is_writable(actor, found)
    if not writable:
        return _shown(request, admin, kind, found, None)
    form = EntryForm(kind, found.entry, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        written = _changed(kind, found, form, actor, str(request.POST.get(CHANGED, "")))
        if not isinstance(written, Refusal):
            messages.success(request, str(both("已保存。", "Saved.")))
            return HttpResponseRedirect(address_of(kind, row.pk))
        form.tell(written.findings)
    return _shown(request, admin, kind, found, form)


def added(request: HttpRequest, admin: Admin, kind: Kind) -> HttpResponse:
    """The screen of a new entry; a POST registers it, as a draft."""
    actor = actor_of(request)
    form = EntryForm(kind, None, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        written = _registered(kind, form, actor)
        if not isinstance(written, Refusal):
            messages.success(request, str(both("已登记为草稿。", "Registered, as a draft.")))
            return HttpResponseRedirect(address_of(kind, written.id))
        form.tell(written.findings)
    return page(request, admin, "entry.html", {"form": form, "title": _new(kind), "kind": kind.name})


def address_of(kind: Kind, number: int) -> str:
    """Where the screen of an entry is."""
    return reverse(f"admin:console_{kind.name}_change", args=(number,))


def acts_of(actor: Actor, found: Held) -> list[tuple[str, str]]:
    """What the actor may decide about an entry now."""
    if not may(actor, Deed.KEEP_REGISTRY):
        return []
    possible = (act for act in Act if found.state in STEPS[act].starts)
    return [
        (act.value, told(STEPS[act].name)) for act in possible if may_decide(actor, act, found.entry, now()) is None
    ]


def said(changes: Sequence[Change]) -> list[Said]:
    """Rows of the history in words, each by the name of who did it."""
    names = names_of(each.actor for each in changes)
    return [_said(each, names[each.actor]) for each in changes]


def _said(change: Change, by: str) -> Said:
    kind = KINDS[change.kind]
    fields = [
        (_field(name), _value(kind, name, pair[0]), _value(kind, name, pair[1]))
        for name, pair in change.fields.items()
        if any(pair)
    ]
    return Said(change.at, by, told(VERBS.get(change.verb, Text(change.verb, change.verb))), change.reason, fields)


def _is_writable(actor: Actor, found: Held) -> bool:
    return (
        may(actor, Deed.KEEP_REGISTRY)
        and found.state not in (State.CLOSED, State.MERGED)
        and may_write(actor, (found.entry,), now()) is None
    )


def _registered(kind: Kind, form: EntryForm, actor: Actor) -> Written:
    entry = read_entry(kind, form.members(), given="texts")
    if isinstance(entry, tuple):
        return Refusal(Why.INVALID, entry)
    refused = may_write(actor, (entry,), now())
    return Refusal(Why.INVALID, (refused,)) if refused else register(kind, entry, actor=actor.name)


def _changed(kind: Kind, before: Held, form: EntryForm, actor: Actor, state: str) -> Written:
    """Refused where somebody else changed the entry after the form was opened."""
    patch = form.patch()
    after = patched(kind, before.entry, patch, "texts")
    refused = None if isinstance(after, tuple) else may_write(actor, (before.entry, after), now())
    if refused is not None:
        return Refusal(Why.INVALID, (refused,))
    review = Review.KEPT if approves(actor, before.entry) else Review.AGAIN
    with transaction.atomic():
        row = find_for_change(kind, before.entry.key)
        if row is not None and row.changed_at.isoformat() != state:
            return Refusal(Why.CONFLICT, (Finding("console.changed_meanwhile", Severity.ERROR, "$"),))
        return change(kind, before.entry.key, patch, actor=actor.name, review=review, given="texts")


def _shown(request: HttpRequest, admin: Admin, kind: Kind, found: Held, form: EntryForm | None) -> HttpResponse:
    actor, entry = actor_of(request), found.entry
    history = history_of(kind, entry.key, limit=_MOST_CHANGES) or ()
    left = days_left(getattr(entry, "valid_to", None))
    words = {
        "title": _title(kind, entry),
        "kind": kind.name,
        "entry": entry,
        "held": found,
        "number": found.id,
        "state": found.state.value,
        "state_name": told(NAMES[found.state]),
        "cells": [(told(title_of(name)), text) for name, text in _told_cells(kind, entry) if text],
        "history": said(list(reversed(history))),
        "acts": acts_of(actor, found),
        "expired": left is not None and left < 0,
        "form": form,
        "changed_at": found.changed_at.isoformat(),
        "may_reveal": bool(getattr(entry, "masked", "")) and may_ask(request, Deed.UNMASK) and approves(actor, entry),
        "may_merge": kind.name == "party" and may(actor, Deed.KEEP_REGISTRY) and approves(actor, entry),
    }
    return page(request, admin, "entry.html", words)


def _told_cells(kind: Kind, entry: Entry) -> list[tuple[str, str]]:
    cells = list(cells_of(kind, entry).items())
    masked = getattr(entry, "masked", "")
    return [*cells, ("masked", masked)] if masked else cells


def _title(kind: Kind, entry: Any) -> str:
    name = getattr(entry, "name", "") or getattr(entry, "number", "") or entry.key
    return f"{told(kind.title)} · {name}"


def _new(kind: Kind) -> str:
    return f"新{kind.title.zh}" if language() == "zh" else f"New {kind.title.en}"


def _field(name: str) -> str:
    return told(Text("状态", "state")) if name == "state" else told(title_of(_snake(name)))


def _value(kind: Kind, name: str, value: Any) -> str:
    """A value of the history in words: states and the words of the kind's fields by their names."""
    if not value and value != 0:
        return "—"
    if name == "state" and value in set(State):
        return told(NAMES[State(value)])
    words = words_of(kind, _snake(name))
    if isinstance(value, str) and value in words:
        return told(words[value])
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
