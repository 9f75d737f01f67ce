"""Task: what the stallholder's page shows of a notice: the goods, the number, the buttons, what was answered."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import msgspec
from django.utils import timezone

from zhuisu.core.findings import Language
from zhuisu.portal.categories import Category
from zhuisu.portal.wording import moment_in_words, quantity_in_words
from zhuisu.portal.words.notices import ALL, ANSWERED, CHOICES, DONE, ENDED, HEADLINES, LATER, LIFTED, Choice
from zhuisu.portal.words.units import UNITS
from zhuisu.recall.english import said
from zhuisu.recall.kinds import Deed
from zhuisu.recall.models import Answer
from zhuisu.recall.noticed import Goods, Noticed
from zhuisu.recall.reckoning import Reckoned, is_settled
from zhuisu.recall.wording import DEMANDS

_CATEGORIES: Final = {category.value: category for category in Category}


class Amount(msgspec.Struct, frozen=True):
    """So much in one unit, in words, and the number that a form begins with."""

    uom: str
    words: str
    unit: str
    number: str


class Button(msgspec.Struct, frozen=True):
    """One large button, and what its form asks."""

    deed: str
    title: str
    meaning: str
    question: str


class Given(msgspec.Struct, frozen=True):
    """One answer, as the list of them shows it."""

    number: int
    at: str
    words: str
    note: str
    photos: int
    is_replaced: bool


class Task(msgspec.Struct, frozen=True):
    """`headline` is that of the kind, or says that it is over; then there are no buttons. `later` are those that may
    follow once something is put aside."""

    number: str
    headline: str
    is_over: bool
    is_done: bool
    category: str
    title: str
    goods: tuple[Goods, ...]
    maker: str
    reason: str
    hazard: str
    demand: str
    holder: str
    due: str
    is_late: bool
    expected: tuple[Amount, ...]
    is_measured: bool
    left: tuple[Amount, ...]
    buttons: tuple[Button, ...]
    later: tuple[Button, ...]
    answers: tuple[Given, ...]
    last: int


def task_of(told: Noticed, language: Language) -> Task:
    """What to show."""
    over = None if told.in_force else ENDED.get(told.state, LIFTED)
    left = tuple(_amount(line.left, line, language) for line in told.lines if line.left)
    is_done = is_settled(told.lines, told.answers)
    headlines = ANSWERED if is_done else HEADLINES
    return Task(
        number=told.number,
        headline=(over or headlines[told.kind]).into(language),
        is_over=over is not None,
        is_done=is_done,
        category=_CATEGORIES.get(told.category, Category.GENERAL).value,
        title=said(told, "title", language),
        goods=told.goods,
        maker=told.maker,
        reason=said(told, "reason", language),
        hazard=said(told, "hazard", language),
        demand=told.demand or DEMANDS[told.kind].into(language),
        holder=told.holder,
        due="" if told.due_at is None else moment_in_words(timezone.localtime(told.due_at), language),
        is_late=told.due_at is not None and told.due_at < timezone.now() and not is_done,
        expected=tuple(_amount(line.due, line, language) for line in told.lines if line.due),
        is_measured=told.is_measured,
        left=left,
        buttons=() if over else _buttons(CHOICES[told.kind], language),
        later=() if over or not any(line.isolated for line in told.lines) else _buttons(LATER, language),
        answers=_answers(told.answers, language),
        last=max((each.pk for each in told.answers), default=0),
    )


def chosen(task: Task, word: str) -> Button | None:
    """The button of this word, if the page has it."""
    return next((each for each in (*task.buttons, *task.later) if each.deed == word), None)


def to_fix(task: Task, number: str) -> Given | None:
    """The answer of this number, if it may be corrected."""
    return next((each for each in task.answers if str(each.number) == number and not each.is_replaced), None)


def asked(told: Noticed, deed: Deed, language: Language) -> tuple[Amount, ...]:
    """The fields of a form: one a unit, filled with what is likely: what is left, or what is put aside."""
    follows = deed in (Deed.RETURNED, Deed.DESTROYED)
    return tuple(_amount((line.isolated if follows else line.left) or line.left, line, language) for line in told.lines)


def _amount(number: Decimal, line: Reckoned, language: Language) -> Amount:
    unit = UNITS[line.uom].into(language) if line.uom in UNITS else line.uom
    number_only = f"{number.normalize():f}" if number else ""
    return Amount(line.uom, quantity_in_words(float(number), line.uom, language), unit, number_only)


def _buttons(choices: Sequence[Choice], language: Language) -> tuple[Button, ...]:
    return tuple(
        Button(
            each.deed.value,
            each.title.into(language),
            each.meaning.into(language),
            each.question.into(language),
        )
        for each in choices
    )


def _answers(answers: Sequence[Answer], language: Language) -> tuple[Given, ...]:
    replaced = {each.replaces_id for each in answers}
    return tuple(
        Given(
            number=each.pk,
            at=moment_in_words(timezone.localtime(each.at), language),
            words=f"{DONE[Deed(each.deed)].into(language)} {_how_much(each, language)}",
            note=each.note,
            photos=len(each.evidence.all()),
            is_replaced=each.pk in replaced,
        )
        for each in answers
    )


def _how_much(answer: Answer, language: Language) -> str:
    if answer.quantity is None:
        return ALL.into(language)
    return quantity_in_words(float(answer.quantity), answer.uom, language)
