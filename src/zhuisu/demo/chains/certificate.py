"""Certificate: a grower issues the 承诺达标合格证 of a lot (农业农村部令2025年第4号)."""

from collections.abc import Sequence
from datetime import datetime

from zhuisu.demo.model import Amount, Place
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Story

CERTIFICATES = "https://certificates.zhuisu.example/hegezheng/"


def certify(story: Story, stage: Stage, lots: Sequence[Amount], grower: Place, when: datetime) -> str:
    """The grower promises conformity of these amounts. Answers the number of the certificate."""
    number = f"{grower.region}{when:%Y%m%d}{stage.numbers.next('hegezheng'):05d}"
    story.see(
        when,
        grower,
        "inspecting",
        "conformant",
        lots,
        papers=[("cert", f"{CERTIFICATES}{number}")],
        proves=f"{CERTIFICATES}{number}",
        says={
            "certificate": "承诺达标合格证",
            "certificate_en": "commitment certificate of conformity",
            "certificateNumber": number,
            "commitment": "不使用禁用农药，遵守安全间隔期，销售的农产品符合国家标准",
            "commitment_en": "no banned substances, safety intervals kept, produce meets the national standards",
            "basis": "质量安全控制符合要求",
            "basis_en": "quality and safety under control",
        },
    )
    return number
