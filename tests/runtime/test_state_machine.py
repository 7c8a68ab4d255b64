"""The rules of consent under everything that can go wrong (see :mod:`tests.runtime.machine`).

Very many more histories of it are for the night: ``python -m tests.runtime.nightly``.
"""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, settings

from tests.runtime.machine import Consents

PROFILE = settings(
    stateful_step_count=20,
    deadline=None,
    # Shrinking takes minutes here. To get a short story out of a failure, take this line out.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


class ConsentsByBoto3(Consents):
    """The same with boto3's own clients and an emulator's DynamoDB, which takes twenty times as long."""

    quick = False


TestConsents = Consents.TestCase
TestConsents.settings = settings(PROFILE, max_examples=2000)
TestConsentsByBoto3 = ConsentsByBoto3.TestCase
TestConsentsByBoto3.settings = settings(PROFILE, max_examples=20)
