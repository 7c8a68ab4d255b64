"""An app with ``TENANTS`` tenants, each with a number, a pool, an opt-out list, a set, events and a function."""

from __future__ import annotations

import os

import aws_cdk as cdk

from cdk_messaging.sms_voice import MandatoryKeywords, NumberType, Quota, raise_quotas
from cdk_messaging.sms_voice.tenants import Tenant, TenantNumber, TenantStacks

TENANTS = int(os.environ["TENANTS"])
LIMITED = (Quota.CONFIGURATION_SETS, Quota.OPT_OUT_LISTS, Quota.PHONE_NUMBERS, Quota.POOLS)


def main() -> None:
    """Synthesize."""
    app = cdk.App()
    raise_quotas(app, dict.fromkeys(LIMITED, 1000))
    stacks = TenantStacks(app, stacks=16)
    for number in range(TENANTS):
        name = f"tenant-{number:03}"
        tenant = Tenant(
            stacks.stack_of(name),
            name,
            tenant=name,
            numbers=[TenantNumber(iso_country_code="GB", number_type=NumberType.LONG_CODE)],
            mandatory_keywords=MandatoryKeywords(help="Help: example.com", stop="You get no more messages."),
        )
        tenant.add_text_sender()
    app.synth()


if __name__ == "__main__":
    main()
