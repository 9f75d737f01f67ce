"""Sentences: what is refused at the addresses of recalls and notices."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "recall.no_reach": Text(
        zh="召回 {number} 没有第 {reach} 次更新，或您无权查看。",
        en="Recall {number} has no reach {reach}, or none that you may see.",
    ),
    "recall.no_answerer": Text(
        zh="账户 {account} 不能答复通知；由持有者、代其行事者，或在场的主管部门答复。",
        en="The account {account} answers no notices: holders do, who may act for them, and officials who were there.",
    ),
    "recall.no_notice": Text(
        zh="没有编号为 {id} 的通知，或不是发给您的。", en="There is no notice {id}, or none that is for you."
    ),
}
