from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.operations.operating import Operator, Queues, Recovery
from tests.runtime.conftest import make_world, world
from tests.runtime.world import World

__all__ = ["make_world", "operator", "queues", "recovery", "world"]


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
