"""Numbers, calls and codes that the library's provider sets up, and a pool that hands messages to Amazon Connect."""

from __future__ import annotations

import aws_cdk as cdk
from aws_cdk import aws_logs as logs

from cdk_messaging import sms_voice
from cdk_messaging.sms_voice import account

app = cdk.App()
stack = cdk.Stack(app, "Account", env=cdk.Environment(region="us-east-1"))
texts = sms_voice.MandatoryKeywords(help="Example Corp. Help: example.com", stop="You get no more messages.")
member = sms_voice.PhoneNumber.from_phone_number_id(stack, "Member", "phone-0123456789abcdef0123456789abcdef")
chat = sms_voice.TwoWay.connect()
sms_voice.Pool(stack, "Chat", phone_numbers=[member], mandatory_keywords=texts, two_way=chat)

existing = sms_voice.Pool.from_pool_id(stack, "Existing", "pool-0123456789abcdef0123456789abcdef")
two_way = account.ImportedTwoWay(stack, "TwoWay", origination=existing, two_way=chat)
opt_outs = account.ImportedSelfManagedOptOuts(stack, "OptOuts", origination=existing, enabled=True)
opt_outs.node.add_dependency(two_way)
account.ImportedOptOutList(
    stack, "Used", origination=existing, opt_out_list=sms_voice.OptOutList.default(stack, "Default")
)

calls = account.VoiceConfigurationSet(stack, "Calls")
calls.add_event_destination(
    "failures",
    sms_voice.EventDestination.log_group(logs.LogGroup(stack, "Failures")),
    event_types=[account.VoiceEventType.FAILED],
)
tester = sms_voice.VerifiedDestinationNumber(stack, "Tester", destination_phone_number="+12065550142")
account.DestinationNumberVerificationCode(stack, "Code", verified_destination_number=tester)
app.synth()
