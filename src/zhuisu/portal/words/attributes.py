"""What a field of master data, ILMD or a sensor report is called (CBV 2.0, GS1 web vocabulary, national labels)."""

from collections.abc import Mapping

from zhuisu.core.findings import Language, Text
from zhuisu.packaged import library
from zhuisu.tracing.names import local_name

# In the order in which a reader wants them.
ATTRIBUTES: dict[str, Text] = {
    "lotNumber": Text("批次", "Batch"),
    "manufacturerOfTradeItemPartyName": Text("生产者", "Maker"),
    "manufacturer": Text("生产者", "Maker"),
    "producer": Text("生产者", "Producer"),
    "importer": Text("进口商", "Importer"),
    "brandName": Text("品牌", "Brand"),
    "variety": Text("品种", "Variety"),
    "productionDate": Text("生产日期", "Made on"),
    "manufacturingDate": Text("生产日期", "Made on"),
    "harvestDate": Text("采收日期", "Harvested on"),
    "harvestStartDate": Text("采收开始", "Harvest began"),
    "harvestEndDate": Text("采收结束", "Harvest ended"),
    "slaughterDate": Text("屠宰日期", "Slaughtered on"),
    "packagingDate": Text("包装日期", "Packed on"),
    "bestBeforeDate": Text("最佳食用日期至", "Best before"),
    "sellByDate": Text("销售截止", "Sell by"),
    "itemExpirationDate": Text("有效期至", "Expires"),
    "expirationDate": Text("有效期至", "Expires"),
    "expiryDate": Text("有效期至", "Expires"),
    "validUntil": Text("有效期至", "Valid until"),
    "nextInspectionDate": Text("下次检验", "Next inspection"),
    "nextMaintenanceDate": Text("下次维保", "Next maintenance"),
    "countryOfOrigin": Text("原产国", "Country of origin"),
    "origin": Text("产地", "Origin"),
    "placeOfOrigin": Text("产地", "Origin"),
    "catchArea": Text("捕捞区域", "Catch area"),
    "productionMethodForFishAndSeafoodCode": Text("生产方式", "Production method"),
    "specification": Text("规格", "Specification"),
    "netContent": Text("净含量", "Net content"),
    "netContentDescription": Text("净含量", "Net content"),
    "netWeight": Text("净重", "Net weight"),
    "grossWeight": Text("毛重", "Gross weight"),
    "measurement": Text("规格", "Size"),
    "dosageFormType": Text("剂型", "Dosage form"),
    "strengthDescription": Text("含量规格", "Strength"),
    "approvalNumber": Text("批准文号", "Approval number"),
    "registrationNumber": Text("登记证号", "Registration number"),
    "licenceNumber": Text("许可证号", "Licence number"),
    "licence": Text("许可证号", "Licence"),
    "certificateNumber": Text("合格证编号", "Certificate number"),
    "quarantineCertificate": Text("检疫证明", "Quarantine certificate"),
    "batchReleaseNumber": Text("批签发证明", "Batch release certificate"),
    "customsDeclaration": Text("报关单号", "Customs declaration"),
    "certificate": Text("证明", "Certificate"),
    "registration": Text("登记/注册号", "Registration"),
    "standard": Text("执行标准", "Standard"),
    "net": Text("净含量", "Net content"),
    "storage": Text("贮存条件", "Storage"),
    "portion": Text("份", "Portions"),
    "alcohol": Text("酒精度", "Alcohol"),
    "hs": Text("HS 编码", "HS code"),
    "crops": Text("适用作物", "For crops"),
    "ingredient": Text("有效成分", "Active ingredient"),
    "formula_number": Text("配方注册号", "Formula registration"),
    "dose_per_hectare": Text("每公顷用量（克或毫升制剂）", "Dose per hectare (g or ml of the product)"),
    "capacity": Text("容量", "Capacity"),
    "approval": Text("批准文号", "Approval"),
    "regions": Text("适宜区域", "Regions"),
    "preservative_limit": Text("防腐剂限量", "Limit of preservatives"),
    "maker_registration": Text("境外生产企业注册号", "Overseas maker's registration"),
    "growing_years": Text("生长年限", "Years of growth"),
    "crop": Text("适用作物", "For crops"),
    "interval_days": Text("安全间隔期（天）", "Safety interval (days)"),
    "restricted": Text("限制", "Restriction"),
    "nutrients": Text("养分", "Nutrients"),
    "type_test": Text("型式试验证书", "Type test certificate"),
    "commodity_code": Text("商品码", "Commodity code"),
    "commitment": Text("承诺", "Commitment"),
    "basis": Text("依据", "Based on"),
    "method": Text("方法", "Method"),
    "dose": Text("用量", "Dose"),
    "menu": Text("菜谱", "Menu"),
    "cas": Text("CAS 号", "CAS number"),
    "seedLicence": Text("种子生产经营许可证", "Seed licence"),
    "carcassBatch": Text("胴体批次", "Carcass batch"),
    "slaughterhouse": Text("定点屠宰代码", "Slaughterhouse code"),
    "birthDate": Text("出生日期", "Born on"),
    "withdrawalDays": Text("休药期（天）", "Withdrawal period (days)"),
    "purificationStart": Text("净化开始", "Purification began"),
    "purificationHours": Text("净化时长（小时）", "Purification (hours)"),
    "sterilisation": Text("消毒方式", "Sterilisation"),
    "foodLicence": Text("食品生产许可证", "Food licence"),
    "milkingDate": Text("挤奶日期", "Milked on"),
    "fat": Text("脂肪", "Fat"),
    "protein": Text("蛋白质", "Protein"),
    "countryOfExport": Text("出口国", "Exported from"),
    "bottlingDate": Text("灌装日期", "Bottled on"),
    "vintage": Text("年份", "Vintage"),
    "overseasMaker": Text("境外生产企业注册号", "Overseas maker"),
    "packaging": Text("包装", "Packaging"),
    "manufacturingLicence": Text("制造许可证", "Manufacturing licence"),
    "typeTest": Text("型式试验证书", "Type test certificate"),
    "nominalPressure": Text("公称压力", "Nominal pressure"),
    "volume": Text("容积", "Volume"),
    "designLifeYears": Text("设计使用年限（年）", "Design life (years)"),
    "hazardUN": Text("联合国编号", "UN number"),
    "productionLicence": Text("生产许可证", "Production licence"),
    "installationLicence": Text("安装许可证", "Installation licence"),
    "activity": Text("作业", "Activity"),
    "area_mu": Text("面积（亩）", "Area (mu)"),
    "test": Text("检测项目", "Test"),
    "register": Text("登记", "Register"),
    "voucher": Text("凭证", "Voucher"),
    "tradeCode": Text("追溯码", "Trade code"),
    "coreTemperature": Text("中心温度", "Core temperature"),
    "sample": Text("留样", "Sample kept"),
    "realName": Text("实名购买", "Bought by real name"),
    "dilution": Text("稀释倍数", "Dilution"),
    "safetyIntervalDays": Text("安全间隔期（天）", "Safety interval (days)"),
    "prescription": Text("处方", "Prescription"),
    "heads": Text("头数", "Head"),
    "inspection": Text("查验", "Inspection"),
    "withdrawal": Text("休药期", "Withdrawal period"),
    "africanSwineFever": Text("非洲猪瘟检测", "African swine fever test"),
    "seaArea": Text("海区", "Sea area"),
    "reading": Text("读数内容", "What was read"),
    "handover": Text("交接单", "Hand-over sheet"),
    "seal": Text("封签", "Seal"),
    "step": Text("步骤", "Step"),
    "recall": Text("召回", "Recall"),
    "declaration": Text("报关单", "Declaration"),
    "declaredBottles": Text("报关数量（瓶）", "Bottles declared"),
    "stock": Text("库存状态", "Stock"),
    "duty": Text("完税", "Duty"),
    "check": Text("核对", "Check"),
    "site": Text("接种部位", "Injected into"),
    "finding": Text("发现", "Finding"),
    "billType": Text("单据类型", "Kind of bill"),
    "bill": Text("单据", "Bill"),
    "registrationCode": Text("注册代码", "Registration code"),
    "rescueCode": Text("救援识别码", "Rescue code"),
    "fault": Text("故障", "Fault"),
    "replaces": Text("替换下", "Replaces"),
    "incident": Text("事件", "Incident"),
    "plate": Text("车牌", "Plate"),
    "preCheck": Text("充装前检查", "Check before filling"),
    "postCheck": Text("充装后检查", "Check after filling"),
    "store": Text("存放", "Storage"),
    "count": Text("数量", "Count"),
    "project": Text("工程", "Project"),
    "exploder": Text("起爆器", "Exploder"),
    "issued": Text("发放", "Issued"),
    "fired": Text("使用", "Fired"),
    "returned": Text("退回", "Returned"),
    "operator": Text("操作人员", "Operator"),
    "vet": Text("兽医", "Vet"),
    "officialVet": Text("官方兽医", "Official vet"),
    "analyst": Text("检验员", "Analyst"),
    "executor": Text("执行人", "Carried out by"),
    "supervisor": Text("监督人", "Supervised by"),
    "vaccinator": Text("接种人员", "Vaccinator"),
    "workers": Text("作业人员", "Workers"),
    "signedBy": Text("签字人", "Signed by"),
    "installer": Text("安装人员", "Installer"),
    "keepers": Text("保管员", "Keepers"),
    "blaster": Text("爆破员", "Blaster"),
    "grade": Text("等级", "Grade"),
    "species": Text("畜种", "Species"),
    "breed": Text("品系", "Breed"),
    "storageCondition": Text("贮存条件", "Storage"),
    "functionalName": Text("品名", "Kind"),
    "regulatedProductName": Text("法定名称", "Regulated name"),
    "labelDescription": Text("标签说明", "Label"),
    "additionalTradeItemIdentification": Text("其他编号", "Other number"),
    "certification": Text("认证", "Certification"),
    "certificationInfo": Text("认证信息", "Certification"),
    "result": Text("结果", "Result"),
    "testResult": Text("检验结果", "Test result"),
    "reason": Text("原因", "Reason"),
    "vehicle": Text("车辆", "Vehicle"),
    "document": Text("单据", "Papers"),
    "deviceID": Text("设备", "Device"),
}

