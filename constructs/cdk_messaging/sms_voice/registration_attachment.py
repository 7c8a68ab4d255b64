"""Documents that belong to a registration."""

from __future__ import annotations

import base64
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_smsvoice as smsvoice
from constructs import Construct

from ..access.arns import SmsVoiceResource, sms_voice_arn, sms_voice_resource_name
from ..acknowledge import acknowledge
from ..checks import check_length, check_pattern, is_known
from ..errors import InvalidArgument
from .quotas import Quota, count
from .regions import REGISTRATION_REGIONS, warn_of_region
from .resource import YOUNGER_THAN_VALIDATION, SmsVoiceConstruct

_MOST_BYTES = 1_500_000
_SUFFIXES = (".jpeg", ".jpg", ".pdf", ".png")


class IRegistrationAttachment(SmsVoiceConstruct):
    """An attachment, created or imported."""

    _id: str

    @property
    def registration_attachment_id(self) -> str:
        """Id of the attachment: the value of a field of the kind ATTACHMENT."""
        return self._id

    @property
    def registration_attachment_arn(self) -> str:
        """ARN of the attachment."""
        return self._arn

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking up whether it was uploaded."""
        return self.grant(grantee, "sms-voice:DescribeRegistrationAttachments")


class RegistrationAttachment(IRegistrationAttachment):
    """A PDF, JPEG or PNG for a registration, such as a letter of authorization.

    A change of what is attached makes a new attachment with another id. Give ``body``, or ``bucket`` and
    ``object_key``.

    :param body: the file in base64, at most 1500 KB, which is in the template then. Default: - none
    :param bucket: bucket with the file. AWS doesn't say with whose permissions it is read: keep it readable to who
        deploys. Default: - none
    :param object_key: key of the file in the bucket. Default: - none
    :param removal_policy: what happens to it when it leaves the stack. Default: - it is deleted
    :raises InvalidArgument: if both or neither is given, or the file isn't valid

    Source: AWS::SMSVOICE::RegistrationAttachment and
    https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_CreateRegistrationAttachment.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        body: str | None = None,
        bucket: s3.IBucket | None = None,
        object_key: str | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
    ) -> None:
        super().__init__(scope, construct_id)
        acknowledge(self, YOUNGER_THAN_VALIDATION)
        if (bucket is None) != (object_key is None) or (body is None) == (bucket is None):
            raise InvalidArgument("an attachment needs its body, or bucket and object_key: give one of the two")
        if body is not None:
            _check_body(body)
        if object_key is not None:
            _check_key(object_key)
        warn_of_region(self, "RegistrationAttachment", REGISTRATION_REGIONS)
        count(self, Quota.REGISTRATION_ATTACHMENTS)
        self.resource: Final = smsvoice.CfnRegistrationAttachment(
            self,
            "Resource",
            attachment_body=body,
            attachment_url=None if bucket is None else bucket.s3_url_for_object(object_key),
        )
        self.resource.apply_removal_policy(removal_policy)
        self._id = self.resource.attr_registration_attachment_id
        self._arn = self.resource.attr_registration_attachment_arn

    @property
    def attachment_status(self) -> str:
        """UPLOAD_IN_PROGRESS, UPLOAD_COMPLETE, ..., as it was when CloudFormation last looked."""
        return self.resource.attr_attachment_status

    @classmethod
    def from_registration_attachment_id(
        cls, scope: Construct, construct_id: str, registration_attachment_id: str
    ) -> IRegistrationAttachment:
        """Import an attachment of this account and Region by its id."""
        arn = sms_voice_arn(scope, SmsVoiceResource.REGISTRATION_ATTACHMENT, registration_attachment_id)
        return _Imported(scope, construct_id, identity=registration_attachment_id, arn=arn)

    @classmethod
    def from_registration_attachment_arn(
        cls, scope: Construct, construct_id: str, registration_attachment_arn: str
    ) -> IRegistrationAttachment:
        """Import an attachment by its ARN.

        :raises InvalidArgument: if it is the ARN of something else
        """
        identity = sms_voice_resource_name(scope, SmsVoiceResource.REGISTRATION_ATTACHMENT, registration_attachment_arn)
        return _Imported(scope, construct_id, identity=identity, arn=registration_attachment_arn)


class _Imported(IRegistrationAttachment):
    def __init__(self, scope: Construct, construct_id: str, *, identity: str, arn: str) -> None:
        super().__init__(scope, construct_id)
        self._id = identity
        self._arn = arn


def _check_body(body: str) -> None:
    if not is_known(body):
        return
    try:
        size = len(base64.b64decode(body, validate=True))
    except ValueError:
        raise InvalidArgument("body is not base64: give base64.b64encode(file.read_bytes()).decode()") from None
    if not 1 <= size <= _MOST_BYTES:
        raise InvalidArgument(f"body has {size} bytes: use 1 to {_MOST_BYTES}, or bucket and object_key")


def _check_key(key: str) -> None:
    check_length("object_key", key, least=1, most=1024)
    check_pattern("object_key", key, r"\S+", "a key without spaces")
    if is_known(key) and not key.lower().endswith(_SUFFIXES):
        raise InvalidArgument(f"object_key {key!r} is no document that AWS takes: use one of {', '.join(_SUFFIXES)}")
