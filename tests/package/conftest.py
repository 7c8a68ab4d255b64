from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.support.app import ROOT

BUILD = "from setuptools import build_meta; build_meta.{}('dist')"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheel and sdist, built without network from a copy of the sources."""
    tree = tmp_path_factory.mktemp("sources")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy2(ROOT / name, tree / name)
    unwanted = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "constructs", tree / "constructs", ignore=unwanted)
    for what in ("build_wheel", "build_sdist"):
        run([sys.executable, "-c", BUILD.format(what)], tree)
    return tree / "dist"


@pytest.fixture(scope="session")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a new environment with the wheel, and with the dependencies that are installed here."""
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    run([sys.executable, "-m", "venv", "--without-pip", str(folder)], folder.parent)
    python = folder / "bin" / "python"
    (wheel,) = built.glob("*.whl")
    packages = Path(run([str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], folder).strip())
    installer = str(Path(sys.executable).parent / "uv")
    run([installer, "pip", "install", "--offline", "--no-deps", "--quiet", "--python", str(python), str(wheel)], folder)
    # What is named here comes after the wheel, and files like this one there are not followed: no editable install.
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return python


def run(command: list[str], folder: Path, **variables: str) -> str:
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | variables
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout
