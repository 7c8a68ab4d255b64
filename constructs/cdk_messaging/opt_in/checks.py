"""What a double opt-in refuses at synth because it could not work."""

from __future__ import annotations

from collections.abc import Sequence

import aws_cdk as cdk
from constructs import IConstruct

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.page import HostedPage, Page
from cdk_messaging.opt_in.partitions import is_govcloud
from cdk_messaging.opt_in.settings import NumberValidation
from cdk_messaging.sms_voice.regions import PHONE_NUMBER_VALIDATE_REGIONS


def check_countries(allowed_countries: Sequence[str]) -> None:
    """At least one country, each once.

    :raises InvalidArgument: otherwise.
    """
    if not allowed_countries:
        raise InvalidArgument("allowed_countries is empty; name at least one country, such as 'US'")
    twice = sorted({code for code in allowed_countries if list(allowed_countries).count(code) > 1})
    if twice:
        raise InvalidArgument(f"allowed_countries names {', '.join(twice)} more than once; name each country once")


def check_number_validation(scope: IConstruct, validation: NumberValidation) -> None:
    """PhoneNumberValidate only where Amazon Pinpoint's API is.

    :raises InvalidArgument: elsewhere.
    """
    region = cdk.Stack.of(scope).region
    if validation is not NumberValidation.PHONE_NUMBER_VALIDATE or cdk.Token.is_unresolved(region):
        return
    if region not in PHONE_NUMBER_VALIDATE_REGIONS:
        raise InvalidArgument(
            f"number_validation PHONE_NUMBER_VALIDATE does not exist in Region {region!r}; use CARRIER_LOOKUP, "
            f"or one of {', '.join(sorted(PHONE_NUMBER_VALIDATE_REGIONS))}"
        )


def check_hosting(scope: IConstruct, page: Page) -> None:
    """A page behind Amazon CloudFront only where CloudFront is.

    :raises InvalidArgument: elsewhere.
    """
    if isinstance(page, HostedPage) and is_govcloud(scope):
        region = cdk.Stack.of(scope).region
        raise InvalidArgument(
            f"page is a HostedPage, and the partition of Region {region!r} has no Amazon CloudFront; give "
            "OwnPage(allowed_origin='https://www.example.com'), which deploys the API alone for a page elsewhere"
        )
