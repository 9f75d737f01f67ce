"""Certificate: a grower issues the 承诺达标合格证 of a lot (农业农村部令2025年第4号)."""

from collections.abc import Sequence
from datetime import datetime

from zhuisu.demo.model import Place, Thing
from zhuisu.demo.stage import Stage
from zhuisu.demo.story import Paper, Story

CERTIFICATES = "https://certificates.zhuisu.example/hegezheng/"


def certify(
    story: Story, stage: Stage, lots: Sequence[Thing], grower: Place, when: datetime, basis: str = "quality control"
) -> Paper:
    """The grower, or who packed it, promises conformity of these goods. Answers the certificate."""
    number = f"{grower.region}{when:%Y%m%d}{stage.numbers.next('hegezheng'):05d}"
    paper = ("cert", f"urn:zhuisu:licence:conformity_certificate:{number}")
    story.see(
        when,
        grower,
        "inspecting",
        "conformant",
        lots,
        stage="certify",
        papers=[paper],
        proves=f"{CERTIFICATES}{number}",
        says={
            "certificate": "承诺达标合格证",
            "certificate_en": "commitment certificate of conformity",
            "certificateNumber": number,
            "commitment": "不使用禁用农药，遵守安全间隔期，销售的农产品符合国家标准",
            "commitment_en": "no banned substances, safety intervals kept, produce meets the national standards",
            "conformityBasis": basis,
            "contact": f"0777-{int(grower.id[-8:-1]) % 10_000_000:07d}",
        },
    )
    return paper
