"""Numbers that the provider requests: one each, whatever is repeated, and never exchanged."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_messaging.provider.runtime import phone_number as module
from cdk_messaging.provider.runtime.sms_voice import Refused
from tests.runtime.fakes.aws import error_reply
from tests.unit.provider.setting_parts import REGISTRATION, arn, registration
from tests.unit.provider.sms_account import SmsAccount, throttled

ASKED: dict[str, Any] = {
    "IsoCountryCode": "US",
    "NumberType": "TOLL_FREE",
    "NumberCapabilities": ["SMS", "MMS"],
    "MessageType": "PROMOTIONAL",
    "OptOutListName": "Default",
    "DeletionProtectionEnabled": "false",
    "RegistrationId": arn(f"registration/{REGISTRATION}"),
    "TagKey": "requested-by",
    "TagValue": "stack",
}


@pytest.fixture
def sms(monkeypatch: pytest.MonkeyPatch) -> SmsAccount:
    account = SmsAccount()
    monkeypatch.setattr(module, "client", lambda: account.client)
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _: None)
    registration(account)
    return account


def ask(request_type: str, identity: str = "", request: str = "1", **changes: Any) -> tuple[str, Any]:
    event = {
        "RequestType": request_type,
        "PhysicalResourceId": identity,
        "StackId": "stack",
        "LogicalResourceId": "Number",
        "RequestId": request,
        "ResourceProperties": {**ASKED, **changes},
    }
    return module.handle(event)


def test_a_number_has_what_was_said_in_the_request(sms: SmsAccount) -> None:
    identity, attributes = ask("Create", InternationalSendingEnabled="true")
    (number,) = sms.state.phone_numbers.values()
    assert (identity, attributes) == (number.id, {"Arn": number.arn, "PhoneNumber": number.number})
    assert (number.message_type, number.registration_id, number.international) == ("PROMOTIONAL", REGISTRATION, True)
    assert number.tags == {"requested-by": "stack"}


def test_a_request_that_is_repeated_gives_the_same_number(sms: SmsAccount) -> None:
    assert ask("Create") == ask("Create")
    assert len(sms.state.phone_numbers) == 1


def test_another_request_is_another_number(sms: SmsAccount) -> None:
    assert ask("Create") != ask("Create", request="2")


def test_what_can_change_is_changed_and_nothing_else(sms: SmsAccount) -> None:
    identity, attributes = ask("Create")
    sms.requests.clear()
    assert ask("Update", identity, DeletionProtectionEnabled="true") == (identity, attributes)
    assert sms.requests[-1] == ("UpdatePhoneNumber", {"PhoneNumberId": identity, "DeletionProtectionEnabled": True})


def test_an_update_that_changes_nothing_asks_for_nothing(sms: SmsAccount) -> None:
    identity, _ = ask("Create")
    sms.requests.clear()
    ask("Update", identity)
    assert sms.changes == []


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"MessageType": "TRANSACTIONAL"}, "MessageType"),
        ({"NumberType": "TEN_DLC"}, "NumberType"),
        ({"IsoCountryCode": "CA"}, "IsoCountryCode"),
        ({"NumberCapabilities": ["SMS"]}, "NumberCapabilities"),
        ({"RegistrationId": "registration-2"}, "RegistrationId"),
    ],
)
def test_a_change_that_would_lose_the_number_is_refused_and_can_be_rolled_back(
    sms: SmsAccount, changes: dict[str, Any], named: str
) -> None:
    identity, _ = ask("Create")
    with pytest.raises(Refused) as error:
        ask("Update", identity, **changes)
    assert str(error.value) == (
        f"{named} of a number can't change, and another number would lose this one: put it back and make another "
        "construct; a registration is associated with RegistrationAssociation"
    )
    assert ask("Update", identity)[0] == identity
    assert list(sms.state.phone_numbers) == [identity]


def test_a_number_is_released_once(sms: SmsAccount) -> None:
    identity, _ = ask("Create")
    assert ask("Delete", identity) == ask("Delete", identity) == (identity, {})
    assert sms.state.phone_numbers == {}


def test_a_protected_number_is_not_released(sms: SmsAccount) -> None:
    identity, _ = ask("Create", DeletionProtectionEnabled="true")
    with pytest.raises(Refused, match="DELETION_PROTECTION_ENABLED"):
        ask("Delete", identity)


def test_being_throttled_is_waited_out(sms: SmsAccount) -> None:
    sms.refusals = [throttled() for _ in range(6)]
    ask("Create")
    assert len(sms.state.phone_numbers) == 1


def test_a_request_that_is_refused_leaves_no_number(sms: SmsAccount) -> None:
    sms.refusals = [error_reply("ServiceQuotaExceededException", message="too many", Reason="PHONE_NUMBERS")]
    with pytest.raises(Refused, match=r"^RequestPhoneNumber: too many \(PHONE_NUMBERS\)$"):
        ask("Create")
    assert sms.state.phone_numbers == {}
