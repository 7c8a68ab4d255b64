"""The rules of consent under everything that can go wrong, with the consents in a Pinpoint project's endpoints as well.

The histories are those of :mod:`tests.runtime.machine`, and besides, the function that writes endpoints is cut off,
refused and repeated as the others are, and another system writes to the endpoints, too. No rule of consent may suffer
from that; and once all is over, every endpoint says what the ledger says, and no opt-out there went unheard.
"""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from cdk_messaging.opt_in.runtime.consent import State
from cdk_messaging.opt_in.runtime.events import Kind
from tests.runtime.endpoint_world import MIRROR, EndpointWorld
from tests.runtime.machine import ALERTS, NUMBERS, ONE_OF_THEM, Consents
from tests.runtime.troubles import TROUBLE, CutOff, Trouble
from tests.runtime.world import World

_CAME_BACK = {Kind.RETURNED, Kind.LIST_REMOVED}


class ConsentsOnEndpoints(Consents):
    kind_of_world: ClassVar[type[World]] = EndpointWorld
    opted_out_there: list[tuple[str, datetime]]

    @property
    def there(self) -> EndpointWorld:
        assert isinstance(self.world, EndpointWorld)
        return self.world

    @rule(trouble=TROUBLE, again=st.booleans())
    def mirror(self, trouble: Trouble | None, again: bool) -> None:
        """The feed brings what changed, perhaps not for the last time."""
        self.troubles.announced = trouble
        keys, self.there.changed = self.there.changed, []
        if self._mirrored(keys) or again:
            self.there.changed += keys

    def _mirrored(self, keys: list[str]) -> bool:
        """Whether anything has to come again."""
        try:
            return self.there.mirror(keys) != []
        except CutOff:
            return True

    @rule(trouble=TROUBLE)
    def go_through_the_endpoints(self, trouble: Trouble | None) -> None:
        self.troubles.announced = trouble
        with contextlib.suppress(CutOff, Exception):
            self.world.invoke(MIRROR, {})

    @rule(number=ONE_OF_THEM, opt_out=st.booleans())
    def somebody_changes_an_endpoint(self, number: str, opt_out: bool) -> None:
        endpoint = self.there.pinpoint.at(number)
        if endpoint is None:
            return
        self.world.clock.advance(seconds=1)
        ours = endpoint["Attributes"]["ConsentState"] == ["OPTED_IN"] and endpoint["OptOut"] == "NONE"
        self.there.pinpoint.change(endpoint["Id"], OptOut="ALL" if opt_out else "NONE")
        if opt_out and ours:
            self._told().append((number, self.world.clock.time))

    @rule(number=ONE_OF_THEM, trouble=TROUBLE)
    def opt_in_and_be_opted_out_there(self, number: str, trouble: Trouble | None) -> None:
        self.go_the_whole_way(number, "alerts", "taken", None, answer=True)
        self.mirror(None, again=False)
        self.somebody_changes_an_endpoint(number, opt_out=True)
        self.there.changed.append(f"NUMBER#{number}")
        self.mirror(trouble, again=False)

    def _told(self) -> list[tuple[str, datetime]]:
        if not hasattr(self, "opted_out_there"):
            self.opted_out_there = []
        return self.opted_out_there

    def _end_well(self) -> None:
        super()._end_well()
        while self.there.changed:
            keys, self.there.changed = self.there.changed, []
            assert self.there.mirror(keys) == []
        assert self.world.invoke(MIRROR, {})["failed"] == 0
        self.there.changed.clear()
        self._check()
        for number in NUMBERS:
            self._endpoint_says_what_the_ledger_says(number)
        for number, time in self._told():
            self._opt_out_was_heard(number, time)

    def _endpoint_says_what_the_ledger_says(self, number: str) -> None:
        snapshot = self.world.tables[ALERTS].snapshot(number)
        endpoint: dict[str, Any] | None = self.there.pinpoint.at(number)
        state = snapshot.consent.state
        if state is State.NONE:
            assert endpoint is None
            return
        assert endpoint is not None
        assert endpoint["Attributes"]["ConsentState"] == [state.value]
        assert endpoint["OptOut"] == ("NONE" if state is State.OPTED_IN else "ALL")

    def _opt_out_was_heard(self, number: str, time: datetime) -> None:
        snapshot = self.world.table.snapshot(number)
        said = {event.kind for event in snapshot.everything if event.time >= time}
        assert Kind.OPTED_OUT in said or said & _CAME_BACK or snapshot.consent.state is State.OPTED_OUT


TestConsentsOnEndpoints = ConsentsOnEndpoints.TestCase
TestConsentsOnEndpoints.settings = settings(
    max_examples=300,
    stateful_step_count=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes here
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
