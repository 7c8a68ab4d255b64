"""A campaign that goes each day through a channel of your own: a function, which counts whom it was given by channel.

Amazon Pinpoint's campaigns ended on 2026-10-30: read this with a stack of your own at hand. The sandbox still runs it.
"""

from __future__ import annotations

import aws_cdk as cdk

from cdk_messaging.observability import LogOptions
from cdk_messaging.pinpoint import (
    Campaign,
    CampaignMessages,
    ChannelType,
    CustomChannelFunction,
    CustomDelivery,
    Frequency,
    Project,
    Schedule,
    Segment,
)

GONE = cdk.RemovalPolicy.DESTROY  # an example leaves nothing behind; your project should stay, as is the default

app = cdk.App()
stack = cdk.Stack(app, "CustomChannel", env=cdk.Environment(region="us-east-1"))
project = Project(stack, "Project", removal_policy=GONE)
channel = CustomChannelFunction(stack, "Channel", log_options=LogOptions(removal_policy=GONE))
campaign = Campaign(
    stack,
    "Daily",
    segment=Segment(stack, "Everybody", project=project),
    schedule=Schedule.recurring(Frequency.DAILY),
    messages=CampaignMessages(custom={"headline": "Good morning"}),
    custom_delivery=CustomDelivery.function(
        channel.function,
        endpoint_types=[ChannelType.CUSTOM, ChannelType.EMAIL, ChannelType.GCM, ChannelType.SMS, ChannelType.VOICE],
    ),
)
for name in ("Campaign", "Segment"):
    cdk.Annotations.of(app).acknowledge_warning(f"cdk_messaging:pinpoint.{name}.retired", "It is an example.")
cdk.CfnOutput(stack, "ProjectId", value=project.project_id)
cdk.CfnOutput(stack, "CampaignId", value=campaign.campaign_id)
cdk.CfnOutput(stack, "ChannelLog", value=channel.messaging_function.log_group.log_group_name)
app.synth()
