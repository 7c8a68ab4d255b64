"""Sender IDs."""

from __future__ import annotations

import aws_cdk as cdk
import pytest

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.sms_voice.sender_id import check_sender_id


@pytest.mark.parametrize("sender_id", ["A", "Example", "EX-AMPLE_1", "1A", "_A_", "ABCDEFGHIJK"])
def test_a_sender_id_has_a_letter_and_at_most_eleven_characters(sender_id: str) -> None:
    check_sender_id("default_sender_id", sender_id)


@pytest.mark.parametrize("sender_id", ["", "123", "___", "-A", "A-", "A B", "Ä", "ABCDEFGHIJKL", "A\n"])
def test_fails_for_any_other_sender_id(sender_id: str) -> None:
    with pytest.raises(InvalidArgument) as error:
        check_sender_id("default_sender_id", sender_id)
    assert str(error.value) == (
        f"default_sender_id {sender_id!r} is not valid: "
        "use 1 to 11 letters, digits, _ and -, at least one letter, no - at either end"
    )


def test_a_sender_id_may_be_known_at_deployment_only() -> None:
    check_sender_id("default_sender_id", cdk.Fn.import_value("SenderId"))
