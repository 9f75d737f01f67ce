"""Applying: codes are checked, what is missing is said with its reason, and nothing opens before it is agreed to."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.utils import timezone

from tests.enrolling.applicants import (
    AGRICULTURE,
    CREDIT,
    ELSEWHERE,
    GROWER,
    MARKETS,
    OFFICE,
    PARTY,
    PASSWORD,
    WHERE,
    begun,
    cooperative_is_registered,
    filed,
    picture,
    row_of,
    told,
)
from tests.registry.conftest import registry
from zhuisu.access.actor import PUBLIC, ActorKind
from zhuisu.access.models import Account, Audit
from zhuisu.enrolling import answering, filing, papers
from zhuisu.enrolling.beginning import begin, begin_without_code
from zhuisu.enrolling.credit import Credit, read_credit
from zhuisu.enrolling.deciding import agree, send_back
from zhuisu.enrolling.following import follow, opened
from zhuisu.enrolling.held import Contact, held
from zhuisu.enrolling.models import Application, Paper
from zhuisu.enrolling.refusing import Refusal, Why
from zhuisu.enrolling.requirements import Need, requirements, role_choices
from zhuisu.enrolling.sight import to_decide, visible
from zhuisu.enrolling.states import Aim, State
from zhuisu.packaged import library, profiles
from zhuisu.recall.evidence import Photo
from zhuisu.registry.entries import PartyKind
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.models import Licence, Place
from zhuisu.registry.states import State as Standing
from zhuisu.registry.validity import roles_of
from zhuisu.registry.writing import get

__all__ = ["registry"]
pytestmark = pytest.mark.usefixtures("enrolling")

REGISTERED = "93450721MA5685666W"


def codes(done: object) -> set[str]:
    assert isinstance(done, Refusal), done
    return {each.code for each in done.findings}


def missing(number: str) -> set[str]:
    return {each.code for each in held(Application.objects.get(number=number)).missing}


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        (" 93450721ma5q 3h4j33", (PartyKind.COOPERATIVE,)),
        ("91450702MA5N1X2K93", (PartyKind.ENTERPRISE, PartyKind.HOSPITAL)),
    ],
)
def test_a_code_says_what_its_holder_may_be(typed: str, kinds: tuple[PartyKind, ...]) -> None:
    read = read_credit(typed)
    assert isinstance(read, Credit)
    assert read.kinds == kinds
    assert read.region.startswith("4507")


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "enrol.credit_missing"), ("93450721", "enrol.no_credit"), ("93450721MA5Q3H4J34", "enrol.credit_check")],
)
def test_what_is_no_code_begins_nothing(typed: str, code: str) -> None:
    assert codes(begin(typed, address=WHERE, actor=PUBLIC)) == {code}
    assert not Application.objects.exists()


def test_a_code_that_stands_so_on_the_licence_is_taken_when_it_was_compared() -> None:
    wrong = "51450700MJL0000018"
    assert codes(begin(wrong, address=WHERE, actor=PUBLIC)) == {"enrol.credit_check"}
    assert codes(begin(wrong, address=WHERE, actor=PUBLIC, compared="51450700MJL0000019")) == {"enrol.credit_check"}
    assert not isinstance(begin(wrong, address=WHERE, actor=PUBLIC, compared=wrong), Refusal)


def test_every_role_of_every_variety_may_be_chosen_and_every_licence_is_one_of_the_librarys() -> None:
    choices = {name: {each.role for each in role_choices([name])} for name in profiles()}
    asked = [each for name, roles in choices.items() for each in requirements([name], roles)]
    assert all(choices.values())
    assert {kind for each in asked for kind in each.kinds} <= set(library().licences)
    assert all(each.reasons for each in asked)


def test_what_only_an_optional_stage_asks_is_asked_of_who_does_it() -> None:
    grower, unit = requirements(["fruit"], ["grower"]), requirements(["vaccine"], ["vaccination_unit"])
    assert [(each.kinds, each.need) for each in grower] == [(("orchard_registration",), Need.IF_DONE)]
    assert [(each.kinds, each.need) for each in unit] == [(("vaccination_licence",), Need.ALWAYS)]
    assert unit[0].reasons[0].laws.zh == "《疫苗管理法》第44条"


def test_a_code_opens_its_own_application_however_it_is_typed() -> None:
    one, other = begun(), begun()
    typed = f" {one.code[:4].upper()}-{one.code[4:8]} {one.code[8:]} "
    assert opened(one.number.lower(), typed) == row_of(one)
    assert opened(one.number, other.code) is None


def test_codes_are_not_guessed_for_long() -> None:
    one = begun()
    for _ in range(20):
        assert codes(follow(one.number, "aaaaaaaaaaaa", address=WHERE)) == {"enrol.not_found"}
    assert codes(follow(one.number, "aaaaaaaaaaaa", address=WHERE)) == {"enrol.held_off"}
    assert follow(one.number, one.code, address=WHERE) == row_of(one)


def test_one_address_begins_thirty_applications_an_hour() -> None:
    for _ in range(30):
        begin_without_code(address=WHERE, actor=PUBLIC)
    assert codes(begin(CREDIT, address=WHERE, actor=PUBLIC)) == {"enrol.too_many"}
    assert not isinstance(begin(CREDIT, address="10.0.0.8", actor=PUBLIC), Refusal)


def test_what_is_missing_is_said_until_nothing_is() -> None:
    one = begun()
    all_of_it = {"party", "goods", "registration", "contact", "account"}
    assert missing(one.number) == {f"enrol.{each}_missing" for each in all_of_it}
    assert codes(filing.file(one.number, promised="yes", actor=PUBLIC)) == missing(one.number)
    told(one)
    assert missing(one.number) == set()
    assert codes(filing.file(one.number, promised="", actor=PUBLIC)) == {"enrol.no_promise"}


def test_a_licence_that_the_stages_need_is_brought_or_excused() -> None:
    one = told(begun(), varieties=("fruit", "organic"))
    assert missing(one.number) == {"enrol.licence_missing"}
    answering.excuse(one.number, "organic_certificate", "今年尚在转换期", actor=PUBLIC)
    assert missing(one.number) == set()
    answering.excuse(one.number, "organic_certificate", "", actor=PUBLIC)
    paper = papers.Told(
        "organic_certificate", "134OP2500001", picture(), valid_to=timezone.localdate() + timedelta(300)
    )
    papers.keep(one.number, paper, actor=PUBLIC)
    assert missing(one.number) == set()


def test_papers_that_ran_out_or_are_no_pictures_are_refused() -> None:
    one = begun()
    late = papers.Told("organic_certificate", "1", picture(), valid_to=date(2020, 1, 1))
    fake = papers.Told("organic_certificate", "1", Photo(b"<svg/>", "x.jpg"))
    assert codes(papers.keep(one.number, late, actor=PUBLIC)) == {"enrol.expired"}
    assert codes(papers.keep(one.number, fake, actor=PUBLIC)) == {"evidence.no_picture"}
    assert codes(papers.keep(one.number, papers.Told("x", "", None), actor=PUBLIC)) == {
        "enrol.unknown_paper",
        "enrol.field_missing",
        "enrol.photo_missing",
    }


def test_photographs_and_contacts_lie_encrypted() -> None:
    row = row_of(told(begun()))
    paper = Paper.objects.get()
    assert b"JFIF" not in bytes(paper.photo)
    assert (papers.photo_of(row, paper.pk) or b"")[6:10] == b"JFIF"
    assert b"13800000000" not in bytes(row.contact or b"")
    assert PASSWORD not in row.password


@pytest.mark.parametrize(
    ("told_of", "found"),
    [
        ({"kind": "enterprise"}, "enrol.kind_unfit"),
        ({"region": "450799"}, "enrol.no_region"),
        ({"name": " "}, "enrol.field_missing"),
        ({"name": "荔香果业🍎"}, "enrol.odd_sign"),
        ({"address": "六荔路\u202e1号"}, "enrol.odd_sign"),
        ({"place_name": "果园\x07"}, "enrol.odd_sign"),
    ],
)
def test_what_does_not_fit_the_code_or_the_map_is_refused(told_of: dict[str, str], found: str) -> None:
    one = begun()
    party = answering.Party(**{**{name: getattr(PARTY, name) for name in PARTY.__struct_fields__}, **told_of})
    assert codes(answering.tell_party(one.number, party, actor=PUBLIC)) == {found}


def test_weak_passwords_taken_names_and_wrong_numbers_are_refused() -> None:
    Account.objects.create(name="lu", scopes=[])
    one = begun()
    assert codes(answering.tell_account(one.number, "lu", "12345", actor=PUBLIC)) == {
        "enrol.account_taken",
        "enrol.bad_password",
    }
    assert codes(answering.tell_contact(one.number, Contact("", "12", "x"), actor=PUBLIC)) == {
        "enrol.field_missing",
        "enrol.bad_phone",
        "enrol.bad_email",
    }


def test_a_telephone_in_digits_of_full_width_is_taken() -> None:
    one = begun()
    found = answering.tell_contact(one.number, Contact("陆明", "１３８　００１３　８０００", ""), actor=PUBLIC)
    assert isinstance(found, Application)


def test_approval_registers_the_party_and_opens_an_account_that_may_record() -> None:
    one = filed(told(begun()))
    assert not Account.objects.filter(name="荔香").exists()
    assert isinstance(agree(one.number, actor=AGRICULTURE), Application)
    account = Account.objects.get(name="荔香")
    party = get(KINDS["party"], CREDIT)
    assert party is not None
    assert (party.state, account.party, account.kind) == (Standing.APPROVED, f"uscc:{CREDIT}", ActorKind.ENTERPRISE)
    assert account.scopes == ["capture", "read", "registry"]
    assert check_password(PASSWORD, account.password)
    assert [(each.role, each.variety) for each in roles_of(CREDIT, row_of(one).created_at)] == [
        ("cooperative", "fruit")
    ]
    assert Place.objects.get().state == Standing.APPROVED
    assert get(KINDS["person"], account.person) is not None
    assert row_of(one).password == ""
    assert Audit.objects.filter(actor="tan").values_list("verb", flat=True).last() == "enrolment approved"


def test_licences_are_registered_and_the_business_licence_is_not() -> None:
    one = begun()
    paper = papers.Told("organic_certificate", "134OP2500001", picture(), issued_by="北京有机认证中心")
    papers.keep(one.number, paper, actor=PUBLIC)
    agree(filed(told(one, varieties=("organic",))).number, actor=OFFICE)
    licence = Licence.objects.get()
    assert (licence.kind, licence.number, licence.state) == ("organic_certificate", "134OP2500001", "approved")


def test_every_category_is_agreed_to_by_who_answers_for_it() -> None:
    one = begun()
    answering.tell_goods(one.number, ("fruit", "dairy"), actor=PUBLIC)
    filed(told(one, varieties=("fruit", "dairy")))
    first = agree(one.number, actor=AGRICULTURE)
    assert isinstance(first, Application)
    assert (first.state, first.agreed) == (State.FILED, ["produce"])
    assert not Account.objects.filter(name="荔香").exists()
    assert [list(to_decide(actor)) == [first] for actor in (AGRICULTURE, MARKETS)] == [False, True]
    last = agree(one.number, actor=MARKETS)
    assert isinstance(last, Application)
    assert last.state == State.APPROVED


def test_only_officials_of_the_region_and_category_see_and_decide() -> None:
    one = filed(told(begun()))
    for actor in (ELSEWHERE, GROWER, PUBLIC):
        refused = agree(one.number, actor=actor)
        assert isinstance(refused, Refusal)
        assert refused.why is Why.FORBIDDEN
        assert not visible(actor).exists()
    assert visible(AGRICULTURE).get().number == one.number


def test_drafts_are_shown_to_no_official() -> None:
    told(begun())
    assert not visible(OFFICE).exists()


def test_what_was_returned_is_mended_and_filed_again() -> None:
    one = filed(told(begun()))
    assert codes(answering.tell_goods(one.number, ("grain",), actor=PUBLIC)) == {"enrol.not_open"}
    assert codes(send_back(one.number, " ", {"party": ""}, actor=AGRICULTURE)) == {"enrol.no_reason"}
    send_back(one.number, "", {"party": "名称与执照不符"}, actor=AGRICULTURE)
    row = row_of(one)
    assert (row.state, row.notes) == (State.RETURNED, {"party": "名称与执照不符"})
    answering.tell_party(one.number, PARTY, actor=PUBLIC)
    filed(one)
    assert row_of(one).notes == {}
    assert isinstance(agree(one.number, actor=AGRICULTURE), Application)


def test_a_registered_code_asks_for_an_account_and_gives_nothing_before_approval() -> None:
    cooperative_is_registered()
    one = begun(REGISTERED)
    row = row_of(one)
    assert (one.aim, row.name) == (Aim.JOIN, "")
    filed(told(one))
    assert not Account.objects.filter(party=f"uscc:{REGISTERED}").exists()
    before = get(KINDS["party"], REGISTERED)
    assert isinstance(agree(one.number, actor=AGRICULTURE), Application)
    assert get(KINDS["party"], REGISTERED) == before
    assert Account.objects.get(name="荔香").party == f"uscc:{REGISTERED}"


def test_who_applied_before_a_code_was_registered_asks_for_an_account_in_the_end() -> None:
    first, second = filed(told(begun(REGISTERED))), filed(told(begun(REGISTERED), account="荔香二"))
    agree(first.number, actor=OFFICE)
    assert codes(agree(second.number, actor=OFFICE)) == {"enrol.registered_meanwhile"}
    send_back(second.number, "已备案", {}, actor=OFFICE)
    filed(second)
    assert row_of(second).aim == Aim.JOIN
    assert isinstance(agree(second.number, actor=OFFICE), Application)
    assert Account.objects.filter(party=f"uscc:{REGISTERED}").count() == 2


def test_a_name_that_was_taken_meanwhile_leaves_nothing_behind() -> None:
    one = filed(told(begun()))
    Account.objects.create(name="荔香", scopes=[])
    assert codes(agree(one.number, actor=OFFICE)) == {"enrol.account_taken"}
    assert get(KINDS["party"], CREDIT) is None
    assert row_of(one).state == State.FILED


def test_a_household_without_a_code_gets_a_key_of_the_platforms() -> None:
    one = begin_without_code(address=WHERE, actor=PUBLIC)
    assert not isinstance(one, Refusal)
    party = answering.Party("陆阿公", "household", "450721", "檀圩镇", "plot")
    answering.tell_party(one.number, party, actor=PUBLIC)
    answering.tell_goods(one.number, ("vegetable",), actor=PUBLIC)
    answering.tell_roles(one.number, ("grower",), actor=PUBLIC)
    answering.tell_contact(one.number, Contact("陆阿公", "13800000001"), actor=PUBLIC)
    answering.tell_account(one.number, "13800000001", PASSWORD, actor=PUBLIC)
    filed(one)
    agree(one.number, actor=AGRICULTURE)
    assert (Account.objects.get(name="13800000001").party or "").startswith("party:")


def test_what_is_taken_back_takes_photographs_and_contact_with_it() -> None:
    one = filed(told(begun()))
    filing.withdraw(one.number, actor=PUBLIC)
    row = row_of(one)
    assert (row.state, row.contact, row.password) == (State.WITHDRAWN, None, "")
    assert not Paper.objects.exists()
    assert codes(agree(one.number, actor=OFFICE)) == {"enrol.not_filed"}
