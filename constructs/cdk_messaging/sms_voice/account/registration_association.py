"""What a registration is for."""

from __future__ import annotations

import aws_cdk as cdk
from constructs import Construct

from ...observability import LogOptions
from ..phone_number import IPhoneNumber
from ..rcs_agent import IRcsAgent
from ..registration import IRegistration
from .setting import claim, provider_of


class RegistrationAssociation(Construct):
    """Associates a registration with a number, an RCS agent or another registration.

    The service has no way to end an association: it stays when this goes, and after a rollback. A 10DLC campaign takes
    its numbers only once it is COMPLETE; before that the deployment fails, and says so.

    :param registration: which, created or imported
    :param resource: what it is for
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if a number of this app is of a type that the registration isn't for, or the app does it
        twice

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_CreateRegistrationAssociation.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        registration: IRegistration,
        resource: IPhoneNumber | IRcsAgent | IRegistration,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        claim(self, f"the association of {registration.node.path!r} with {resource.node.path!r}")
        provider = provider_of(self, log_options)
        self._resource = provider.define(
            self,
            "Resource",
            resource_type="Custom::RegistrationAssociation",
            properties={"RegistrationId": registration.registration_arn, "ResourceId": resource.grantable_arn},
            grants=(
                registration.grant_associate(provider.permissions, resource),
                registration.grant(provider.permissions, "sms-voice:ListRegistrationAssociations"),
            ),
        )

    @property
    def resource(self) -> cdk.CustomResource:
        """The custom resource that associates them."""
        return self._resource