# Sensor measurement types (CBV 2.0 §7.8; GS1 web vocabulary MeasurementType).
MEASUREMENTS: dict[str, Text] = {
    "Temperature": Text("温度", "Temperature"),
    "temperature": Text("温度", "Temperature"),
    "AbsoluteHumidity": Text("绝对湿度", "Absolute humidity"),
    "RelativeHumidity": Text("相对湿度", "Relative humidity"),
    "Humidity": Text("湿度", "Humidity"),
    "Pressure": Text("压力", "Pressure"),
    "Mass": Text("重量", "Mass"),
    "Speed": Text("速度", "Speed"),
    "Acceleration": Text("加速度", "Acceleration"),
    "Illuminance": Text("照度", "Light"),
    "Salinity": Text("盐度", "Salinity"),
    "Volume": Text("体积", "Volume"),
    "MassConcentration": Text("质量浓度", "Mass concentration"),
    "Count": Text("计数", "Count"),
    "Dimensionless": Text("比值", "Ratio"),
}
MEASURES = frozenset(MEASUREMENTS)

# Business transaction types (CBV 2.0 §7.4) and conditions, as an answer's details name them.
PAPERS: dict[str, Text] = {
    "bol": Text("提单", "Bill of lading"),
    "cert": Text("合格证明", "Certificate"),
    "desadv": Text("发货通知", "Despatch advice"),
    "inv": Text("发票", "Invoice"),
    "pedigree": Text("流向证明", "Pedigree"),
    "po": Text("采购单", "Purchase order"),
    "poc": Text("采购确认", "Order confirmation"),
    "prodorder": Text("生产单", "Production order"),
    "recadv": Text("收货通知", "Receiving advice"),
    "rma": Text("退货授权", "Return authorisation"),
    "testprd": Text("检验规程", "Test procedure"),
    "testres": Text("检验结果", "Test result"),
    "upevt": Text("上游事件", "Upstream event"),
    "bizTransaction": Text("单据", "Papers"),
    "set": Text("状况", "Condition"),
    "unset": Text("解除状况", "Condition ended"),
}

