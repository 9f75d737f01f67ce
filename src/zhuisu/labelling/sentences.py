"""Sentences: what labelling says to readers."""

from collections.abc import Mapping
from typing import Final

import msgspec

from zhuisu.core.findings import Text


class Saying(msgspec.Struct, frozen=True):
    """A sentence with places for facts."""

    zh: str
    en: str

    def format(self, **facts: str | int) -> Text:
        return Text(self.zh.format(**facts), self.en.format(**facts))


TOO_MANY_PLACES: Final = Saying(
    "此码已在 {places} 个以上不同的地方被查询，共 {scans} 次。一件商品只有一个码：如果不是您自己查的，请当心假冒。",
    "This code was looked up from {places} places or more, {scans} times in all. One item has one code: if it was not"
    " you, beware of a counterfeit.",
)
TOO_OFTEN: Final = Saying(
    "此码已被查询 {scans} 次，比一件商品通常的次数多得多：如果不是您自己查的，请当心假冒。",
    "This code was looked up {scans} times, far more often than one item usually is: if it was not you, beware of a"
    " counterfeit.",
)

SENTENCES: Final[Mapping[str, Text]] = {
    "labels.no_product": Text(
        "没有找到属于本单位的产品“{product}”。请从列表中选择，或先添加产品。",
        "There is no product “{product}” of yours. Choose one of the list, or add it first.",
    ),
    "labels.too_many_codes": Text(
        "一次最多申领 {most} 个码，您要 {count} 个。请分几次申领。",
        "At most {most} codes are issued at once, and {count} were asked for. Ask several times.",
    ),
    "labels.expires_first": Text(
        "保质期到 {expires}，早于生产日期 {produced}。请核对这两个日期。",
        "It expires on {expires}, before it was made on {produced}. Check both days.",
    ),
    "labels.gtin_not_approved": Text(
        "商品条码 {gtin} 不是以本单位的厂商识别代码开头，产品也尚未经主管部门核准。请先让主管部门核准该产品。",
        "The GTIN {gtin} does not begin with your company prefix, and no department approved the product yet. Have it"
        " approved first.",
    ),
    "labels.lot_taken": Text(
        "批号 {lot} 已经用过（{key}）。换一个批号，或留空由系统编号；要给已有批次补标签，请用“打印标签”。",
        "The lot {lot} is taken ({key}). Use another, or leave it empty and one is made; for more labels of that batch,"
        " choose “print labels”.",
    ),
    "labels.no_lots_left": Text(
        "{day} 当天的自动批号已用完，请自己填写批号。", "No lots are left for {day}. Write a lot yourself."
    ),
    "labels.no_prefix": Text(
        "{party} 没有登记厂商识别代码，不能申领箱码（SSCC）。有代码的，请在主体备案中填写 gs1CompanyPrefix；没有的，可给每箱申领单品码。",
        "{party} has no GS1 company prefix on record, so it gets no SSCC. If it has one, have it put in the registry"
        " (gs1CompanyPrefix); if not, item codes serve for cases, too.",
    ),
    "labels.no_numbers_left": Text(
        "{city} 的号码已用完，请联系平台管理员。", "No numbers of {city} are left. Ask the operator."
    ),
    "labels.no_number": Text(
        "产品没有可用的编码。请检查产品登记。", "The product has no number. See its entry in the registry."
    ),
    "labels.no_region": Text(
        "主体没有登记行政区划，无法编城市追溯码。请先在备案中补上所在区县。",
        "The party has no region on record, so the city cannot number its product. Have it added to the registry.",
    ),
    "labels.trade_from_sale": Text(
        "肉菜交易票从一笔销售记录开出。请到“市场票”中选择销售记录。",
        "A market ticket comes from a sale. Choose the sale under “tickets”.",
    ),
    "labels.no_layout": Text(
        "没有名为 {layout} 的标签纸。可用：{known}。", "There is no layout {layout}. There are: {known}."
    ),
    "labels.zpl_single": Text(
        "标签打印机（ZPL）一次打一张：请选“单张”标签纸，分辨率每毫米 {dots} 点。",
        "Label printers (ZPL) print one at a time: choose a single label, and {dots} dots a millimetre.",
    ),
    "labels.too_many_labels": Text(
        "一个文件最多 {most} 枚标签，您要 {count} 枚。请分几次打印。",
        "A file has at most {most} labels, and {count} were asked for. Print several times.",
    ),
    "labels.too_small": Text(
        "“{layout}”放不下这个码：需要至少 {needed} 毫米。请换大一点的标签纸，或改用二维码。",
        "The code does not fit on “{layout}”: it needs {needed} mm. Take larger labels, or a QR code.",
    ),
    "labels.unprintable": Text(
        "这个码不能用所选的码制打印，请改用二维码。", "This symbol cannot hold the code. Choose a QR code."
    ),
    "labels.no_issue": Text(
        "没有编号为 {issue} 的申领记录，或不属于本单位。", "There is no issue {issue}, or none of yours."
    ),
    "labels.beyond_issue": Text(
        "这一批只有 {count} 个码，从第 {first} 个起没有可打印的。",
        "There are {count} codes, and none from no. {first} on.",
    ),
    "labels.nothing_asked": Text(
        "请说明打印哪一批（issue）或哪个码（key）。", "Say which issue, or which key, is to be printed."
    ),
    "labels.no_thing": Text(
        "本单位没有关于 {key} 的记录，不能打印它的标签。请检查编码，或先记录。",
        "There is no record of {key} of yours, so its labels are not printed. Check the code, or record it first.",
    ),
    "labels.print_as_ticket": Text("交易票请在“市场票”中打印。", "A market ticket is printed under “tickets”."),
    "labels.missing_name": Text("请填写产品名称。", "Say which product it is."),
    "labels.missing_quantity": Text("请填写数量或重量。", "Say how much it is."),
    "labels.missing_unit": Text("请选择数量的单位。", "Choose the unit of the quantity."),
    "labels.missing_origin": Text("请填写产地，例如“钦州市灵山县某某镇”。", "Say where it was grown."),
    "labels.missing_producer": Text("请填写承诺主体（单位或姓名）。", "Say who promises: the firm or the person."),
    "labels.missing_contact": Text(
        "请填写联系方式，例如手机号码。", "Say how to reach you, such as a telephone number."
    ),
    "labels.missing_basis": Text(
        "请选择承诺依据：质量安全控制、自行检测或委托检测。",
        "Choose what the promise rests on: control, an own test, or a commissioned test.",
    ),
    "labels.missing_things": Text("请说明这张合格证是哪一批货的。", "Say which batch the certificate is for."),
    "labels.no_basis": Text("没有“{basis}”这种承诺依据。可用：{known}。", "“{basis}” is no basis. There are: {known}."),
    "labels.no_event": Text(
        "没有编号为 {event} 的记录，或不是本单位的，或已更正、作废。请从列表中选择。",
        "There is no record {event}, or it is not yours, or it was corrected or withdrawn. Choose one of the list.",
    ),
    "labels.no_goods": Text(
        "这条记录没有写明货物，不能开合格证。请选择采收或加工的记录。",
        "The record names no goods. Choose one of a harvest, or of what was made.",
    ),
    "labels.more_than_recorded": Text(
        "记录的是 {recorded}，合格证不能写 {said}。请改数量；记录错了，先更正记录。",
        "{recorded} are on record, so the certificate cannot say {said}. Change it, or correct the record first.",
    ),
    "labels.more_than_left": Text(
        "记录的是 {recorded}，已开的合格证（作废的不算）共 {spent}，还可以开 {left}。请改数量，或先作废开错的。",
        "{recorded} are on record, and other certificates that are not void say {spent}: {left} are left. Change the"
        " amount, or void what was issued by mistake.",
    ),
    "labels.whole": Text(
        "数量 {said} 要填整数：这个单位一个一个地数。",
        "The amount {said} has to be a whole number, for it is counted one by one.",
    ),
    "labels.other_unit": Text(
        "单位与记录不一致：记录的是 {recorded}，这里是 {said}。请改成记录的单位。",
        "The unit is not that of the record: {recorded} there, {said} here. Take the unit of the record.",
    ),
    "labels.certificate_taken": Text(
        "合格证 {number} 已经开过。请在合格证列表中补打，不要重开。",
        "The certificate {number} was issued before. Print it again from the list.",
    ),
    "labels.not_a_sale": Text(
        "这条记录不是销售（环节 {step}）。请选择批发或零售的记录。",
        "This record is no sale (its step is {step}). Choose one of a sale.",
    ),
    "labels.no_operator": Text(
        "本单位没有登记肉菜流通经营者主体码（13 位）或节点码，不能编交易票。请联系市场办公室补登记。",
        "You have no operator's code (13 digits) or node on record, so no ticket can be numbered. Ask the market's office.",
    ),
    "labels.may_not_add": Text(
        "账户 {account} 不能登记产品。请让本单位有“登记”权限的账户添加，或联系主管部门。",
        "The account {account} may not register products. Ask one of yours that may, or the department.",
    ),
    "labels.not_read": Text("有一项填得不对：{problem}", "Something is not as it should be: {problem}"),
    "labels.bad_number": Text(
        "“{zh}”应填 {least} 到 {most} 的整数。", "“{en}” is a whole number from {least} to {most}."
    ),
    "labels.bad_choice": Text("“{zh}”请从列表中选择。", "“{en}”: choose one of the list."),
    "labels.not_for_you": Text(
        "账户 {account} 不代表任何主体，不能领码、打印标签。请用企业账户。",
        "The account {account} acts for no party, so it gets no codes and labels. Use one of an enterprise.",
    ),
    "labels.certificate_draft": Text(
        "这张表已开具合格证 {number}，内容不同。要另开一张，请重新打开这张表。",
        "This draft became the certificate {number}, which says something else. Begin a new one with a draft of its own.",
    ),
    "labels.certificate_no_variety": Text(
        "“{key}”没有登记属于哪个品种，开证这一环节无法记入追溯链。请先在“领新码”里登记这个产品，再开合格证。",
        "Nobody registered of which variety '{key}' is, so that the stage cannot be recorded. Register the product first.",
    ),
    "labels.certificate_not_recorded": Text(
        "合格证没有开具：环节“{stage_zh}”没有记上，原因见上。请先改正；这张表上没有的项目，请到"
        "“记录”里填“{stage_zh}”，再从那条记录开合格证。",
        "No certificate was issued, since the stage “{stage_en}” was not recorded; the reasons are said. Mend them; what"
        " is not asked here is asked by the form {form}: record it there, and make the certificate of that record.",
    ),
    "labels.no_certificate": Text(
        "没有编号为 {number} 的合格证，或不属于本单位。", "There is no certificate {number}, or none of yours."
    ),
    "labels.no_ticket": Text(
        "没有编号为 {number} 的交易票，或不属于本单位。", "There is no ticket {number}, or none of yours."
    ),
}
