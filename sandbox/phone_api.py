"""The virtual phone over HTTP: a JSON API and the page's files, under ``/_phone/``.

Nothing here is AWS, no request needs a signature, and it serves loopback only. All JSON is UTF-8; every time is ISO
8601 in UTC with milliseconds (``2026-11-22T15:04:05.678Z``); every number is E.164 with its plus. In a path the plus
may be written as ``%2B`` or as it is. Errors are ``{"code": "...", "message": "..."}`` with 400, 404, 405, 413 or 415.

GET /_phone/                       the page (``page.html``); /_phone/<name> any file of ``sandbox/phone``

GET /_phone/api/numbers
    {"numbers": [{"number": "+12065550142",       a person's phone that has sent or received something
                  "messages": 3,                  how many texts are in its thread
                  "lastText": "Reply YES ...",    the newest text, "" when none
                  "lastTime": "2026-...Z",
                  "state": "on"}],                see PUT below; newest activity first
     "originations": [{"number": "+18445550100", "type": "TOLL_FREE", "country": "US",
                       "id": "phone-...", "poolId": "pool-..." or null, "twoWay": true,
                       "account": "111122223333", "region": "us-east-1"}]}

GET /_phone/api/threads/{number}   an unknown number is an empty thread, not an error
    {"number": "+12065550142",
     "messages": [{"direction": "in",             seen from the phone: "in" is received, "out" was texted by the person
                   "from": "+18445550100",        a number, or a sender ID
                   "to": "+12065550142",
                   "body": "Reply YES ...",
                   "time": "2026-...Z",
                   "messageId": "uuid",
                   "parts": 1,
                   "status": "DELIVERED",         in: messageStatus of its newest delivery event; out: "SENT"
                   "origin": "service"}],         service (an API call), keyword (automatic reply), carrier, person
     "events": [...]}                             the entries of /_phone/api/events that concern this number
    Oldest first. A text appears when it reaches the phone: a message that failed has events and no entry here.

POST /_phone/api/threads/{number}  {"text": "YES", "to": "+18445550100"}
    A person texts. ``to`` is optional: the number that texted them last, else the one they texted last. Answers 202
    with the message's object as above (``direction`` "out"). 400 ``no_recipient`` when there is neither,
    ``unknown_recipient`` when ``to`` is nobody's number, ``invalid_text``, ``invalid_number``.

PUT /_phone/api/handsets/{number}  {"state": "off"}
    How the phone and its carrier treat messages from now on: "on" (delivered), "off" (waits until "on" or until the
    message's time to live is over), or the failure that the next messages end in: "unreachable",
    "carrier_unreachable", "blocked", "carrier_blocked", "spam", "invalid", "invalid_message", "unknown",
    "suspicious" (a protect configuration with FILTER blocks it). Answers 200 {"number", "state"}.

GET /_phone/api/events?after=N     without ``after``: from the beginning. Poll it each second.
    {"last": 17,                                  give it back as ``after``
     "events": [{"id": 17, "time": "2026-...Z", "number": "+12065550142", "kind": "delivery", ...}]}
    The members beside id, time, number and kind:
    kind "message"     "message": an object as in a thread
    kind "delivery"    "messageId", "eventType": "TEXT_DELIVERED", "status": "DELIVERED", "description": "...",
                       "final": true, "record": the whole event record, as sent to the event destinations
    kind "destination" "messageId", "eventType", "destination": "its name", "target": "its ARN", "delivered": true or
                       false, "reason": "" or why it was lost, as AWS would lose it without a word
    kind "inbound"     "messageId", "target": "the topic's ARN or empty", "published": true or false, "reason",
                       "payload": the JSON that was or would have been published
    kind "optout"      "list": "Default", "optedOut": true or false, "source": "keyword" | "api" | "carrier"
    kind "feedback"    "messageId", "status": "RECEIVED" | "FAILED", "source": "api" | "expiry"
    kind "state"       "state": the handset's new state
    kind "push", "email"  what Amazon Pinpoint sent to a device or a mailbox: "channel": "GCM", "address": the device's
                       token or the e-mail address, "messageId", "application": the project's id, "message": an object
    ``number`` is the person's number, or "" where none is concerned.

POST /_phone/api/clock             {"advance": 3600}   moves the messaging services' clock forward, in seconds, and
                                   what waits in queues because it was sent with a delay

GET, PUT /_phone/api/failures      {"probability": 0.1}   functions that fail at random: see ``sandbox.failures``

POST /_phone/api/seeds             resources that "exist already", for stacks that import one; see ``sandbox.seeding``
"""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Callable
from importlib import resources
from typing import Any
from urllib.parse import parse_qs

