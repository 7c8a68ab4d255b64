"""A toll-free number of the United States, and the form that has to be approved before it may send.

Deploy it with ``cdk deploy --app "python examples/registration.py"``; what is submitted goes to carriers and can't be
taken back. The number costs money until it is destroyed.
"""

from __future__ import annotations

import base64

import aws_cdk as cdk

from cdk_messaging.observability import LogOptions
from cdk_messaging.sms_voice import NumberCapability, NumberType, Registration, RegistrationAttachment, RegistrationType
from cdk_messaging.sms_voice.account import (
    MessageType,
    RegistrationAssociation,
    RegistrationFieldValues,
    RequestedPhoneNumber,
)

GONE = cdk.RemovalPolicy.DESTROY  # an example leaves nothing behind; an approval that took weeks should stay
SCREENSHOT = base64.b64encode(b"%PDF-1.7 ...").decode()  # of your opt-in page

app = cdk.App()
stack = cdk.Stack(app, "Registration", env=cdk.Environment(region="us-east-1"))
logs = LogOptions(removal_policy=GONE)
number = RequestedPhoneNumber(
    stack,
    "Number",
    iso_country_code="US",
    number_type=NumberType.TOLL_FREE,
    capabilities=[NumberCapability.SMS],
    message_type=MessageType.PROMOTIONAL,
    removal_policy=GONE,
    log_options=logs,
)
form = Registration(stack, "Form", registration_type=RegistrationType.US_TOLL_FREE_REGISTRATION, removal_policy=GONE)
association = RegistrationAssociation(stack, "For", registration=form, resource=number, log_options=logs)
values = RegistrationFieldValues(
    stack,
    "Values",
    registration=form,
    values={
        "companyInfo.companyName": "Example Corp",
        "companyInfo.legalType": ["PRIVATE_PROFIT"],
        "campaignInfo.optInScreenshot": RegistrationAttachment(stack, "Screenshot", body=SCREENSHOT),
    },
    submit=True,
    log_options=logs,
)
values.node.add_dependency(association)
cdk.CfnOutput(stack, "RegistrationId", value=form.registration_id)
cdk.CfnOutput(stack, "PhoneNumberId", value=number.phone_number_id)

app.synth()
