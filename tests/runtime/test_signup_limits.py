"""How many sign-ups are taken from one address."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.runtime.fakes.aws import error_reply
from tests.runtime.sign_ups import FIELDS, FORM, FORM_FIELDS, error, everything, post, shop
from tests.runtime.world import World

NUMBERS = [f"+120655502{index:02}" for index in range(30)]


@pytest.fixture
def world(make_world: Callable[..., World], request: pytest.FixtureRequest) -> World:
    return make_world(**{**everything(), "address_limit": getattr(request, "param", 3)})


def sign_up(world: World, index: int = 0, address: str = "203.0.113.7:443") -> dict[str, Any]:
    return post(world, {**FIELDS, "phone": NUMBERS[index]}, **{"CloudFront-Viewer-Address": address})


@pytest.fixture(autouse=True)
def behind_cloudfront(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRUSTED_VIEWER_HEADER", "1")


def statuses(world: World, addresses: list[str]) -> list[int]:
    return [sign_up(world, index, address)["statusCode"] for index, address in enumerate(addresses)]


def test_more_than_the_limit_is_refused_with_when_to_come_again(world: World) -> None:
    assert statuses(world, ["203.0.113.7:443"] * 3) == [202, 202, 202]
    answer = sign_up(world, 3)
    assert error(answer) == (429, "throttled", None)
    assert json.loads(answer["body"])["message"] == (
        "Too many sign-ups came from your network. Please try again later."
    )
    assert 1 <= int(answer["headers"]["Retry-After"]) <= 600


def test_of_what_is_refused_nothing_is_written(world: World) -> None:
    statuses(world, ["203.0.113.7:443"] * 3)
    before = world.items()
    assert sign_up(world, 3)["statusCode"] == 429
    assert world.items() == before
    assert len(world.queue.messages) == 3


def test_when_the_time_has_come_it_is_taken_again(world: World) -> None:
    statuses(world, ["203.0.113.7:443"] * 3)
    wait = int(sign_up(world, 3)["headers"]["Retry-After"])
    world.clock.advance(seconds=wait)
    assert sign_up(world, 3)["statusCode"] == 202


def test_each_address_is_counted_by_itself(world: World) -> None:
    addresses = ["203.0.113.7:443"] * 3 + ["203.0.113.8:443"] * 3
    assert statuses(world, addresses) == [202] * 6
    assert sign_up(world, 6, "203.0.113.8:443")["statusCode"] == 429


def test_all_of_an_ipv6_64_is_one_address(world: World) -> None:
    addresses = [f"2001:db8:1:2:{host}::1:443" for host in (1, 2, "ffff", "a")]
    assert statuses(world, addresses) == [202, 202, 202, 429]
    assert sign_up(world, 5, "2001:db8:1:3::1:443")["statusCode"] == 202


def test_the_count_is_forgotten_by_itself(world: World) -> None:
    sign_up(world)
    (item,) = [item for item in world.items() if item["sk"] == "COUNT"]
    assert item["count"] == "1"
    assert item["pk"].startswith("VELOCITY#ADDRESS#203.0.113.7#")
    assert 600 < int(item["expires_at"]) - world.clock.time.timestamp() <= 1200


def test_contacts_count_too(world: World) -> None:
    statuses(world, ["203.0.113.7:443"] * 3)
    answer = post(world, shop(), **{"CloudFront-Viewer-Address": "203.0.113.7:443"})
    assert error(answer) == (429, "throttled", None)
    assert [item for item in world.items() if item["pk"].startswith("CONTACT#")] == []


def test_what_is_refused_for_another_reason_does_not_count(world: World) -> None:
    for _ in range(5):
        post(world, {**FIELDS, "phone": "nonsense"}, **{"CloudFront-Viewer-Address": "203.0.113.7:443"})
    assert sign_up(world)["statusCode"] == 202


def test_an_address_that_is_not_known_is_not_counted(world: World) -> None:
    assert statuses(world, ["nonsense"] * 5) == [202] * 5


@pytest.mark.parametrize("world", [0], indirect=True)
def test_a_limit_of_none_counts_nothing(world: World) -> None:
    assert statuses(world, ["203.0.113.7:443"] * 5) == [202] * 5
    assert [item for item in world.items() if item["sk"] == "COUNT"] == []


def test_a_forms_own_post_is_sent_to_the_page_that_says_so(world: World) -> None:
    statuses(world, ["203.0.113.7:443"] * 3)
    answer = post(world, urlencode(FORM_FIELDS), FORM, **{"CloudFront-Viewer-Address": "203.0.113.7:443"})
    assert (answer["statusCode"], answer["headers"]["Location"]) == (303, "/problem.html#throttled")
    assert answer["headers"]["Retry-After"].isdigit()


def test_many_from_one_address_at_once_wait_for_each_other(world: World) -> None:
    conflicts = iter([True, True, False])

    def conflict(service: str, operation: str, body: Any) -> Any:
        if operation != "TransactWriteItems" or not next(conflicts, False):
            return None
        count = len(body["TransactItems"])
        reasons = [{"Code": "None"}] * (count - 1) + [{"Code": "TransactionConflict"}]
        return error_reply("TransactionCanceledException", CancellationReasons=reasons)

    world.aws.before.append(conflict)
    assert sign_up(world)["statusCode"] == 202
