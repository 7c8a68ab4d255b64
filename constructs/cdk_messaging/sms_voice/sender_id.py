"""Names that recipients see instead of a number."""

from __future__ import annotations

from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_smsvoice as smsvoice
from constructs import Construct

from ..access import SmsVoiceResource, sms_voice_arn, sms_voice_resource_name
from ..checks import is_known
from ..errors import InvalidArgument
from .protection import protects
from .quotas import Quota, count
from .resource import SmsVoiceConstruct
from .sender_id_rules import check_requestable, check_sender_id


class ISenderId(SmsVoiceConstruct):
    """A sender ID, created or imported."""

    _sender_id: str
    _country: str

    @property
    def sender_id(self) -> str:
        """The name that recipients see."""
        return self._sender_id

    @property
    def iso_country_code(self) -> str:
        """Country of the recipients, ISO 3166-1 alpha-2."""
        return self._country

    @property
    def sender_id_arn(self) -> str:
        """ARN of the sender ID."""
        return self._arn

    def grant_send_text(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow sending SMS with this sender ID. It sends neither voice messages nor MMS.

        A call that also names a configuration set needs that set's ``grant_send`` as well.
        """
        return self.grant(grantee, "sms-voice:SendTextMessage")

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking up the sender ID's settings."""
        return self.grant(grantee, "sms-voice:DescribeSenderIds")


class SenderId(ISenderId):
    """A name that is shown instead of a number, in one country. People can't answer it.

    Only for countries where sender IDs need no registration; a registered one is made by its registration, and
    imported with ``SenderId.from_sender_id``.

    :param sender_id: 1 to 11 upper-case letters, digits, ``_`` and ``-``, at least one letter
    :param iso_country_code: country of the recipients, ISO 3166-1 alpha-2
    :param deletion_protection: whether the service refuses to release it. Default: - it does, unless
        ``removal_policy`` is DESTROY
    :param removal_policy: what happens to it when it leaves the stack. Default: - it is retained, because
        somebody else could have its name next
    :raises InvalidArgument: if it isn't valid, or the country has no sender IDs or wants them registered

    Source: AWS::SMSVOICE::SenderId
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        sender_id: str,
        iso_country_code: str,
        deletion_protection: bool | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
    ) -> None:
        super().__init__(scope, construct_id)
        check_requestable(sender_id, iso_country_code)
        count(self, Quota.SENDER_IDS)
        self.resource: Final = smsvoice.CfnSenderId(
            self,
            "Resource",
            sender_id=sender_id,
            iso_country_code=iso_country_code,
            deletion_protection_enabled=protects(
                deletion_protection=deletion_protection, removal_policy=removal_policy
            ),
        )
        self.resource.apply_removal_policy(removal_policy)
        self._sender_id = sender_id
        self._country = iso_country_code
        self._arn = self.resource.attr_arn
        if iso_country_code == "SG":
            cdk.Annotations.of(self).add_warning_v2(
                "cdk_messaging:SenderId.singapore",
                "in Singapore a sender ID that isn't registered with SSIR is shown as LIKELY-SCAM: register it, see "
                "https://docs.aws.amazon.com/sms-voice/latest/userguide/registrations.html",
            )

    @classmethod
    def from_sender_id(cls, scope: Construct, construct_id: str, *, sender_id: str, iso_country_code: str) -> ISenderId:
        """Import a sender ID of this account and Region.

        :raises InvalidArgument: if it isn't valid
        """
        check_sender_id("sender_id", sender_id)
        arn = sms_voice_arn(scope, SmsVoiceResource.SENDER_ID, f"{sender_id}/{iso_country_code}")
        return _ImportedSenderId(scope, construct_id, sender_id=sender_id, country=iso_country_code, arn=arn)

    @classmethod
    def from_sender_id_arn(cls, scope: Construct, construct_id: str, sender_id_arn: str) -> ISenderId:
        """Import a sender ID by its ARN, also one that another account shares.

        :raises InvalidArgument: if it is the ARN of something else
        """
        sender_id, country = _parts(scope, sender_id_arn)
        return _ImportedSenderId(scope, construct_id, sender_id=sender_id, country=country, arn=sender_id_arn)


def _parts(scope: Construct, arn: str) -> tuple[str, str]:
    if not is_known(arn):
        pieces = cdk.Fn.split("/", arn)
        return cdk.Fn.select(1, pieces), cdk.Fn.select(2, pieces)
    sender_id, slash, country = sms_voice_resource_name(scope, SmsVoiceResource.SENDER_ID, arn).partition("/")
    if not slash:
        raise InvalidArgument(f"arn {arn!r} names no country: use ...:sender-id/<sender id>/<country>")
    return sender_id, country


class _ImportedSenderId(ISenderId):
    def __init__(self, scope: Construct, construct_id: str, *, sender_id: str, country: str, arn: str) -> None:
        super().__init__(scope, construct_id)
        self._sender_id = sender_id
        self._country = country
        self._arn = arn
