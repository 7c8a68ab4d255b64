"""Configuration sets of version 1 of the voice API, for which CloudFormation has no type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from ...checks import check_member, check_name, check_unique, is_known
from ...errors import InvalidArgument
from ...observability import LogOptions
from ..event_destination import EventDestination
from .setting import AccountSetting, grant_pass_role, provider_of
from .voice_event_type import VoiceEventType

MAX_EVENT_DESTINATIONS = 10
"""Destinations that one set may have. Source: "Event Destinations", Amazon Pinpoint SMS and Voice API reference."""

_DESTINATIONS = "EventDestinations"
_ACTIONS = (
    "CreateConfigurationSet",
    "CreateConfigurationSetEventDestination",
    "DeleteConfigurationSet",
    "DeleteConfigurationSetEventDestination",
    "GetConfigurationSetEventDestinations",
    "UpdateConfigurationSetEventDestination",
)


class VoiceConfigurationSet(AccountSetting):
    """Where the events go of voice messages that are sent with version 1 of the API (``pinpoint-sms-voice``).

    Version 2 knows nothing of it. New code uses ``sms_voice.ConfigurationSet``, which a warning says
    (``cdk_messaging:sms_voice.VoiceConfigurationSet.superseded``). A set that is there already is never taken over.

    :param configuration_set_name: 1 to 64 letters, digits, ``_`` and ``-``.
        Default: - made from the place of the construct in the app, the same in each synthesis
    :param removal_policy: what happens when this leaves the stack: DESTROY deletes the set with its destinations,
        RETAIN keeps it. Default: - DESTROY
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if the name is not valid, or the app makes two of it

    Source: https://docs.aws.amazon.com/pinpoint-sms-voice/latest/APIReference/v1-sms-voice-configuration-sets.html and
    https://docs.aws.amazon.com/service-authorization/latest/reference/list_pinpoint-sms-voice.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        configuration_set_name: str | None = None,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        if configuration_set_name is not None:
            check_name("voice configuration set name", configuration_set_name)
            self._name = configuration_set_name
        else:
            self._name = cdk.Names.unique_resource_name(
                self, max_length=64, separator="-", allowed_special_characters="_-"
            )
        self._places = Construct(self, "EventDestinations")
        self._destinations: dict[str, Any] = {}
        self._roles: dict[str, iam.IRole] = {}
        self._set(
            what=f"voice configuration set {self._name!r}",
            resource_type="Custom::VoiceConfigurationSet",
            key={"ConfigurationSetName": self._name},
            value={_DESTINATIONS: "{}"},
            permissions=[(_ACTIONS, "*")],
            removal_policy=removal_policy,
            log_options=log_options,
        )
        cdk.Annotations.of(self).add_warning_v2(
            "cdk_messaging:sms_voice.VoiceConfigurationSet.superseded",
            "version 2 of the API replaces this configuration set: use sms_voice.ConfigurationSet, and send with "
            "pinpoint-sms-voice-v2, unless code that you can't change sends with version 1",
        )

    @property
    def configuration_set_name(self) -> str:
        """Name of the set."""
        return self._name

    @property
    def event_destination_roles(self) -> Mapping[str, iam.IRole]:
        """Roles that the service writes events with, by the name of the destination. Topics need none."""
        return MappingProxyType(self._roles)

    def add_event_destination(
        self,
        name: str,
        destination: EventDestination,
        *,
        event_types: Sequence[VoiceEventType],
        enabled: bool = True,
    ) -> None:
        """Send events to a log group, a delivery stream or a topic; at most ten to a set.

        A set of version 1 has no ARN. So the role that is made, or the topic's policy, lets the service in for
        everything of this account, not for this set alone. The service principal is that of version 2, for which AWS
        documents the condition on the account; for version 1 it says nothing.

        :param name: name of the destination in this set, 1 to 64 letters, digits, ``_`` and ``-``
        :param destination: target
        :param event_types: events to send
        :param enabled: whether events are sent now. Default: - yes
        :raises InvalidArgument: if the name is not valid or taken, the set is full, or the types are not valid
        """
        self._check_name(name)
        types = _check_event_types(event_types)
        bound = destination.bind(Construct(self._places, name), self.resource, None)
        if bound.role is not None:
            self._roles[name] = bound.role
            grant_pass_role(provider_of(self, None), bound.role).apply_before(self.resource)
        self._destinations[name] = {"Enabled": enabled, "MatchingEventTypes": types, **bound.as_request}
        resource = self.resource.node.default_child
        if isinstance(resource, cdk.CfnResource):
            rendered = cdk.Stack.of(self).to_json_string(self._destinations)
            resource.add_property_override(_DESTINATIONS, rendered)

    def grant_send_voice(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow sending voice messages with version 1 of the API.

        Neither a set nor a number of version 1 has an ARN, and both versions share the action: this also allows it
        with every number of version 2.
        """
        return iam.Grant.add_to_principal(grantee=grantee, actions=["sms-voice:SendVoiceMessage"], resource_arns=["*"])

    def _check_name(self, name: str) -> None:
        if not is_known(name):
            raise InvalidArgument("event destination name must be known at synthesis: give a literal name")
        check_name("event destination name", name)
        if name in self._destinations:
            raise InvalidArgument(f"event destination name {name!r} is given twice: give each one once")
        if len(self._destinations) == MAX_EVENT_DESTINATIONS:
            raise InvalidArgument(
                f"event destination {name!r} is one too many: a voice configuration set has at most "
                f"{MAX_EVENT_DESTINATIONS}, this one has {', '.join(self._destinations)}"
            )


def _check_event_types(event_types: Sequence[VoiceEventType]) -> list[str]:
    if not event_types:
        raise InvalidArgument("event types are empty: give at least one, for example VoiceEventType.FAILED")
    known = [check_member("voice event type", each, VoiceEventType) for each in event_types]
    check_unique("voice event type", known)
    return [each.value for each in known]
