"""Filters: what lists are narrowed by, each one choice of a few words."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest

from zhuisu.console.both import told
from zhuisu.core.findings import Text

Choices = Callable[[Any], Iterable[tuple[str, Text]]]
"""What may be chosen, for the model of the list: a word, and what it is called."""
Narrow = Callable[[QuerySet[Any], str], QuerySet[Any]]


def exactly(column: str) -> Narrow:
    """The rows whose column says the word."""
    return lambda rows, word: rows.filter(**{column: word})


def one_of(parameter: str, title: Any, choices: Choices, narrow: Narrow) -> type[SimpleListFilter]:
    """A filter of a list, by a parameter of the address. A word that is no choice narrows nothing."""

    class OneOf(SimpleListFilter):
        def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: Any) -> None:
            self.words = [(word, told(text)) for word, text in choices(model)]
            super().__init__(request, params, model, model_admin)

        def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
            return self.words

        def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
            word = self.value()
            known = {word for word, _ in self.words}
            return narrow(queryset, word) if word is not None and word in known else queryset

    OneOf.title = title
    OneOf.parameter_name = parameter
    return OneOf
