"""Whatever is sent, the answer is a documented one, and the log holds none of it."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote_plus

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.runtime.sign_ups import FIELDS, FORM, everything, news, shop
from tests.runtime.world import World, request

REFUSALS = {
    400: {
        "captcha_failed", "consent_required", "country_not_allowed", "invalid_field", "invalid_json", "missing_field",
        "number_invalid", "number_not_mobile", "unknown_field",
    },
    409: {"consent_text_changed"},
    413: {"too_large"},
    415: {"unsupported_media_type"},
    429: {"throttled"},
}  # fmt: skip
CODES = set().union(*REFUSALS.values())
PAGES = ("/", "/news/", "/news/de-DE/")
# What a line of the log may hold: nothing that anybody can type.
WORDS = {"event": {"sign_up_refused", "sign_up_accepted", "contact_accepted"}, "code": CODES, "Code": CODES}
WORDS |= {"source": {"web", "kiosk", "shop", "news"}, "Programme": {"alerts", "offers", "news"}, "level": {"INFO"}}
IDS = {"attempt", "contact"}
COUNTS = {"SignUps", "SignUpsRefused", "Contacts"}

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=4,
)
forms = st.sampled_from(
    [
        {**FIELDS, "source": "kiosk"},
        shop(),
        shop(phone="+1 206 555 0100", consent=True, visits=3),
        news(consent_transactional=True, locale="de-DE", born="1815-12-10", shop="north", member=True),
    ]
)
known = sorted({*FIELDS, *news(consent_promotional=1, visits=1, born=1, shop=1, member=1), *shop(), "country"})
tokens = ["captcha_token", "cf-turnstile-response"]
names = st.sampled_from([*known, *known, *tokens, "pk", "__class__", ""]) | st.sampled_from(known) | st.text()
phones = st.from_regex(r"[+0-9 ()./٣３-]{0,40}", fullmatch=True)
changes = st.dictionaries(names, anything | phones | st.sampled_from(["yes", "no", "web", "en-US"]), max_size=3)
headers = st.dictionaries(st.text(), st.text(), max_size=3)


def as_form(fields: Mapping[str, Any]) -> str:
    """As a browser posts it, or somebody who is none: any text, not only what can be encoded."""
    return "&".join(
        f"{quote_plus(name, errors='replace')}={quote_plus(str(value), errors='replace')}"
        for name, value in fields.items()
    )


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world(**everything())


def fuzz(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    # The table may fill up: each example is judged by its answer and its log alone.
    return settings(max_examples=examples, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def ask(world: World, event: Mapping[str, Any]) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        answer = world.invoke("signup", event)
    check_answer(answer)
    for line in out.getvalue().splitlines():
        check_line(json.loads(line))


def check_answer(answer: Mapping[str, Any]) -> None:
    assert answer.keys() == {"statusCode", "headers", "body", "isBase64Encoded"}
    assert all(isinstance(value, str) and value.isprintable() for value in answer["headers"].values())
    status = answer["statusCode"]
    if status == 303:
        page, _, code = answer["headers"]["Location"].partition("#")
        assert page in {f"{folder}{'problem' if code else 'thanks'}.html" for folder in PAGES}
        assert not code or code in CODES
        return
    body = json.loads(answer["body"])
    if status == 202:
        assert body["status"] == "accepted"
        return
    assert body["code"] in REFUSALS[status]
    assert body["message"].strip()
    assert body.keys() <= {"code", "message", "field"}
    assert len(answer["body"]) < 2000


def check_line(line: dict[str, Any]) -> None:
    line.pop("_aws", None)
    for key, value in line.items():
        if key in WORDS:
            assert value in WORDS[key]
        elif key in IDS:
            assert re.fullmatch("[0-9a-f]{32}", value)
        elif key in COUNTS:
            assert value == 1
        else:
            assert key == "looked_up"
            assert value in (True, False)


@fuzz(200)
@given(
    body=st.binary(max_size=300) | st.text(max_size=300).map(lambda text: text.encode()),
    content_type=st.sampled_from(["application/json", FORM, "text/plain", ""]) | st.text(),
    encoded=st.booleans(),
    more=headers,
)
def test_any_bytes_and_headers_are_answered(
    world: World, body: bytes, content_type: str, encoded: bool, more: dict[str, str]
) -> None:
    text = base64.b64encode(body).decode() if encoded else body.decode("latin-1")
    event = {**request(text, content_type, **more), "isBase64Encoded": encoded}
    ask(world, event)
    ask(world, {**event, "isBase64Encoded": not encoded})


@fuzz(200)
@given(form=forms, changed=changes, dropped=st.sets(names, max_size=2))
def test_any_fields_in_json_are_answered(
    world: World, form: dict[str, Any], changed: dict[str, Any], dropped: set[str]
) -> None:
    fields = {name: value for name, value in {**form, **changed}.items() if name not in dropped}
    ask(world, request(json.dumps(fields)))


@fuzz(200)
@given(form=forms, changed=changes, dropped=st.sets(names, max_size=2))
def test_any_fields_in_a_forms_own_post_are_answered(
    world: World, form: dict[str, Any], changed: dict[str, Any], dropped: set[str]
) -> None:
    ticked = {name: "yes" if value is True else value for name, value in {**form, **changed}.items()}
    ask(world, request(as_form({name: value for name, value in ticked.items() if name not in dropped}), FORM))


@fuzz(50)
@given(
    event=st.dictionaries(st.sampled_from(["body", "headers", "requestContext", "isBase64Encoded", "x"]), st.none())
    | st.fixed_dictionaries(
        {
            "headers": st.none() | headers,
            "body": st.none() | st.text(),
            "requestContext": st.none() | st.fixed_dictionaries({"identity": st.none() | st.just({"sourceIp": None})}),
        }
    )
)
def test_any_event_of_the_gateway_is_answered(world: World, event: dict[str, Any]) -> None:
    ask(world, event)


@fuzz(100)
@given(address=st.text() | st.ip_addresses().map(lambda found: f"{found}:443") | st.just("fe80::1%eth0:443"))
def test_any_address_is_counted_or_left_alone(world: World, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("TRUSTED_VIEWER_HEADER", "1")
    ask(world, request(json.dumps(FIELDS), **{"CloudFront-Viewer-Address": address, "User-Agent": address}))


def test_the_check_of_the_log_would_notice_what_somebody_typed() -> None:
    check_line({"level": "INFO", "event": "sign_up_refused", "code": "unknown_field"})
    with pytest.raises(AssertionError):
        check_line({"level": "INFO", "event": "sign_up_refused", "code": "unknown_field", "field": "typed"})
    with pytest.raises(AssertionError):
        check_line({"level": "INFO", "event": "sign_up_refused", "code": "typed"})
