"""Rules that are applied to messages, and where their events go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_smsvoice as smsvoice
from constructs import Construct

from ..access import SmsVoiceResource, sms_voice_arn, sms_voice_resource_name
from ..checks import check_name, is_known
from ..errors import InvalidArgument
from .event_destination import EventDestination
from .event_type import EventType, check_event_types
from .protect_configuration import IProtectConfiguration
from .quotas import Quota, count
from .resource import SmsVoiceConstruct
from .sender_id_rules import check_sender_id

MAX_EVENT_DESTINATIONS = 5
"""Destinations that one set may have. Source: https://docs.aws.amazon.com/sms-voice/latest/userguide/quotas.html"""


class IConfigurationSet(SmsVoiceConstruct):
    """A configuration set, created or imported."""

    _name: str

    @property
    def configuration_set_name(self) -> str:
        """Name of the set."""
        return self._name

    @property
    def configuration_set_arn(self) -> str:
        """ARN of the set."""
        return self._arn

    def grant_send(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow sending SMS with this set.

        A call that also names a number or a pool needs its ``grant_send_text`` as well.
        """
        return self.grant(grantee, "sms-voice:SendTextMessage")

    def grant_send_voice(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow sending voice messages with this set; the number or pool needs its own ``grant_send_voice``."""
        return self.grant(grantee, "sms-voice:SendVoiceMessage")

    def grant_send_media(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow sending MMS with this set; the number or pool needs its own ``grant_send_media``."""
        return self.grant(grantee, "sms-voice:SendMediaMessage")

    def grant_send_rcs(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow sending RCS messages with this set; the agent or pool needs its own ``grant_send_rcs``."""
        return self.grant(grantee, "sms-voice:SendRcsMessage")

    def grant_send_notify(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow sending codes with this set; the notify configuration needs its own grant as well."""
        return self.grant(grantee, "sms-voice:SendNotifyTextMessage", "sms-voice:SendNotifyVoiceMessage")

    def grant_read(self, grantee: iam.IGrantable) -> iam.Grant:
        """Allow looking up the set's settings and destinations."""
        return self.grant(grantee, "sms-voice:DescribeConfigurationSets")


class ConfigurationSet(IConfigurationSet):
    """Rules applied to every message that is sent with it, and where its events go.

    Messages that are sent without a configuration set leave no events in a log group, stream or topic.

    :param configuration_set_name: 1 to 64 letters, digits, ``_`` and ``-``.
        Default: - made from the place of the construct in the app, the same in each synthesis
    :param default_sender_id: sender ID of messages that name none. Default: - none
    :param message_feedback_enabled: whether the service expects ``PutMessageFeedback`` for each message.
        Default: - no
    :param protect_configuration: countries that may be texted. Default: - the account's default, if it has one
    :raises InvalidArgument: if the name or the sender ID is not valid

    Source: AWS::SMSVOICE::ConfigurationSet
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        configuration_set_name: str | None = None,
        default_sender_id: str | None = None,
        message_feedback_enabled: bool | None = None,
        protect_configuration: IProtectConfiguration | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        if configuration_set_name is not None:
            check_name("configuration set name", configuration_set_name)
        if default_sender_id is not None:
            check_sender_id("default_sender_id", default_sender_id)
        # The name is known now: what lets the service in refers to the set, and the set waits for it.
        name = configuration_set_name
        if name is None:
            name = cdk.Names.unique_resource_name(self, max_length=64, separator="-", allowed_special_characters="_-")
        count(self, Quota.CONFIGURATION_SETS)
        self.resource: Final = smsvoice.CfnConfigurationSet(
            self,
            "Resource",
            configuration_set_name=name,
            default_sender_id=default_sender_id,
            message_feedback_enabled=message_feedback_enabled,
            protect_configuration_id=(
                None if protect_configuration is None else protect_configuration.protect_configuration_id
            ),
        )
        self._name = self.resource.ref
        self._arn = self.resource.attr_arn
        self._source_arn = sms_voice_arn(self, SmsVoiceResource.CONFIGURATION_SET, name)
        self._roles: dict[str, iam.IRole] = {}
        self._names: list[str] = []
        self._destinations: list[cdk.IResolvable | smsvoice.CfnConfigurationSet.EventDestinationProperty] = []

    @classmethod
    def from_configuration_set_name(
        cls, scope: Construct, construct_id: str, configuration_set_name: str
    ) -> IConfigurationSet:
        """Import a set of this account and Region by its name."""
        arn = sms_voice_arn(scope, SmsVoiceResource.CONFIGURATION_SET, configuration_set_name)
        return _ImportedConfigurationSet(scope, construct_id, name=configuration_set_name, arn=arn)

    @classmethod
    def from_configuration_set_arn(
        cls, scope: Construct, construct_id: str, configuration_set_arn: str
    ) -> IConfigurationSet:
        """Import a set by its ARN.

        :raises InvalidArgument: if it is the ARN of something else
        """
        name = sms_voice_resource_name(scope, SmsVoiceResource.CONFIGURATION_SET, configuration_set_arn)
        return _ImportedConfigurationSet(scope, construct_id, name=name, arn=configuration_set_arn)

    @property
    def event_destination_roles(self) -> Mapping[str, iam.IRole]:
        """Roles that the service writes events with, by the name of the destination. Topics need none."""
        return MappingProxyType(self._roles)

    def add_event_destination(
        self,
        name: str,
        destination: EventDestination,
        *,
        event_types: Sequence[EventType],
        enabled: bool = True,
    ) -> None:
        """Send events to a log group, a delivery stream or a topic; at most five to a set.

        :param name: name of the destination in this set, 1 to 64 letters, digits, ``_`` and ``-``
        :param destination: target
        :param event_types: events to send
        :param enabled: whether events are sent now. Default: - yes
        :raises InvalidArgument: if the name is not valid or taken, the set is full, or the types are not valid
        """
        if not is_known(name):
            raise InvalidArgument("event destination name must be known at synthesis: give a literal name")
        check_name("event destination name", name)
        known_types = check_event_types(event_types)
        if name in self._names:
            raise InvalidArgument(f"event destination name {name!r} is given twice: give each one once")
        if len(self._names) == MAX_EVENT_DESTINATIONS:
            raise InvalidArgument(
                f"event destination {name!r} is one too many: a configuration set has at most "
                f"{MAX_EVENT_DESTINATIONS}, this one has {', '.join(self._names)}"
            )
        bound = destination.bind(self._scope_of(name), self.resource, self._source_arn)
        self._names.append(name)
        if bound.role is not None:
            self._roles[name] = bound.role
        self._destinations.append(
            smsvoice.CfnConfigurationSet.EventDestinationProperty(
                event_destination_name=name, enabled=enabled, matching_event_types=known_types, **bound.properties
            )
        )
        self.resource.event_destinations = self._destinations

    def _scope_of(self, name: str) -> Construct:
        parent = self.node.try_find_child("EventDestinations")
        if not isinstance(parent, Construct):
            parent = Construct(self, "EventDestinations")
        return Construct(parent, name)


class _ImportedConfigurationSet(IConfigurationSet):
    def __init__(self, scope: Construct, construct_id: str, *, name: str, arn: str) -> None:
        super().__init__(scope, construct_id)
        self._name = name
        self._arn = arn
