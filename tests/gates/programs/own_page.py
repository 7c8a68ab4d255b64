"""A double opt-in whose page is elsewhere, with everything that such a page can have."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_sns as sns

from cdk_messaging.access import DataKey
from cdk_messaging.opt_in import Captcha, CaptchaProvider, OwnPage
from tests.unit.opt_in.conftest import make_double_opt_in

CERTIFICATE = "arn:aws:acm:eu-west-1:111122223333:certificate/4b3a2c1d"

app = cdk.App()
stack = cdk.Stack(app, "OwnPage", env=cdk.Environment(region="eu-west-1"))
make_double_opt_in(
    stack,
    page=OwnPage(
        allowed_origin="https://www.example.com",
        domain_name="api.example.com",
        certificate=acm.Certificate.from_certificate_arn(stack, "Certificate", CERTIFICATE),
        thanks_url="https://www.example.com/thanks",
        problem_url="https://www.example.com/problem",
    ),
    captcha=Captcha(
        provider=CaptchaProvider.RECAPTCHA,
        site_key="6Lexample",
        secret=secretsmanager.Secret.from_secret_name_v2(stack, "Captcha", "recaptcha"),
    ),
    alarm_topic=sns.Topic(stack, "Operator", enforce_ssl=True, master_key=DataKey(stack, "OperatorKey")),
)
app.synth()
