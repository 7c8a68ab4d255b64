"""Registrations and numbers of the provider, deployed: what can be undone is, and a number is never exchanged."""

from __future__ import annotations

import aws_cdk as cdk
import pytest

from cdk_messaging import sms_voice
from cdk_messaging.sms_voice import account as settings
from tests.sandbox.account import Account, Json, until
from tests.sandbox.provider_stacks import GONE, LOGS, Existing, existing_in, resources, roll_back


@pytest.fixture
def existing(account: Account) -> Existing:
    return existing_in(account)


def test_a_registration_is_filled_in_submitted_and_associated(existing: Existing) -> None:
    def registered(stack: cdk.Stack, existing: Existing) -> None:
        number = existing.account.number("US", "TOLL_FREE")["PhoneNumberId"]
        kind = sms_voice.RegistrationType.US_TOLL_FREE_REGISTRATION
        form = sms_voice.Registration(stack, "Form", registration_type=kind)
        values = settings.RegistrationFieldValues(
            stack,
            "Values",
            registration=form,
            values={"companyInfo.companyName": "Example Corp", "companyInfo.legalType": ["PRIVATE_PROFIT"]},
            submit=True,
            log_options=LOGS,
        )
        association = settings.RegistrationAssociation(
            stack,
            "Association",
            registration=form,
            resource=sms_voice.PhoneNumber.from_phone_number_id(stack, "Number", number),
            log_options=LOGS,
        )
        values.node.add_dependency(association)

    sms = existing.account.sms
    existing.account.deploy(resources(existing, registered))
    (form,) = sms.describe_registrations()["Registrations"]
    named = {"RegistrationId": form["RegistrationId"]}
    until(lambda: sms.describe_registrations()["Registrations"][0]["RegistrationStatus"] == "COMPLETE")
    assert len(sms.describe_registration_field_values(**named)["RegistrationFieldValues"]) == 2
    assert len(sms.list_registration_associations(**named)["RegistrationAssociations"]) == 1
    existing.account.destroy()
    assert existing.account.failures() == ""
    (version,) = sms.describe_registration_versions(**named)["RegistrationVersions"]
    assert version["RegistrationVersionStatus"] == "APPROVED"


def test_a_requested_number_stays_the_same_and_goes(existing: Existing) -> None:
    sms = existing.account.sms
    form = sms.create_registration(RegistrationType="US_TOLL_FREE_REGISTRATION")["RegistrationId"]

    def requested(stack: cdk.Stack, _: Existing, kind: str = "PROMOTIONAL") -> None:
        settings.RequestedPhoneNumber(
            stack,
            "Requested",
            iso_country_code="US",
            number_type=sms_voice.NumberType.TOLL_FREE,
            capabilities=[sms_voice.NumberCapability.SMS],
            message_type=settings.MessageType(kind),
            registration=sms_voice.Registration.from_registration_id(stack, "Form", form),
            removal_policy=GONE,
            log_options=LOGS,
        )

    def exchanged(stack: cdk.Stack, existing: Existing) -> None:
        requested(stack, existing, "TRANSACTIONAL")

    def numbers() -> list[Json]:
        found = sms.describe_phone_numbers()["PhoneNumbers"]
        return [each for each in found if each["NumberType"] == "TOLL_FREE"]

    existing.account.deploy(resources(existing, requested))
    (number,) = numbers()
    assert (number["MessageType"], number["RegistrationId"]) == ("PROMOTIONAL", form)
    assert roll_back(existing.account, resources(existing, exchanged)) == "UPDATE_ROLLBACK_COMPLETE"
    assert "MessageType of a number can't change" in existing.account.failures()
    assert numbers() == [number]
    existing.account.destroy()
    assert numbers() == []
