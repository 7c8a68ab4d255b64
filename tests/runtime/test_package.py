"""What the runtime code may be made of."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from cdk_messaging.opt_in import runtime
from tests.runtime.world import HANDLERS

FOLDER = Path(runtime.__file__).parent
MODULES = sorted(FOLDER.glob("*.py"))
PURE = ("addresses", "agreement", "changes", "codec", "consent", "decisions", "events", "expressions", "fields",
        "gateway", "keywords", "ledger_items", "numbers", "outbox_items", "programmes", "refusal", "segments",
        "sign_up_request", "velocity", "writes", "writing")  # fmt: skip


def imported(source: Path) -> set[str]:
    """Top-level packages that a module imports at run time, its own left out."""
    found: set[str] = set()
    for node in ast.walk(_without_type_checking(ast.parse(source.read_text("utf-8")))):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module is not None:
            found.add(node.module.split(".")[0])
    return found


def _without_type_checking(tree: ast.Module) -> ast.Module:
    tree.body = [
        node
        for node in tree.body
        if not (isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING")
    ]
    return tree


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_needs_the_standard_library_and_boto3_only(module: Path) -> None:
    assert imported(module) <= set(sys.stdlib_module_names) | {"boto3", "botocore"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_is_python_3_11(module: Path) -> None:
    ast.parse(module.read_text("utf-8"), feature_version=(3, 11))


@pytest.mark.parametrize("name", PURE)
def test_a_pure_module_knows_neither_aws_nor_the_time(name: str) -> None:
    source = (FOLDER / f"{name}.py").read_text("utf-8")
    assert not imported(FOLDER / f"{name}.py") & {"boto3", "botocore", "time", "os", "random", "uuid"}
    assert "aws" not in [alias.name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)
                         for alias in node.names]  # fmt: skip
    assert "clock.now" not in source
    assert "clock.sleep" not in source


@pytest.mark.parametrize("handler", HANDLERS)
def test_importing_a_function_loads_neither_boto3_nor_the_cdk(handler: str) -> None:
    """Boto3 is loaded by the first client; a wrong import would show in every cold start."""
    program = (
        f"import sys, cdk_messaging.opt_in.runtime.{handler} as module\n"
        "assert callable(module.handler)\n"
        "sys.exit(sorted({'boto3', 'botocore', 'aws_cdk', 'pydantic'} & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_package_works_under_the_name_that_it_has_in_the_asset(tmp_path: Path) -> None:
    (tmp_path / "runtime").symlink_to(FOLDER)
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import runtime.signup; assert callable(runtime.signup.handler)"
    )
    subprocess.run([sys.executable, "-I", "-c", program, str(tmp_path)], check=True)


def test_models_that_the_asset_carries_come_first(tmp_path: Path) -> None:
    """A model in ``models/`` is found before botocore's own."""
    (tmp_path / "runtime").mkdir()
    for module in MODULES:
        (tmp_path / "runtime" / module.name).write_bytes(module.read_bytes())
    (tmp_path / "models").mkdir()
    program = (
        "import os, sys; sys.path.insert(0, sys.argv[1])\n"
        "from runtime import aws\n"
        "paths = aws.session()._session.get_component('data_loader').search_paths\n"
        "assert paths[0] == os.path.join(sys.argv[1], 'models'), paths"
    )
    subprocess.run([sys.executable, "-I", "-c", program, str(tmp_path)], check=True)
