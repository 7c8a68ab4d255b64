"""Two shops, each with numbers, opt-outs and events of its own, and a function that sends for it alone.

Deploy it with ``cdk deploy --all --app "python examples/tenants.py"``. The numbers cost money until they are destroyed.
"""

from __future__ import annotations

import aws_cdk as cdk

from cdk_messaging.observability import LogOptions
from cdk_messaging.sms_voice import MandatoryKeywords, NumberType
from cdk_messaging.sms_voice.tenants import Tenant, TenantNumber, TenantStacks

GONE = cdk.RemovalPolicy.DESTROY  # an example leaves nothing behind; your numbers should stay, as is the default
SHOPS = {"flowers": "Flower Shop", "books": "Book Shop"}

app = cdk.App()
stacks = TenantStacks(app, stacks=4)  # for good: another number would move tenants
for shop, brand in SHOPS.items():
    stack = stacks.stack_of(shop)
    tenant = Tenant(
        stack,
        brand.replace(" ", ""),
        tenant=shop,
        numbers=[TenantNumber(iso_country_code="GB", number_type=NumberType.LONG_CODE)],
        mandatory_keywords=MandatoryKeywords(
            help=f"{brand}. Help: {shop}.example.com", stop=f"{brand}: you get no more messages."
        ),
        removal_policy=GONE,
    )
    sender = tenant.add_text_sender(max_price="0.20", log_options=LogOptions(removal_policy=GONE))
    cdk.CfnOutput(stack, f"{shop}Function", value=sender.function.function_name)
    cdk.CfnOutput(stack, f"{shop}Events", value=tenant.log_group.log_group_name)
app.synth()
