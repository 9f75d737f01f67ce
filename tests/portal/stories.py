"""Stories: answers as the ledger gives them, told by hand, for pages to be drawn from."""

from tests.portal.teller import Teller
from zhuisu.access.visibility import verdict_alone
from zhuisu.tracing.answer import Name, PlaceOrParty, TraceAnswer

BOX = "01/06901234100013/21/LZ0001"
LYCHEE = "01/06901234100013/10/20260612-01"
FRUIT = "01/06901234100020/10/G3-0612"
PORK = "meatveg:45072100010000000012"
CAN = "01/06901234200010/21/YP26A00042"
VACCINE = "drug:83857930000879766660"
DETONATOR = "detonator:4490610300050"
NOWHERE = "drug:81000010000000000019"
AMBIGUOUS = "45070200100010000001"


def lychee() -> TraceAnswer:
    """Five events: picked, certified, packed, shipped, on the stall."""
    told = Teller()
    told.thing(BOX, "sgtin", "item", "灵山荔枝 桂味 5千克装", "Lingshan lychee, Guiwei, 5 kg box")
    told.thing(
        LYCHEE,
        "lgtin",
        "batch",
        "灵山荔枝 桂味 5千克装",
        "Lingshan lychee, Guiwei, 5 kg box",
        category="produce",
        harvestEndDate="2026-06-12",
        origin="灵山县六荔垌",
        origin_en="Liulidong, Lingshan",
        variety="桂味",
        variety_en="Guiwei",
    )
    told.thing(FRUIT, "lgtin", "batch", "荔枝 鲜果", "Lychee, loose", category="produce")
    farm, market = "灵山县六荔果业合作社|Liuli Fruit Cooperative, Lingshan", "钦南区东风市场|Dongfeng Market, Qinnan"
    orchard, stall = (
        "六荔垌甲3号荔枝园|Lychee plot A3, Liulidong",
        "东风市场 12 号水果档|Fruit stall 12, Dongfeng Market",
    )
    told.event(
        0,
        "ObjectEvent",
        "creating_class_instance",
        orchard,
        farm,
        action="ADD",
        goods=[(FRUIT, "amount", 640.0, "KGM")],
    )
    told.event(
        1,
        "ObjectEvent",
        "inspecting",
        orchard,
        farm,
        disposition="conformant",
        goods=[(FRUIT, "amount", 640.0, "KGM")],
        details={"certificateNumber": "45072120260612 00017"},
    )
    packed = told.event(
        3,
        "TransformationEvent",
        "packing",
        "六荔选果车间|Liuli packing house",
        farm,
        goods=[(FRUIT, "input_amount", 640.0, "KGM"), (LYCHEE, "output_amount", 120.0, ""), (BOX, "output")],
    )
    told.link("became", packed, FRUIT, LYCHEE)
    told.link("instance_of", packed, BOX, LYCHEE)
    told.event(
        20,
        "ObjectEvent",
        "shipping",
        "六荔选果车间|Liuli packing house",
        farm,
        disposition="in_transit",
        destination_party=PlaceOrParty("uscc:1", Name(*market.split("|"))),
        goods=[(LYCHEE, "amount", 120.0, "")],
        details={"Temperature": "4.2 CEL; 4.6 CEL; 5.1 CEL"},
    )
    told.event(24, "ObjectEvent", "retail_selling", stall, market, disposition="retail_sold", goods=[(BOX, "item")])
    return told.answer(BOX)


