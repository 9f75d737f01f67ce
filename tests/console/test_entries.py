"""The registry on screens: who finds what, and what becomes of what they write."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from tests.console.cast import AGRICULTURE, AUDITOR, BUTCHER, GROWER, REGISTRAR, account_of, sent, signed_in
from tests.registry.cast import (
    ASSOCIATION,
    COOPERATIVE,
    DRIVER,
    FOOD_LICENCE,
    FRIENDS,
    ORCHARD,
    PIGS,
    SLAUGHTERHOUSE,
    YARD,
    approved,
    made,
)
from zhuisu.access.actor import Scope
from zhuisu.access.models import Audit
from zhuisu.access.tokens import actor_of_account
from zhuisu.console.entries.sight import visible
from zhuisu.registry.kinds import KINDS
from zhuisu.registry.models import Change, Party
from zhuisu.registry.states import State
from zhuisu.registry.writing import get

pytestmark = pytest.mark.usefixtures("console")

PARTIES = "/admin/console/party/"
NUMBER = str(FOOD_LICENCE["number"])
ORCHARDS, BUTCHERS = str(COOPERATIVE["name"]), str(PIGS["name"])


def test_every_list_opens_in_both_languages() -> None:
    approved("party", PIGS)
    approved("licence", FOOD_LICENCE)
    made("person", DRIVER, party=SLAUGHTERHOUSE)
    made("place", YARD)
    for language, word in (("zh", "工作台"), ("en", "Console")):
        client = signed_in(REGISTRAR if language == "zh" else AUDITOR, language)
        for kind in KINDS:
            answer = client.get(f"/admin/console/{kind}/")
            assert answer.status_code == 200, kind
            assert word in answer.content.decode()


def test_an_enterprise_finds_its_own_and_nothing_else() -> None:
    own, other = made("party", COOPERATIVE), approved("party", PIGS)
    licence = approved("licence", FOOD_LICENCE)
    client = signed_in(GROWER)
    listed = client.get(PARTIES).content.decode()
    assert ORCHARDS in listed
    assert BUTCHERS not in listed
    assert client.get(f"{PARTIES}{own.id}/change/").status_code == 200
    assert client.get(f"{PARTIES}{other.id}/change/").status_code == 404
    assert client.get(f"/admin/console/licence/{licence.id}/change/").status_code == 404
    assert client.get(f"{PARTIES}decide/?act=close&id={other.id}").status_code == 404


def test_an_association_finds_its_members() -> None:
    made("party", COOPERATIVE)
    approved("party", FRIENDS, key=ASSOCIATION)
    approved("relation", {"kind": "member", "party": ASSOCIATION, "other": ORCHARD})
    client = signed_in(GROWER._replace(name="xu", party=ASSOCIATION))
    assert ORCHARDS in client.get(PARTIES).content.decode()


def test_a_department_finds_what_is_of_its_category_and_region() -> None:
    made("party", COOPERATIVE)
    food = made("party", PIGS, roles=[{"role": "slaughterhouse", "category": "food"}])
    client = signed_in(AGRICULTURE)
    listed = client.get(PARTIES).content.decode()
    assert ORCHARDS in listed
    assert BUTCHERS not in listed
    assert client.get(f"{PARTIES}{food.id}/change/").status_code == 404


def test_a_role_without_a_category_is_of_those_in_which_it_acts() -> None:
    approved("party", {**PIGS, "region": "450721", "roles": [{"role": "pharmacy"}]})
    made("party", {**COOPERATIVE, "roles": [{"role": "grower"}, {"role": "cooperative"}]})
    listed = signed_in(AGRICULTURE).get(PARTIES).content.decode()
    assert ORCHARDS in listed
    assert BUTCHERS not in listed


def test_a_department_finds_licences_of_its_categories_by_their_kind() -> None:
    approved("party", {**PIGS, "region": "450721", "roles": [{"role": "grower", "category": "produce"}]})
    held = {"holder": SLAUGHTERHOUSE}
    approved("licence", {**held, "kind": "animal_quarantine", "number": "桂Q0770001"})
    approved("licence", {**held, "kind": "drug_business", "number": "桂DA0770002"})
    approved("licence", {**held, "kind": "origin_certificate", "number": "FR0770003"})
    listed = signed_in(AGRICULTURE).get("/admin/console/licence/").content.decode()
    assert "桂Q0770001" in listed
    assert "桂DA0770002" not in listed
    assert "FR0770003" not in listed


def test_a_list_names_parties_in_the_readers_language() -> None:
    made("party", {**COOPERATIVE, "nameEn": "Liuli Litchi Cooperative"})
    assert "Liuli Litchi Cooperative" in signed_in(AGRICULTURE).get(PARTIES).content.decode()


def test_a_party_of_several_roles_stands_in_a_list_once() -> None:
    made("party", {**COOPERATIVE, "roles": [{"role": "grower"}, {"role": "cooperative"}, {"role": "market"}]})
    rows = visible(KINDS["party"], Party.objects.all(), actor_of_account(account_of(AGRICULTURE)))
    assert rows.count() == 1


def test_an_auditor_reads_and_changes_nothing() -> None:
    entry = made("party", COOPERATIVE)
    client = signed_in(AUDITOR)
    shown = client.get(f"{PARTIES}{entry.id}/change/").content.decode()
    assert ORCHARDS in shown
    assert 'value="Save"' not in shown
    assert client.get(f"{PARTIES}add/").status_code == 404
    assert client.get(f"{PARTIES}decide/?act=file&id={entry.id}").status_code == 403
    assert client.get(f"{PARTIES}import/").status_code == 403


def test_an_entry_is_registered_changed_and_its_history_read() -> None:
    client = signed_in(REGISTRAR._replace(person=made("person", {"name": "梁主任"}).entry.key))
    answer = sent(
        client, f"{PARTIES}add/", kind="enterprise", name="钦州市海豚乳业有限公司", region="450702", key=SLAUGHTERHOUSE
    )
    assert answer.status_code == 302, answer.content.decode()
    held = get(KINDS["party"], SLAUGHTERHOUSE)
    assert held is not None
    page = answer["Location"]
    changed = sent(client, page, **{**_as_shown(client, page), "name": "钦州市白海豚乳业有限公司"})
    assert changed.status_code == 302, changed.content.decode()
    shown = client.get(page).content.decode()
    assert "<del>钦州市海豚乳业有限公司</del>" in shown
    assert shown.count("梁主任") == 2
    changes = Change.objects.filter(kind="party")
    assert list(changes.values_list("actor", "verb")) == [("liang", "register"), ("liang", "change")]


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written() -> None:
    client = signed_in(REGISTRAR)
    answer = sent(client, f"{PARTIES}add/", kind="enterprise", name="望海", region="459999", email="nobody")
    text = answer.content.decode()
    assert "six digits of GB/T 2260" in text
    assert "an e-mail address" in text
    assert Party.objects.count() == 0


def test_two_who_change_one_entry_do_not_undo_each_other() -> None:
    entry = made("party", COOPERATIVE)
    page = f"{PARTIES}{entry.id}/change/"
    client = signed_in(REGISTRAR)
    seen = _as_shown(client, page)
    sent(client, page, **{**seen, "note": "first"})
    late = sent(client, page, **{**seen, "note": "second"})
    assert "Somebody changed this entry" in late.content.decode()
    held = get(KINDS["party"], ORCHARD)
    assert held is not None
    assert getattr(held.entry, "note", "") == "first"


def test_an_enterprise_cannot_take_what_is_anothers() -> None:
    approved("party", PIGS)
    made("party", COOPERATIVE)
    place = made("place", YARD)
    client = signed_in(BUTCHER)
    page = f"/admin/console/place/{place.id}/change/"
    refused = sent(client, page, **{**_as_shown(client, page), "party": ORCHARD})
    assert refused.status_code == 200
    held = get(KINDS["place"], str(YARD["key"]))
    assert held is not None
    assert getattr(held.entry, "party", "") == f"uscc:{SLAUGHTERHOUSE}"


def test_several_are_filed_and_approved_at_once() -> None:
    one, other = made("party", COOPERATIVE), made("party", PIGS)
    client = signed_in(REGISTRAR)
    ticked = sent(client, PARTIES, action="file", _selected_action=[str(one.id), str(other.id)])
    assert sent(client, ticked["Location"], reason="")["Location"] == PARTIES
    approval = sent(client, PARTIES, action="approve", _selected_action=[str(one.id), str(other.id)])
    sent(client, approval["Location"], reason="")
    assert set(Party.objects.values_list("state", flat=True)) == {State.APPROVED.value}


def test_a_suspension_needs_a_reason() -> None:
    licence = approved("party", PIGS) and approved("licence", FOOD_LICENCE)
    client = signed_in(REGISTRAR)
    page = f"/admin/console/licence/decide/?act=suspend&id={licence.id}"
    assert sent(client, page, reason=" ").status_code == 200
    assert sent(client, page, reason="许可已过期").status_code == 302
    shown = client.get(f"/admin/console/licence/{licence.id}/change/").content.decode()
    assert "许可已过期" in shown
    assert "suspended" in shown


def test_lists_are_narrowed_by_what_expired_and_by_any_key() -> None:
    approved("party", PIGS)
    approved("licence", FOOD_LICENCE)
    client = signed_in(REGISTRAR)
    licences = "/admin/console/licence/"
    assert NUMBER in client.get(f"{licences}?expiry=expired").content.decode()
    assert NUMBER not in client.get(f"{licences}?expiry=soon").content.decode()
    assert BUTCHERS in client.get(f"{PARTIES}?q=uscc:{SLAUGHTERHOUSE}").content.decode()
    assert BUTCHERS not in client.get(f"{PARTIES}?q={ORCHARD}").content.decode()


def test_columns_that_are_masked_cannot_be_guessed_by_addresses() -> None:
    made("person", DRIVER)
    client = signed_in(AUDITOR)
    answer = client.get("/admin/console/person/?phone__startswith=138")
    assert answer.status_code == 400
    assert DRIVER["name"] not in answer.content.decode()


def test_an_identity_number_is_shown_to_whoever_says_why_and_that_is_written_down() -> None:
    person = made("person", DRIVER)
    client = signed_in(REGISTRAR)
    page = f"/admin/console/person/{person.id}/reveal/"
    assert DRIVER["identity"] not in client.get(page).content.decode()
    assert DRIVER["identity"] not in sent(client, page, reason="").content.decode()
    shown = sent(client, page, reason="核对司机身份")
    assert DRIVER["identity"] in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert Change.objects.filter(verb="reveal", actor="liang", reason="核对司机身份").count() == 1
    assert signed_in(AUDITOR).get(page).status_code == 403


def test_twins_are_found_and_merged() -> None:
    made("party", COOPERATIVE)
    made("party", {**COOPERATIVE, "key": "", "name": "灵山六荔垌荔枝种植专业合作社"})
    client = signed_in(REGISTRAR)
    assert "near names" in client.get(f"{PARTIES}twins/").content.decode()
    other = Party.objects.get(name="灵山六荔垌荔枝种植专业合作社")
    done = sent(client, f"{PARTIES}merge/", keep=ORCHARD, lose=other.key, reason="同一家")
    assert done.status_code == 302, done.content.decode()
    other.refresh_from_db()
    assert other.state == State.MERGED.value
    assert signed_in(GROWER).get(f"{PARTIES}twins/").status_code == 403


def test_a_sheet_is_tried_told_row_by_row_and_imported() -> None:
    client = signed_in(REGISTRAR)
    text = "类型,名称,行政区划\n企业,望海屠宰,450702\n企业,,459999\n"
    tried = _uploaded(client, text, "TRY")
    assert "refused 1" in tried
    assert "There is no name" in tried
    assert Party.objects.count() == 0
    _uploaded(client, text, "ROLLBACK")
    assert Party.objects.count() == 0
    _uploaded(client, text, "PROCEED")
    assert list(Party.objects.values_list("name", "state")) == [("望海屠宰", "draft")]
    assert "cannot be read" in _uploaded(client, text, "TRY", name="parties.txt")


def test_an_export_holds_what_the_list_shows_and_is_written_down() -> None:
    made("party", COOPERATIVE)
    approved("party", PIGS)
    client = signed_in(REGISTRAR)
    answer = client.get(f"{PARTIES}export.xlsx?state=approved")
    sheet = load_workbook(io.BytesIO(answer.getvalue())).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[2] for row in rows] == ["name", BUTCHERS]
    assert Audit.objects.get(verb="registry exported").facts == {"kind": "party", "rows": 1}


def _uploaded(client: Client, text: str, behaviour: str, name: str = "parties.csv") -> str:
    file = SimpleUploadedFile(name, text.encode(), content_type="text/csv")
    answer = sent(client, f"{PARTIES}import/", file=file, behaviour=behaviour, standing="DRAFT")
    return str(answer.content.decode())


def _as_shown(client: Client, page: str) -> dict[str, str]:
    """What a browser would send back of a form as it is shown, but for what a test changes."""
    form = client.get(page).context["form"]
    shown = {name: str(field.initial or "") for name, field in form.fields.items()}
    return {**shown, "changed_at": client.get(page).context["changed_at"]}


def test_a_department_reveals_and_merges_what_it_answers_for_alone() -> None:
    made("party", COOPERATIVE)
    made("party", PIGS, roles=[{"role": "slaughterhouse", "category": "food"}])
    own = made("person", {**DRIVER, "party": ORCHARD})
    other = made("person", {**DRIVER, "name": "陈小工", "identity": "450702199001010037", "party": SLAUGHTERHOUSE})
    client = signed_in(AGRICULTURE)
    people = "/admin/console/person/"
    assert str(DRIVER["identity"]) in sent(client, f"{people}{own.id}/reveal/", reason="核对").content.decode()
    assert client.get(f"{people}{other.id}/reveal/").status_code == 404
    refused = sent(client, f"{PARTIES}merge/", keep=ORCHARD, lose=SLAUGHTERHOUSE, reason="试")
    assert "There is no such party" in refused.content.decode()


def test_people_are_listed_for_those_alone_who_keep_them() -> None:
    made("party", COOPERATIVE)
    made("person", {**DRIVER, "party": ORCHARD})
    name = str(DRIVER["name"])
    reader = AGRICULTURE._replace(name="he", scopes=frozenset({Scope.READ}))
    assert name not in signed_in(reader).get("/admin/console/person/").content.decode()
    assert name in signed_in(AGRICULTURE).get("/admin/console/person/").content.decode()