# Names of the thing itself and codes that a reader has already seen.
UNTOLD = frozenset(
    [
        "name",
        "productName",
        "descriptionShort",
        "category",
        "productCategory",
        "gpcCategoryCode",
        "image",
        "party",
        "stage",
        "actor",
        "performedBy",
    ]
)

BEST_BEFORE = frozenset({"bestBeforeDate"})

EXPIRES = ("itemExpirationDate", "expirationDate", "expiryDate", "sellByDate", "validUntil")


def attribute_title(name: str) -> Text:
    """A field without a word of ours is called as the vocabulary calls it, or keeps its name in both languages."""
    local = local_name(name)
    for table in (ATTRIBUTES, MEASUREMENTS, PAPERS):
        if local in table:
            return table[local]
    first, *rest = local.split("_")
    field = library().fields.get(f"zhuisu:{local}") or library().fields.get(
        f"zhuisu:{first}{''.join(map(str.title, rest))}"
    )
    return field.name if field is not None else Text(local, local)


def in_language(fields: Mapping[str, str], language: Language) -> dict[str, str]:
    """Fields by local name, in one language: `origin@en` and `origin_en` replace `origin` for an English reader."""
    own = {suffix: language for language in Language for suffix in (f"@{language}", f"_{language}")}
    plain: dict[str, str] = {}
    better: dict[str, str] = {}
    for name, value in fields.items():
        local = local_name(name)
        base, suffix = local[:-3], local[-3:]
        if suffix not in own:
            plain[local] = value
        elif own[suffix] is language:
            better[base] = value
    return plain | better
