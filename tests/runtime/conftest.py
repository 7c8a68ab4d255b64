from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.runtime.endpoint_world import EndpointWorld
from tests.runtime.world import World

# Modules whose tests hold for both consent stores: the table, and the table with the endpoints of a Pinpoint project.
# On the second, whoever asks for a state is told what the endpoint says, which must be what the ledger says.
_ON_BOTH = frozenset(
    """
    test_expiry test_happy_path test_reconciliation test_redrive test_reply test_reply_self_managed test_retention
    test_sender test_sender_once test_sender_refused test_sender_suppressed test_settlement test_signup test_sweeper
    test_tutorial_faults
    """.split()
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "kind_of_world" in metafunc.fixturenames and metafunc.module.__name__.rpartition(".")[2] in _ON_BOTH:
        metafunc.parametrize("kind_of_world", [World, EndpointWorld], ids=["table", "endpoints"], indirect=True)


@pytest.fixture
def kind_of_world(request: pytest.FixtureRequest) -> type[World]:
    """Which consent store there is."""
    kind: type[World] = getattr(request, "param", World)
    return kind


@pytest.fixture
def make_world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind_of_world: type[World]) -> Callable[..., World]:
    """Makes a world with settings of its own."""

    def make(**overrides: Any) -> World:
        return kind_of_world(monkeypatch, tmp_path, **overrides)

    return make


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world()
