"""The library as a package: what is in it, and that it works outside of this repository."""

from __future__ import annotations

import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.package.conftest import run
from tests.support.app import ROOT

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
WHERE = "import cdk_messaging; print(cdk_messaging.__file__)"


def _names(built: Path) -> set[str]:
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_has_all_files_of_the_library(built: Path) -> None:
    library = ROOT / "constructs"
    files = [path for path in library.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    wanted = {str(path.relative_to(library)) for path in files if ".egg-info" not in str(path)}
    assert wanted - _names(built) == set()


@pytest.mark.parametrize(
    "name",
    ["py.typed", "opt_in/runtime/signup.py", "opt_in/form/static/form.css", "opt_in/form/templates/index.html"],
)
def test_the_wheel_has_types_code_of_functions_and_pages(built: Path, name: str) -> None:
    assert f"cdk_messaging/{name}" in _names(built)


def test_the_wheel_has_nothing_else(built: Path) -> None:
    assert {name.partition("/")[0] for name in _names(built)} == {
        "cdk_messaging",
        f"cdk_messaging-{VERSION}.dist-info",
    }


def test_the_sdist_has_what_the_wheel_is_built_from(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "LICENSE", "constructs/cdk_messaging/py.typed"} <= names
    assert not {name for name in names if name.startswith(("tests/", "sandbox/"))}


def test_the_changelog_has_the_version_and_the_cdk_that_it_is_built_on() -> None:
    entry = (ROOT / "CHANGELOG.md").read_text("utf-8").partition(f"\n## {VERSION}\n")[2].partition("\n## ")[0]
    (pin,) = [line for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines() if "aws-cdk-lib==" in line]
    assert f"Built on CDK {pin.removeprefix('aws-cdk-lib==').rpartition('.')[0]}." in entry


def test_the_app_of_the_readme_synthesizes_with_the_installed_wheel(installed: Path, tmp_path: Path) -> None:
    assert run([str(installed), "-c", WHERE], tmp_path).startswith(str(installed.parents[1]))
    app = (ROOT / "README.md").read_text("utf-8").partition("```python\n")[2].partition("```")[0]
    (tmp_path / "app.py").write_text(f"{app}\nstack.node.root.synth()\n", "utf-8")
    run([str(installed), "app.py"], tmp_path, CDK_OUTDIR=str(tmp_path / "out"))
    (template,) = (tmp_path / "out").glob("*.template.json")
    assert "AWS::DynamoDB::Table" in template.read_text("utf-8")
