from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import BotoCoreError, ConnectTimeoutError, EndpointConnectionError

from tests.runtime.fakes.aws import error_reply
from tests.runtime.fakes.queue import MAX_RECEIVES
from tests.runtime.fakes.sms import conflict, denied, invalid, throttled
from tests.runtime.world import NUMBER, World

# -- throttled


def test_a_throttled_send_is_queued_anew_and_does_not_count_as_a_failed_receive(world: World) -> None:
    world.sign_up()
    world.sms.script.extend([throttled] * 10)
    world.send_all()
    assert world.queue.dead == []
    assert len(world.sms.accepted) == 1
    assert world.kinds() == ["REQUESTED", "SENT"]


def test_a_throttled_send_comes_again_after_a_few_seconds(world: World) -> None:
    world.sign_up()
    world.sms.script.append(throttled)
    assert world.send_queued() == []
    (queued,) = world.queue.messages
    # Whole seconds, as the queue takes them; the test's clock has moved on by microseconds since.
    assert 3 <= round((queued.visible_at - world.clock.time).total_seconds()) <= 10
    assert world.message().status.value == "PENDING"


def test_a_released_claim_no_longer_counts_for_the_cool_down(world: World) -> None:
    world.sign_up()
    world.sms.script.append(throttled)
    world.send_queued()
    assert world.table.snapshot(NUMBER).claims == {}


# -- refused


@pytest.mark.parametrize(
    "trouble",
    [
        denied,
        lambda _: error_reply("ServiceQuotaExceededException", Reason="MONTHLY_SPEND_LIMIT_REACHED_FOR_TEXT"),
        lambda _: error_reply("ResourceNotFoundException", ResourceType="pool"),
        lambda _: conflict("NO_ORIGINATION_IDENTITIES_FOUND"),
    ],
)
def test_a_refusal_that_can_be_mended_ends_failed_in_the_dead_letters_and_can_be_redriven(
    world: World, trouble: Any
) -> None:
    world.sign_up()
    world.sms.script.extend([trouble] * MAX_RECEIVES)
    for receive in range(1, MAX_RECEIVES + 1):
        assert len(world.send_queued()) == 1
        assert world.kinds() == (["REQUESTED"] if receive < MAX_RECEIVES else ["REQUESTED", "FAILED"])
    assert len(world.queue.dead) == 1
    assert world.state() == "NONE"
    world.queue.redrive()
    world.send_all()
    assert len(world.sms.accepted) == 1
    assert world.state() == "PENDING"
    assert world.kinds() == ["REQUESTED", "FAILED", "SENT"]


def test_a_failure_is_recorded_with_its_reason(world: World) -> None:
    world.sign_up()
    world.sms.script.extend([denied] * MAX_RECEIVES)
    world.send_all()
    assert world.consent().attempts[world.message().attempt or ""].reason == "AccessDeniedException"
    assert world.message().may_be_sent


def test_a_redriven_text_that_fails_again_goes_to_the_dead_letters_again(world: World) -> None:
    world.sign_up()
    world.sms.script.extend([denied] * MAX_RECEIVES * 2)
    world.send_all()
    world.queue.redrive()
    world.send_all()
    assert len(world.queue.dead) == 1
    assert world.kinds() == ["REQUESTED", "FAILED"]


def test_a_redriven_text_that_is_too_late_stays_failed(world: World) -> None:
    world.sign_up()
    world.sms.script.extend([denied] * MAX_RECEIVES)
    world.send_all()
    world.clock.advance(days=2)
    world.queue.redrive()
    world.send_all()
    assert world.queue.dead == []
    assert world.kinds() == ["REQUESTED", "FAILED"]


def test_a_redriven_text_to_a_number_that_opted_out_meanwhile_ends_suppressed(world: World) -> None:
    world.sign_up()
    world.sms.script.extend([denied] * MAX_RECEIVES)
    world.send_all()
    world.sms.opted_out[NUMBER] = world.clock.time.timestamp()
    world.queue.redrive()
    world.send_all()
    (attempt,) = world.consent().attempts.values()
    assert (attempt.outcome, world.message().status) == ("SUPPRESSED", "SUPPRESSED")
    assert world.state() == "OPTED_OUT"


@pytest.mark.parametrize("problem", [ConnectTimeoutError, EndpointConnectionError])
def test_a_request_that_never_left_is_no_doubt(world: World, problem: type[BotoCoreError]) -> None:
    def unreachable(_: Any) -> Any:
        raise problem(endpoint_url="https://sms-voice.us-east-1.amazonaws.com")

    world.sign_up()
    world.sms.script.append(unreachable)
    assert len(world.send_queued()) == 1
    world.send_all()
    assert len(world.sms.accepted) == 1


@pytest.mark.parametrize("reason", ["PRICE_OVER_THRESHOLD", "INVALID_PARAMETER", "DESTINATION_COUNTRY_BLOCKED"])
def test_a_text_that_is_not_valid_fails_at_once_and_for_good(world: World, reason: str) -> None:
    world.sign_up()
    world.sms.script.append(lambda _: invalid(reason))
    assert world.send_queued() == []
    world.again(world.message().id)
    world.send_all()
    assert world.sms.accepted == []
    assert world.consent().attempts[world.message().attempt or ""].reason == reason


def test_an_unverified_number_of_a_sandbox_account_fails_for_good(world: World) -> None:
    world.sign_up()
    world.sms.script.append(lambda _: conflict("DESTINATION_PHONE_NUMBER_NOT_VERIFIED"))
    assert world.send_queued() == []
    assert world.kinds() == ["REQUESTED", "FAILED"]


@pytest.mark.parametrize(
    "reason",
    [
        "DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION",
        "DESTINATION_PHONE_NUMBER_BLOCKED_BY_PROTECT_NUMBER_OVERRIDE",
    ],
)
def test_a_text_that_a_protect_configuration_blocks_is_suppressed(world: World, reason: str) -> None:
    world.sign_up()
    world.sms.script.append(lambda _: conflict(reason))
    assert world.send_queued() == []
    assert world.kinds() == ["REQUESTED", "SUPPRESSED"]
    assert world.consent().attempts[world.message().attempt or ""].reason == "protect-configuration"


def test_a_number_on_the_list_is_recorded_as_opted_out(world: World) -> None:
    world.sign_up()
    world.sms.opted_out[NUMBER] = world.clock.time.timestamp() - 1000
    assert world.send_queued() == []
    assert world.state() == "OPTED_OUT"
    assert sorted(world.kinds()) == ["OPTED_OUT", "REQUESTED", "SUPPRESSED"]
    assert world.consent().on_list
