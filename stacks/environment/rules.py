"""What must be true of an environment as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.forms import Form, programmes_of
from cdk_messaging.opt_in.programme.compliance import check_website_is_not_the_form
from cdk_messaging.opt_in.settings import check_deployable
from cdk_messaging.sms_voice.regions import PHONE_NUMBER_VALIDATE_REGIONS
from stacks.environment.model import Environment
from stacks.environment.rate import has_rate
from stacks.environment.reach import DescribedNumber, unanswerable
from stacks.environment.regions import SMS_VOICE_REGIONS
from stacks.environment.tables import ExistingOrigination, SimulatorOrigination


def broken_rules(environment: Environment) -> list[str]:
    """The rules that the environment breaks, in words that name key and value; empty when it is fine."""
    return [
        *_countries(environment),
        *_number_validation(environment),
        *_lasting(environment),
        *_rates(environment),
        *_programmes(environment),
    ]


def _countries(environment: Environment) -> Iterator[str]:
    for country, reason in unanswerable(environment.allowed_countries, environment.origination.numbers):
        yield f"allowed_countries = {country!r}: {reason}"
    if environment.default_country not in environment.allowed_countries:
        allowed = ", ".join(environment.allowed_countries)
        yield f"default_country = {environment.default_country!r}: is not an allowed country; allowed: {allowed}"
    numbers: Sequence[DescribedNumber] = environment.origination.numbers
    for index, number in enumerate(numbers):
        if number.type in {"TEN_DLC", "TOLL_FREE", "SIMULATOR"} and number.country != "US":
            yield f"origination.numbers[{index}].country = {number.country!r}: {number.type} numbers exist in US only"


def _number_validation(environment: Environment) -> Iterator[str]:
    if environment.number_validation != "phone-number-validate":
        return
    if environment.region not in PHONE_NUMBER_VALIDATE_REGIONS:
        regions = sorted(PHONE_NUMBER_VALIDATE_REGIONS.intersection(SMS_VOICE_REGIONS))
        yield (
            f"number_validation = 'phone-number-validate': PhoneNumberValidate is not in {environment.region}; "
            f"use carrier-lookup, or a Region of {', '.join(regions)}"
        )


def _lasting(environment: Environment) -> Iterator[str]:
    if not environment.retains:
        return
    if environment.alarms.email is None:
        yield "alarms.email is missing; where removal_policy is retain, somebody must hear of trouble"
    if environment.origination.kind != "existing":
        yield (
            f"origination.kind = {environment.origination.kind!r}: where removal_policy is retain, "
            "allowed: 'existing'; a number is registered and leased once, then named here"
        )


def _rates(environment: Environment) -> Iterator[str]:
    """What has to be known to tell how long a peak takes."""
    if environment.expected_peak is None:
        return
    source = environment.origination
    if isinstance(source, SimulatorOrigination):
        yield "expected_peak: AWS names no rate of simulator numbers; leave it out"
    if isinstance(source, ExistingOrigination):
        for index, number in enumerate(source.numbers):
            if number.messages_per_second is None and not has_rate(number):
                yield (
                    f"origination.numbers[{index}].messages_per_second is missing; AWS names no rate of "
                    f"{number.type} numbers of {number.country}, and expected_peak needs it"
                )


def _programmes(environment: Environment) -> Iterator[str]:
    forms: list[Form] = []
    wrong = False
    for index in range(len(environment.programmes)):
        try:
            forms += environment.forms_of(index)
        except InvalidArgument as problem:
            wrong = True
            yield f"programmes[{index}]: {problem}"
    if wrong:
        return
    try:
        _check_together(environment, forms)
    except InvalidArgument as problem:
        yield f"programmes: {problem}"


def _check_together(environment: Environment, forms: Sequence[Form]) -> None:
    """What only shows when all programmes are looked at, and the number that they share.

    :raises InvalidArgument: with the first problem.
    """
    check_deployable(
        forms,
        allowed_countries=environment.allowed_countries,
        self_managed_opt_outs=environment.self_managed_opt_outs,
    )
    if environment.domain is not None:
        for programme in programmes_of(forms):
            check_website_is_not_the_form(programme, environment.domain.name)
