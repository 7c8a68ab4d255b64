"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.app import synth_app


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cloud assembly of all environments, with cdk.json's feature flags. To be read only."""
    return synth_app(tmp_path_factory.mktemp("assembly"))
