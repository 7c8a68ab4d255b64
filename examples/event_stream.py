"""The events of a project of Amazon Pinpoint in a Kinesis data stream, for those who still have one.

Deploy it with ``cdk deploy --app "python examples/event_stream.py"``. AWS ended event streams on 2026-10-30; messages
tell what became of them by an event destination of a configuration set now (see ``three_destinations.py``).
"""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_kinesis as kinesis

from cdk_messaging.pinpoint import EventStream, Project

GONE = cdk.RemovalPolicy.DESTROY  # an example leaves nothing behind; your project should stay, as is the default

app = cdk.App()
stack = cdk.Stack(app, "EventStream", env=cdk.Environment(region="us-east-1"))
project = Project(stack, "Project", project_name="Example Corp", removal_policy=GONE)
stream = kinesis.Stream(stack, "Stream", encryption=kinesis.StreamEncryption.MANAGED, removal_policy=GONE)
EventStream(stack, "Events", project=project, stream=stream, enabled=True)
cdk.CfnOutput(stack, "ProjectId", value=project.project_id)
cdk.CfnOutput(stack, "StreamName", value=stream.stream_name)
cdk.Annotations.of(app).acknowledge_warning("cdk_messaging:pinpoint.EventStream.retired", "It is there to be read.")
app.synth()
