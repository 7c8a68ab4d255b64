"""SendTextMessage when it works."""

from __future__ import annotations

from tests.sandbox.account import Account, person


def test_a_text_reaches_the_phone_from_the_number_that_was_named(account: Account) -> None:
    number, to = account.number(), person()
    account.send(to, "hello there", OriginationIdentity=number["PhoneNumberId"])
    text = account.phone.wait_for(to, "hello there")
    assert (text["from"], text["to"], text["direction"]) == (number["PhoneNumber"], to, "in")


def test_the_number_can_be_named_by_id_arn_or_itself(account: Account) -> None:
    number, to = account.number(), person()
    for member in ("PhoneNumberId", "PhoneNumberArn", "PhoneNumber"):
        account.send(to, f"by {member}", OriginationIdentity=number[member])
        account.phone.wait_for(to, f"by {member}")


def test_without_an_identity_the_service_takes_a_number_of_the_country(account: Account) -> None:
    account.number("US")
    british = account.number("GB", "LONG_CODE")
    account.send("+447400123401", "cheers")
    assert account.phone.wait_for("+447400123401", "cheers")["from"] == british["PhoneNumber"]


def test_a_pool_sends_from_its_number_of_the_country(account: Account) -> None:
    american, british = account.number("US"), account.number("GB", "LONG_CODE")
    pool = account.pool(american)
    account.sms.associate_origination_identity(PoolId=pool["PoolId"], OriginationIdentity=british["PhoneNumberId"])
    account.send("+447400123402", "from the pool", OriginationIdentity=pool["PoolArn"])
    assert account.phone.wait_for("+447400123402", "from the pool")["from"] == british["PhoneNumber"]


def test_a_pool_with_shared_routes_reaches_a_country_without_a_number(account: Account) -> None:
    pool = account.pool(account.number("US"))
    account.sms.update_pool(PoolId=pool["PoolId"], SharedRoutesEnabled=True)
    account.send("+447400123403", "by a shared route", OriginationIdentity=pool["PoolId"])
    assert account.phone.wait_for("+447400123403", "by a shared route")["from"] == "NOTICE"


def test_the_destination_may_lack_its_plus(account: Account) -> None:
    number, to = account.number(), person()
    account.send(to.lstrip("+"), "plus or not", OriginationIdentity=number["PhoneNumberId"])
    account.phone.wait_for(to, "plus or not")


def test_a_dry_run_gives_an_id_and_sends_nothing(account: Account) -> None:
    number, to = account.number(), person()
    assert account.send(to, "never", OriginationIdentity=number["PhoneNumberId"], DryRun=True)
    account.send(to, "for real", OriginationIdentity=number["PhoneNumberId"])
    account.phone.wait_for(to, "for real")
    assert [text["body"] for text in account.phone.messages(to)] == ["for real"]


def test_long_and_non_latin_texts_are_counted_in_parts(account: Account) -> None:
    number, to = account.number(), person()
    for body, parts in (("x" * 160, 1), ("x" * 161, 2), ("€" * 80, 1), ("€" * 81, 2), ("я" * 70, 1), ("я" * 71, 2)):
        account.send(to, body, OriginationIdentity=number["PhoneNumberId"])
        account.phone.wait_for(to, body)
        assert account.phone.messages(to)[-1]["parts"] == parts


def test_a_price_below_the_limit_is_sent(account: Account) -> None:
    number, to = account.number(), person()
    account.send(to, "cheap", OriginationIdentity=number["PhoneNumberId"], MaxPrice="0.10")
    account.phone.wait_for(to, "cheap")


def test_a_simulator_reaches_the_simulated_destinations_of_its_country(account: Account) -> None:
    simulator = account.number(kind="SIMULATOR")
    message = account.send("+14254147755", "to a simulator", OriginationIdentity=simulator["PhoneNumberId"])
    assert account.final_event("+14254147755", message)["eventType"] == "TEXT_DELIVERED"


def test_the_failing_simulator_accepts_the_request_and_fails_by_event(account: Account) -> None:
    simulator = account.number(kind="SIMULATOR")
    message = account.send("+14254147167", "to a simulator", OriginationIdentity=simulator["PhoneNumberId"])
    assert account.final_event("+14254147167", message)["eventType"] == "TEXT_BLOCKED"
