"""Numbers with what CloudFormation can't ask for: a registration, a message type, international sending."""

from __future__ import annotations

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from ...access import SmsVoiceResource, sms_voice_arn
from ...acknowledge import acknowledge, shown
from ...checks import check_member
from ...errors import InvalidArgument
from ...observability import LogOptions
from ...provider import Provider
from ..number_rules import NumberCapability, NumberType, check_number
from ..opt_out_list import IOptOutList
from ..phone_number import IPhoneNumber
from ..protection import protects
from ..quotas import Quota, count
from ..registration import IRegistration
from .configuration_set_defaults import MessageType
from .setting import provider_of

TAG = "cdk-messaging:requested-by"
"""Tag of such a number; its value is the id of the stack, whose provider may touch no other number."""


class RequestedPhoneNumber(IPhoneNumber):
    """A phone number that the library's provider requests, because CloudFormation's type can't say all of it.

    It costs money from the moment it is deployed, and one that is released is gone for ever: so it is retained and
    protected unless you say otherwise. What is said in the request can't change later: the deployment fails, and the
    number stays as it is. Turning a ``PhoneNumber`` into this or back keeps the logical id, so CloudFormation refuses
    it before anything is lost: import the number instead.

    Keywords and two-way messaging are added with ``ImportedKeywords`` and ``ImportedTwoWay``.

    :param iso_country_code: country of the number, ISO 3166 alpha-2
    :param number_type: kind of number
    :param capabilities: what it can do
    :param message_type: what its messages are for. Default: - transactional
    :param registration: registration that it is requested for; one that exists later is associated with a
        ``RegistrationAssociation``. Default: - none
    :param international_sending: whether a toll-free number may send to other countries. Default: - the service's
        own, no
    :param opt_out_list: who gets no messages. Default: - the account's list, ``Default``
    :param deletion_protection: whether the service refuses to release the number. Default: - it does, unless
        ``removal_policy`` is DESTROY
    :param removal_policy: what happens to the number when it leaves the stack. Default: - it is retained
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if such a number can't be had

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_RequestPhoneNumber.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        iso_country_code: str,
        number_type: NumberType,
        capabilities: Sequence[NumberCapability],
        message_type: MessageType = MessageType.TRANSACTIONAL,
        registration: IRegistration | None = None,
        international_sending: bool | None = None,
        opt_out_list: IOptOutList | None = None,
        deletion_protection: bool | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        kind, known_capabilities = check_number(iso_country_code, number_type, capabilities)
        known_type = check_member("message type", message_type, MessageType)
        if kind is NumberType.SIMULATOR and known_type is not MessageType.TRANSACTIONAL:
            raise InvalidArgument("a SIMULATOR number is for TRANSACTIONAL messages only: leave message_type out")
        if international_sending is not None and kind is not NumberType.TOLL_FREE:
            raise InvalidArgument(f"international_sending is for TOLL_FREE numbers, not {kind.value}: leave it out")
        count(self, Quota.PHONE_NUMBERS)
        protected = protects(deletion_protection=deletion_protection, removal_policy=removal_policy)
        provider = provider_of(self, log_options)
        self._resource = provider.define(
            self,
            "Resource",
            resource_type="Custom::RequestedPhoneNumber",
            properties={
                "IsoCountryCode": iso_country_code,
                "NumberType": kind.value,
                "NumberCapabilities": [capability.value for capability in known_capabilities],
                "MessageType": known_type.value,
                "OptOutListName": "Default" if opt_out_list is None else opt_out_list.opt_out_list_name,
                "DeletionProtectionEnabled": _switch(protected),
                **({} if registration is None else {"RegistrationId": registration.registration_arn}),
                **(
                    {}
                    if international_sending is None
                    else {"InternationalSendingEnabled": _switch(international_sending)}
                ),
                "TagKey": TAG,
                "TagValue": cdk.Aws.STACK_ID,
            },
            grants=(),
            removal_policy=removal_policy,
        )
        self._resource.node.add_dependency(_permissions(self, provider))
        self._id = self._resource.ref
        self._arn = self._resource.get_att_string("Arn")
        self._number = self._resource.get_att_string("PhoneNumber")

    @property
    def resource(self) -> cdk.CustomResource:
        """The custom resource that requests it."""
        return self._resource


def _switch(enabled: bool) -> str:  # noqa: FBT001 - a setting, not a way to work
    return "true" if enabled else "false"


def _permissions(scope: Construct, provider: Provider) -> iam.Policy:
    """A policy of its own: what else the provider may do can be about this very number, which would be circular."""
    # The number isn't known yet, so its tag narrows what may be done with it.
    any_number = sms_voice_arn(scope, SmsVoiceResource.PHONE_NUMBER, "*")

    def allow(actions: Sequence[str], arn: str, key: str) -> iam.PolicyStatement:
        return iam.PolicyStatement(
            actions=[f"sms-voice:{action}" for action in actions],
            resources=[arn],
            conditions={"StringEquals": {f"aws:{key}/{TAG}": cdk.Aws.STACK_ID}},
        )

    policy = iam.Policy(
        scope,
        "Permissions",
        roles=[provider.role],
        statements=[
            allow(("RequestPhoneNumber",), "*", "RequestTag"),
            allow(("TagResource",), any_number, "RequestTag"),
            allow(("DescribePhoneNumbers", "ReleasePhoneNumber", "UpdatePhoneNumber"), any_number, "ResourceTag"),
        ],
    )
    for arn, reason in (
        ("*", "A number is requested before it has an ARN."),
        (any_number, "Only numbers with the tag of this stack."),
    ):
        acknowledge(policy, {f"AwsSolutions-IAM5[Resource::{shown(scope, arn)}]": reason})
    return policy
