"""Admin: Django's list of a model, whose type has a parameter for type checkers alone."""

from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib.admin import ModelAdmin

if TYPE_CHECKING:
    Admin: TypeAlias = ModelAdmin[Any]
else:
    Admin = ModelAdmin
