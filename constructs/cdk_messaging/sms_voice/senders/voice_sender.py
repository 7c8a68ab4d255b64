"""A function that calls and reads a text out."""

from __future__ import annotations

from typing import Final

import aws_cdk as cdk
from constructs import Construct

from ...observability import LogOptions
from ..configuration_set import IConfigurationSet
from ..origination import Origination
from .checks import check_price, life
from .sender_function import SenderFunction


class VoiceSender(SenderFunction):
    """A function that makes one call an invocation, from one number or pool with voice.

    Event::

        {
            "destination": "+12065550100",  # E.164
            "body": "Your code is 1, 2, 3.",  # up to 3000 characters, as SSML up to 6000
            "text_type": "TEXT",  # or SSML: <speak>...</speak>
            "voice_id": "MATTHEW",  # a voice of Amazon Polly
            "max_price_per_minute": "0.05",  # US dollars, at most the function's own
            "time_to_live": 300,  # seconds, 5 to 259200
            "context": {"order": "4711"},  # at most 5 entries, which the events repeat
            "message_feedback": true,  # expect PutMessageFeedback
            "dry_run": true,
        }  # check, don't call

    All but ``destination`` and ``body`` is optional. The response is that of ``TextSender``.

    :param origination: what it calls from
    :param configuration_set: rules, and where events go. Default: - none, so there are no events in a log group,
        stream or topic
    :param max_price_per_minute: most that a minute may cost, US dollars such as ``"0.05"``; an event can only lower
        it. Default: - no limit but the event's
    :param time_to_live: how long the service may try to call, 5 seconds to 72 hours, where an event says nothing.
        Default: - 72 hours
    :param log_options: retention, key and removal policy of its log group. Default: - six months, AWS's key, retained
    :raises InvalidArgument: if a value is not valid

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendVoiceMessage.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        origination: Origination,
        configuration_set: IConfigurationSet | None = None,
        max_price_per_minute: str | None = None,
        time_to_live: cdk.Duration | None = None,
        log_options: LogOptions | None = None,
    ) -> None:
        check_price("max_price_per_minute", max_price_per_minute)
        super().__init__(
            scope,
            construct_id,
            module="voice",
            description="Makes calls that read a text out",
            environment={
                "CONFIGURATION_SET": None if configuration_set is None else configuration_set.configuration_set_arn,
                "MAX_PRICE_PER_MINUTE": max_price_per_minute,
                "ORIGINATION_IDENTITY": origination.grantable_arn,
                "TIME_TO_LIVE": life(time_to_live),
            },
            log_options=log_options,
        )
        self.origination: Final = origination
        self.configuration_set: Final = configuration_set
        origination.grant_send_voice(self.role)
        if configuration_set is not None:
            configuration_set.grant_send_voice(self.role)
