from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cdk_messaging.opt_in.runtime import settings
from tests.runtime.world import SETTINGS


def load(folder: Path, content: Any) -> settings.Settings:
    file = folder / "settings.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    settings.load.cache_clear()
    return settings.load(str(file))


def test_the_settings_of_a_deployment_are_read(tmp_path: Path) -> None:
    found = load(tmp_path, SETTINGS)
    assert found.programme == "alerts"
    assert found.limits.cool_down.total_seconds() == 600
    assert found.countries["GB"].lengths == {9, 10}
    assert found.allowed_origins == ()


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(settings.SettingsProblem, match=r"settings .*settings\.json lack the key 'max_price'"):
        load(tmp_path, {key: value for key, value in SETTINGS.items() if key != "max_price"})


@pytest.mark.parametrize("content", ["{", json.dumps({**SETTINGS, "daily_cap": "many"}), "[]"])
def test_wrong_settings_are_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(settings.SettingsProblem, match=r"settings .*settings\.json are wrong"):
        load(tmp_path, content)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    settings.load.cache_clear()
    with pytest.raises(settings.SettingsProblem, match=r"cannot read the settings .*none\.json: No such file"):
        settings.load(str(tmp_path / "none.json"))


def test_a_missing_environment_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TABLE_NAME", raising=False)
    with pytest.raises(settings.SettingsProblem, match="the environment variable TABLE_NAME is not set"):
        settings.variable("TABLE_NAME")
