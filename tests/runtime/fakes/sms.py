"""AWS End User Messaging, scripted: what the tests do not script is accepted."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from botocore import xform_name
from botocore.exceptions import ReadTimeoutError

from tests.runtime.fakes.aws import Reply, error_reply, json_reply
from tests.runtime.fakes.clock import FakeClock

Step = Callable[[Mapping[str, Any]], Reply | None]


@dataclass
class Accepted:
    """A text that the service took."""

    number: str
    body: str
    outbox: str
    message_id: str
    request: Mapping[str, Any]


@dataclass
class FakeSms:
    clock: FakeClock
    accepted: list[Accepted] = field(default_factory=list)
    script: deque[Step] = field(default_factory=deque)
    lookups: deque[Step] = field(default_factory=deque)
    types: dict[str, tuple[str, str]] = field(default_factory=dict)  # number -> type, country
    opted_out: dict[str, float] = field(default_factory=dict)  # number -> epoch seconds
    feedback: list[tuple[str, str]] = field(default_factory=list)
    feedback_script: deque[Step] = field(default_factory=deque)
    page: int = 100

    def answer(self, operation: str, body: Mapping[str, Any]) -> Reply:
        handler: Callable[[Mapping[str, Any]], Reply] = getattr(self, f"_{xform_name(operation)}")
        return handler(body)

    def accept(self, body: Mapping[str, Any]) -> Reply:
        message_id = f"message-{len(self.accepted) + 1}"
        self.accepted.append(
            Accepted(
                number=body["DestinationPhoneNumber"],
                body=body["MessageBody"],
                outbox=body["Context"]["outbox"],
                message_id=message_id,
                request=body,
            )
        )
        return json_reply({"MessageId": message_id})

    def _send_text_message(self, body: Mapping[str, Any]) -> Reply:
        if self.script:
            reply = self.script.popleft()(body)
            if reply is not None:
                return reply
        if body["DestinationPhoneNumber"] in self.opted_out:
            return conflict("DESTINATION_PHONE_NUMBER_OPTED_OUT")
        return self.accept(body)

    def _carrier_lookup(self, body: Mapping[str, Any]) -> Reply:
        if self.lookups:
            reply = self.lookups.popleft()(body)
            if reply is not None:
                return reply
        number = body["PhoneNumber"]
        kind, country = self.types.get(number, ("MOBILE", "US" if number.startswith("+1") else "GB"))
        return json_reply({"E164PhoneNumber": number, "PhoneNumberType": kind, "IsoCountryCode": country})

    def _put_message_feedback(self, body: Mapping[str, Any]) -> Reply:
        if self.feedback_script:
            reply = self.feedback_script.popleft()(body)
            if reply is not None:
                return reply
        self.feedback.append((body["MessageId"], body["MessageFeedbackStatus"]))
        return json_reply(dict(body))

    def _describe_opted_out_numbers(self, body: Mapping[str, Any]) -> Reply:
        asked = body.get("OptedOutNumbers")
        if asked:
            if any(number not in self.opted_out for number in asked):
                return error_reply("ResourceNotFoundException", ResourceType="opted-out-number")
            return self._rows(asked)
        token = body.get("NextToken", "0")
        if not token.isdigit():
            return error_reply("ValidationException", Reason="INVALID_NEXT_TOKEN")
        start, size = int(token), min(self.page, body.get("MaxResults", 100))
        numbers = sorted(self.opted_out)
        more = str(start + size) if start + size < len(numbers) else None
        return self._rows(numbers[start : start + size], more)

    def _rows(self, numbers: list[str], more: str | None = None) -> Reply:
        rows = [
            {"OptedOutNumber": number, "OptedOutTimestamp": self.opted_out[number], "EndUserOptedOut": True}
            for number in numbers
        ]
        return json_reply({"OptedOutNumbers": rows, **({} if more is None else {"NextToken": more})})

    def _put_opted_out_number(self, body: Mapping[str, Any]) -> Reply:
        self.opted_out.setdefault(body["OptedOutNumber"], self.clock.time.timestamp())
        return json_reply({"OptedOutNumber": body["OptedOutNumber"]})

    def _delete_opted_out_number(self, body: Mapping[str, Any]) -> Reply:
        if body["OptedOutNumber"] not in self.opted_out:
            return error_reply("ResourceNotFoundException", ResourceType="opted-out-number")
        del self.opted_out[body["OptedOutNumber"]]
        return json_reply({"OptedOutNumber": body["OptedOutNumber"]})


def throttled(_: Mapping[str, Any]) -> Reply:
    return error_reply("ThrottlingException")


def denied(_: Mapping[str, Any]) -> Reply:
    return error_reply("AccessDeniedException")


def broken(_: Mapping[str, Any]) -> Reply:
    return error_reply("InternalServerException", 500)


def taken_and_lost(sms: FakeSms) -> Step:
    """The service takes the text, and its answer gets lost."""

    def step(body: Mapping[str, Any]) -> Reply:
        sms.accept(body)
        return lost(body)

    return step


def lost(_: Mapping[str, Any]) -> Reply:
    raise ReadTimeoutError(endpoint_url="https://sms-voice.us-east-1.amazonaws.com")


def conflict(reason: str) -> Reply:
    return error_reply("ConflictException", Reason=reason, ResourceType="phone-number")


def invalid(reason: str) -> Reply:
    return error_reply("ValidationException", Reason=reason)
