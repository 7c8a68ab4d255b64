"""The workflows: checked by actionlint, pinned, with the least permissions, and what they run is run here."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from tests.review.test_revision import git, write_app
from tests.review.workflows import FILES, FOLDER, NAMES, jobs, run_script, script_of, write_fake_gh
from tests.support.app import ROOT

INJECTION = """
on: pull_request
permissions: {}
jobs:
  hello:
    runs-on: ubuntu-24.04
    steps:
      - run: echo ${{ github.event.pull_request.title }}
"""


def _actionlint(*files: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "actionlint"), "-no-color", *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_actionlint_finds_nothing() -> None:
    done = _actionlint(*FILES)
    assert (done.returncode, done.stdout) == (0, "")


def test_actionlint_finds_a_text_of_others_in_a_script(tmp_path: Path) -> None:
    file = tmp_path / "bad.yml"
    file.write_text(INJECTION, "utf-8")
    done = _actionlint(file)
    assert done.returncode == 1
    assert "potentially untrusted" in done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_every_action_is_pinned_by_its_whole_commit_and_says_its_version(name: str) -> None:
    used = re.findall(r"uses: (.*)", (FOLDER / f"{name}.yml").read_text("utf-8"))
    assert used
    for action in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", action), action


def test_the_same_action_is_the_same_commit_everywhere() -> None:
    used = {each for file in FILES for each in re.findall(r"uses: (\S+)@(\w+)", file.read_text("utf-8"))}
    assert len(used) == len({action for action, _ in used})


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("test", {}),
        ("review", {"comment": {"pull-requests"}}),
        ("deploy", {"diff": {"id-token"}, "deploy": {"id-token"}}),
        ("release", {"publish": {"id-token"}}),
    ],
)
def test_a_job_may_write_only_what_it_is_for(name: str, written: Mapping[str, set[str]]) -> None:
    workflow = yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))
    assert set(workflow["permissions"].values()) <= {"read"}
    allowed = {
        job: {scope for scope, access in content.get("permissions", {}).items() if access == "write"}
        for job, content in workflow["jobs"].items()
    }
    assert {job: scopes for job, scopes in allowed.items() if scopes} == written


def test_the_job_that_writes_a_comment_runs_no_code_of_the_pull_request() -> None:
    steps = jobs("review")["comment"]["steps"]
    assert not [step for step in steps if "checkout" in step.get("uses", "")]


@pytest.mark.parametrize("name", NAMES)
def test_no_registry_is_named(name: str) -> None:
    content = (FOLDER / f"{name}.yml").read_text("utf-8").lower()
    assert not re.search(r"https?://|index-url|registry", content)


def test_what_workflows_make_is_in_the_makefile() -> None:
    made = {
        target
        for name in NAMES
        for job in jobs(name).values()
        for step in job["steps"]
        for target in re.findall(r"^make (\S+)", step.get("run", ""), re.MULTILINE)
    }
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert made == {"test", "synth", ".venv/.tools-installed", "node_modules/.installed"}
    for target in made:
        assert re.search(rf"^({re.escape(target)}:|\w+ := {re.escape(target)}$)", makefile, re.MULTILINE)


@pytest.fixture
def pull_request(tmp_path: Path) -> Path:
    """A repository at a merge whose first parent is what it goes to."""
    repository = tmp_path / "repository"
    write_app(repository, protected=True)
    activate = repository / ".venv" / "bin" / "activate"
    activate.parent.mkdir(parents=True)
    activate.write_text(f"export PYTHONPATH={ROOT}\n", "utf-8")
    git(repository, "init", "--quiet")
    git(repository, "add", ".")
    git(repository, "commit", "--quiet", "--message", "first")
    return repository


@pytest.mark.parametrize(("protected", "code"), [(True, 0), (False, 1)])
def test_the_review_runs_as_written(pull_request: Path, protected: bool, code: int) -> None:
    write_app(pull_request, protected=protected)
    git(pull_request, "commit", "--quiet", "--allow-empty", "--all", "--message", "second")
    done = run_script(
        script_of("review", "review", "Review"), pull_request, GITHUB_STEP_SUMMARY=str(pull_request / "summary")
    )
    assert done.returncode == 0, done.stderr
    report = (pull_request / "report" / "report.md").read_text("utf-8")
    assert ("deletion protection is off" in report) != protected
    assert (pull_request / "summary").read_text("utf-8") == report
    verdict = script_of("review", "review", "Fail for what is dangerous and not acknowledged")
    assert run_script(verdict, pull_request).returncode == code


def test_a_review_that_is_not_possible_says_so_and_fails(pull_request: Path) -> None:
    done = run_script(
        script_of("review", "review", "Review"), pull_request, GITHUB_STEP_SUMMARY=str(pull_request / "summary")
    )
    assert done.returncode == 0
    assert (pull_request / "report" / "code").read_text("utf-8") == "2\n"
    assert "No review was possible" in (pull_request / "summary").read_text("utf-8")


@pytest.mark.parametrize(
    ("existing", "call"),
    [
        ("", "--method POST repos/example/app/issues/7/comments"),
        ("41\n42\n", "--method PATCH repos/example/app/issues/comments/41"),
    ],
)
def test_the_comment_is_written_once_and_then_updated(tmp_path: Path, existing: str, call: str) -> None:
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "report.md").write_text("# Review\n", "utf-8")
    write_fake_gh(tmp_path, existing)
    script = script_of("review", "comment", "Comment")
    done = run_script(script, tmp_path, REPOSITORY="example/app", NUMBER="7", GH_TOKEN="t")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "comment.md").read_text("utf-8").endswith("-->\n# Review\n")
    assert call in (tmp_path / "calls").read_text("utf-8").splitlines()[-1]


@pytest.mark.parametrize(("tag", "code"), [("v1.2.3", 0), ("v1.2.4", 1)])
def test_only_the_tag_of_the_version_is_released(tmp_path: Path, tag: str, code: int) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n', "utf-8")
    (tmp_path / "CHANGELOG.md").write_text("## 1.2.3\n", "utf-8")
    script = script_of("release", "build", "The tag is the version, and the changelog has it")
    assert run_script(script, tmp_path, GITHUB_REF_NAME=tag).returncode == code