from sandbox import seam, seeding
from sandbox.clock import clock
from sandbox.failures import failures
from sandbox.network import HANDSET_STATES, Handset, network, timestamp
from sandbox.sms_voice.state import all_states

Json = dict[str, Any]

PREFIX = "/_phone/"
LONGEST_TEXT = 1600
LARGEST_BODY = 64 * 1024
_NUMBER = re.compile(r"\+[1-9][0-9]{1,18}")
_SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Refused(Exception):
    """A request that gets an error."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def serves(path: str) -> bool:
    """Whether a path belongs to the virtual phone."""
    return path.startswith(PREFIX) or path == PREFIX.rstrip("/")


async def application(scope: Json, receive: Any, send: Any) -> None:
    """The ASGI application of everything under ``/_phone/``."""
    body = await _body(receive)
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
    try:
        status, content_type, content = _respond(scope, headers, body)
    except Refused as refused:
        document = {"code": refused.code, "message": refused.message}
        status, content_type, content = refused.status, "application/json", json.dumps(document).encode()
    sent = {"Content-Type": content_type, "Content-Length": str(len(content)), **_SECURITY_HEADERS}
    if status == 308:
        sent["Location"] = PREFIX
    encoded = [(name.encode(), value.encode()) for name, value in sent.items()]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": content})


async def _body(receive: Any) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body") or len(body) > LARGEST_BODY:
            return body


def _respond(scope: Json, headers: dict[str, str], body: bytes) -> tuple[int, str, bytes]:
    path, method = scope["path"], scope["method"]
    if len(body) > LARGEST_BODY:
        raise Refused(413, "too_large", f"a request has at most {LARGEST_BODY} bytes")
    if path == PREFIX.rstrip("/"):
        return 308, "text/plain", b""
    if not path.startswith(PREFIX + "api/"):
        return _file(path.removeprefix(PREFIX) or "page.html", method)
    query = parse_qs(scope["query_string"].decode())
    status, document = _api(method, path.removeprefix(PREFIX + "api/"), query, headers, body)
    return status, "application/json", json.dumps(document).encode()


def _file(name: str, method: str) -> tuple[int, str, bytes]:
    if method not in ("GET", "HEAD"):
        raise Refused(405, "method_not_allowed", f"{method} is not allowed here; use GET")
    folder = resources.files("sandbox") / "phone"
    found = folder / name
    if "/" in name or name.startswith(".") or not found.is_file():
        raise Refused(404, "not_found", f"the virtual phone has no file {name!r}")
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    kind = f"{kind}; charset=utf-8" if kind.startswith("text/") else kind
    return 200, kind, found.read_bytes()


def _api(method: str, path: str, query: dict[str, list[str]], headers: dict[str, str], body: bytes) -> tuple[int, Json]:
    what, _, number = path.partition("/")
    routes: dict[tuple[str, str], Callable[[], tuple[int, Json]]] = {
        ("GET", "numbers"): lambda: (200, _numbers()),
        ("GET", "threads"): lambda: (200, _thread(_person(number))),
        ("POST", "threads"): lambda: (202, _text(_person(number), _json(headers, body))),
        ("PUT", "handsets"): lambda: (200, _set_state(_person(number), _json(headers, body))),
        ("GET", "events"): lambda: (200, _events(query)),
        ("POST", "clock"): lambda: (200, _advance(_json(headers, body))),
        ("POST", "seeds"): lambda: (201, _seed(_json(headers, body))),
        ("GET", "failures"): lambda: (200, failures.to_json()),
        ("PUT", "failures"): lambda: (200, _fail(_json(headers, body))),
    }
    if (method, what) in routes:
        return routes[method, what]()
    if any(known == what for _, known in routes):
        raise Refused(405, "method_not_allowed", f"{method} is not allowed on {what}")
    raise Refused(404, "not_found", f"the virtual phone has no {what!r}")


def _json(headers: dict[str, str], body: bytes) -> Json:
    if headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise Refused(415, "unsupported_media_type", "send application/json")
    try:
        document = json.loads(body)
    except ValueError:
        document = None
    if not isinstance(document, dict):
        raise Refused(400, "invalid_json", "the body is not a JSON object")
    return document


def _person(number: str) -> str:
    number = "+" + number.strip().lstrip("+")
    if not _NUMBER.fullmatch(number):
        raise Refused(400, "invalid_number", f"{number!r} is not a number in international form, like +12065550142")
    return number


def _numbers() -> Json:
    return {"numbers": [_summary(handset) for handset in network.handsets()], "originations": _originations()}


def _summary(handset: Handset) -> Json:
    newest = handset.texts[-1] if handset.texts else None
    return {
        "number": handset.number,
        "messages": len(handset.texts),
        "lastText": newest.body if newest else "",
        "lastTime": timestamp(newest.time if newest else clock.now()),
        "state": handset.state,
    }


def _originations() -> list[Json]:
    return [
        {
            "number": number.number,
            "type": number.number_type,
            "country": number.country,
            "id": number.id,
            "poolId": number.pool_id,
            "twoWay": state.settings_of(number).two_way,
            "account": state.account,
            "region": state.region,
        }
        for state in all_states()
        for number in list(state.phone_numbers.values())
    ]


def _thread(number: str) -> Json:
    messages = [text.to_json() for text in network.thread(number)]
    return {"number": number, "messages": messages, "events": network.feed(number=number)}


def _text(number: str, request: Json) -> Json:
    text, recipient = request.get("text"), request.get("to")
    if not isinstance(text, str) or not text.strip() or len(text) > LONGEST_TEXT:
        raise Refused(400, "invalid_text", f"text has to be 1 to {LONGEST_TEXT} characters")
    if recipient is None:
        recipient = _correspondent(number)
    recipient = _person(str(recipient))
    if not network.answers(recipient):
        raise Refused(400, "unknown_recipient", f"{recipient} is no number of the sandbox")
    return network.text_from(number, recipient, text).to_json()


def _correspondent(number: str) -> str:
    """Who texted the person last; who the person texted last when nobody did."""
    thread = network.thread(number)
    senders = [each.sender for each in thread if each.incoming and network.answers(each.sender)]
    found = senders or [each.recipient for each in thread if not each.incoming]
    if not found:
        raise Refused(400, "no_recipient", f'nobody has texted {number} yet: say to whom with "to"')
    return found[-1]


def _set_state(number: str, request: Json) -> Json:
    state = request.get("state")
    if state not in HANDSET_STATES:
        raise Refused(400, "invalid_state", f"state is {state!r}; allowed: {', '.join(HANDSET_STATES)}")
    network.set_state(number, state)
    return {"number": number, "state": state}


def _events(query: dict[str, list[str]]) -> Json:
    after = query.get("after", ["0"])[0]
    if not after.isdigit():
        raise Refused(400, "invalid_after", f"after is {after!r}; give the number of the last event")
    events = network.feed(int(after))
    return {"last": events[-1]["id"] if events else max(int(after), 0), "events": events}


def _advance(request: Json) -> Json:
    seconds = request.get("advance")
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or seconds < 0:
        raise Refused(400, "invalid_advance", "advance has to be a number of seconds, 0 or more")
    clock.advance(seconds)
    seam.bring_delayed_messages_forward(seconds)
    return {"now": timestamp(clock.now())}


def _fail(request: Json) -> Json:
    try:
        return failures.change(request)
    except ValueError as error:
        raise Refused(400, "invalid_failures", str(error)) from None


def _seed(request: Json) -> Json:
    try:
        return seeding.seed(request)
    except ValueError as error:
        raise Refused(400, "invalid_seed", str(error)) from None
