"""Functions that change the segment of a campaign before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from aws_cdk import aws_lambda as lambda_
from constructs import Construct, IDependable

from ..ids import check_id
from ..project import IProject
from .permission import ANY_CAMPAIGN, allow_invocation
from .webhook import check_webhook

_FILTER, _DELIVERY = "FILTER", "DELIVERY"


@dataclass(frozen=True)
class BoundHook:
    """A hook as a resource has it.

    :param properties: of the property ``CampaignHook`` of a campaign or of a project's settings
    :param dependencies: what has to be there before that resource
    """

    properties: Mapping[str, str]
    dependencies: tuple[IDependable, ...]


@dataclass(frozen=True)
class CampaignHook:
    """A function or webhook that is called for each 50 endpoints of a campaign, before it is sent.

    Give it to one campaign, or to a project's settings for all campaigns without one of their own.

    Source: AWS::Pinpoint::Campaign CampaignHook; "Customizing segments with AWS Lambda", Amazon Pinpoint developer
    guide
    """

    mode: str
    lambda_function: lambda_.IFunction | None
    web_url: str | None
    source: str = ANY_CAMPAIGN

    @staticmethod
    def filter(function: lambda_.IFunction, *, campaign_id: str | None = None) -> CampaignHook:
        """Let a function change attributes of endpoints, or leave endpoints out.

        The function may be invoked by the project's campaigns only. It answers within 15 seconds, or the campaign's
        delivery fails after three times.

        :param function: in the project's account and Region; ``SegmentFilter`` makes one
        :param campaign_id: the only campaign that may invoke it, once it was made and its id is known. Default: - any
            campaign of the project
        :raises InvalidArgument: if it isn't an id
        """
        return CampaignHook(_FILTER, function, None, _source(campaign_id))

    @staticmethod
    def custom_channel(function: lambda_.IFunction, *, campaign_id: str | None = None) -> CampaignHook:
        """Let a function send the messages: as campaigns had it before ``CustomDelivery``, which took its place.

        AWS stopped serving this mode before the rest; it is here for stacks that still say it.

        :param function: in the project's account and Region
        :param campaign_id: the only campaign that may invoke it, once it was made. Default: - any of the project
        :raises InvalidArgument: if it isn't an id
        """
        return CampaignHook(_DELIVERY, function, None, _source(campaign_id))

    @staticmethod
    def webhook(url: str) -> CampaignHook:
        """Let a web service change attributes of endpoints, or leave endpoints out.

        :param url: ``https://`` and then letters, digits and ``-._~?/#;`` only
        :raises InvalidArgument: if the address has something else in it
        """
        check_webhook(url)
        return CampaignHook(_FILTER, None, url)

    def bind(self, scope: Construct, project: IProject) -> BoundHook:
        """Allow the invocation, and give what the resource says.

        :param scope: campaign or settings that use it
        :param project: their project
        :raises InvalidArgument: if the function is in another Region, or may take longer than 15 seconds
        """
        if self.lambda_function is None:
            return BoundHook({"mode": self.mode, "webUrl": str(self.web_url)}, ())
        permission = allow_invocation(scope, self.lambda_function, project, source=self.source)
        properties = {"lambdaFunctionName": self.lambda_function.function_arn, "mode": self.mode}
        return BoundHook(properties, (permission,))


def _source(campaign_id: str | None) -> str:
    if campaign_id is None:
        return ANY_CAMPAIGN
    check_id("campaign id", campaign_id)
    return f"campaigns/{campaign_id}"
