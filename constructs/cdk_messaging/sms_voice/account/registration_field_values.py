"""What a registration says, and its submission."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import aws_cdk as cdk
from constructs import Construct

from ...checks import check_pattern, is_known
from ...errors import InvalidArgument
from ...observability import LogOptions
from ..registration import IRegistration, Registration
from ..registration_attachment import IRegistrationAttachment
from .setting import AccountSetting, claim, provider_of

FieldValue = str | Sequence[str] | IRegistrationAttachment
"""A text; the choices of a list; or a document."""


class RegistrationFieldValues(Construct):
    """Fills in a registration, and submits it if asked to.

    Fields that aren't given stay as they are. A value that changes after an approval begins a new version. While a
    version is under review nothing can change: the deployment fails, and says so.

    Once it is submitted nothing is taken back: not by an update, not by a rollback, not by the end of the stack.

    :param registration: which, created or imported
    :param values: values by field path, for example ``{"companyInfo.companyName": "Example Corp"}``: a text, a list of
        choices, or an attachment. The paths of a type come from ``DescribeRegistrationFieldDefinitions``
    :param submit: whether a draft is submitted when all values are in. It goes to carriers, and may cost. Default: - no
    :param aws_review: whether AWS looks at it before carriers do. Default: - no
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if there is no value, a path isn't valid, a value is empty, ``aws_review`` is asked for
        without ``submit``, or the app sets a field twice

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_PutRegistrationFieldValue.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        registration: IRegistration,
        values: Mapping[str, FieldValue],
        submit: bool = False,
        aws_review: bool = False,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        if not values:
            raise InvalidArgument("values are empty: give at least one field of the registration")
        if aws_review and not submit:
            raise InvalidArgument("aws_review is for what is submitted: set submit=True as well")
        rendered = {path: _rendered(path, value) for path, value in values.items()}
        fields = [
            _FieldValue(self, path, registration=registration, value=value, log_options=log_options)
            for path, value in rendered.items()
        ]
        self._submission = self._submit(registration, rendered, fields, aws_review, log_options) if submit else None
        if isinstance(registration, Registration):
            cdk.Annotations.of(registration).acknowledge_warning(
                "cdk_messaging:Registration.empty", f"Filled in by {self.node.path}."
            )

    @property
    def submission(self) -> cdk.CustomResource | None:
        """The custom resource that submits it, if asked to."""
        return self._submission

    def _submit(
        self,
        registration: IRegistration,
        rendered: Mapping[str, Any],
        fields: Sequence[Construct],
        aws_review: bool,  # noqa: FBT001 - as it was given
        log_options: LogOptions | None,
    ) -> cdk.CustomResource:
        claim(self, f"the submission of {registration.node.path!r}")
        provider = provider_of(self, log_options)
        actions = ("sms-voice:DescribeRegistrationVersions", "sms-voice:SubmitRegistrationVersion")
        content = json.dumps(cdk.Stack.of(self).resolve(dict(rendered)), sort_keys=True)
        resource = provider.define(
            self,
            "Submission",
            resource_type="Custom::RegistrationSubmission",
            properties={
                "RegistrationId": registration.registration_arn,
                "AwsReview": "true" if aws_review else "false",
                # So that CloudFormation asks again when a value changes.
                "Content": hashlib.sha256(content.encode()).hexdigest()[:16],
            },
            grants=(registration.grant(provider.permissions, *actions),),
        )
        resource.node.add_dependency(*fields)
        return resource


class _FieldValue(AccountSetting):
    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        registration: IRegistration,
        value: Mapping[str, Any],
        log_options: LogOptions | None,
    ) -> None:
        super().__init__(scope, construct_id)
        actions = (
            "CreateRegistrationVersion",
            "DeleteRegistrationFieldValue",
            "DescribeRegistrationFieldValues",
            "PutRegistrationFieldValue",
        )
        self._set(
            what=f"field {construct_id!r} of {registration.node.path!r}",
            resource_type="Custom::RegistrationFieldValue",
            key={"RegistrationId": registration.registration_arn, "FieldPath": construct_id},
            value=value,
            permissions=[(actions, registration.registration_arn)],
            log_options=log_options,
        )


def _rendered(path: str, value: FieldValue) -> dict[str, Any]:
    check_pattern("field path", path, r"[A-Za-z0-9_.]{1,100}", "letters, digits, _ and ., as the API lists them")
    if isinstance(value, IRegistrationAttachment):
        return {"RegistrationAttachmentId": value.registration_attachment_id}
    if not value or (isinstance(value, str) and is_known(value) and not value.strip()):
        raise InvalidArgument(f"the value of field {path!r} is empty: give a text or choices, or leave the field out")
    return {"TextValue": value} if isinstance(value, str) else {"SelectChoices": list(value)}
