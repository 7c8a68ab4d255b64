"""Reviewing a git revision against the working tree, in a small repository of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.app import ROOT

APP = """
import json, os, pathlib, shutil
output = pathlib.Path(os.environ["CDK_OUTDIR"])
shutil.copytree("assembly", output, dirs_exist_ok=True)
seen = sorted(name for name in os.environ if name.startswith("AWS_") and name.endswith("KEY"))
assert not seen, seen
"""


def write_app(app: Path, protected: bool) -> None:
    """An app that synthesizes at once: it copies a prepared assembly."""
    folder = app / "assembly"
    folder.mkdir(parents=True, exist_ok=True)
    table = {"Type": "AWS::DynamoDB::Table", "Properties": {"DeletionProtectionEnabled": protected}}
    (folder / "Main.template.json").write_text(json.dumps({"Resources": {"Consents": table}}), "utf-8")
    stack = {
        "type": "aws:cloudformation:stack",
        "environment": "aws://unknown-account/unknown-region",
        "properties": {"templateFile": "Main.template.json"},
    }
    (folder / "manifest.json").write_text(json.dumps({"version": "36.0.0", "artifacts": {"Main": stack}}), "utf-8")
    (app / "app.py").write_text(APP, "utf-8")
    (app / "cdk.json").write_text(json.dumps({"app": f"{sys.executable} app.py"}), "utf-8")


def git(repository: Path, *arguments: str) -> str:
    names = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false")
    done = subprocess.run(["git", *names, *arguments], cwd=repository, capture_output=True, text=True, check=True)
    return done.stdout


def _review(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "review", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository whose app is in a folder, with one commit."""
    repository = tmp_path / "repository"
    write_app(repository / "infrastructure", protected=True)
    git(repository, "init", "--quiet")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "first")
    return repository


def test_what_is_not_committed_yet_is_reviewed_against_the_revision(repository: Path) -> None:
    app = repository / "infrastructure"
    write_app(app, protected=False)
    done = _review(app, "--base", "HEAD", "--output", "report.md")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")
    assert "It can be deleted by one call: deletion protection is off." in (app / "report.md").read_text("utf-8")


def test_nothing_is_left_of_the_revision(repository: Path) -> None:
    done = _review(repository / "infrastructure", "--base", "HEAD")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Nothing changes.\n")
    assert len(git(repository, "worktree", "list").splitlines()) == 1
    assert git(repository, "status", "--porcelain") == ""


def test_a_revision_that_does_not_exist_cannot_be_reviewed(repository: Path) -> None:
    done = _review(repository / "infrastructure", "--base", "nonsense")
    assert done.returncode == 2
    assert done.stderr.startswith("git rev-parse --verify: ")


def test_an_app_that_does_not_synthesize_cannot_be_reviewed(repository: Path) -> None:
    app = repository / "infrastructure"
    (app / "app.py").write_text("raise SystemExit('no such environment')", "utf-8")
    done = _review(app, "--base", "HEAD")
    assert done.returncode == 2
    assert done.stderr.startswith("the working tree does not synthesize:\n")
    assert "no such environment" in done.stderr


def test_a_folder_without_app_cannot_be_reviewed(repository: Path) -> None:
    done = _review(repository, "--base", "HEAD")
    assert (done.returncode, done.stderr) == (
        2,
        "revision HEAD has no cdk.json; review it from the folder of the app\n",
    )
