"""Channels of your own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aws_cdk import aws_lambda as lambda_
from constructs import Construct, IDependable

from ...checks import check_member, check_unique
from ...errors import InvalidArgument
from ..channel_type import ChannelType
from ..ids import check_id
from ..project import IProject
from .permission import ANY_CAMPAIGN, allow_invocation
from .webhook import check_webhook

ENDPOINT_TYPES = tuple(each for each in ChannelType if each not in (ChannelType.PUSH, ChannelType.IN_APP))
"""Types of endpoints that a custom channel serves, as the guide lists them."""


@dataclass(frozen=True)
class BoundDelivery:
    """A custom channel as a campaign has it.

    :param uri: of the function or web service
    :param endpoint_types: types of endpoints that it serves
    :param dependencies: what has to be there before the campaign
    """

    uri: str
    endpoint_types: tuple[ChannelType, ...]
    dependencies: tuple[IDependable, ...]


@dataclass(frozen=True)
class CustomDelivery:
    """A function or web service that gets a campaign's message and 50 endpoints at a time, and sends it somehow.

    Source: AWS::Pinpoint::Campaign CustomDeliveryConfiguration; "Creating custom channels in Amazon Pinpoint", Amazon
    Pinpoint developer guide
    """

    endpoint_types: tuple[ChannelType, ...]
    lambda_function: lambda_.IFunction | None = None
    web_url: str | None = None
    ready: IDependable | None = None
    source: str = ANY_CAMPAIGN

    @staticmethod
    def function(
        function: lambda_.IFunction, *, endpoint_types: Sequence[ChannelType], campaign_id: str | None = None
    ) -> CustomDelivery:
        """By a function, which may be invoked by the project's campaigns only.

        :param function: in the project's account and Region, with a timeout of at most 15 seconds;
            ``CustomChannelFunction`` is one
        :param endpoint_types: types of endpoints that it serves, at least one
        :param campaign_id: the only campaign that may invoke it, once it was made and its id is known. Default: - any
            campaign of the project
        :raises InvalidArgument: if there are no types, one is given twice or not served, or it isn't an id
        """
        source = ANY_CAMPAIGN
        if campaign_id is not None:
            check_id("campaign id", campaign_id)
            source = f"campaigns/{campaign_id}"
        return CustomDelivery(_checked(endpoint_types), lambda_function=function, source=source)

    @staticmethod
    def webhook(url: str, *, endpoint_types: Sequence[ChannelType], ready: IDependable | None = None) -> CustomDelivery:
        """By a web service.

        When the campaign is made, Amazon Pinpoint asks the address with HEAD, and the answer must have the header
        ``X-Amz-Pinpoint-AccountId`` with the number of your account.

        :param url: ``https://`` and then letters, digits and ``-._~?/#;`` only
        :param endpoint_types: types of endpoints that it serves, at least one
        :param ready: what has to be deployed before it can answer. Default: - nothing of this app
        :raises InvalidArgument: if the address has something else in it, there are no types, or one is given twice or
            not served
        """
        check_webhook(url)
        return CustomDelivery(_checked(endpoint_types), web_url=url, ready=ready)

    def bind(self, scope: Construct, project: IProject) -> BoundDelivery:
        """Allow the invocation, and give what the campaign says.

        :param scope: campaign that uses it
        :param project: its project
        :raises InvalidArgument: if the function is in another Region, or may take longer than 15 seconds
        """
        if self.lambda_function is None:
            waits = () if self.ready is None else (self.ready,)
            return BoundDelivery(str(self.web_url), self.endpoint_types, waits)
        permission = allow_invocation(scope, self.lambda_function, project, source=self.source)
        return BoundDelivery(self.lambda_function.function_arn, self.endpoint_types, (permission,))


def _checked(types: Sequence[ChannelType]) -> tuple[ChannelType, ...]:
    found = tuple(check_member("endpoint type", each, ChannelType) for each in types)
    if not found:
        raise InvalidArgument("a custom channel serves no endpoint_types: give one or several")
    check_unique("endpoint type", found)
    for each in found:
        if each not in ENDPOINT_TYPES:
            allowed = ", ".join(ENDPOINT_TYPES)
            raise InvalidArgument(f"endpoint type {each.value!r} has no custom channel: use {allowed}")
    return found
