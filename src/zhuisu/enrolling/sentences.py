"""The sentences of the findings about applications."""

from collections.abc import Mapping

from zhuisu.core.findings import Text

SENTENCES: Mapping[str, Text] = {
    "enrol.credit_missing": Text(
        zh="请填写营业执照上的 18 位统一社会信用代码。没有代码的农户或摊主，请点下面的“没有代码”。",
        en="Give the 18 characters of the unified social credit code on your licence. A household or stall without one:"
        " use “no code” below.",
    ),
    "enrol.no_credit": Text(
        zh="“{found}”不是统一社会信用代码：应为 18 位数字和大写字母（不含 I、O、S、V、Z），现在是 {length} 位。请对照执照重填。",
        en="“{found}” is no unified social credit code: it has 18 digits and capitals (without I, O, S, V, Z), this has"
        " {length}. Compare it with the licence.",
    ),
    "enrol.credit_check": Text(
        zh="“{found}”的校验码不对，可能有一位抄错了。请对照执照逐位核对；执照上确实如此的，不改，再点一次“开始备案”。",
        en="The check character of “{found}” is wrong: one character was probably mistyped. Compare it with the licence;"
        " if it stands there like this, press “Begin” again.",
    ),
    "enrol.too_many": Text(
        zh="这里的办理次数过多，请 {minutes} 分钟后再试。",
        en="Too many applications were begun from here. Try again in {minutes} minutes.",
    ),
    "enrol.not_found": Text(
        zh="没有这个办理号和查询码。请对照记下的内容，字母不分大小写。",
        en="There is no application of this number and code. Compare them with what you wrote down; case does not matter.",
    ),
    "enrol.held_off": Text(
        zh="查询失败次数过多，请 {minutes} 分钟后再试。",
        en="Too many wrong codes. Try again in {minutes} minutes.",
    ),
    "enrol.not_open": Text(
        zh="申请 {number} 已经{zh}，现在不能修改。",
        en="Application {number} is {en}: it is not changed now.",
    ),
    "enrol.not_filed": Text(
        zh="申请 {number} 的状态是“{zh}”，现在不能审核。",
        en="Application {number} is {en}: there is nothing to decide now.",
    ),
    "enrol.kind_unfit": Text(
        zh="代码 {key} 不是这类主体的代码，请从给出的类型中选择。",
        en="{key} is not the code of such a party: choose one of the kinds that are offered.",
    ),
    "enrol.no_region": Text(
        zh="没有区划代码“{found}”：请从列表中选，或填六位行政区划代码。",
        en="There is no region “{found}”: choose one of the list, or give the six digits of GB/T 2260.",
    ),
    "enrol.field_missing": Text(zh="请填写{zh}。", en="Give the {en}."),
    "enrol.odd_sign": Text(
        zh="这里不能有“{found}”：请照证照填写，不用表情，也不要粘贴看不见的字符。",
        en="“{found}” cannot stand here: write it as the licence has it, without pictures or signs that nobody sees.",
    ),
    "enrol.bad_phone": Text(
        zh="电话“{found}”不对：应为手机号，或区号加号码，如 0777-2823456。",
        en="The telephone “{found}” is not right: give a mobile number, or one with its area code, such as 0777-2823456.",
    ),
    "enrol.bad_email": Text(
        zh="邮箱“{found}”不对，可以不填。", en="The e-mail “{found}” is not right; it may be left out."
    ),
    "enrol.party_missing": Text(
        zh="还没有填名称、类型、所在区县和地址：主管部门按所在地审核。",
        en="Name, kind, district and address are missing: the department of the place decides.",
    ),
    "enrol.goods_missing": Text(
        zh="还没有选经营的品种：系统按品种给您准备记录表。",
        en="No goods are chosen yet: they decide which forms you will fill in.",
    ),
    "enrol.roles_missing": Text(
        zh="还没有选做哪些环节：证照和记录都按环节来。",
        en="It is not said yet what you do: licences and records depend on it.",
    ),
    "enrol.unknown_goods": Text(zh="没有品种“{found}”。", en="There is no variety “{found}”."),
    "enrol.unknown_role": Text(
        zh="所选品种没有“{found}”这个环节角色，请重新选择。",
        en="The goods that you chose have no role “{found}”: choose again.",
    ),
    "enrol.registration_missing": Text(
        zh="还缺营业执照（或登记证书）照片：用来核对名称和统一社会信用代码。",
        en="The photograph of the business licence (or certificate of registration) is missing: name and code are compared"
        " with it.",
    ),
    "enrol.licence_missing": Text(
        zh="还缺{zh}：“{for_zh}”这个环节需要它{law_zh}。确实不需要的，请写明原因。",
        en="There is no {en} yet: “{for_en}” needs it{law_en}. If you do not need it, say why.",
    ),
    "enrol.contact_missing": Text(
        zh="还没有填联系人和电话：有问题时好找到您。",
        en="Whom to call is missing: somebody may have to ask you.",
    ),
    "enrol.account_missing": Text(
        zh="还没有设账户名和密码：审核通过后用它登录。",
        en="Account and password are missing: you will sign in with them once you are approved.",
    ),
    "enrol.bad_account": Text(
        zh="账户名“{found}”不行：用 2 至 60 个汉字、字母、数字或 . _ @ -。",
        en="The account name “{found}” will not do: 2 to 60 letters, digits, or . _ @ -.",
    ),
    "enrol.account_taken": Text(
        zh="账户名“{found}”已有人用，请换一个，比如在后面加上店名或号码。",
        en="The account name “{found}” is taken: choose another.",
    ),
    "enrol.bad_password": Text(zh="密码不行：{why}", en="The password will not do: {why}"),
    "enrol.passwords_differ": Text(
        zh="两次填的密码不一样，请重新填写。", en="The two passwords are not the same: type them again."
    ),
    "enrol.unknown_paper": Text(
        zh="没有这种证照，请从列表中选。", en="There is no such paper: choose one of the list."
    ),
    "enrol.days_reversed": Text(
        zh="有效期止 {last} 早于有效期起 {first}，请对照证照核对。",
        en="It ends on {last}, before it begins on {first}: compare the paper.",
    ),
    "enrol.expired": Text(
        zh="这张证照已于 {last} 过期，请上传有效的证照。",
        en="This paper ran out on {last}: bring one that is valid.",
    ),
    "enrol.photo_missing": Text(zh="请拍一张证照的照片。", en="Take a photograph of the paper."),
    "enrol.papers_full": Text(
        zh="证照最多 {most} 张，请先删去不需要的。", en="{most} papers at most: remove one first."
    ),
    "enrol.no_promise": Text(zh="请勾选承诺：所填内容真实。", en="Tick the promise: what you said is true."),
    "enrol.no_reason": Text(
        zh="请写明要补正什么，申请人才知道怎么改。",
        en="Say what is to be mended, so that the applicant knows.",
    ),
    "enrol.not_your_field": Text(
        zh="申请 {number} 不属于您所在部门的区划或类别。",
        en="Application {number} is not of your department's regions or categories.",
    ),
    "enrol.registered_meanwhile": Text(
        zh="{key} 在申请期间已经备案。请退回，申请人重新提交后按“已备案主体申请账户”办理。",
        en="{key} was registered meanwhile. Return the application: filed again, it asks for an account of that party.",
    ),
    "enrol.party_closed": Text(
        zh="{key} 没有备案或已注销，不能给它开账户。",
        en="{key} is not registered, or closed: it gets no account.",
    ),
}
