"""A double opt-in whose consents are in the endpoints of a Pinpoint project as well, for systems that still read them.

Deploy it with ``cdk deploy --app "python examples/consents_in_endpoints.py"``. AWS ended endpoints on 2026-10-30:
there, only the table is written, and all the rest works. The number costs money until it is destroyed.
"""

from __future__ import annotations

import aws_cdk as cdk

from cdk_messaging.access import DataKey
from cdk_messaging.opt_in import DoubleOptIn, EndpointConsentStore, Form, InboundTopic, OwnPage, Programme
from cdk_messaging.opt_in.programme import mandatory_keywords, number_keywords
from cdk_messaging.pinpoint import Project
from cdk_messaging.sms_voice import NumberCapability, NumberType, OptOutList, PhoneNumber, TwoWay

GONE = cdk.RemovalPolicy.DESTROY  # an example leaves nothing behind; consents should stay, as is the default

app = cdk.App()
stack = cdk.Stack(app, "ConsentsInEndpoints")
programme = Programme(
    id="alerts", brand="Example Corp", name="order alerts", message_kinds=["order updates"],
    frequency="Up to 4 msgs/month", support_email="help@example.com", website="https://www.example.com",
)  # fmt: skip
key = DataKey(stack, "Key", removal_policy=GONE)
inbound = InboundTopic(stack, "Inbound", encryption_key=key)
opt_outs = OptOutList(stack, "OptOuts", removal_policy=GONE)
number = PhoneNumber(
    stack,
    "Number",
    iso_country_code="GB",
    number_type=NumberType.LONG_CODE,
    capabilities=[NumberCapability.SMS],
    mandatory_keywords=mandatory_keywords([programme]),
    keywords=number_keywords([programme]),
    two_way=TwoWay.topic(inbound.topic),
    opt_out_list=opt_outs,
    removal_policy=GONE,
)
project = Project.from_project_id(stack, "Project", "810c7aab86d42fb2b56c8c9660000000")
pattern = DoubleOptIn(
    stack,
    "OptIn",
    consent_table=EndpointConsentStore(stack, "Consents", project=project, encryption_key=key, removal_policy=GONE),
    forms=[Form(programme=programme)],
    origination=number,
    inbound_topic=inbound.topic,
    opt_out_list=opt_outs,
    allowed_countries=["GB"],
    encryption_key=key,
    page=OwnPage(allowed_origin="https://www.example.com"),
    removal_policy=GONE,
)
retired = "cdk_messaging:pinpoint.EndpointConsentStore.retired"
cdk.Annotations.of(app).acknowledge_warning(retired, "Our campaigns read endpoints until they are moved.")
cdk.CfnOutput(stack, "SignUpFunction", value=pattern.pipeline.sign_up.function.function_name)
cdk.CfnOutput(stack, "HashKey", value=pattern.hash_key.secret_arn)
cdk.CfnOutput(stack, "Phone", value=number.phone_number)
cdk.CfnOutput(stack, "ConsentVersion", value=programme.consent_version)
app.synth()
