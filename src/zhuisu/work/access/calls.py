"""Calls: examples of how a program speaks to this server, with the party's own stage, goods and partners in them."""

from datetime import datetime
from typing import Any, Final

import msgspec
from django.utils import timezone

from zhuisu.access.actor import Actor
from zhuisu.core.forms.filled import LOCAL
from zhuisu.core.forms.model import Goods, Input, InputType, Supply
from zhuisu.recording.forms import Form, form_of
from zhuisu.recording.stages import stages_of
from zhuisu.recording.stock import on_hand

_ANY_GOODS: Final = "01/06901234567892"
_ANY_PARTY: Final = "91450702MA5N1X2K93"
_AMOUNT: Final = 12.5


class Calls(msgspec.Struct, frozen=True):
    """`record` is a form that is filled in, as JSON; the others are whole commands and programs."""

    stage: str
    record: str
    curl: str
    python: str


def calls_of(actor: Actor, client: str, address: str) -> Calls | None:
    """Examples for the stage that the party records most; None where it may record nothing."""
    rows = stages_of(actor)
    form = form_of(rows[0].variety, rows[0].stage, actor) if rows else None
    if form is None:
        return None
    record = msgspec.json.format(msgspec.json.encode(example_of(form, actor, timezone.now())), indent=2).decode()
    words = {"address": address, "client": client or "CLIENT_ID", "record": record}
    return Calls(form.asked.stage, record, _fill(_CURL, words), _fill(_PYTHON, words))


def example_of(form: Form, actor: Actor, now: datetime) -> dict[str, Any]:
    """A form that is filled in with what the party has, or with examples."""
    filled: dict[str, Any] = {
        "draft": "DRAFT",
        "variety": form.asked.variety,
        "stage": form.asked.stage,
        "eventTime": now.astimezone(LOCAL).isoformat(timespec="seconds"),
        "goods": {each.role.value: [_good(each, form, actor)] for each in form.asked.goods if each.least},
        "values": {each.path: _value(each, form, now) for each in form.asked.inputs if each.is_required},
    }
    return filled | ({"place": form.places[0].key} if len(form.places) > 1 else {})


def _good(each: Goods, form: Form, actor: Actor) -> dict[str, Any]:
    """Something on hand, else a product of the party's, else any."""
    held = on_hand(actor, variety=form.asked.variety) if each.source is Supply.PICKED else ()
    key = held[0].key if held else form.products[0].key if form.products else _ANY_GOODS
    unit = held[0].uom if held else form.products[0].unit if form.products else "KGM"
    good: dict[str, Any] = {"code": key}
    return good | ({"quantity": _AMOUNT, "unit": unit} if each.has_quantity else {})


def _value(each: Input, form: Form, now: datetime) -> Any:
    if each.choices:
        return each.choices[0].value
    if each.type is InputType.PARTY:
        other = form.partners[0].key if form.partners else _ANY_PARTY
        return form.party if each.path.startswith("source") else other
    if each.type is InputType.PERSON:
        return {"name": "PERSON_NAME"}
    if each.type is InputType.DATE:
        return now.astimezone(LOCAL).date().isoformat()
    if each.type is InputType.NUMBER:
        return float(each.example or 1)
    return True if each.type is InputType.BOOLEAN else each.example or "1"


def _fill(text: str, words: dict[str, str]) -> str:
    for name, word in words.items():
        text = text.replace(f"<{name}>", word)
    return text


_CURL: Final = """\
# 1. 令牌，一小时有效 · a token, good for an hour
TOKEN=$(curl -sS --fail '<address>/oauth/token' -u '<client>:CLIENT_SECRET' -d grant_type=client_credentials |
  python3 -c 'import json, sys; print(json.load(sys.stdin)["access_token"])')

# 2. 试报一条：只检查，不记录；去掉 ?check=true 就记录 · only checked; without ?check=true it is recorded
sed "s/DRAFT/$(python3 -c 'import uuid; print(uuid.uuid4())')/" > record.json <<'RECORD'
<record>
RECORD
curl -sS --fail '<address>/api/records?check=true' -H "Authorization: Bearer $TOKEN" \\
  -H 'Content-Type: application/json' --data-binary @record.json

# 3. 库存 · what is on hand
curl -sS --fail '<address>/api/stock' -H "Authorization: Bearer $TOKEN"
"""

_PYTHON: Final = '''\
import base64
import json
import urllib.request
import uuid

SERVER, CLIENT, SECRET = "<address>", "<client>", "CLIENT_SECRET"
RECORD = """<record>"""


def call(path, body=None, content_type="application/json", authorization=""):
    headers = {"Content-Type": content_type, "Authorization": authorization}
    request = urllib.request.Request(SERVER + path, body.encode() if body else None, headers)
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


basic = "Basic " + base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
granted = call("/oauth/token", "grant_type=client_credentials", "application/x-www-form-urlencoded", basic)
bearer = f"Bearer {granted['access_token']}"
print(call("/api/records?check=true", RECORD.replace("DRAFT", str(uuid.uuid4())), authorization=bearer))
print(call("/api/stock", authorization=bearer))
'''
