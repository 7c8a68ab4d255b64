"""People who are on an opt-out list from the start, and stay on it."""

from __future__ import annotations

from typing import Any

import pytest

from cdk_messaging.provider.runtime import opted_out_numbers
from cdk_messaging.provider.runtime.sms_voice import Refused
from tests.runtime.fakes.aws import error_reply
from tests.unit.provider.sms_account import SmsAccount, throttled

ONE, TWO, THREE = "+12065550100", "+12065550101", "+12065550102"


@pytest.fixture
def sms(monkeypatch: pytest.MonkeyPatch) -> SmsAccount:
    account = SmsAccount()
    monkeypatch.setattr(opted_out_numbers, "client", lambda: account.client)
    monkeypatch.setattr("botocore.endpoint.time.sleep", lambda _: None)
    return account


def ask(request_type: str, *numbers: str, before: tuple[str, ...] = (), of: str = "Default", **members: Any) -> str:
    properties = {"OptOutListName": of, "Numbers": list(numbers)}
    old = {"OldResourceProperties": {"OptOutListName": "Default", "Numbers": list(before)}} if before else {}
    event = {"RequestType": request_type, "ResourceProperties": properties, **old, **members}
    identity, data = opted_out_numbers.handle(event)
    assert data == {}
    return identity


def on(sms: SmsAccount, name: str = "Default") -> list[str]:
    return list(sms.state.opt_out_lists[name].numbers)


def test_all_numbers_are_put_on_the_list(sms: SmsAccount) -> None:
    ask("Create", ONE, TWO)
    assert on(sms) == [ONE, TWO]


def test_it_can_be_repeated(sms: SmsAccount) -> None:
    assert ask("Create", ONE, TWO) == ask("Create", ONE, TWO)
    assert on(sms) == [ONE, TWO]


def test_an_update_asks_for_the_new_numbers_only(sms: SmsAccount) -> None:
    ask("Create", ONE, TWO)
    sms.requests.clear()
    ask("Update", TWO, THREE, before=(ONE, TWO))
    assert [request["OptedOutNumber"] for _, request in sms.requests] == [THREE]
    assert on(sms) == [ONE, TWO, THREE]


def test_another_list_gets_all_numbers_and_the_first_keeps_its_own(sms: SmsAccount) -> None:
    sms.run("CreateOptOutList", OptOutListName="news")
    first = ask("Create", ONE)
    assert ask("Update", ONE, before=(ONE,), of="news") != first
    assert (on(sms), on(sms, "news")) == ([ONE], [ONE])


def test_nobody_is_taken_off_the_list(sms: SmsAccount) -> None:
    identity = ask("Create", ONE)
    sms.requests.clear()
    assert ask("Delete", ONE, PhysicalResourceId=identity) == identity
    assert (sms.requests, on(sms)) == ([], [ONE])


def test_being_throttled_is_waited_out(sms: SmsAccount) -> None:
    sms.refusals = [throttled() for _ in range(8)]
    ask("Create", ONE)
    assert on(sms) == [ONE]


def test_fails_in_words_and_without_the_number(sms: SmsAccount) -> None:
    sms.refusals = [error_reply("ValidationException", message=f"{ONE} can't be", Reason="CANNOT_ADD_OPTED_OUT_NUMBER")]
    with pytest.raises(Refused) as error:
        ask("Create", ONE)
    assert str(error.value) == "PutOptedOutNumber: (number) can't be (CANNOT_ADD_OPTED_OUT_NUMBER)"
