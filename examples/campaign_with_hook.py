"""A campaign that thanks people for what they buy, after a function of yours had a look at each of them.

Amazon Pinpoint's campaigns ended on 2026-10-30: read this with a stack of your own at hand. The sandbox still runs it.
"""

from __future__ import annotations

import aws_cdk as cdk

from cdk_messaging.observability import LogOptions
from cdk_messaging.pinpoint import (
    Campaign,
    CampaignHook,
    CampaignMessages,
    ChannelType,
    Dimension,
    EventFilter,
    Project,
    Schedule,
    Segment,
    SegmentFilter,
    SmsChannel,
    SmsMessage,
)
from cdk_messaging.sms_voice.senders import MessageType

GONE = cdk.RemovalPolicy.DESTROY  # an example leaves nothing behind; your project should stay, as is the default

app = cdk.App()
stack = cdk.Stack(app, "CampaignWithHook", env=cdk.Environment(region="us-east-1"))
project = Project(stack, "Project", removal_policy=GONE)
SmsChannel(stack, "Sms", project=project)
segment = Segment(stack, "Phones", project=project, dimensions=[Dimension.channel(ChannelType.SMS)])
greeting = SegmentFilter(
    stack, "Greeting", source="examples/filters/greeting.py", log_options=LogOptions(removal_policy=GONE)
)
campaign = Campaign(
    stack,
    "Thanks",
    segment=segment,
    schedule=Schedule.on_event(EventFilter.application("purchase")),
    messages=CampaignMessages(
        sms=SmsMessage(body="{{Attributes.Greeting}}, thank you.", message_type=MessageType.PROMOTIONAL)
    ),
    hook=CampaignHook.filter(greeting.function),
)
for name in ("Campaign", "Segment"):
    cdk.Annotations.of(app).acknowledge_warning(f"cdk_messaging:pinpoint.{name}.retired", "It is an example.")
cdk.CfnOutput(stack, "ProjectId", value=project.project_id)
cdk.CfnOutput(stack, "CampaignId", value=campaign.campaign_id)
cdk.CfnOutput(stack, "FilterLog", value=greeting.messaging_function.log_group.log_group_name)
app.synth()
