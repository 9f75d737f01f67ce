"""Telling: an event in a sentence, for a person."""

import re
from typing import Final

from zhuisu.core.findings import Language, Text
from zhuisu.portal.goods import goods
from zhuisu.portal.story import Story, in_words
from zhuisu.portal.words import steps as words
from zhuisu.portal.words.nouns import PLATE
from zhuisu.tracing.answer import EventSummary, NamedAmount

SHIPPED_TO = Text("，发往{name}", " to {name}")
RECEIVED_FROM = Text("，来自{name}", " from {name}")
AT = Text("{name}", " at {name}")
WHERE = Text("{name}", " {name}")

_LATIN: Final = re.compile("[0-9A-Za-z]")


def told(story: Story, event: EventSummary) -> str:
    """The event in a sentence; without a party, only what it was about."""
    said = _sentence(story, event) + _direction(event, story.language)
    return said[:1].upper() + said[1:] if story.language is Language.EN else said


def _sentence(story: Story, event: EventSummary) -> str:
    language = story.language
    pieces = {
        "who": in_words(event.party.names, language) if event.party else "",
        "what": goods(story, _things(event), PLATE if event.type == "AssociationEvent" else None),
        "at": _at(event, language, AT),
        "where": _at(event, language, WHERE),
        "inputs": goods(story, _by_role(event, "input", "input_amount")),
        "outputs": goods(story, _by_role(event, "output", "output_amount")),
        "parent": goods(story, _by_role(event, "parent")),
    }
    stage, step = story.stage(event), words_of(event)
    pattern = step.told.into(language)
    if step in (words.STEPS["other"], words.SEEN) and stage is not None:
        pattern = words.NAMED.into(language)
        pieces["stage"] = stage.name.into(language)
    if not pieces["who"] and "{who}" in pattern:
        return pieces["what"] or pieces["outputs"]
    return (
        pattern.format(**{name: _apart(said, language) for name, said in pieces.items()}).strip().replace(" ，", "，")
    )


def _apart(said: str, language: Language) -> str:
    """Chinese sets digits and Latin letters apart from characters."""
    if language is Language.EN or not said:
        return said
    before, after = (" " if _LATIN.match(end) else "" for end in (said[0], said[-1]))
    return before + said + after


def words_of(event: EventSummary) -> words.Step:
    """The words for the event: by its type where that says more, else by its step, else by its action."""
    if event.type == "TransformationEvent":
        return _making(event)
    if event.type == "AggregationEvent" and event.action == "DELETE" and not _by_role(event, "child", "child_amount"):
        return words.EMPTIED
    if event.type == "AggregationEvent" and event.action in words.AGGREGATED:
        return words.AGGREGATED[event.action]
    if event.type == "AssociationEvent" and event.action in words.ASSOCIATED:
        return words.ASSOCIATED[event.action]
    if event.biz_step in words.STEPS:
        return words.STEPS[event.biz_step]
    if event.type == "TransactionEvent":
        return words.LINKED
    return words.BY_ACTION.get(event.action, words.SEEN)


def _making(event: EventSummary) -> words.Step:
    """Some records say only what went in, others only what came out."""
    if not _by_role(event, "input", "input_amount"):
        return words.MADE
    return words.TRANSFORMED if _by_role(event, "output", "output_amount") else words.USED


def _things(event: EventSummary) -> list[NamedAmount]:
    """What the event is about: its items or children, or the parent where it names nothing else."""
    named = _by_role(event, "item", "amount", "child", "child_amount")
    return named or _by_role(event, "parent", "input", "input_amount", "output", "output_amount")


def _by_role(event: EventSummary, *roles: str) -> list[NamedAmount]:
    return [amount for amount in event.amounts if amount.role.lower() in roles]


def _at(event: EventSummary, language: Language, pattern: Text) -> str:
    name = in_words(event.place.names, language) if event.place else ""
    return pattern.into(language).format(name=name) if name else ""


def _direction(event: EventSummary, language: Language) -> str:
    """Where a shipment goes, whence a receipt came."""
    if event.biz_step == "shipping" and event.destination_party:
        name = in_words(event.destination_party.names, language)
        return SHIPPED_TO.into(language).format(name=name) if name else ""
    if event.biz_step == "receiving" and event.source_party:
        name = in_words(event.source_party.names, language)
        return RECEIVED_FROM.into(language).format(name=name) if name else ""
    return ""
