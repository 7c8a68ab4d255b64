from __future__ import annotations

from urllib.parse import urlencode

import pytest

from cdk_messaging.opt_in.runtime.clock import iso
from tests.runtime.sign_ups import FIELDS, FORM, FORM_FIELDS, error, ledger, post
from tests.runtime.world import World

# -- the consent text


def publish(world: World, version: str, **members: str) -> None:
    item = {"pk": f"TEXT#{version}", "sk": "CONSENT", "text": "Old words.", "locale": "en-GB", "programme": "alerts"}
    world.table.write({**item, **members})


def test_the_text_that_was_replaced_while_the_form_was_open_is_stored_as_it_was_shown(world: World) -> None:
    publish(world, "f" * 16, retired_at=iso(world.clock.time))
    world.clock.advance(hours=23)
    assert post(world, {**FIELDS, "consent_version": "f" * 16})["statusCode"] == 202
    details = ledger(world).details
    assert (details["consent_text"], details["consent_locale"]) == ("Old words.", "en-GB")


def test_a_text_that_was_replaced_long_ago_is_refused(world: World) -> None:
    publish(world, "f" * 16, retired_at=iso(world.clock.time))
    world.clock.advance(hours=24, seconds=1)
    answer = post(world, {**FIELDS, "consent_version": "f" * 16})
    assert error(answer) == (409, "consent_text_changed", "consent")


def test_a_text_of_another_programme_is_refused(world: World) -> None:
    publish(world, "f" * 16, programme="other")
    assert error(post(world, {**FIELDS, "consent_version": "f" * 16}))[0] == 409


def test_a_text_that_was_never_published_is_refused(world: World) -> None:
    answer = post(world, urlencode({**FORM_FIELDS, "consent_version": "e" * 16}), FORM)
    assert answer["headers"]["Location"] == "/problem.html#consent_text_changed"


# -- the viewer's address


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("198.51.100.10:46532", "198.51.100.10"),
        ("2001:db8::1:46532", "2001:db8::1"),
        ("2001:0db8:85a3:0000:0000:8a2e:0370:7334:443", "2001:db8:85a3::8a2e:370:7334"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_behind_cloudfront_the_address_comes_from_its_own_header(
    world: World, monkeypatch: pytest.MonkeyPatch, header: str, address: str
) -> None:
    monkeypatch.setenv("TRUSTED_VIEWER_HEADER", "1")
    post(world, FIELDS, **{"CloudFront-Viewer-Address": header, "X-Forwarded-For": "203.0.113.9"})
    assert ledger(world).details["ip"] == address


def test_without_cloudfront_its_header_is_not_believed(world: World) -> None:
    post(world, FIELDS, **{"CloudFront-Viewer-Address": "198.51.100.10:1", "X-Forwarded-For": "203.0.113.9"})
    assert ledger(world).details["ip"] == "192.0.2.7"


def test_a_long_user_agent_is_cut(world: World) -> None:
    post(world, FIELDS, **{"User-Agent": "x" * 5000})
    assert ledger(world).details["user_agent"] == "x" * 256