def pork() -> TraceAnswer:
    """Forty events from the ear tag to the canteen."""
    told = Teller("2026-05-20T05:00:00+08:00")
    told.thing(PORK, "meatveg", "transaction", "猪后腿肉", "Pork leg", category="produce")
    tags = [told.thing(f"eartag:14507210000000{n}", "eartag", "item", "生猪", "Pig", species="猪") for n in range(1, 7)]
    carcass = told.thing("01/06901235000015/10/SZ0520", "lgtin", "batch", "白条猪", "Pork carcass", category="produce")
    cut = told.thing("01/06901235000022/10/FG0521", "lgtin", "batch", "分割猪肉", "Pork cuts", category="produce")
    meal = told.thing("01/06901235000039/10/ST0522", "lgtin", "batch", "红烧肉（学生餐）", "Braised pork, school meal")
    farm = "灵山县檀圩养殖场|Tanxu pig farm, Lingshan"
    plant, school = "钦州市屠宰厂|Qinzhou slaughterhouse", "钦州市第一小学|Qinzhou No. 1 Primary School"
    for day in range(20):
        told.event(
            day * 4,
            "ObjectEvent",
            "inspecting" if day % 5 else "commissioning",
            "檀圩 2 号栏|Pen 2, Tanxu",
            farm,
            action="OBSERVE" if day % 5 else "ADD",
            goods=[(tag, "item") for tag in tags[: 1 + day % 6]],
            details={"Temperature": f"{38.5 + day % 4 / 10:.1f} CEL"} if day % 3 == 0 else {},
        )
    killed = told.event(
        90,
        "TransformationEvent",
        "killing",
        "屠宰线|Slaughter line",
        plant,
        goods=[*((tag, "input") for tag in tags), (carcass, "output_amount", 480.0, "KGM")],
    )
    split = told.event(
        96,
        "TransformationEvent",
        "disassembling",
        "分割间|Cutting room",
        plant,
        goods=[(carcass, "input_amount", 480.0, "KGM"), (cut, "output_amount", 390.0, "KGM"), (PORK, "output")],
    )
    for step in range(17):
        told.event(
            97 + step,
            "ObjectEvent",
            ("storing", "shipping", "receiving", "sensor_reporting")[step % 4],
            "冷链车 桂N12345|Cold truck 桂N12345",
            plant,
            goods=[(PORK, "item")],
            details={"Temperature": f"{1 + step / 10:.1f}–{3 + step / 10:.1f} CEL"},
        )
    cooked = told.event(
        120,
        "TransformationEvent",
        "creating_class_instance",
        "一小食堂|School kitchen",
        school,
        goods=[(PORK, "input"), (meal, "output_amount", 300.0, "")],
    )
    for tag in tags:
        told.link("became", killed, tag, carcass)
    told.link("became", split, carcass, cut)
    told.link("became", split, carcass, PORK)
    told.link("became", cooked, PORK, meal)
    return told.answer(PORK)


def formula() -> TraceAnswer:
    """A can of infant formula: a hundred and fifty things, from farms to shops."""
    told = Teller("2026-03-01T06:00:00+08:00")
    lot = told.thing(
        "01/06901234200010/10/YP26A",
        "lgtin",
        "batch",
        "婴儿配方奶粉 1段 800克",
        "Infant formula stage 1, 800 g",
        category="food",
        productionDate="2026-03-08",
        bestBeforeDate="2028-03-07",
        registration="国食注字YP20238417",
    )
    told.thing(CAN, "sgtin", "item", "婴儿配方奶粉 1段 800克", "Infant formula stage 1, 800 g")
    base = told.thing("01/06901234200027/10/JF26A", "lgtin", "batch", "基粉", "Base powder", category="food")
    milk = [
        told.thing(f"01/06901234200034/10/M{n:03d}", "lgtin", "batch", "生鲜乳", "Raw milk", category="food")
        for n in range(24)
    ]
    names = (
        "乳清蛋白粉|Whey protein",
        "乳糖|Lactose",
        "植物油|Vegetable oil",
        "复合维生素|Vitamins",
        "DHA 藻油|DHA algal oil",
    )
    extra = [
        told.thing(f"01/069012342001{n}0/10/R{n}", "lgtin", "batch", *name.split("|"), category="food")
        for n, name in enumerate(names)
    ]
    cartons = [told.thing(f"00/36901234000000{n:04d}", "sscc", "logistic") for n in range(20)]
    cans = [
        told.thing(
            f"01/06901234200010/21/YP26A{n:05d}",
            "sgtin",
            "item",
            "婴儿配方奶粉 1段 800克",
            "Infant formula stage 1, 800 g",
        )
        for n in range(100, 198)
    ]
    dairy, shops = "广西桂乳乳业有限公司|Guangxi Guiru Dairy", "钦州爱婴岛母婴店|Aiyingdao baby shop"
    for n, tank in enumerate(milk):
        told.event(
            n / 2,
            "ObjectEvent",
            "collecting",
            f"奶源牧场 {n + 1}|Dairy farm {n + 1}",
            dairy,
            action="ADD",
            goods=[(tank, "amount", 2400.0, "LTR")],
            details={"Temperature": "3.6 CEL"},
        )
    dried = told.event(
        60,
        "TransformationEvent",
        "creating_class_instance",
        "喷雾干燥车间|Spray dryer",
        dairy,
        goods=[*((tank, "input_amount", 2400.0, "LTR") for tank in milk), (base, "output_amount", 7200.0, "KGM")],
    )
    mixed = told.event(
        170,
        "TransformationEvent",
        "creating_class_instance",
        "配料车间|Blending room",
        dairy,
        goods=[
            (base, "input_amount", 7200.0, "KGM"),
            *((e, "input_amount", 500.0, "KGM") for e in extra),
            (lot, "output_amount", 12000.0, ""),
            (CAN, "output"),
        ],
    )
    for tank in milk:
        told.link("became", dried, tank, base)
    for each in (base, *extra):
        told.link("became", mixed, each, lot)
    told.link("instance_of", mixed, CAN, lot)
    for can in cans:
        told.link("instance_of", mixed, can, lot)
    for n, carton in enumerate(cartons):
        inside = [CAN] if n == 0 else cans[(n - 1) * 5 : n * 5]
        packed = told.event(
            180 + n / 10,
            "AggregationEvent",
            "packing",
            "装箱线|Packing line",
            dairy,
            action="ADD",
            goods=[(carton, "parent"), *((can, "child") for can in inside)],
        )
        for can in inside:
            told.link("contained", packed, can, carton)
    told.event(
        200,
        "ObjectEvent",
        "inspecting",
        "出厂检验室|Release laboratory",
        dairy,
        disposition="conformant",
        goods=[(lot, "amount", 12000.0, "")],
        details={"testResult": "合格"},
    )
    told.event(
        400, "ObjectEvent", "retail_selling", "爱婴岛 人民路店|Aiyingdao, Renmin Road", shops, goods=[(CAN, "item")]
    )
    return told.answer(CAN)


