"""What becomes of a submitted registration. Nobody reviews here: it is approved unless a tag says otherwise.

The tag ``sandbox:review`` on a registration decides: ``deny``, ``authenticate`` (the version waits for that) or
``never`` (it stays SUBMITTED). https://docs.aws.amazon.com/sms-voice/latest/userguide/registrations-status.html
"""

from __future__ import annotations

from sandbox.clock import clock
from sandbox.sms_voice.resources import Registration, RegistrationVersion
from sandbox.sms_voice.throttle import throttle

TAG = "sandbox:review"
UNDER_REVIEW = ("SUBMITTED", "AWS_REVIEWING", "REVIEWING", "REQUIRES_AUTHENTICATION", "PROVISIONING")
_DENIED = {"Reason": "SANDBOX_DENIED", "ShortDescription": f"The tag {TAG} of the registration is deny."}


def submit(found: Registration, *, aws_review: bool) -> None:
    """Begins the review of the current version."""
    version = found.current
    version.become("SUBMITTED")
    found.status = "SUBMITTED"
    if found.tags.get(TAG) == "never":
        return
    steps = ["AWS_REVIEWING"] if aws_review else []
    _next(found, version, [*steps, "REVIEWING"])


def _next(found: Registration, version: RegistrationVersion, steps: list[str]) -> None:
    def step() -> None:
        if version.status == "DISCARDED":
            return
        if steps:
            version.become(steps[0])
            found.status = steps[0]
            _next(found, version, steps[1:])
        else:
            _decide(found, version)

    clock.after(throttle.settings.carrier_delay, step)


def _decide(found: Registration, version: RegistrationVersion) -> None:
    decision = found.tags.get(TAG)
    if decision == "authenticate":
        version.become("REQUIRES_AUTHENTICATION")
        found.status = "REQUIRES_AUTHENTICATION"
    elif decision == "deny":
        version.become("DENIED")
        version.denied_reasons = [_DENIED]
        found.status = "REQUIRES_UPDATES"
    else:
        approved = found.latest("APPROVED")
        if approved is not None:
            approved.become("ARCHIVED")
        version.become("APPROVED")
        found.status = "PROVISIONING"
        clock.after(throttle.settings.handset_delay, lambda: _complete(found))


def _complete(found: Registration) -> None:
    if found.status == "PROVISIONING":
        found.status = "COMPLETE"
