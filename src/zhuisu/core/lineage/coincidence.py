"""Coincidence: how likely chance alone would give so many things a common source (Fisher's exact test, one-sided).

Of `cases` things complained about, `exposed` have the source in their history; of `controls` comparable things nobody
complained about, `exposed_controls` have. Were the source without influence, the exposed ones would be spread over both
by lot: the number among the cases is hypergeometric.
"""

from enum import Enum
from math import exp, lgamma

from zhuisu.core.findings import Text

_ALWAYS = 0.5
_ODDS = 0.01


class Kin(Enum):
    """How a history has its source: it holds a thing, or a party made or sent what it holds."""

    HOLDS = Text(
        "{} 起投诉中有 {} 起的来历含有它；均匀抽取的 {} 件同类产品中有 {} 件含有它。",
        "{1} of {0} complaints have it in their history, and {3} of {2} comparable things that were drawn have it. ",
    )
    SUPPLIED = Text(
        "{} 起投诉中有 {} 起的来历经它生产或供货；均匀抽取的 {} 件同类产品中有 {} 件经它生产或供货。",
        "It made or sent what {1} of {0} complaints derive from, and {3} of {2} comparable things that were drawn. ",
    )


def chance(*, cases: int, exposed: int, controls: int, exposed_controls: int) -> float:
    """The probability that at least `exposed` of the cases have it by chance. From 0 to 1; small is surprising."""
    total, marked = cases + controls, exposed + exposed_controls
    most = min(cases, marked)
    return min(1.0, sum(exp(_log_share(total, marked, cases, number)) for number in range(exposed, most + 1)))


def in_words(kin: Kin = Kin.HOLDS, *, cases: int, exposed: int, controls: int, exposed_controls: int) -> Text:
    """The number told so that anybody understands it."""
    likely = chance(cases=cases, exposed=exposed, controls=controls, exposed_controls=exposed_controls)
    zh, en = (words.format(cases, exposed, controls, exposed_controls) for words in (kin.value.zh, kin.value.en))
    if likely >= _ALWAYS:
        return Text(zh + "这并不奇怪：多数同类产品都是如此。", en + "That is no surprise: so have most.")
    if likely > _ODDS:
        return Text(
            zh + f"纯属巧合的可能约为 {likely:.0%}。",
            en + f"Chance alone would do that in about {likely:.0%} of cases.",
        )
    odds = f"{1 / likely:,.0f}" if likely > 1e-9 else "1,000,000,000"
    return Text(
        zh + f"若纯属巧合，平均约 {odds} 次才会遇到一次：非常可疑。",
        en + f"Chance alone would do that once in about {odds} times: very suspicious.",
    )


def _log_share(total: int, marked: int, drawn: int, hit: int) -> float:
    """The logarithm of the hypergeometric probability of exactly `hit`."""
    missed = drawn - hit
    if missed > total - marked:
        return float("-inf")
    return _log_choose(marked, hit) + _log_choose(total - marked, missed) - _log_choose(total, drawn)


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
