"""Fixtures that every test may use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.app import TEST_ENVIRONMENTS, synth_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def assembly(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cloud assembly of all environments, with cdk.json's feature flags. To be read only."""
    return synth_app(tmp_path_factory.mktemp("assembly"))


@pytest.fixture(scope="session")
def assembly_of_tests(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cloud assembly of the environments that only tests deploy. To be read only."""
    return synth_app(tmp_path_factory.mktemp("assembly-of-tests"), environments=TEST_ENVIRONMENTS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of this test run. One for all: Playwright starts only once in a process."""
    # Here, because Playwright takes a while to import, and most runs want no browser.
    from tests.browser.chromium import MISSING, launch  # noqa: PLC0415
    from tests.support.chromium import find_chromium  # noqa: PLC0415

    executable = find_chromium()
    if executable is None:
        if os.environ.get("REQUIRE_BROWSER"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with launch(executable) as started:
        yield started
