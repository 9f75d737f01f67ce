"""Step: the steps of an application, in their order, with what each is called."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from zhuisu.core.findings import Text
from zhuisu.enrolling.states import Aim


class Step(StrEnum):
    """What is asked on one page."""

    PARTY = "party"
    GOODS = "goods"
    ROLES = "roles"
    PAPERS = "papers"
    CONTACT = "contact"
    ACCOUNT = "account"


NAMES: Final[Mapping[Step, Text]] = {
    Step.PARTY: Text("名称和地址", "name and address"),
    Step.GOODS: Text("经营的品种", "goods"),
    Step.ROLES: Text("做哪些环节", "what is done"),
    Step.PAPERS: Text("证照照片", "papers"),
    Step.CONTACT: Text("联系人", "contact"),
    Step.ACCOUNT: Text("登录账户", "account"),
}

_JOINING: Final = (Step.PAPERS, Step.CONTACT, Step.ACCOUNT)


def steps_of(aim: str) -> Sequence[Step]:
    """Who is registered already tells only who they are and why they may."""
    return _JOINING if aim == Aim.JOIN else tuple(Step)


def after(aim: str, step: Step) -> Step | None:
    """The step that follows; None after the last."""
    steps = steps_of(aim)
    rest = steps[steps.index(step) + 1 :]
    return rest[0] if rest else None
