"""The environment that the embedded AWS gets, and others in which each choice is made the other way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.least_privilege.deployed import Deployed
from tests.least_privilege.function_roles import FunctionRoles
from tests.support.app import templates
from tests.support.stage import synth_variant


@pytest.fixture(scope="session")
def environments(assembly: Path, assembly_of_tests: Path) -> dict[str, Deployed]:
    """Every environment, by its stage's id; those that only tests deploy as well."""
    found: dict[str, dict[str, object]] = {}
    for path, template in {**templates(assembly), **templates(assembly_of_tests)}.items():
        stage, stack = path.split("/")
        found.setdefault(stage, {})[stack] = template
    return {stage: Deployed(stacks) for stage, stacks in found.items()}  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def roles(environments: dict[str, Deployed]) -> FunctionRoles:
    """The roles of the functions of ``local``."""
    return FunctionRoles(environments["Local"])


@pytest.fixture(scope="session")
def self_managed_roles(environments: dict[str, Deployed]) -> FunctionRoles:
    """The same where the application manages opt-outs itself."""
    return FunctionRoles(environments["SelfManaged"])


@pytest.fixture(scope="session")
def captcha_roles(environments: dict[str, Deployed]) -> FunctionRoles:
    """The same where forms have a CAPTCHA."""
    return FunctionRoles(environments["Captcha"])


@pytest.fixture(scope="session")
def validating_roles(tmp_path_factory: pytest.TempPathFactory) -> FunctionRoles:
    """The same where Amazon Pinpoint validates numbers."""
    made = synth_variant(tmp_path_factory.mktemp("validating"), "local", number_validation="phone-number-validate")
    return FunctionRoles(Deployed(made))
