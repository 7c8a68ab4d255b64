"""The virtual phone from Python. The shapes are those of ``sandbox.phone_api``."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import quote

from sandbox.transport import send

Json = dict[str, Any]

POLL_SECONDS = 0.05


class PhoneRefused(RuntimeError):
    """The virtual phone answered with an error."""


class NothingCame(TimeoutError):
    """No text fitted in time; the message says what the phone had instead."""


class PhoneClient:
    """What a person does with a phone."""

    def __init__(self, port: int) -> None:
        self._port = port

    def numbers(self) -> list[Json]:
        """The phones that sent or received something."""
        return cast("list[Json]", self._call("GET", "numbers")["numbers"])

    def originations(self) -> list[Json]:
        """The numbers that the sandbox leased."""
        return cast("list[Json]", self._call("GET", "numbers")["originations"])

    def messages(self, number: str) -> list[Json]:
        """The thread of a phone, oldest first."""
        return cast("list[Json]", self._call("GET", f"threads/{quote(number)}")["messages"])

    def events(self, number: str | None = None, *, after: int = 0) -> list[Json]:
        """What happened: all of it behind ``after``, or what concerns one number."""
        if number is None:
            return cast("list[Json]", self._call("GET", f"events?after={after}")["events"])
        events = self._call("GET", f"threads/{quote(number)}")["events"]
        return [event for event in events if event["id"] > after]

    def notifications(self, address: str) -> list[Json]:
        """The notifications and e-mail that a device or mailbox got, oldest first."""
        return [event for event in self.events() if event["kind"] in ("push", "email") and event["address"] == address]

    def wait_for(self, number: str, predicate: Callable[[Json], bool] | str, timeout: float = 20.0) -> Json:
        """The first text on the phone that fits (a predicate, or words it contains).

        :raises NothingCame: none did in ``timeout`` seconds
        """
        fits = (lambda message: predicate in message["body"]) if isinstance(predicate, str) else predicate
        return self._wait(number, lambda: [each for each in self.messages(number) if fits(each)], timeout, "text")

    def wait_for_event(self, number: str, predicate: Callable[[Json], bool], timeout: float = 20.0) -> Json:
        """The first event of the number that fits.

        :raises NothingCame: none did in ``timeout`` seconds
        """
        return self._wait(number, lambda: [each for each in self.events(number) if predicate(each)], timeout, "event")

    def reply(self, number: str, text: str, to: str | None = None) -> Json:
        """The person texts, by default to whoever texted them last."""
        body = {"text": text} if to is None else {"text": text, "to": to}
        return self._call("POST", f"threads/{quote(number)}", body)

    def set_state(self, number: str, state: str) -> None:
        """Switches the phone off, or makes what is sent to it fail."""
        self._call("PUT", f"handsets/{quote(number)}", {"state": state})

    def advance_clock(self, seconds: float) -> None:
        """Moves the messaging services' clock forward."""
        self._call("POST", "clock", {"advance": seconds})

    def fail(self, **plan: float | str) -> Json:
        """Lets functions fail at random from now on: ``probability``, ``functions``, ``seed``, ``retry``."""
        return self._call("PUT", "failures", dict(plan))

    def failures(self) -> Json:
        """Which functions fail, and how many invocations did."""
        return self._call("GET", "failures")

    def seed(self, request: Json) -> Json:
        """Makes resources that exist already."""
        return self._call("POST", "seeds", request)

    def _wait(self, number: str, look: Callable[[], list[Json]], timeout: float, what: str) -> Json:
        deadline = time.monotonic() + timeout
        while True:
            found = look()
            if found:
                return found[0]
            if time.monotonic() > deadline:
                bodies = [message["body"] for message in self.messages(number)]
                raise NothingCame(f"no such {what} for {number} in {timeout:g} seconds; its texts are {bodies}")
            time.sleep(POLL_SECONDS)

    def _call(self, method: str, path: str, body: Json | None = None) -> Json:
        headers = {"Content-Type": "application/json"} if body is not None else {}
        content = json.dumps(body) if body is not None else None
        url = f"http://127.0.0.1:{self._port}/_phone/api/{path}"
        response = send(self._port, method, url, body=content, headers=headers)
        document = cast("Json", response.json())
        if response.status >= 400:
            raise PhoneRefused(document["message"])
        return document
