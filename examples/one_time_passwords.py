"""Codes for logging in, sent from AWS's own numbers: no number to lease, no registration.

Deploy it with ``cdk deploy --app "python examples/one_time_passwords.py"``. AWS reviews the display name first.
"""

from __future__ import annotations

import aws_cdk as cdk

from cdk_messaging.observability import LogOptions
from cdk_messaging.sms_voice import NotifyConfiguration
from cdk_messaging.sms_voice.senders import CodeRoute, OneTimePasswords

GONE = cdk.RemovalPolicy.DESTROY  # an example leaves nothing behind; AWS would have to approve yours again

app = cdk.App()
# One of the Regions where CloudFormation has notify configurations.
stack = cdk.Stack(app, "OneTimePasswords", env=cdk.Environment(region="us-east-1"))
notify = NotifyConfiguration(
    stack,
    "Notify",
    display_name="Example Corp",
    default_template_id="notify-code-verification-english-001",
    removal_policy=GONE,
)
codes = OneTimePasswords(
    stack,
    "Codes",
    route=CodeRoute.notify(notify),
    validity=cdk.Duration.minutes(5),
    allowed_attempts=3,
    log_options=LogOptions(removal_policy=GONE),
)
cdk.CfnOutput(stack, "SenderName", value=codes.sender.function.function_name)
cdk.CfnOutput(stack, "VerifierName", value=codes.verifier.function.function_name)
app.synth()
