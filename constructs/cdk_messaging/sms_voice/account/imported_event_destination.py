"""Event destinations of configuration sets that exist already."""

from __future__ import annotations

from collections.abc import Sequence

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from constructs import Construct

from ...checks import check_name, is_known
from ...errors import InvalidArgument
from ...observability import LogOptions
from ..configuration_set import ConfigurationSet, IConfigurationSet
from ..event_destination import EventDestination
from ..event_type import EventType, check_event_types
from .setting import AccountSetting

_ACTIONS = (
    "CreateEventDestination",
    "DeleteEventDestination",
    "DescribeConfigurationSets",
    "UpdateEventDestination",
)


class ImportedSetEventDestination(AccountSetting):
    """Sends the events of a configuration set that is not made by this app to a log group, stream or topic.

    A destination of the same name that is there already is never replaced. The kind of a destination can't change:
    give the new one another name.

    :param configuration_set: an imported set
    :param name: name of the destination in the set, 1 to 64 letters, digits, ``_`` and ``-``
    :param destination: target
    :param event_types: events to send
    :param enabled: whether events are sent now. Default: - yes
    :param removal_policy: what happens when this leaves the stack: DESTROY deletes the destination, RETAIN keeps it.
        Default: - DESTROY
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if the set is made by this app, the name or the types aren't valid, or the app sets it
        twice

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_CreateEventDestination.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        configuration_set: IConfigurationSet,
        name: str,
        destination: EventDestination,
        event_types: Sequence[EventType],
        enabled: bool = True,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.DESTROY,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        if isinstance(configuration_set, ConfigurationSet):
            raise InvalidArgument(
                f"configuration set {configuration_set.node.path!r} is made by this app: use its "
                "add_event_destination(...) instead"
            )
        if not is_known(name):
            raise InvalidArgument("event destination name must be known at synthesis: give a literal name")
        check_name("event destination name", name)
        known_types = check_event_types(event_types)
        arn = configuration_set.configuration_set_arn
        # What is bound must wait for its permissions, and is made of what the binding gives: so it has a place.
        place = Construct(self, "Destination")
        bound = destination.bind(self, place, arn)
        self._role = bound.role
        self._set(
            what=f"event destination {name!r} of {configuration_set.node.path!r}",
            resource_type="Custom::EventDestination",
            key={
                "ConfigurationSetName": configuration_set.configuration_set_name,
                "EventDestinationName": name,
            },
            value={
                "MatchingEventTypes": known_types,
                "Enabled": "true" if enabled else "false",
                "Target": cdk.Stack.of(self).to_json_string(bound.as_request),
            },
            permissions=[(_ACTIONS, arn)],
            removal_policy=removal_policy,
            log_options=log_options,
            passed_role=bound.role,
            scope=place,
        )

    @property
    def role(self) -> iam.IRole | None:
        """Role that the service writes with; None for a topic."""
        return self._role
