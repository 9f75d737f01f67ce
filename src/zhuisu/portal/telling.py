"""Telling: an event in a sentence, for a person."""

from collections import defaultdict
from collections.abc import Iterable

from zhuisu.core.findings import Language, Text
from zhuisu.portal.story import Story, in_words
from zhuisu.portal.wording import listed, quantity_in_words
from zhuisu.portal.words import steps as words
from zhuisu.tracing.answer import EventSummary, NamedAmount

SHIPPED_TO = Text("，发往{name}", " to {name}")
RECEIVED_FROM = Text("，来自{name}", " from {name}")
THIS = Text("本品", "this product")
THIS_BATCH = Text("本批次", "this batch")
AT = Text("{name}", " at {name}")


def told(story: Story, event: EventSummary) -> str:
    """The event in a sentence; without a party, only what it was about."""
    language, step = story.language, words_of(event)
    pieces = {
        "who": in_words(event.party.names, language) if event.party else "",
        "what": _goods(story, _things(event)),
        "at": _at(event, language),
        "inputs": _goods(story, _by_role(event, "input", "input_amount")),
        "outputs": _goods(story, _by_role(event, "output", "output_amount")),
        "parent": _goods(story, _by_role(event, "parent")),
    }
    pattern = step.told.into(language)
    if not pieces["who"] and "{who}" in pattern:
        return (pieces["what"] or pieces["outputs"]) + _direction(event, language)
    return pattern.format(**pieces) + _direction(event, language)


def words_of(event: EventSummary) -> words.Step:
    """The words for the event: by its type where that says more, else by its step, else by its action."""
    if event.type == "TransformationEvent":
        return words.TRANSFORMED
    if event.type == "AggregationEvent" and event.action in words.AGGREGATED:
        return words.AGGREGATED[event.action]
    if event.type == "AssociationEvent" and event.action in words.ASSOCIATED:
        return words.ASSOCIATED[event.action]
    if event.biz_step in words.STEPS:
        return words.STEPS[event.biz_step]
    if event.type == "TransactionEvent":
        return words.LINKED
    return words.BY_ACTION.get(event.action, words.SEEN)


def _things(event: EventSummary) -> list[NamedAmount]:
    """What the event is about: its items or children, or the parent where it names nothing else."""
    named = _by_role(event, "item", "amount", "child", "child_amount")
    return named or _by_role(event, "parent", "input", "input_amount", "output", "output_amount")


def _by_role(event: EventSummary, *roles: str) -> list[NamedAmount]:
    return [amount for amount in event.amounts if amount.role.lower() in roles]


def _goods(story: Story, amounts: Iterable[NamedAmount]) -> str:
    """Amounts with their units, those of one name together; individuals counted by name."""
    language = story.language
    individuals: dict[str, list[str]] = defaultdict(list)
    measured: dict[tuple[str, str], float] = defaultdict(float)
    for amount in amounts:
        name = _called(story, amount.key)
        if amount.quantity is None:
            individuals[name].append(amount.key)
        else:
            measured[name, amount.uom] += amount.quantity
    parts = [f"{name} {quantity_in_words(total, uom, language)}" for (name, uom), total in measured.items()]
    for name, keys in individuals.items():
        if len(keys) > 1:
            parts.append(f"{name} {quantity_in_words(len(keys), '', language)}")
        else:
            parts.append(name if keys[0] == story.focus.key else f"{name} {story.mark(keys[0])}".strip())
    return listed(parts, language)


def _called(story: Story, key: str) -> str:
    """The thing of the page is "this one": its name stands above already."""
    if key == story.focus.key:
        return (THIS_BATCH if story.focus.level == "batch" else THIS).into(story.language)
    return THIS_BATCH.into(story.language) if key == story.batch else story.name(key)


def _at(event: EventSummary, language: Language) -> str:
    name = in_words(event.place.names, language) if event.place else ""
    return AT.into(language).format(name=name) if name else ""


def _direction(event: EventSummary, language: Language) -> str:
    """Where a shipment goes, whence a receipt came."""
    if event.biz_step == "shipping" and event.destination_party:
        name = in_words(event.destination_party.names, language)
        return SHIPPED_TO.into(language).format(name=name) if name else ""
    if event.biz_step == "receiving" and event.source_party:
        name = in_words(event.source_party.names, language)
        return RECEIVED_FROM.into(language).format(name=name) if name else ""
    return ""
