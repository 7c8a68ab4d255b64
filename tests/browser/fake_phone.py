"""The emulator's phone API as a script: what the page needs, answered from memory."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from tests.browser.site import Answer, Received

OURS = "+18445550100"
PERSON = "+12065550142"
TIME = "2026-11-22T15:04:05.678Z"
TOPIC = "arn:aws:sns:us-east-1:111122223333:inbound"

_ORIGINATIONS: tuple[dict[str, object], ...] = (
    {
        "number": OURS,
        "type": "TOLL_FREE",
        "country": "US",
        "id": "phone-0123456789abcdef",
        "poolId": "pool-0123456789abcdef",
        "twoWay": True,
        "account": "111122223333",
        "region": "us-east-1",
    },
    {
        "number": "+447700900123",
        "type": "LONG_CODE",
        "country": "GB",
        "id": "phone-fedcba9876543210",
        "poolId": None,
        "twoWay": False,
        "account": "111122223333",
        "region": "us-east-1",
    },
)


@dataclass
class FakePhone:
    """Texts, events and states of phones. Answers every operation of the phone API."""

    originations: list[dict[str, object]] = field(default_factory=lambda: list(_ORIGINATIONS))
    threads: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    events: list[dict[str, object]] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    refusal: Answer | None = None
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def text(self, body: str, *, to: str = PERSON, sender: str = OURS, parts: int = 1) -> None:
        """A text from us arrives on that phone."""
        self._add(to, direction="in", sender=sender, to=to, body=body, parts=parts, status="DELIVERED")

    def happen(self, kind: str, *, number: str = PERSON, **members: object) -> None:
        """Something else happens."""
        with self._lock:
            self.events.append({"id": len(self.events) + 1, "time": TIME, "number": number, "kind": kind, **members})

    def restart(self) -> None:
        """The emulator starts anew, and knows of nothing."""
        with self._lock:
            self.threads.clear()
            self.events.clear()

    def __call__(self, request: Received) -> Answer:
        """Answer one request."""
        with self._lock:
            return self._answer(request)

    def _answer(self, request: Received) -> Answer:
        address = urlsplit(request.path)
        path = unquote(address.path).removeprefix("/_phone/api/")
        if path == "numbers":
            return Answer(200, {"numbers": [self._summary(n) for n in self.threads], "originations": self.originations})
        if path == "events":
            after = int(parse_qs(address.query)["after"][0])
            return Answer(200, {"last": max(len(self.events), after), "events": self.events[after:]})
        kind, _, number = path.partition("/")
        if request.method == "PUT" and kind == "handsets":
            self.states[number] = str(request.json["state"])
            self.happen("state", number=number, state=self.states[number])
            return Answer(200, {"number": number, "state": self.states[number]})
        if request.method == "POST":
            return self.refusal or self._reply(number, request)
        return Answer(200, {"number": number, "messages": self.threads.get(number, []), "events": []})

    def _reply(self, number: str, request: Received) -> Answer:
        to = str(request.json.get("to", OURS))
        body = str(request.json["text"])
        return Answer(202, self._add(number, direction="out", sender=number, to=to, body=body, parts=1, status="SENT"))

    def _summary(self, number: str) -> dict[str, object]:
        thread = self.threads[number]
        state = self.states.get(number, "on")
        return {
            "number": number,
            "messages": len(thread),
            "lastText": thread[-1]["body"],
            "lastTime": TIME,
            "state": state,
        }

    def _add(
        self, number: str, *, direction: str, sender: str, to: str, body: str, parts: int, status: str
    ) -> dict[str, object]:
        with self._lock:
            thread = self.threads.setdefault(number, [])
            message: dict[str, object] = {
                "direction": direction,
                "from": sender,
                "to": to,
                "body": body,
                "time": TIME,
                "messageId": f"00000000-0000-4000-8000-{len(thread):012d}",
                "parts": parts,
                "status": status,
                "origin": "service" if direction == "in" else "person",
            }
            thread.append(message)
            self.happen("message", number=number, message=message)
            return message


def conversation() -> FakePhone:
    """A double opt-in that went well, and another phone that was switched off."""
    phone = FakePhone()
    phone.text("Hello from us", to="+12065550199")
    first = "00000000-0000-4000-8000-000000000000"
    phone.text(
        "Example Corp: Reply YES to get order and delivery alerts. Up to 4 msgs/month. Msg & data rates may apply. "
        "Reply HELP for help, STOP to cancel."
    )
    delivery(phone, first)
    phone._add(PERSON, direction="out", sender=PERSON, to=OURS, body="YES", parts=1, status="SENT")
    phone.happen("inbound", messageId=first, target=TOPIC, published=True, reason="", payload='{"messageBody": "YES"}')
    phone.happen("feedback", messageId=first, status="RECEIVED", source="api")
    phone.text("Example Corp: Thanks, we got your reply. Reply HELP for help.")
    phone.text("Example Corp: You now get order and delivery alerts. Reply HELP for help, STOP to cancel.", parts=2)
    return phone


def delivery(phone: FakePhone, message_id: str, *, number: str = PERSON) -> None:
    """A message is delivered, and two destinations hear of it, one of them in vain."""
    phone.happen(
        "delivery",
        number=number,
        messageId=message_id,
        eventType="TEXT_DELIVERED",
        status="DELIVERED",
        description="Message has been accepted by phone",
        final=True,
        record={"eventType": "TEXT_DELIVERED", "messageId": message_id, "messageStatus": "DELIVERED"},
    )
    archive = "arn:aws:firehose:us-east-1:111122223333:deliverystream/archive"
    told = {"messageId": message_id, "eventType": "TEXT_DELIVERED"}
    phone.happen("destination", number=number, destination="archive", target=archive, delivered=True, reason="", **told)
    phone.happen(
        "destination",
        number=number,
        destination="operators",
        target="arn:aws:sns:us-east-1:111122223333:operators",
        delivered=False,
        reason="the topic's policy does not allow sms-voice.amazonaws.com to publish",
        **told,
    )
