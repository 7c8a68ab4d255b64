"""Every way out and back: words of all kinds, an operator's entry on the list, START, and a sign-up after that."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from sandbox.company import Company, expect
from sandbox.journey import Journey
from sandbox.process import Sandbox

# With the journey's two people these are nine in one area: ten of one prefix are texted in an hour.
WORDS = (
    "STOP",  # AWS's own
    "Unsubscribe",  # another of AWS's, as people write it
    "revoke",  # the FCC's, which AWS does not know
    "OPT OUT",  # the FCC's, two words
    "stopall",  # the carriers'
    "ARRET",  # French
)
_SILENCE_SECONDS = 3.0


class OptingOut:
    """The acts, with people of their own.

    :param self_managed: whether AWS leaves STOP to the deployment.
    """

    def __init__(self, sandbox: Sandbox, company: Company, journey: Journey, *, self_managed: bool) -> None:
        self._phone = sandbox.phone
        self._company = company
        self._journey = journey
        self._self_managed = self_managed
        self._words = {f"+1{journey.area}555{101 + index:04d}": word for index, word in enumerate(WORDS)}
        self._first = next(iter(self._words))
        self._listed = f"+1{journey.area}5550120"

    def acts(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """The steps in their order, each with its name."""
        mode = "self-managed" if self._self_managed else "managed by AWS"
        yield f"opt-outs {mode}: seven people sign up, one says YES", self.sign_up
        yield f"out by {', '.join(WORDS)}", self.leave
        yield "an operator's entry on the opt-out list reaches the ledger", self.listed_by_operator
        yield "who opted out and signs up again is sent nothing", self.sign_up_again
        yield "START brings back", self.come_back

    def sign_up(self) -> None:
        """Everybody is asked to confirm; the first does."""
        for number in (*self._words, self._listed):
            response = self._journey.register(number, name="Wanda Wayout")
            expect(response.status == 202, f"the sign-up was answered {response.status}: {response.text}")
        for number in (*self._words, self._listed):
            self._journey.confirmation_arrives(number)
        self._phone.reply(self._first, "YES")
        self._phone.wait_for(self._first, "You now get", timeout=self._company.patience)

    def leave(self) -> None:
        """Everybody is told that it is over, is on AWS's list, and opted out in the ledger."""
        for number, word in self._words.items():
            self._phone.reply(number, word)
        for number in self._words:
            self._phone.wait_for(number, "unsubscribed", timeout=self._company.patience)
        if not self._self_managed:
            self._company.reconcile()  # AWS answers its own words itself, and publishes none of them
        for number in self._words:
            self._company.verdict_of(number, "opted-out")
        if not self._self_managed:
            # With self-managed opt-outs they reach the list after ten minutes: it would refuse the answer to STOP.
            expect(
                set(self._words) <= self._company.opt_out_list(), "not everybody who opted out is on AWS's opt-out list"
            )

    def listed_by_operator(self) -> None:
        """An opt-out by telephone or letter, entered in the console."""
        self._company.put_on_opt_out_list(self._listed)
        self._company.reconcile()
        self._company.verdict_of(self._listed, "opted-out")

    def sign_up_again(self) -> None:
        """The answer is the same as for anybody, and nothing is sent."""
        before = {number: len(self._phone.messages(number)) for number in (self._first, self._listed)}
        for number in before:
            response = self._journey.register(number, name="Wanda Wayout")
            expect(response.status == 202, f"the sign-up was answered {response.status}: {response.text}")
        time.sleep(_SILENCE_SECONDS)
        for number, texts in before.items():
            expect(len(self._phone.messages(number)) == texts, f"{number} opted out and was sent a text all the same")
            self._company.verdict_of(number, "opted-out")

    def come_back(self) -> None:
        """The subscription that STOP had ended goes on."""
        self._phone.reply(self._first, "START")
        self._company.verdict_of(self._first, "opted-in")
        expect(self._first not in self._company.opt_out_list(), f"{self._first} came back and is still on the list")
