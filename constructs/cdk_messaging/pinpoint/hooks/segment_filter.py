"""A function that filters segments with code of yours."""

from __future__ import annotations

from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from ...errors import InvalidArgument
from ...functions import MessagingFunction
from ...observability import LogOptions
from .function_code import filter_code
from .permission import LONGEST_SECONDS


class SegmentFilter(Construct):
    """A Lambda function for ``CampaignHook.filter``: you write what becomes of one endpoint, it does the rest.

    Your file needs a function ``customize``, which gets an endpoint and the event, and returns the endpoint, a changed
    one, or None to leave it out::

        from cdk_messaging.pinpoint.hooks.runtime.endpoint import Endpoint
        from cdk_messaging.pinpoint.hooks.runtime.events import FilterEvent


        def customize(endpoint: Endpoint, event: FilterEvent) -> Endpoint | None:
            if "paused" in endpoint.attributes.get("Plan", ()):
                return None
            return endpoint.with_attribute("Greeting", "Hello")

    The function may write to its log and nothing else until you grant it more. Its log holds ids and counts only.

    :param source: path of your file, with no other imports than the standard library, boto3 and the above
    :param timeout: how long it may take for 50 endpoints, at most 15 seconds. Default: - 15 seconds
    :param log_options: retention, key and removal policy of its log group. Default: - six months, AWS's key, retained
    :raises InvalidArgument: if the file isn't there, or the timeout is too long

    Source: "Customizing segments with AWS Lambda", Amazon Pinpoint developer guide
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        source: str | Path,
        timeout: cdk.Duration | None = None,
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        path = Path(source)
        if not path.is_file():
            raise InvalidArgument(f"source {str(source)!r} is no file: give the path of a Python file with customize")
        longest = cdk.Duration.seconds(LONGEST_SECONDS)
        chosen = longest if timeout is None else timeout
        if chosen.to_seconds() > LONGEST_SECONDS:
            raise InvalidArgument(
                f"timeout is {chosen.to_seconds():g} seconds, but Amazon Pinpoint waits {LONGEST_SECONDS}: "
                "use at most that"
            )
        self._made = MessagingFunction(
            self,
            "Resource",
            code=filter_code(path),
            module="segment_filter",
            description="Changes the segments of campaigns",
            timeout=chosen,
            log_options=LogOptions() if log_options is None else log_options,
        )

    @property
    def messaging_function(self) -> MessagingFunction:
        """The function with its role, log group and alarm."""
        return self._made

    @property
    def function(self) -> lambda_.Function:
        """The Lambda function."""
        return self._made.function

    @property
    def role(self) -> iam.Role:
        """Its execution role."""
        return self._made.role
