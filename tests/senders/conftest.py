"""The functions of ``sms_voice.senders``, run in this process on clients that never reach the network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cdk_messaging.sms_voice.senders.runtime import aws, code_table
from tests.senders.service import Service


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    """AWS, and the environment variables of a function."""
    aws.forget()
    code_table.key.cache_clear()
    made = Service(monkeypatch)
    monkeypatch.setattr(aws, "session", made.aws.session)
    yield made
    monkeypatch.undo()  # so that forgetting finds the functions that it knows
    aws.forget()
    code_table.key.cache_clear()
