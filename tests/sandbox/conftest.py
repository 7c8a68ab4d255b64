"""One sandbox for the whole folder. A test has an account of its own in it, so tests cannot meet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from sandbox.process import Sandbox
from sandbox.settings import Settings
from tests.sandbox.account import Account


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    settings = Settings(api_rate=0, parts_rate=0, carrier_delay=0.01, handset_delay=0.01)
    with Sandbox(settings=settings, log_level="ERROR") as running:
        yield running


@pytest.fixture
def account(sandbox: Sandbox) -> Account:
    return Account(sandbox)
