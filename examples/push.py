"""Push notifications to Android and Apple devices, sent by a function.

Deploy it with ``cdk deploy --app "python examples/push.py"``. Before, put the credentials into AWS Secrets Manager:
``push/firebase`` with the JSON file of a service account of Firebase as its value, and ``push/apple`` with the content
of Apple's .p8 file. Neither is ever in a template: CloudFormation reads them when it makes the channels.
"""

from __future__ import annotations

import aws_cdk as cdk

from cdk_messaging.observability import LogOptions
from cdk_messaging.pinpoint import ApnsChannel, ChannelType, GcmChannel, Project, ProjectMetric, PushSender

GONE = cdk.RemovalPolicy.DESTROY  # an example leaves nothing behind; your project should stay, as is the default

app = cdk.App()
stack = cdk.Stack(app, "Push")
project = Project(stack, "Project", project_name="Example Corp", removal_policy=GONE)
GcmChannel(stack, "Android", project=project, service_json=cdk.SecretValue.secrets_manager("push/firebase"))
ApnsChannel(
    stack,
    "Apple",
    project=project,
    token_key=cdk.SecretValue.secrets_manager("push/apple"),
    token_key_id="ABCDE12345",  # noqa: S106 - an id, no secret
    team_id="FGHIJ67890",
    bundle_id="com.example.app",
)
sender = PushSender(stack, "Sender", project=project, log_options=LogOptions(removal_policy=GONE))
failures = project.metric(ProjectMetric.DIRECT_SEND_MESSAGE_TEMPORARY_FAILURE, channel=ChannelType.GCM)
failures.create_alarm(stack, "Failures", threshold=10, evaluation_periods=1)
cdk.CfnOutput(stack, "FunctionName", value=sender.function.function_name)
cdk.CfnOutput(stack, "ProjectId", value=project.project_id)
app.synth()
