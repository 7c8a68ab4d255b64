"""The templates of all environments, and of some that say something else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.support.app import templates
from tests.support.stage import synth_variant

Templates = Mapping[str, Mapping[str, Any]]
Variant = Callable[..., Templates]


@pytest.fixture(scope="session")
def app(assembly: Path) -> Templates:
    """Every template, by the path that the CLI shows: ``Prod/Stateful``."""
    return templates(assembly)


@pytest.fixture(scope="session")
def tested(assembly_of_tests: Path) -> Templates:
    """The same of the environments that only tests deploy: ``Captcha/OptIn``."""
    return templates(assembly_of_tests)


@pytest.fixture(scope="session")
def variant(tmp_path_factory: pytest.TempPathFactory) -> Variant:
    """Makes the templates of an environment with changes."""

    def make(environment: str, **changes: Any) -> Templates:
        return synth_variant(tmp_path_factory.mktemp("variant"), environment, **changes)

    return make


def of_type(template: Mapping[str, Any], cfn_type: str) -> dict[str, Any]:
    """The resources of a type, by logical id."""
    return {name: each for name, each in template["Resources"].items() if each["Type"] == cfn_type}


def only(template: Mapping[str, Any], cfn_type: str) -> Any:
    """The properties of the only resource of a type."""
    (resource,) = of_type(template, cfn_type).values()
    return resource["Properties"]
