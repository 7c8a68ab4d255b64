"""Sender IDs as resources."""

from __future__ import annotations

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice import ISenderId, SenderId

from .helpers import allowed, arn, only, properties, resources, role, warnings

TYPE = "AWS::SMSVOICE::SenderId"


def test_a_sender_id_is_protected_and_outlives_its_stack(stack: cdk.Stack) -> None:
    SenderId(stack, "Sender", sender_id="EXAMPLE", iso_country_code="DE")
    assert properties(stack, TYPE) == {
        "DeletionProtectionEnabled": True,
        "IsoCountryCode": "DE",
        "SenderId": "EXAMPLE",
    }
    assert only(stack, TYPE)["DeletionPolicy"] == "Retain"


def test_a_sender_id_goes_with_its_stack_if_asked_to(stack: cdk.Stack) -> None:
    SenderId(stack, "Sender", sender_id="EXAMPLE", iso_country_code="DE", removal_policy=cdk.RemovalPolicy.DESTROY)
    assert only(stack, TYPE)["DeletionPolicy"] == "Delete"
    assert properties(stack, TYPE)["DeletionProtectionEnabled"] is False


def test_protection_can_be_set_by_itself(stack: cdk.Stack) -> None:
    SenderId(stack, "Sender", sender_id="EXAMPLE", iso_country_code="DE", deletion_protection=False)
    assert properties(stack, TYPE)["DeletionProtectionEnabled"] is False


def test_fails_where_none_can_be_requested(stack: cdk.Stack) -> None:
    with pytest.raises(InvalidArgument, match=r"^sender IDs don't work in country 'US': "):
        SenderId(stack, "Sender", sender_id="EXAMPLE", iso_country_code="US")


def test_in_singapore_it_would_look_like_a_scam_and_a_warning_says_so(stack: cdk.Stack) -> None:
    SenderId(stack, "Sender", sender_id="EXAMPLE", iso_country_code="SG")
    (warning,) = warnings(stack)
    assert warning.startswith("in Singapore a sender ID that isn't registered with SSIR is shown as LIKELY-SCAM")


def test_elsewhere_nothing_is_warned_of(stack: cdk.Stack) -> None:
    SenderId(stack, "Sender", sender_id="EXAMPLE", iso_country_code="DE")
    assert warnings(stack) == []


def test_two_sender_ids_live_in_one_stack(stack: cdk.Stack) -> None:
    for country in ("DE", "AT"):
        SenderId(stack, country, sender_id="EXAMPLE", iso_country_code=country)
    assert len(resources(stack, TYPE)) == 2


def test_tags_of_the_stack_are_its_tags(stack: cdk.Stack) -> None:
    cdk.Tags.of(stack).add("Owner", "alerts")
    SenderId(stack, "Sender", sender_id="EXAMPLE", iso_country_code="DE")
    assert properties(stack, TYPE)["Tags"] == [{"Key": "Owner", "Value": "alerts"}]


def test_it_is_imported_by_name_and_country(stack: cdk.Stack) -> None:
    imported: ISenderId = SenderId.from_sender_id(stack, "Sender", sender_id="MyCo", iso_country_code="GB")
    assert (imported.sender_id, imported.iso_country_code) == ("MyCo", "GB")
    assert stack.resolve(imported.sender_id_arn) == arn("sender-id/MyCo/GB")
    assert resources(stack, TYPE) == {}


def test_it_is_imported_by_its_arn(stack: cdk.Stack) -> None:
    its_arn = "arn:aws:sms-voice:eu-west-1:444455556666:sender-id/MyCo/GB"
    imported = SenderId.from_sender_id_arn(stack, "Sender", its_arn)
    assert (imported.sender_id, imported.iso_country_code, imported.sender_id_arn) == ("MyCo", "GB", its_arn)


def test_it_is_imported_by_an_arn_that_is_known_at_deployment_only(stack: cdk.Stack) -> None:
    imported = SenderId.from_sender_id_arn(stack, "Sender", cdk.Fn.import_value("Arn"))
    pieces = {"Fn::Split": ["/", {"Fn::ImportValue": "Arn"}]}
    assert stack.resolve(imported.sender_id) == {"Fn::Select": [1, pieces]}
    assert stack.resolve(imported.iso_country_code) == {"Fn::Select": [2, pieces]}


def test_fails_for_an_arn_without_a_country(stack: cdk.Stack) -> None:
    its_arn = "arn:aws:sms-voice:eu-west-1:444455556666:sender-id/MyCo"
    with pytest.raises(InvalidArgument) as error:
        SenderId.from_sender_id_arn(stack, "Sender", its_arn)
    assert str(error.value) == f"arn {its_arn!r} names no country: use ...:sender-id/<sender id>/<country>"


def test_whoever_may_send_text_may_not_call(stack: cdk.Stack) -> None:
    created = SenderId(stack, "Sender", sender_id="EXAMPLE", iso_country_code="DE")
    created.grant_send_text(role(stack))
    assert allowed(stack) == [("sms-voice:SendTextMessage", stack.resolve(created.sender_id_arn))]
