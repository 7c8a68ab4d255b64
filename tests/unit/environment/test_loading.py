"""What a right file gives, and how a wrong one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from stacks.environment import InvalidEnvironment, load_environment, load_environments
from tests.support.app import ROOT
from tests.unit.environment.support import RIGHT, Files, changed


@pytest.mark.parametrize("name", ["dev", "local", "prod", "staging"])
def test_the_committed_files_are_right(name: str) -> None:
    assert load_environment(ROOT / "environments" / f"{name}.toml").name == name


@pytest.mark.parametrize("name", ["captcha", "flood", "self-managed", "two-programmes"])
def test_the_files_of_tests_are_right(name: str) -> None:
    assert load_environment(ROOT / "tests" / "support" / "environments" / f"{name}.toml").forms()


def test_all_files_are_read_in_the_order_of_their_names() -> None:
    names = [environment.name for environment in load_environments(ROOT / "environments")]
    assert names == ["dev", "local", "prod", "staging"]


def test_what_a_file_leaves_out_has_its_default(files: Files) -> None:
    environment = files.load(RIGHT)
    defaults = {
        "account": None,
        "default_country": "GB",
        "number_validation": "carrier-lookup",
        "opt_outs": "managed",
        "log_retention_days": 30,
        "domain": None,
        "captcha": None,
        "embedding": {"frame_ancestors": ()},
        "tags": {},
        "alarms": {"email": None, "monthly_spend_usd": 50.0},
    }
    assert environment.model_dump(include=set(defaults)) == defaults


def test_the_name_of_the_stage_is_made_from_the_name_of_the_file(files: Files) -> None:
    assert files.load(RIGHT, name="eu-prod").stage_id == "EuProd"


def test_an_environment_cannot_be_changed(files: Files) -> None:
    environment = files.load(RIGHT)
    with pytest.raises(ValidationError, match="frozen"):
        environment.region = "us-east-1"  # type: ignore[misc]


def test_all_problems_of_a_file_are_told_at_once(files: Files) -> None:
    text = changed(('"destroy"', '"keep"'), ('"alerts"', '"Alerts!"'), ('frequency = "Up to 4 msgs/month"', ""))
    with pytest.raises(InvalidEnvironment) as refusal:
        files.load(text)
    assert str(refusal.value) == (
        f"{files.folder / 'dev.toml'} has 3 problems:\n"
        "  removal_policy = 'keep': allowed: 'retain' or 'destroy'\n"
        '  programmes[0].frequency is missing; say how often, like "Up to 4 msgs/month"\n'
        "  programmes[0].id = 'Alerts!': allowed: 1 to 32 lower-case letters, digits and hyphens, a letter first"
    )


def test_the_problems_of_all_files_are_told_at_once(files: Files) -> None:
    for name in ("one", "two"):
        (files.folder / f"{name}.toml").write_text(changed(('"destroy"', '"keep"')), encoding="utf-8")
    with pytest.raises(InvalidEnvironment) as refusal:
        load_environments(files.folder)
    assert str(refusal.value) == "\n".join(
        f"{files.folder / name} has 1 problem:\n  removal_policy = 'keep': allowed: 'retain' or 'destroy'"
        for name in ("one.toml", "two.toml")
    )


def test_a_file_that_is_no_toml_is_refused_with_the_place(files: Files) -> None:
    with pytest.raises(InvalidEnvironment) as refusal:
        files.load("region = eu-west-1")
    assert str(refusal.value) == f"{files.folder / 'dev.toml'} is not TOML: Invalid value (at line 1, column 10)"


def test_a_missing_file_is_refused_with_those_that_exist(files: Files) -> None:
    files.load(RIGHT, name="dev")
    with pytest.raises(InvalidEnvironment) as refusal:
        load_environment(files.folder / "test.toml")
    assert str(refusal.value) == f"{files.folder / 'test.toml'} does not exist; environments there: dev"


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidEnvironment) as refusal:
        load_environments(tmp_path)
    assert str(refusal.value) == f"{tmp_path} holds no environment; add one, like dev.toml"


def test_a_file_below_the_current_folder_is_named_as_a_person_would(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(files.folder)
    with pytest.raises(InvalidEnvironment, match=r"^dev\.toml is not TOML"):
        files.load("=")
