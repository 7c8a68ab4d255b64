"""Every script of the workflows that needs no AWS account runs here, as it is written, in a copy of this repository."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.review.test_revision import git
from tests.review.workflows import Step, run_script, steps, write_fake_gh
from tests.support.app import ROOT

WHOLE = "make test"
"""Not run by a test of its own: it runs this one."""

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
EXPRESSIONS: Mapping[str, str] = {
    "inputs.environment || 'dev'": "dev",
    "github.token": "token",
    "github.repository": "example/app",
    "github.event.pull_request.number": "7",
}
"""What GitHub would put in for the expressions in the steps' environments."""

LOCAL = [step for step in steps() if not step.needs_account and step.script != WHOLE]
# What a step needs of an earlier one, or of an earlier job, is made by running that first.
MAKES: Mapping[str, Path] = {
    "deploy-diff-Synthesize": Path("cdk.out/manifest.json"),
    "release-build-Build": Path("dist"),
    "review-comment-Comment": Path("comment.md"),
    "review-review-Review": Path("report/report.md"),
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository as the runner has it, at a merge that changes nothing; with what is installed here."""
    folder = tmp_path_factory.mktemp("checkout") / "repository"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)  # with its time, by which make decides
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message", "first")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "second")
    for name in (".venv", "node_modules"):
        (folder / name).symlink_to(ROOT / name)
    write_fake_gh(folder, "")
    return folder


def _variables(step: Step, folder: Path) -> dict[str, str]:
    """The step's environment, with GitHub's own."""
    own = {
        name: re.sub(r"\$\{\{ (.+?) \}\}", lambda match: EXPRESSIONS[match[1]], str(value))
        for name, value in step.variables.items()
    }
    return {**own, "GITHUB_REF_NAME": f"v{VERSION}", "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}


# In the order of the workflow: review before what fails on it and what comments it.
@pytest.mark.parametrize("step", LOCAL, ids=str)
def test_a_script_runs_as_written(checkout: Path, step: Step) -> None:
    done = run_script(step.script, checkout, **_variables(step, checkout))
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    made = MAKES.get(str(step))
    assert made is None or (checkout / made).exists()


def test_the_review_of_a_pull_request_that_changes_nothing_says_so(checkout: Path) -> None:
    report = (checkout / "report" / "report.md").read_text("utf-8")
    assert report == "# Review of the synthesized templates\n\nNothing changes.\n"


def test_what_is_built_for_a_release_is_a_wheel_and_an_sdist_of_the_version(checkout: Path) -> None:
    assert {path.name for path in (checkout / "dist").iterdir() if not path.name.startswith(".")} == {
        f"cdk_messaging-{VERSION}-py3-none-any.whl",
        f"cdk_messaging-{VERSION}.tar.gz",
    }


def test_what_needs_an_account_is_what_talks_to_aws() -> None:
    scripts = [step.script for step in steps() if step.needs_account]
    assert scripts
    assert all(re.search(r"\bcdk (diff|deploy) ", script) for script in scripts)


def test_no_script_before_the_credentials_deploys_or_asks_an_account() -> None:
    assert [str(step) for step in LOCAL if re.search(r"\bcdk (diff|deploy|bootstrap)\b|\baws ", step.script)] == []


def test_the_workflow_of_tests_runs_what_everybody_runs() -> None:
    assert [step.workflow for step in steps() if step.script == WHOLE] == ["test"]
    told = subprocess.run(["make", "--dry-run", "test"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for command in ("ruff check", "ruff format --check", "mypy .", "pytest", "python -m sandbox.demo"):
        assert command in told
