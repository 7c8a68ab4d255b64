"""People who are on an opt-out list from the start."""

from __future__ import annotations

from collections.abc import Sequence

import aws_cdk as cdk
from constructs import Construct

from ...checks import check_pattern, check_unique
from ...errors import InvalidArgument
from ...observability import LogOptions
from ..opt_out_list import IOptOutList
from .number_override import E164, E164_IN_WORDS
from .setting import claim, provider_of

MAX_NUMBERS = 2000
"""What one deployment puts on a list within the provider's time; the service takes ten a second."""


class OptedOutNumbers(Construct):
    """Puts numbers on an opt-out list, for example those who opted out with an earlier vendor.

    Nothing takes them off it again: not an update without them, not the end of the stack, not a rollback. That would
    allow texting people who said no, and the service lets a number leave a list only once in 30 days.

    The numbers stand in the template and in the stack's history: where that must not be, import them with the API.

    :param opt_out_list: the list, created or imported
    :param numbers: numbers, E.164, at most 2000
    :param log_options: of the provider's log, when this makes the stack's provider. Default: - six months, retained
    :raises InvalidArgument: if there is no number or too many, one isn't valid or is given twice, or the app has
        another one of these for the list

    Source: https://docs.aws.amazon.com/pinpoint/latest/apireference_smsvoicev2/API_PutOptedOutNumber.html
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        opt_out_list: IOptOutList,
        numbers: Sequence[str],
        log_options: LogOptions | None = None,
    ) -> None:
        super().__init__(scope, construct_id)
        if not 1 <= len(numbers) <= MAX_NUMBERS:
            raise InvalidArgument(f"there are {len(numbers)} numbers: give 1 to {MAX_NUMBERS}")
        for number in numbers:
            check_pattern("number", number, E164, E164_IN_WORDS)
        check_unique("number", numbers)
        claim(self, f"who is on opt-out list {opt_out_list.node.path!r}")
        provider = provider_of(self, log_options)
        self._resource = provider.define(
            self,
            "Resource",
            resource_type="Custom::OptedOutNumbers",
            properties={"OptOutListName": opt_out_list.opt_out_list_arn, "Numbers": list(numbers)},
            grants=(opt_out_list.grant(provider.permissions, "sms-voice:PutOptedOutNumber"),),
        )

    @property
    def resource(self) -> cdk.CustomResource:
        """The custom resource that puts them there."""
        return self._resource
