"""Defaults of a configuration set that its CloudFormation type, or one that exists already, can't be given."""

from __future__ import annotations

from enum import StrEnum

import aws_cdk as cdk
from constructs import Construct

from ...checks import check_member
from ...errors import InvalidArgument
from ...observability import LogOptions
from ..configuration_set import ConfigurationSet, IConfigurationSet
from .setting import AccountSetting


class MessageType(StrEnum):
    """What messages are for, which decides how carriers treat them."""

    TRANSACTIONAL = "TRANSACTIONAL"
    PROMOTIONAL = "PROMOTIONAL"


class DefaultMessageType(AccountSetting):
    """The message type of messages that are sent with a configuration set and name none.

    :param configuration_set: which, created or imported
    :param message_type: the type
    :param removal_policy: what happens when this leaves the stack: DESTROY puts back what was there before, RETAIN
        keeps the type. Default: - DESTROY
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if the type isn't known, or the app sets it twice

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SetDefaultMessageType.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        configuration_set: IConfigurationSet,
        message_type: MessageType,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        known = check_member("message type", message_type, MessageType)
        actions = ("DeleteDefaultMessageType", "DescribeConfigurationSets", "SetDefaultMessageType")
        self._set(
            what=f"the default message type of {configuration_set.node.path!r}",
            resource_type="Custom::DefaultMessageType",
            key={"ConfigurationSetName": configuration_set.configuration_set_name},
            value={"MessageType": known.value},
            permissions=[(actions, configuration_set.configuration_set_arn)],
            removal_policy=removal_policy,
            log_options=log_options,
        )


class DefaultMessageFeedback(AccountSetting):
    """Whether the service expects feedback for each message of a configuration set that is not made by this app.

    :param configuration_set: an imported set
    :param enabled: whether it does
    :param removal_policy: what happens when this leaves the stack: DESTROY puts back what was there before, RETAIN
        keeps it. Default: - DESTROY
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if the set is made by this app, or the app sets it twice

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_SetDefaultMessageFeedbackEnabled.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        configuration_set: IConfigurationSet,
        enabled: bool,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        if isinstance(configuration_set, ConfigurationSet):
            raise InvalidArgument(
                f"configuration set {configuration_set.node.path!r} is made by this app: give it "
                "message_feedback_enabled=... instead"
            )
        actions = ("DescribeConfigurationSets", "SetDefaultMessageFeedbackEnabled")
        self._set(
            what=f"the default message feedback of {configuration_set.node.path!r}",
            resource_type="Custom::DefaultMessageFeedback",
            key={"ConfigurationSetName": configuration_set.configuration_set_name},
            value={"MessageFeedbackEnabled": "true" if enabled else "false"},
            permissions=[(actions, configuration_set.configuration_set_arn)],
            removal_policy=removal_policy,
            log_options=log_options,
        )
