from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.operations.losing import Restore
from tests.operations.operating import Operator, Queues, Recovery
from tests.runtime.conftest import kind_of_world, make_world, world
from tests.runtime.world import World

__all__ = ["kind_of_world", "make_world", "operator", "queues", "recovery", "world"]


@pytest.fixture
def make_operator(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[World], Operator]:
    """Makes an operator of a world of its own."""
    return lambda world: Operator(world, monkeypatch, capsys)


@pytest.fixture
def operator(make_operator: Callable[[World], Operator], world: World) -> Operator:
    return make_operator(world)


@pytest.fixture
def queues(world: World) -> Queues:
    found = Queues(world)
    world.aws.services["sqs"] = found.answer
    return found


@pytest.fixture
def recovery(world: World) -> Recovery:
    return Recovery(world)


@pytest.fixture
def restore(operator: Operator, recovery: Recovery) -> Restore:
    """Restores to a moment, with sending stopped; it has to succeed."""

    def call(moment: str, *arguments: str) -> dict[str, Any]:
        operator.do("stop-sending", "--by", "Grace", "--reason", "restore")
        answer: dict[str, Any] = operator.do("restore", "--to-time", moment, "--yes", *arguments)
        return answer

    return call
