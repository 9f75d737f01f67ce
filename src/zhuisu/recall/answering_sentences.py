"""Answering sentences: why an answer of a holder was not taken, and what would be."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text

SENTENCES: Final[Mapping[str, Text]] = {
    "answer.unknown": Text("没有这条通知，或者它不是发给您的。", "There is no such notice, or it was not sent to you."),
    "answer.ended": Text(
        "{number} 已经结束或撤销，不再需要答复。", "{number} has ended or was withdrawn: no answer is needed any more."
    ),
    "answer.not_yours": Text(
        "账户 {account} 不能替 {holder} 答复；由该主体自己的账户、可代办它的主体或办理召回的部门答复。",
        "The account {account} may not answer for {holder}: its own accounts, who may act for it, or the officials of the recall may.",  # noqa: E501
    ),
    "answer.bad_quantity": Text(
        "数量“{found}”不对：请填大于 0 的数，最多三位小数。",
        "The quantity '{found}' should be a number above 0, with at most three decimals.",
    ),
    "answer.far_beyond": Text(
        "您填的是 {found} {zh}，记录里只有 {there} {zh}。请看看有没有多打了数字；确实有这么多，请确认后再提交。",
        "You say {found} {en}; the records find {there} {en}. Look whether a digit is too many; if it is right, say so and send it again.",  # noqa: E501
    ),
    "answer.bad_unit": Text(
        "单位“{found}”不对；这条通知用的是：{known}。空着表示件。",
        "The unit '{found}' should be one of this notice: {known}. Empty means pieces.",
    ),
    "answer.bad_deed": Text("“{found}”不是答复的一种；可以是：{known}。", "'{found}' is none of {known}."),
    "answer.bad_key": Text(
        "“{found}”不是这条通知里的产品、批次或单件；空着表示全部。",
        "'{found}' is no product, batch or item of this notice; empty means all of it.",
    ),
    "answer.bad_note": Text(
        "备注最多 {limit} 个字，不能有控制字符；现有 {size} 个。",
        "A note has {limit} characters at most, none of them control characters; this one has {size}.",
    ),
    "answer.not_replaceable": Text(
        "答复 {found} 不在这条通知里，或者已经更正过；请更正最后的那条。",
        "The answer {found} is none of this notice, or was replaced already: replace the last one.",
    ),
    "answer.too_many": Text(
        "这条通知已有 {limit} 条答复，不能再加；请联系发出通知的部门。",
        "This notice has {limit} answers and takes no more: ask the department that sent it.",
    ),
    "evidence.too_large": Text(
        "照片太大（{megabytes} MB），一张最多 {most} MB。请换一张小的，或者不附照片先提交。",
        "The photographs are too large ({megabytes} MB): at most {most} MB each. Send smaller ones, or none.",
    ),
    "evidence.no_picture": Text(
        "这个文件不是照片（JPEG、PNG 或 WebP），或者打不开；请重新拍一张。",
        "This file is no photograph (JPEG, PNG or WebP), or cannot be opened. Take another one.",
    ),
    "evidence.too_many": Text(
        "这条通知已有 {count} 张照片，最多 {limit} 张。",
        "This notice has {count} photographs; at most {limit} are taken.",
    ),
    "hook.bad_address": Text(
        "“{found}”应是 http:// 或 https:// 开头的地址，不带用户名、密码和 #，最多 2048 个字符。",
        "'{found}' should be an http or https address without user, password and fragment, of 2048 characters at most.",
    ),
    "hook.bad_party": Text(
        "“{found}”不是主体代码，请填统一社会信用代码、GLN 或登记的代码。",
        "'{found}' names no party: give its credit code, GLN or the key in the registry.",
    ),
    "hook.not_yours": Text(
        "账户 {account} 不能为 {party} 登记接收地址；由该主体或可代办它的主体登记。",
        "The account {account} may not say where {party} is told: the party may, and who may act for it.",
    ),
    "hook.too_many": Text(
        "{party} 已有 {limit} 个接收地址，请先停用一个。", "{party} has {limit} addresses: end one of them first."
    ),
    "hook.unknown": Text(
        "没有编号为 {number} 的接收地址，或它不归您管。", "There is no address {number}, or it is not yours."
    ),
}
