"""Missing: what an application does not say yet, each with the reason why it is asked."""

from collections.abc import Collection, Iterator, Sequence

from zhuisu.core.findings import Finding
from zhuisu.enrolling.models import Application
from zhuisu.enrolling.refusing import wrong
from zhuisu.enrolling.requirements import REGISTRATION, Need, Requirement, paper_name
from zhuisu.enrolling.states import Aim
from zhuisu.enrolling.steps import Step


def missing(
    row: Application, called: str, kinds: Collection[str], needed: Sequence[Requirement]
) -> tuple[Finding, ...]:
    """What is missing; the path of each is `$.<step>`. `called`: whom to call, `kinds`: the papers that are there."""
    found = list(_of_party(row)) if row.aim == Aim.ENROL else []
    found += _of_papers(row, kinds, needed)
    if not called:
        found.append(_at(Step.CONTACT, "enrol.contact_missing"))
    if not row.account or not row.password:
        found.append(_at(Step.ACCOUNT, "enrol.account_missing"))
    return tuple(found)


def _of_party(row: Application) -> Iterator[Finding]:
    if not (row.name and row.kind and row.region and row.address):
        yield _at(Step.PARTY, "enrol.party_missing")
    if not row.varieties:
        yield _at(Step.GOODS, "enrol.goods_missing")
    elif not row.roles:
        yield _at(Step.ROLES, "enrol.roles_missing")


def _of_papers(row: Application, kinds: Collection[str], needed: Sequence[Requirement]) -> Iterator[Finding]:
    if row.key and REGISTRATION not in kinds:
        yield _at(Step.PAPERS, "enrol.registration_missing")
    for each in needed:
        if each.need is Need.ALWAYS and not set(each.kinds) & set(kinds) and not row.excuses.get(each.id):
            names, reason = [paper_name(kind) for kind in each.kinds], each.reasons[0]
            yield _at(
                Step.PAPERS,
                "enrol.licence_missing",
                zh=" 或 ".join(name.zh for name in names),
                en=" or ".join(name.en for name in names),
                for_zh=f"{reason.variety.zh}·{reason.stage.zh}",
                for_en=f"{reason.variety.en}: {reason.stage.en}",
                law_zh=f"（{reason.laws.zh}）" if reason.laws.zh else "",
                law_en=f" ({reason.laws.en})" if reason.laws.en else "",
            )


def _at(step: Step, code: str, **facts: str) -> Finding:
    return wrong(code, f"$.{step}", **facts)
