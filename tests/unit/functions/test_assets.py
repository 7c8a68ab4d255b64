"""Assets of files that exist only at synth."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import aws_cdk as cdk
import pytest
from aws_cdk import aws_s3_assets as s3_assets

from cdk_messaging.functions import asset_options, package_files

FILES = {"index.html": b"<p>Hello</p>", "runtime/greet.py": b"print()"}


def asset(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The asset as it would be uploaded."""
    app = cdk.App(outdir=str(folder))
    s3_assets.Asset(cdk.Stack(app, "Stack"), "Asset", path=str(Path(__file__).parent), **asset_options(files))
    app.synth()
    (found,) = folder.glob("asset.*")
    return found


def test_it_holds_exactly_the_files(tmp_path: Path) -> None:
    made = asset(tmp_path, FILES)
    written = {str(path.relative_to(made)): path.read_bytes() for path in made.rglob("*") if path.is_file()}
    assert written == FILES


def test_the_same_files_are_the_same_asset_in_any_order(tmp_path: Path) -> None:
    first = asset(tmp_path / "first", FILES)
    second = asset(tmp_path / "second", dict(reversed(FILES.items())))
    assert first.name == second.name


@pytest.mark.parametrize(
    "changed",
    [
        {**FILES, "index.html": b"<p>Goodbye</p>"},
        {**FILES, "more.html": b""},
        {"index.html": FILES["index.html"]},
        {"index.htm": FILES["index.html"], "runtime/greet.py": FILES["runtime/greet.py"]},
        {"index.html": b"<p>Hello</p>r", "untime/greet.py": b"print()"},
    ],
)
def test_other_files_are_another_asset(tmp_path: Path, changed: Mapping[str, bytes]) -> None:
    assert asset_options(changed)["asset_hash"] != asset_options(FILES)["asset_hash"]


def test_a_package_is_its_sources_under_its_name(tmp_path: Path) -> None:
    package = tmp_path / "runtime"
    (package / "parts" / "__pycache__").mkdir(parents=True)
    (package / "__init__.py").write_bytes(b"")
    (package / "parts" / "greet.py").write_bytes(b"print()")
    (package / "parts" / "__pycache__" / "greet.cpython-311.pyc").write_bytes(b"\0")
    (package / "notes.txt").write_bytes(b"notes")
    assert package_files(package) == {"runtime/__init__.py": b"", "runtime/parts/greet.py": b"print()"}