def vaccine() -> TraceAnswer:
    """A vaccine that got warm on the road and was recalled."""
    told = Teller("2026-04-02T08:00:00+08:00")
    told.thing(
        VACCINE,
        "drug",
        "item",
        "冻干人用狂犬病疫苗",
        "Rabies vaccine, freeze-dried",
        category="drugs",
        lotNumber="202603A11",
        itemExpirationDate="2028-03-01",
        approvalNumber="国药准字S20090001",
    )
    case = told.thing("00/369012340000001236", "sscc", "logistic")
    cdc, clinic = "钦州市疾病预防控制中心|Qinzhou CDC", "钦南区接种门诊|Qinnan vaccination clinic"
    packed = told.event(
        0,
        "AggregationEvent",
        "packing",
        "疾控冷库|CDC cold store",
        cdc,
        action="ADD",
        goods=[(case, "parent"), (VACCINE, "child")],
    )
    told.link("contained", packed, VACCINE, case)
    told.event(
        2,
        "ObjectEvent",
        "sensor_reporting",
        "冷链车|Cold truck",
        cdc,
        goods=[(case, "item"), (VACCINE, "item")],
        details={"Temperature": "2.4–11.8 CEL"},
    )
    told.event(4, "ObjectEvent", "receiving", "钦南门诊冰箱|Clinic refrigerator", clinic, goods=[(VACCINE, "item")])
    told.event(
        30,
        "ObjectEvent",
        "holding",
        "钦南门诊冰箱|Clinic refrigerator",
        clinic,
        disposition="recalled",
        goods=[(VACCINE, "item")],
        details={"reason": "运输途中温度超过 8 ℃"},
    )
    return told.answer(VACCINE)


def detonator() -> TraceAnswer:
    """What the public is left with of a story that is closed to it."""
    told = Teller("2026-02-01T08:00:00+08:00")
    told.thing(DETONATOR, "detonator", "item", "电子雷管", "Electronic detonator", store="秘密仓库")
    told.event(
        0,
        "ObjectEvent",
        "commissioning",
        "秘密仓库|Secret store",
        "某民爆公司|An explosives company",
        action="ADD",
        goods=[(DETONATOR, "item")],
    )
    return verdict_alone(told.answer(DETONATOR))


def nothing(key: str = NOWHERE) -> TraceAnswer:
    """What is answered about a key that no event names."""
    return TraceAnswer(key, "both", (), (), (), (), False, None)


STORIES = {BOX: lychee, PORK: pork, CAN: formula, VACCINE: vaccine, DETONATOR: detonator}


def told(key: str, after: str | None = None) -> TraceAnswer:
    """In place of `sources.answer_of`."""
    return STORIES[key]() if key in STORIES else nothing(key)
