"""Sentences: what is wrong with a profile, where it stands, and how to mend it."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "profile.syntax": Text(zh="不是合法的 TOML：{problem}。", en="This is no TOML: {problem}."),
    "profile.unknown_key": Text(zh="{at} 中没有“{found}”这个键。{hint_zh}", en="{at} has no key '{found}'. {hint_en}"),
    "profile.missing_key": Text(zh="{at} 缺少“{name}”，请补上。", en="{at} lacks '{name}'; add it."),
    "profile.type": Text(
        zh="{at} 应为{expected_zh}，现为 {found}。", en="{at} should be {expected_en}; it is {found}."
    ),
    "profile.unknown_kind": Text(
        zh="没有“{found}”这种规则。{hint_zh}", en="There is no rule kind '{found}'. {hint_en}"
    ),
    "profile.unknown_word": Text(zh="{at} 不能写“{found}”。{hint_zh}", en="{at} may not be '{found}'. {hint_en}"),
    "profile.unknown_shared": Text(
        zh="没有名为“{found}”的共用环节或规则。{hint_zh}", en="There is no shared stage or rule '{found}'. {hint_en}"
    ),
    "profile.unknown_stage": Text(
        zh="{at} 提到的环节“{found}”不在本档案中。{hint_zh}",
        en="{at} names the stage '{found}', which is not in this profile. {hint_en}",
    ),
    "profile.unknown_field": Text(
        zh="词汇表中没有字段“{found}”。{hint_zh}", en="The vocabulary has no field '{found}'. {hint_en}"
    ),
    "profile.unknown_path": Text(
        zh="{at} 的“{found}”不是可读取的路径。{hint_zh}", en="{at} is '{found}', which is no path to a value. {hint_en}"
    ),
    "profile.unknown_law": Text(zh="laws.toml 中没有“{found}”。{hint_zh}", en="laws.toml has no '{found}'. {hint_en}"),
    "profile.unknown_licence": Text(
        zh="licences.toml 中没有许可“{found}”。{hint_zh}", en="licences.toml has no licence '{found}'. {hint_en}"
    ),
    "profile.unknown_role": Text(
        zh="roles.toml 中没有角色“{found}”。{hint_zh}", en="roles.toml has no role '{found}'. {hint_en}"
    ),
    "profile.unknown_step": Text(
        zh="“{found}”既不是 CBV 2.0 的业务步骤，也不是 URI。{hint_zh}",
        en="'{found}' is neither a business step of CBV 2.0 nor a URI. {hint_en}",
    ),
    "profile.unknown_scheme": Text(
        zh="没有编码方案“{found}”。{hint_zh}", en="There is no code scheme '{found}'. {hint_en}"
    ),
    "profile.unknown_unit": Text(
        zh="“{found}”不是已知的 UN/ECE 第 20 号建议书单位代码。{hint_zh}",
        en="'{found}' is no known unit code of UN/ECE Recommendation 20. {hint_en}",
    ),
    "profile.repeated_id": Text(zh="id “{found}”重复，请改名。", en="The id '{found}' is used twice; rename one."),
    "profile.bad_id": Text(
        zh="id “{found}”只能含小写字母、数字和下划线，以字母开头。",
        en="The id '{found}' may hold lower-case letters, digits and underscores, and begins with a letter.",
    ),
    "profile.unsure_error": Text(
        zh="规则“{found}”的数值尚未确定（unsure），严重程度最高只能是 warning。",
        en="The rule '{found}' rests on a number that is not settled (unsure): its severity is at most warning.",
    ),
    "profile.dates": Text(
        zh="规则“{found}”的失效日期早于生效日期。", en="The rule '{found}' ends before it begins to be in force."
    ),
    "profile.no_action": Text(
        zh="环节“{found}”：{event} 必须写明 action（ADD、OBSERVE 或 DELETE）。",
        en="The stage '{found}': a {event} needs an action (ADD, OBSERVE or DELETE).",
    ),
    "profile.action": Text(
        zh="环节“{found}”：TransformationEvent 没有 action，请删去。",
        en="The stage '{found}': a TransformationEvent has no action; take it out.",
    ),
    "profile.hidden_stage": Text(
        zh="环节“{found}”与“{first}”的事件类型、动作和业务步骤相同，永远不会被认出；请加 named_only = true，由事件的 zhuisu:stage 指明。",
        en="The stage '{found}' has the event type, action and business step of '{first}' and would never be recognised: add named_only = true, so that events name it in zhuisu:stage.",
    ),
    "profile.needs_number": Text(
        zh="规则“{found}”缺少界限，请写明 {names} 之一。", en="The rule '{found}' has no limit; give one of {names}."
    ),
}
