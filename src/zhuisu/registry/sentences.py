"""The sentences of the findings about entries of the registry."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "registry.missing": Text(
        zh="缺少{zh}：应填 {expected_zh}。",
        en="There is no {en}: give {expected_en}.",
    ),
    "registry.bad_value": Text(
        zh="{zh}“{value}”不对，应为：{expected_zh}。",
        en="The {en} “{value}” is not valid; it should be: {expected_en}.",
    ),
    "registry.unknown_field": Text(
        zh="没有“{name}”这个字段，可用：{known}。",
        en="There is no field “{name}”; there are: {known}.",
    ),
    "registry.bad_json": Text(
        zh="内容不是一个 JSON 对象：{reason}",
        en="The body is no JSON object: {reason}",
    ),
    "registry.days_reversed": Text(
        zh="结束日期 {last} 早于开始日期 {first}。",
        en="It ends on {last}, before it begins on {first}.",
    ),
    "registry.half_a_position": Text(
        zh="纬度和经度须同时填写或同时留空。",
        en="Latitude and longitude: give both, or neither.",
    ),
    "registry.no_identity_kind": Text(
        zh="有证件号码时须说明证件类型。",
        en="Say what kind of identity number it is.",
    ),
    "registry.bad_identity": Text(
        zh="居民身份证号的结构不符，请核对。",
        en="The structure of the resident identity number does not fit; compare it with the card.",
    ),
    "registry.taken": Text(
        zh="{key} 已登记为 {holder}。如为同一对象，请修改该条目或合并。",
        en="{key} is registered already, as {holder}. If it is the same, change that entry, or merge the two.",
    ),
    "registry.unknown_reference": Text(
        zh="{zh}“{key}”尚未登记，请先登记。",
        en="The {en} “{key}” is not registered; register it first.",
    ),
    "registry.no_such_entry": Text(
        zh="登记簿中没有{zh} {key}。",
        en="There is no {en} {key} in the registry.",
    ),
    "registry.key_is_final": Text(
        zh="标识不能改为 {key}；可把它加入其他标识，或另行登记后合并。",
        en="A key cannot become {key}: add that to its other keys, or register it and merge the two.",
    ),
    "registry.loop": Text(
        zh="{key} 不能是自己的上级。",
        en="{key} cannot be above itself.",
    ),
    "registry.not_open": Text(
        zh="{key} 的状态为“{zh}”，不能再修改。",
        en="{key} is {en}: it is not changed any more.",
    ),
    "registry.not_now": Text(
        zh="{key} 的状态为“{zh}”，不能{act_zh}。",
        en="{key} is {en}: one cannot {act_en} it now.",
    ),
    "registry.no_reason": Text(
        zh="请写明理由（reason）。",
        en="Say why (reason).",
    ),
    "registry.same_entry": Text(
        zh="两个标识是同一条目。",
        en="Both keys are of the same entry.",
    ),
    "registry.party_itself": Text(
        zh="主体不能代办自己。",
        en="A party needs no relation to itself.",
    ),
    "registry.not_your_field": Text(
        zh="账户 {account} 所在部门不负责该条目的类别或区划。请由负责的部门或平台办理。",
        en="The department of the account {account} does not answer for this entry's category or region: let the one that "
        "does, or the platform, do it.",
    ),
    "registry.not_yours": Text(
        zh="账户 {account} 只能登记和查看 {party} 及其可代办主体的条目。",
        en="The account {account} may do this only for {party} and those that it may act for.",
    ),
    "registry.not_for_parties": Text(
        zh="账户 {account} 代表 {party}，此操作由主管部门进行。",
        en="The account {account} acts for {party}; this is for departments.",
    ),
    "registry.no_such_region": Text(
        zh="GB/T 2260 中没有 {code}。",
        en="There is no {code} in GB/T 2260.",
    ),
    "registry.repeated_head": Text(
        zh="列“{name}”出现了两次。",
        en="There are two columns “{name}”.",
    ),
    "registry.no_heads": Text(
        zh="第一行应为列名，如“名称”“类型”。",
        en="The first row must hold the names of columns, such as “name” and “kind”.",
    ),
    "registry.nothing_kept": Text(
        zh="{key} 没有登记证件号码，或已删除。",
        en="No identity number of {key} is kept, or it was erased.",
    ),
    "registry.sealed_otherwise": Text(
        zh="{key} 的证件号码由另一密钥加密。请把旧密钥写入 ZHUISU_OLD_SECRET_KEYS。",
        en="The identity number of {key} was encrypted under another key. Name the old one in ZHUISU_OLD_SECRET_KEYS.",
    ),
}
