from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from documentation.surface import Package, public_packages, read_package

Read = Callable[..., Package]


@pytest.fixture(scope="session")
def library() -> list[Package]:
    """The public packages of the library."""
    return public_packages()


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Read]:
    """Makes a module of the given source, and reads what it offers."""
    monkeypatch.syspath_prepend(tmp_path)
    made: list[str] = []

    def make(source: str) -> Package:
        name = f"made_up_{tmp_path.name}_{len(made)}".replace("-", "_")
        (tmp_path / f"{name}.py").write_text(f"from __future__ import annotations\n\n{source}", "utf-8")
        made.append(name)
        return read_package(name)

    yield make
    for name in made:
        sys.modules.pop(name, None)
