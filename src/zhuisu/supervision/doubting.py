"""Doubting: a closed story that says that goods are in order says otherwise while an error is open about them."""

from zhuisu.access.visibility import GENUINE, in_doubt
from zhuisu.supervision.findings import is_in_doubt
from zhuisu.tracing.answer import TraceAnswer


def doubted(answer: TraceAnswer) -> TraceAnswer:
    """The answer as the page of the thing tells it: in doubt, without a word about what it is. Other answers stay."""
    says_so = any(each.code == GENUINE for each in answer.findings)
    return in_doubt(answer) if says_so and is_in_doubt([answer.focus]) else answer
