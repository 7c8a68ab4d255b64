"""A person texts a number: keywords, opting out and in, automatic replies, publishing to the two-way topic.

https://docs.aws.amazon.com/sms-voice/latest/userguide/keywords.html and two-way-sms.html. A text matches a keyword that
it begins with, whatever its case; the longest wins. Whether a word has to end there is not documented.
"""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from typing import Any

from sandbox import seam
from sandbox.network import network
from sandbox.sms_voice import opting, sending, toll_free, topics
from sandbox.sms_voice.destinations import PRINCIPAL
from sandbox.sms_voice.state import OPT_IN, OPT_OUT, Keyword, Origination, PhoneNumber, State

logger = logging.getLogger("sandbox.sms_voice.inbound")

Json = dict[str, Any]

# The words that opt out where the law asks for it; each number has them beside STOP.
MANAGED_OPT_OUT = ("ARRET", "CANCEL", "END", "OPT-OUT", "OPTOUT", "QUIT", "REMOVE", "STOP", "TD", "UNSUBSCRIBE")
MANDATORY = ("HELP", "STOP")


def connect(state: State, number: PhoneNumber) -> None:
    """Texts to the number are the service's to answer from now on."""

    def answer(person: str, body: str, message_id: str) -> None:
        with seam.scope(state.account, state.region), state.lock:
            if number.id in state.phone_numbers:
                Inbound(state, number, person, body, message_id).receive()

    network.register(number.number, answer)


@dataclass(frozen=True)
class Inbound:
    """One text to one number."""

    state: State
    number: PhoneNumber
    person: str
    body: str
    message_id: str

    @property
    def settings(self) -> Origination:
        """What governs the number: its pool when it is in one."""
        return self.state.settings_of(self.number)

    def receive(self) -> None:
        """Answers, opts out or in, publishes."""
        keyword = match(self.settings, self.body)
        carrier_answered = toll_free.intercept(self.state, self.settings, self.number, self.person, self.body)
        managed = None if self.settings.self_managed_opt_outs else match_managed(self.settings, keyword, self.body)
        if managed is None:
            self._answer(keyword)
            self._publish(keyword)
        elif not carrier_answered:
            if managed.keyword == "STOP":
                opting.opt_out(self.state, self.settings, self.person, "keyword")
            self._reply(managed)

    def _answer(self, keyword: Keyword | None) -> None:
        if keyword is None or (self.settings.self_managed_opt_outs and keyword.keyword.upper() in MANDATORY):
            return
        if keyword.action == OPT_OUT:
            opting.opt_out(self.state, self.settings, self.person, "keyword")
        elif keyword.action == OPT_IN:
            opting.opt_in(self.state, self.settings, self.person)
        elif self.person in self.state.opt_out_list(self.settings.opt_out_list).numbers:
            return  # an automatic response is a message like any other: not to who opted out
        self._reply(keyword)

    def _reply(self, keyword: Keyword) -> None:
        sending.reply_text(self.state, self.settings, self.number, self.person, keyword.message)

    def _publish(self, keyword: Keyword | None) -> None:
        payload = self._payload(keyword)
        target, reason = self.settings.two_way_channel or "", ""
        if not self.settings.two_way or not target:
            reason = "two-way messaging is not enabled"
        elif not target.startswith("arn:"):
            reason = f"the sandbox does not emulate the two-way channel {target}"
        else:
            caller = seam.Caller(PRINCIPAL, self.settings.arn, self.state.account)
            reason = topics.publish(target, json.dumps(payload), caller, self.settings.two_way_role)
            if reason:
                logger.warning("a text to %s was lost: %s", self.number.number, reason)
        network.record(
            "inbound", self.person, messageId=self.message_id, target=target, published=not reason, reason=reason,
            payload=payload,
        )  # fmt: skip

    def _payload(self, keyword: Keyword | None) -> Json:
        payload = {
            "originationNumber": self.person,
            "destinationNumber": self.number.number,
            "messageKeyword": keyword.keyword if keyword else f"KEYWORD_{self.state.account}",
            "messageBody": self.body,
            "inboundMessageId": self.message_id,
        }
        previous = self.state.last_message_to.get(self.person)
        return payload | ({"previousPublishedMessageId": previous} if previous else {})


def match(settings: Origination, body: str) -> Keyword | None:
    """The longest registered keyword that the text begins with."""
    text = body.strip().upper()
    found = [keyword for word, keyword in settings.keywords.items() if text.startswith(word)]
    return max(found, key=lambda keyword: len(keyword.keyword), default=None)


def match_managed(settings: Origination, keyword: Keyword | None, body: str) -> Keyword | None:
    """HELP, or STOP for any managed word; an own keyword that is as long or longer comes first."""
    text = body.strip().upper()
    longest = max((word for word in (*MANAGED_OPT_OUT, "HELP") if text.startswith(word)), key=len, default="")
    own = keyword is not None and keyword.keyword.upper() not in MANDATORY and len(keyword.keyword) >= len(longest)
    if not longest or own:
        return None
    return settings.keywords["HELP" if longest == "HELP" else "STOP"]
