"""Sentences: why something about the plan cannot be done, and what was done, in Chinese and English."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text

SENTENCES: Final[Mapping[str, Text]] = {
    "plan.unknown": Text("没有这项任务：{measure}。", "There is no such measure: {measure}."),
    "plan.not_yours": Text(
        "这项任务不属于您的类别，只有协调办和牵头部门可以修改。",
        "This measure is of another category: the coordinating office and those who lead it may change it.",
    ),
    "plan.not_lead": Text(
        "这项任务由其他部门牵头，只有协调办和牵头部门可以修改。",
        "Others lead this measure: the coordinating office and those who lead it may change it.",
    ),
    "plan.why": Text("请写明理由，至少 {least} 个字。", "Say why, in {least} characters at least."),
    "plan.percent": Text(
        "进度是 0 到 100 的整数，不是 {found}。", "Progress is a whole number from 0 to 100, not {found}."
    ),
    "plan.not_the_city": Text(
        "这是全市的任务，由协调办和市级部门更新；区县单位可以查看。",
        "This measure is the city's: the coordinating office and departments of the city say how far it is.",
    ),
    "plan.done_percent": Text("标为已完成的任务，进度应是 100%。", "A measure that is done is at 100 per cent."),
    "plan.whole_percent": Text(
        "进度是 100%，状态应选“已完成”；还没完成的，请填小于 100 的进度。",
        "At 100 per cent a measure is done: choose that state, or a lower number.",
    ),
    "plan.planned_percent": Text(
        "未启动的任务进度应是 0；已有进展的，请选“推进中”。",
        "A measure that is not begun is at 0 per cent; choose “under way” where something was done.",
    ),
    "plan.past": Text(
        "新的完成时限已经过去，请选今天或以后的日期；不改时限的，保留原来的日期。",
        "The new term is past: choose today or later, or leave the term as it was.",
    ),
    "plan.too_long": Text("“{field}”最多 {limit} 个字。", "“{field}” has {limit} characters at most."),
    "plan.address": Text(
        "材料地址应以 https:// 或 http:// 开头，或留空。", "The address begins with https:// or http://, or is empty."
    ),
    "plan.nothing": Text("没有任何改动。", "Nothing was changed."),
    "meeting.unknown": Text("没有这次会议：{number}。", "There is no such meeting: {number}."),
    "meeting.office": Text(
        "会议由协调办召集、记录。", "The coordinating office calls meetings and keeps their minutes."
    ),
    "meeting.past": Text(
        "会议日期已经过去。召集会议请选今天或以后；补记已开的会，请选最近 {most} 天内的日期。",
        "That day is past: call a meeting for today or later; one that was held, within {most} days.",
    ),
    "meeting.far": Text("会议日期太远，最多提前 {most} 天。", "A meeting is called {most} days ahead at most."),
    "meeting.held": Text("会议 {number} 已经结束，纪要不再修改。", "The meeting {number} is over: its minutes stay."),
    "meeting.minutes": Text("请填写会议纪要。", "Write the minutes."),
    "meeting.owner": Text("没有这个部门：{found}。", "There is no such department: {found}."),
    "decision.unknown": Text("没有这项议定事项：{number}。", "There is no such decision: {number}."),
    "decision.settled": Text("这项议定事项已经办结。", "This decision is settled."),
}

STEPS: Final[Mapping[str, Text]] = {
    "state": Text("状态由“{before}”改为“{after}”：{why}", "went from “{before}” to “{after}”: {why}"),
    "percent": Text("进度由 {before}% 改为 {after}%：{why}", "went from {before} % to {after} %: {why}"),
    "due": Text("完成时限由 {before} 改为 {after}：{why}", "the term went from {before} to {after}: {why}"),
    "proof": Text("增加了材料：{title}", "added: {title}"),
    "decided": Text("联席会议 {meeting} 议定：{text}", "the meeting {meeting} decided: {text}"),
    "settled": Text("议定事项“{text}”{state}：{outcome}", "the decision “{text}”: {state}: {outcome}"),
}
