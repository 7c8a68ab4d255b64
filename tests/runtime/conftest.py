from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.runtime.world import World


@pytest.fixture
def make_world(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., World]:
    """Makes a world with settings of its own."""

    def make(**overrides: Any) -> World:
        return World(monkeypatch, tmp_path, **overrides)

    return make


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    return make_world()
