"""Plain: what forms say of a value that cannot be, in sentences of ours in both languages, in place of Django's."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.core import validators

from zhuisu.console.both import both

_VALIDATORS: Final[Mapping[Any, Any]] = {
    validators.MaxLengthValidator: both(
        "最多 %(limit_value)d 个字，现在有 %(show_value)d 个。请写短一些。",
        "At most %(limit_value)d characters; there are %(show_value)d. Make it shorter.",
    ),
    validators.MinLengthValidator: both(
        "至少 %(limit_value)d 个字，现在只有 %(show_value)d 个。",
        "At least %(limit_value)d characters; there are %(show_value)d.",
    ),
    validators.MinValueValidator: both("不能小于 %(limit_value)s。", "Not less than %(limit_value)s."),
    validators.MaxValueValidator: both("不能大于 %(limit_value)s。", "Not more than %(limit_value)s."),
    validators.StepValueValidator: both("应是 %(limit_value)s 的倍数。", "A multiple of %(limit_value)s."),
    validators.ProhibitNullCharactersValidator: both(
        "里面有看不见的控制字符。请删去重写。", "It holds signs that cannot be seen. Type it again."
    ),
    validators.EmailValidator: both("请写完整的电子邮箱，如 a@b.cn。", "A whole e-mail address, such as a@b.cn."),
    validators.URLValidator: both("请写完整的网址，以 https:// 开头。", "A whole address, beginning with https://."),
}
_CHOICE: Final = both("请从列出的选项中选一个。", "Choose one of those that are offered.")
_NUMBER: Final = both("请填数字，如 12.5。", "A number, such as 12.5.")
_FIELDS: Final[Mapping[Any, Mapping[str, Any]]] = {
    forms.Field: {"required": both("请填写这一项。", "Fill this in.")},
    forms.IntegerField: {"invalid": both("请填整数，如 12。", "A whole number, such as 12.")},
    forms.FloatField: {"invalid": _NUMBER},
    forms.DecimalField: {"invalid": _NUMBER},
    forms.DateField: {"invalid": both("请填日期，如 2026-11-27。", "A date, such as 2026-11-27.")},
    forms.TimeField: {"invalid": both("请填时间，如 08:30。", "A time, such as 08:30.")},
    forms.DateTimeField: {
        "invalid": both("请填日期和时间，如 2026-11-27 08:30。", "A date and a time, such as 2026-11-27 08:30.")
    },
    forms.ChoiceField: {"invalid_choice": _CHOICE},
    forms.MultipleChoiceField: {"invalid_choice": _CHOICE, "invalid_list": _CHOICE},
    forms.UUIDField: {"invalid": both("这一页已过时，请重新打开再填。", "This page is out of date: open it again.")},
    forms.FileField: {
        "missing": both("请选择文件。", "Choose a file."),
        "empty": both("这个文件是空的。", "This file is empty."),
        "invalid": both("没有收到文件，请重新选择。", "No file arrived: choose it again."),
    },
}


def speak() -> None:
    """From now on, of every form whose own fields say nothing else."""
    for validator, message in _VALIDATORS.items():
        validator.message = message
    for field, messages in _FIELDS.items():
        field.default_error_messages = {**field.__dict__.get("default_error_messages", {}), **messages}
