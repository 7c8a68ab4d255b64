"""Whatever the provider sets: a stack that fails after it leaves the account as it was, but for what is documented.

The settings that can all be put back are rolled back in test_account_resources.py. Here are the others, and the promise
that none is forgotten.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import aws_cdk as cdk
import pytest
from constructs import Construct

from cdk_messaging import sms_voice
from cdk_messaging.sms_voice import account as settings
from tests.sandbox.account import Account, Json, person
from tests.sandbox.provider_stacks import (
    GONE,
    LOGS,
    Define,
    Existing,
    existing_in,
    failing,
    resources,
    roll_back,
    stack_of,
)
from tests.sandbox.test_account_resources import NUMBER, SETTINGS
from tests.support.app import ROOT


def form_of(stack: cdk.Stack, existing: Existing) -> sms_voice.IRegistration:
    (found,) = existing.account.sms.describe_registrations()["Registrations"]
    return sms_voice.Registration.from_registration_id(stack, "Form", found["RegistrationId"])


def values(stack: cdk.Stack, existing: Existing, **arguments: Any) -> None:
    settings.RegistrationFieldValues(
        stack,
        "Values",
        registration=form_of(stack, existing),
        values={"companyInfo.companyName": "Example Corp"},
        log_options=LOGS,
        **arguments,
    )


def submitted(stack: cdk.Stack, existing: Existing) -> None:
    values(stack, existing, submit=True)


def associated(stack: cdk.Stack, existing: Existing) -> None:
    numbers = existing.account.sms.describe_phone_numbers()["PhoneNumbers"]
    (found,) = [each["PhoneNumberId"] for each in numbers if each["NumberType"] == "TOLL_FREE"]
    number = sms_voice.PhoneNumber.from_phone_number_id(stack, "Number", found)
    settings.RegistrationAssociation(
        stack, "Association", registration=form_of(stack, existing), resource=number, log_options=LOGS
    )


def seeded(stack: cdk.Stack, _: Existing) -> None:
    listed = sms_voice.OptOutList.default(stack, "List")
    settings.OptedOutNumbers(stack, "Seeded", opt_out_list=listed, numbers=[NUMBER], log_options=LOGS)


def code_sent(stack: cdk.Stack, existing: Existing) -> None:
    (tester,) = existing.account.sms.describe_verified_destination_numbers()["VerifiedDestinationNumbers"]
    settings.DestinationNumberVerificationCode(
        stack,
        "Code",
        verified_destination_number=sms_voice.VerifiedDestinationNumber.from_verified_destination_number_id(
            stack, "Tester", tester["VerifiedDestinationNumberId"]
        ),
        log_options=LOGS,
    )


def requested(stack: cdk.Stack, _: Existing, removal_policy: cdk.RemovalPolicy = GONE) -> None:
    settings.RequestedPhoneNumber(
        stack,
        "Requested",
        iso_country_code="US",
        number_type=sms_voice.NumberType.TEN_DLC,
        capabilities=[sms_voice.NumberCapability.SMS],
        removal_policy=removal_policy,
        log_options=LOGS,
    )


@dataclass(frozen=True)
class Lasting:
    """What a rollback leaves.

    :param define: makes it.
    :param left: of what happened, what is still there: by kind, as ``inventory`` has it.
    """

    define: Define
    left: Json


IRREVERSIBLE: dict[type[Construct], Lasting] = {
    settings.DestinationNumberVerificationCode: Lasting(code_sent, {"codes": 1}),
    settings.OptedOutNumbers: Lasting(seeded, {"opted out": [NUMBER]}),
    settings.RegistrationAssociation: Lasting(associated, {"associations": 1}),
    settings.RegistrationFieldValues: Lasting(
        submitted,
        {"versions": ["APPROVED"], "values": ["companyInfo.companyName"], "registration": "COMPLETE"},
    ),
}
REVERSIBLE: list[Define] = [values, requested]
"""Beside those of test_account_resources.py."""
PUBLIC = {
    each
    for each in (getattr(settings, name) for name in settings.__all__)
    if isinstance(each, type) and issubclass(each, Construct) and each is not settings.AccountSetting
}


@pytest.fixture
def existing(account: Account) -> Existing:
    found = existing_in(account)
    account.number("US", "TOLL_FREE")
    account.sms.create_verified_destination_number(DestinationPhoneNumber=person())
    account.sms.create_registration(RegistrationType="US_TOLL_FREE_REGISTRATION")
    return found


def inventory(existing: Existing) -> Json:
    """What the constructs of this file are about."""
    sms = existing.account.sms
    (form,) = sms.describe_registrations()["Registrations"]
    named = {"RegistrationId": form["RegistrationId"]}
    versions = sms.describe_registration_versions(**named)["RegistrationVersions"]
    fields = sms.describe_registration_field_values(**named)["RegistrationFieldValues"]
    (tester,) = sms.describe_verified_destination_numbers()["VerifiedDestinationNumbers"]
    listed = sms.describe_opted_out_numbers(OptOutListName="Default")["OptedOutNumbers"]
    return {
        "registration": form["RegistrationStatus"],
        "versions": [each["RegistrationVersionStatus"] for each in versions],
        "values": [each["FieldPath"] for each in fields],
        "associations": len(sms.list_registration_associations(**named)["RegistrationAssociations"]),
        "codes": len(existing.account.phone.messages(tester["DestinationPhoneNumber"])),
        "opted out": [each["OptedOutNumber"] for each in listed],
        "numbers": sorted(each["PhoneNumberId"] for each in sms.describe_phone_numbers()["PhoneNumbers"]),
    }


def documented() -> dict[str, str]:
    """The constructs that docs/sms-voice.md lists, with what happens when they go."""
    page = (ROOT / "docs" / "sms-voice.md").read_text(encoding="utf-8")
    table = page[page.index("| construct | sets | when it goes |") :].split("\n\n")[0]
    rows = [row.strip("| ").split(" | ") for row in table.splitlines()[2:]]
    return {re.sub("`", "", row[0]): row[-1] for row in rows}


@pytest.mark.parametrize("define", REVERSIBLE, ids=lambda define: define.__name__)
def test_a_stack_that_fails_after_it_leaves_the_account_as_it_was(existing: Existing, define: Define) -> None:
    before = inventory(existing) | existing.state()
    assert roll_back(existing.account, failing(resources(existing, define))) == "ROLLBACK_COMPLETE"
    assert inventory(existing) | existing.state() == before


@pytest.mark.parametrize("construct", IRREVERSIBLE, ids=lambda construct: construct.__name__)
def test_a_stack_that_fails_after_it_leaves_what_is_documented_and_nothing_else(
    existing: Existing, construct: type[Construct]
) -> None:
    before = inventory(existing)
    lasting = IRREVERSIBLE[construct]
    assert roll_back(existing.account, failing(resources(existing, lasting.define))) == "ROLLBACK_COMPLETE"
    after = inventory(existing)
    assert after == before | lasting.left
    assert after != before


def test_a_number_that_is_to_be_retained_survives_the_failure_that_follows(existing: Existing) -> None:
    def kept(stack: cdk.Stack, existing: Existing) -> None:
        requested(stack, existing, cdk.RemovalPolicy.RETAIN)

    before = inventory(existing)["numbers"]
    assert roll_back(existing.account, failing(resources(existing, kept))) == "ROLLBACK_COMPLETE"
    assert len(inventory(existing)["numbers"]) == len(before) + 1


def test_every_setting_has_its_rollback_test(existing: Existing) -> None:
    defined = [*SETTINGS, *REVERSIBLE, *(lasting.define for lasting in IRREVERSIBLE.values())]
    made = {type(each) for define in defined for each in stack_of(existing, define).node.find_all()}
    assert {each.__name__ for each in PUBLIC - made} == set()


def test_the_documentation_lists_every_setting() -> None:
    assert set(documented()) == {each.__name__ for each in PUBLIC}


def test_the_documentation_names_exactly_what_cannot_be_undone() -> None:
    bold = {name for name, end in documented().items() if "**" in end}
    assert bold == {each.__name__ for each in IRREVERSIBLE}
