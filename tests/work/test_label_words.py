"""What a print cannot be is said in the words of the screen, and in no others."""

import msgspec
import pytest

from tests.work.test_labels import DRAFT  # sets Django up
from zhuisu.core.findings import Language, sentence
from zhuisu.labelling.asked import PrintAsked
from zhuisu.labelling.sentences import SENTENCES
from zhuisu.work.labels.printing import _misread


@pytest.mark.parametrize(
    ("field", "value", "zh"),
    [
        ("copies", "100000000", "“每个码打几张”应填 1 到 2000 的整数。"),
        ("copies", "-1", "“每个码打几张”应填 1 到 2000 的整数。"),
        ("skip", "x", "“整张纸上前面已用掉几枚”应填 0 到 200 的整数。"),
        ("symbol", "x", "“码制”请从列表中选择。"),
        ("layout", "?", "“标签纸”请从列表中选择。"),
    ],
)
def test_a_field_that_cannot_be_is_named_with_what_it_may_be(field: str, value: str, zh: str) -> None:
    with pytest.raises(msgspec.ValidationError) as caught:
        msgspec.convert({"key": DRAFT, field: value}, PrintAsked, strict=False)
    found = _misread(caught.value)
    assert sentence(found, SENTENCES, Language.ZH) == zh
    assert "Expected" not in sentence(found, SENTENCES, Language.EN)
