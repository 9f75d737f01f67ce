"""Laws: what a rule rests on, in words. `food_safety_law 50` is 《食品安全法》第50条, Food Safety Law, art. 50."""

from collections.abc import Sequence

from zhuisu.core.findings import Text
from zhuisu.core.profiles.model import Library


def cited(basis: Sequence[str], library: Library) -> Text:
    """The citations in both languages; nothing for none."""
    zh, en = [], []
    for each in basis:
        law, _, article = each.partition(" ")
        named = library.laws[law]
        zh.append(f"{named.zh}第{article}条" if article else named.zh)
        en.append(f"{named.en}, art. {article}" if article else named.en)
    return Text("；".join(zh), "; ".join(en))
