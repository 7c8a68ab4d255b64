"""What messages leave from: a number or a pool."""

from __future__ import annotations

from typing import TypeAlias

from cdk_messaging.sms_voice import IPhoneNumber, IPool

Origination: TypeAlias = IPhoneNumber | IPool
"""A phone number or a pool, created or imported."""


def origination_arn(origination: Origination) -> str:
    """Its ARN, which the service takes as an origination identity, from other accounts too."""
    return origination.pool_arn if isinstance(origination, IPool) else origination.phone_number_arn
