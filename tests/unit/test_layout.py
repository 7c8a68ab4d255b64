"""The layout is a promise: what may import what, and the folder that must not become a package."""

from __future__ import annotations

import sys
from pathlib import Path

import constructs
import pytest

from tests.support.app import ROOT
from tests.support.imports import imports, imports_from, imports_of_file, python_files

LIBRARY = ROOT / "constructs" / "cdk_messaging"
RUNTIMES = sorted(folder for folder in LIBRARY.rglob("runtime") if folder.is_dir())

APP = {"app", "stacks"}
CDK = {"aws_cdk", "cdk_nag", "constructs", "jsii"}
SANDBOX = {"ministack", "sandbox"}
TOOLS = {"bench", "documentation", "review", "tests"}

# The parts of the library, lowest first: each imports only from itself and from those of the lines before.
LAYERS: list[set[str]] = [
    {"access"},
    {"observability"},
    {"functions"},
    {"provider"},
    {"events", "sms_voice"},
    {"pinpoint"},
    {"opt_in"},
]


def test_the_folder_constructs_is_no_package() -> None:
    assert not (ROOT / "constructs" / "__init__.py").exists()


def test_the_name_constructs_means_the_package_from_pypi() -> None:
    assert "site-packages" in Path(constructs.__file__).parts


def test_the_library_imports_neither_the_app_nor_the_sandbox() -> None:
    assert imports_from(python_files(LIBRARY), APP | SANDBOX | TOOLS) == []


def test_the_sandbox_imports_neither_the_library_nor_the_app() -> None:
    assert imports_from(python_files(ROOT / "sandbox"), APP | CDK | TOOLS | {"cdk_messaging"}) == []


def test_the_stacks_import_neither_the_app_nor_the_sandbox() -> None:
    assert imports_from(python_files(ROOT / "stacks"), {"app"} | SANDBOX | TOOLS) == []


def test_every_part_of_the_library_has_its_place() -> None:
    parts = {folder.name for folder in LIBRARY.iterdir() if folder.is_dir() and folder.name != "__pycache__"}
    assert parts == set().union(*LAYERS)


@pytest.mark.parametrize("part", sorted(set().union(*LAYERS)))
def test_the_parts_of_the_library_import_in_one_direction(part: str) -> None:
    level = next(index for index, layer in enumerate(LAYERS) if part in layer)
    forbidden = set().union(*LAYERS[level:]) - {part}
    assert imports_from(python_files(LIBRARY / part), {f"cdk_messaging.{other}" for other in forbidden}) == []


def test_runtime_code_imports_no_cdk() -> None:
    assert imports_from(python_files(*RUNTIMES), CDK | APP | SANDBOX | TOOLS) == []


@pytest.mark.parametrize("runtime", RUNTIMES, ids=lambda folder: folder.parent.name)
def test_runtime_code_needs_only_itself_the_standard_library_and_boto3(runtime: Path) -> None:
    own = ".".join(runtime.relative_to(LIBRARY.parent).parts)
    imported = {module for path in python_files(runtime) for module in imports_of_file(path, executed_only=True)}
    foreign = {module for module in imported if not module.startswith(own)}
    assert {module.split(".")[0] for module in foreign} <= {*sys.stdlib_module_names, "boto3", "botocore"}


def test_every_folder_with_library_code_is_a_package() -> None:
    folders = {path.parent for path in python_files(LIBRARY)}
    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import aws_cdk.aws_sns as sns", "aws_cdk.aws_sns"),
        ("from aws_cdk import aws_sns", "aws_cdk.aws_sns"),
        ("def late():\n    from aws_cdk import aws_sns", "aws_cdk.aws_sns"),
        ("from . import consent", "a.b.consent"),
        ("from ..c import d", "a.c.d"),
    ],
)
def test_an_import_is_found_however_it_is_written(source: str, found: str) -> None:
    assert list(imports(source, "a.b")) == [found]


def test_what_is_imported_for_the_types_only_can_be_left_out() -> None:
    source = "import os\nif TYPE_CHECKING:\n    import mypy_boto3_sqs\nelse:\n    import json"
    assert set(imports(source, executed_only=True)) == {"os", "json"}
    assert set(imports(source)) == {"os", "json", "mypy_boto3_sqs"}
