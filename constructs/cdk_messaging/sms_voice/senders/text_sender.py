"""A function that sends SMS and MMS."""

from __future__ import annotations

from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from ...acknowledge import acknowledge, shown
from ...checks import check_member
from ...errors import InvalidArgument
from ...observability import LogOptions
from ..configuration_set import IConfigurationSet
from ..origination import Origination
from ..sender_id import ISenderId
from .checks import check_price, life
from .message_type import MessageType
from .sender_function import SenderFunction


class TextSender(SenderFunction):
    """A function that sends one SMS an invocation, or one MMS, from one number, pool or sender ID.

    Event::

        {
            "destination": "+12065550100",  # E.164
            "body": "Your order has left.",  # 1 to 1600 characters; may be left out with media_key
            "media_key": "cat.png",  # a file of media_bucket, which makes it an MMS
            "message_type": "TRANSACTIONAL",  # or PROMOTIONAL; not for an MMS
            "max_price": "0.05",  # US dollars a part, at most the function's own
            "time_to_live": 300,  # seconds, 5 to 259200
            "in_entity_id": "...",
            "in_template_id": "...",  # both, for a sender ID registered in India; not for an MMS
            "keyword": "ALERTS",  # programme of a US short code; not for an MMS
            "context": {"order": "4711"},  # at most 5 entries, which the events repeat
            "message_feedback": true,  # expect PutMessageFeedback
            "dry_run": true,
        }  # check, don't send

    All but ``destination`` and ``body`` is optional. Response: ``outcome`` and, by outcome,

    * ``sent``: the service took it; ``message_id``. What became of it, events tell
    * ``checked``: a dry run found nothing wrong; ``message_id``
    * ``try_later``: not sent, too many requests; ``reason``
    * ``opted_out``: not sent, the person is on the opt-out list; ``reason``
    * ``refused``: not sent, and won't be until something changes; ``reason``, AWS's code of it
    * ``unknown``: may have been sent, so don't repeat it before events tell; ``reason``
    * ``invalid``: not sent; ``problems``, each with ``field`` and ``message``

    The function tries once. Use ``SenderClient`` to invoke it: boto3's own retries could send twice.

    :param origination: what it sends from
    :param configuration_set: rules, and where events go. Default: - none, so there are no events in a log group,
        stream or topic
    :param message_type: of events that say none. Default: - transactional
    :param max_price: most that a part may cost, US dollars such as ``"0.05"``; an event can only lower it.
        Default: - no limit but the event's
    :param time_to_live: how long the service may try to deliver, 5 seconds to 72 hours, where an event says nothing.
        Default: - 72 hours
    :param media_bucket: files for MMS, in the account and Region of the number. Default: - none, SMS only
    :param log_options: retention, key and removal policy of its log group. Default: - six months, AWS's key, retained
    :raises InvalidArgument: if a value is not valid, or a sender ID is to send MMS

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SendTextMessage.html,
    API_SendMediaMessage.html and https://docs.aws.amazon.com/end-user-messaging/latest/userguide/nx-mms-gsu-media.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        origination: Origination | ISenderId,
        configuration_set: IConfigurationSet | None = None,
        message_type: MessageType = MessageType.TRANSACTIONAL,
        max_price: str | None = None,
        time_to_live: cdk.Duration | None = None,
        media_bucket: s3.IBucket | None = None,
        log_options: LogOptions | None = None,
    ) -> None:
        check_price("max_price", max_price)
        if media_bucket is not None and not isinstance(origination, Origination):
            raise InvalidArgument("media_bucket can't be used with a sender ID, which sends no MMS: leave it out")
        super().__init__(
            scope,
            construct_id,
            module="text",
            description="Sends text messages",
            environment={
                "CONFIGURATION_SET": None if configuration_set is None else configuration_set.configuration_set_arn,
                "MAX_PRICE": max_price,
                "MEDIA_BUCKET": None if media_bucket is None else media_bucket.bucket_name,
                "MESSAGE_TYPE": check_member("message type", message_type, MessageType).value,
                "ORIGINATION_IDENTITY": origination.grantable_arn,
                "TIME_TO_LIVE": life(time_to_live),
            },
            log_options=log_options,
        )
        self.origination: Final = origination
        self.configuration_set: Final = configuration_set
        origination.grant_send_text(self.role)
        if configuration_set is not None:
            configuration_set.grant_send(self.role)
        if media_bucket is not None:
            self._grant_media(media_bucket)

    def _grant_media(self, bucket: s3.IBucket) -> None:
        self.origination.grant(self.role, "sms-voice:SendMediaMessage")
        if self.configuration_set is not None:
            self.configuration_set.grant_send_media(self.role)
        # Who sends must be able to read the file: the service reads it in the caller's name.
        objects = bucket.arn_for_objects("*")
        iam.Grant.add_to_principal(grantee=self.role, actions=["s3:GetObject"], resource_arns=[objects])
        acknowledge(
            self.role,
            {f"AwsSolutions-IAM5[Resource::{shown(self, objects)}]": "Which file is sent, the event says."},
        )
        key = bucket.encryption_key
        if key is not None:
            stack = cdk.Stack.of(self)
            iam.Grant.add_to_principal(
                grantee=self.role,
                actions=["kms:Decrypt"],
                resource_arns=[key.key_arn],
                conditions={"StringEquals": {"kms:ViaService": f"s3.{stack.region}.{stack.url_suffix}"}},
            )
