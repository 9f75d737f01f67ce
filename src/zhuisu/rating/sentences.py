"""Sentences: why something about ratings cannot be done, what was done, and what is missing, in Chinese and English."""

from collections.abc import Mapping
from typing import Final

from zhuisu.core.findings import Text

SENTENCES: Final[Mapping[str, Text]] = {
    "rating.why": Text("请写明理由，至少 {least} 个字。", "Say why, in {least} characters at least."),
    "rating.too_long": Text("最多 {limit} 个字。", "{limit} characters at most."),
    "rating.parameter": Text("“{found}”不行，可以是：{known}。", "“{found}” is none of: {known}."),
    "rating.forbidden": Text("账号 {account} 不能查看评价。", "The account {account} may not read ratings."),
    "exposure.unknown": Text("没有这项曝光：{number}。", "There is no such exposure: {number}."),
    "exposure.forbidden": Text(
        "只有有监管权限、且该单位属于其类别和地区的账号可以办理。",
        "Only an account that supervises, for its categories and regions, may do this.",
    ),
    "exposure.wrong_state": Text(
        "{number} 现在是“{zh}”，不能这样办理。请刷新页面。",
        "{number} is “{en}” now: this cannot be done. Reload the page.",
    ),
    "exposure.too_early": Text(
        "对方可以在 {until} 前申辩，期满或收到申辩后才能公开。",
        "They may answer until {until}: it can be published then, or once they have answered.",
    ),
    "exposure.not_yours": Text("您的账号不能代表本单位申辩。", "Your account may not answer for this party."),
    "exposure.over": Text("申辩期已于 {until} 届满，或已有决定。", "The term ended on {until}, or it was decided."),
    "certificate.unknown": Text("没有这份证明：{number}。", "There is no such certificate: {number}."),
    "certificate.revoked": Text("证明 {number} 已经撤销。", "The certificate {number} is revoked already."),
    "certificate.not_yours": Text("您的账号不能代表本单位申请。", "Your account may not ask for this party."),
    "certificate.not_registered": Text(
        "本单位还没有备案，或备案已停用，不能申请证明。", "Your party is not approved in the register."
    ),
    "certificate.unrated": Text(
        "{month} 还没有得分：记录太少，或该月尚未结算。", "{month} has no score: too few records, or it is not settled."
    ),
    "certificate.score": Text(
        "{month} 得 {score} 分，应不低于 {least} 分。", "{month}: {score}; at least {least} is needed."
    ),
    "certificate.records": Text("只有 {found} 条记录，应不少于 {least} 条。", "{found} records; {least} are needed."),
    "certificate.chains": Text(
        "抽查的 {chains} 个批次中，{complete} 个链条完整，应不低于 {least}。",
        "{complete} of the {chains} batches looked at have a complete chain; {least} are needed.",
    ),
    "certificate.exposed": Text("有未了结的曝光事项。", "An exposure is open or published."),
    "certificate.held": Text(
        "已有有效的证明 {number}，有效期至 {until}。", "The certificate {number} is valid until {until} already."
    ),
    "incentive.party": Text(
        "登记簿里没有“{found}”，请填写统一社会信用代码。", "The register has no “{found}”; type its code."
    ),
    "incentive.elsewhere": Text("{name} 不属于您的类别和地区。", "{name} is not of your categories and regions."),
    "incentive.unknown": Text("没有这条记录。", "There is no such record."),
    "incentive.withdrawn": Text("这条记录已经撤销。", "This record is withdrawn already."),
    "incentive.empty": Text("请填写。", "Fill this in."),
    "incentive.amount": Text("金额应大于 0，小于 100 亿元。", "The amount is more than 0 and less than 10 billion."),
    "incentive.no_amount": Text("资金补助要写明金额。", "A subsidy has an amount."),
    "incentive.day": Text("日期不能晚于今天。", "The day is not after today."),
    "incentive.address": Text(
        "网址应以 https:// 或 http:// 开头，或留空。", "The address begins with https:// or http://."
    ),
}

STEPS: Final[Mapping[str, Text]] = {
    "propose": Text("连续低于标准，自动提出", "proposed by rule: below the threshold month after month"),
    "announce": Text("告知该单位，可申辩", "told, and asked to answer"),
    "dismiss": Text("决定不予曝光", "dismissed"),
    "publish": Text("决定公开曝光", "published"),
    "withdraw": Text("撤回", "withdrawn"),
    "unreached_email": Text("电子邮件没有送达", "the e-mail could not be delivered"),
    "unreached_sms": Text("短信没有送达", "the SMS could not be delivered"),
    "objects": Text("单位提出异议", "the party objects"),
    "corrected": Text("单位说明已经整改", "the party has corrected it"),
}
