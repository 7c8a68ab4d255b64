from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cdk_messaging.opt_in.runtime import settings
from tests.runtime.deployment import (
    EMAIL_FIELD,
    NAME_FIELD,
    SETTINGS,
    make_form,
    make_locale,
    make_programme,
    settings_with,
)


def load(folder: Path, content: Any) -> settings.Settings:
    file = folder / "settings.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    settings.load.cache_clear()
    return settings.load(str(file))


def test_the_settings_of_a_deployment_are_read(tmp_path: Path) -> None:
    found = load(tmp_path, SETTINGS)
    assert list(found.programmes) == ["alerts"]
    assert list(found.forms) == ["web", "kiosk"]
    assert found.limits.cool_down.total_seconds() == 600
    assert (found.address_limit, found.address_window) == (1000, timedelta(minutes=10))
    assert found.countries["GB"].lengths == {9, 10}
    assert found.allowed_origins == ()
    assert (found.captcha, found.proof_retention) == (None, None)


def test_the_first_programme_and_the_first_form_are_the_default(tmp_path: Path) -> None:
    content = settings_with(programmes={"offers": make_programme("DEAL")}, forms={"shop": make_form("offers")})
    found = load(tmp_path, content)
    assert (found.default_programme.id, found.default_form.source) == ("alerts", "web")


def test_a_programme_speaks_each_of_its_languages_and_else_its_default_one(tmp_path: Path) -> None:
    german = make_locale("f" * 16, transactional="Ich möchte Nachrichten.")
    programme = load(tmp_path, settings_with(locales={"de-DE": german})).default_programme
    assert programme.locale("de-DE").consent.text == "Ich möchte Nachrichten."
    assert [programme.locale(tag).tag for tag in ("de-DE", "de", "fr-FR", None)] == ["de-DE", "en-US", "en-US", "en-US"]


def test_a_consent_text_of_several_boxes_is_all_of_them_with_a_blank_line_between(tmp_path: Path) -> None:
    mixed = make_programme(locales={"en-US": make_locale("a" * 16, transactional="One.", promotional="Two.")})
    assert load(tmp_path, settings_with(programmes={"alerts": mixed})).default_programme.locale().consent.text == (
        "One.\n\nTwo."
    )


def test_a_captcha_and_a_retention_are_read(tmp_path: Path) -> None:
    captcha = {"provider": "turnstile", "hostnames": ["a.example"], "verify_url": "https://x/", "timeout_seconds": 3}
    found = load(tmp_path, {**SETTINGS, "captcha": captcha, "proof_retention_seconds": 86400})
    assert found.captcha == settings.CaptchaSettings(
        provider="turnstile", hostnames=frozenset({"a.example"}), verify_url="https://x/", timeout=3.0
    )
    assert found.proof_retention == timedelta(days=1)


@pytest.mark.parametrize("key", sorted(SETTINGS))
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    with pytest.raises(settings.SettingsProblem, match=rf"settings .*settings\.json lack the key '{key}'"):
        load(tmp_path, {name: value for name, value in SETTINGS.items() if name != key})


NO_EMAIL = make_form(phone_required=False, fields=[NAME_FIELD, {**EMAIL_FIELD, "required": False}])


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{", "Expecting property name"),
        ("[]", "list indices must be integers"),
        ({**SETTINGS, "daily_cap": "many"}, "invalid literal for int"),
        ({**SETTINGS, "programmes": {}, "forms": {}}, "there has to be a programme and a form"),
        ({**SETTINGS, "forms": {}}, "there has to be a programme and a form"),
        (settings_with(forms={"x": make_form("y")}), "form x is for the programme y, which there is not"),
        (settings_with(programmes={"x": make_programme(type="odd")}), "'odd' is not a valid ProgrammeType"),
        (
            settings_with(programmes={"x": make_programme(default_locale="de-DE")}),
            "programme x has no texts for its default locale de-DE",
        ),
        (settings_with(locales={"de-DE": make_locale("a")}), "a consent text needs a box of each of its kinds"),
        (settings_with(locales={"de-DE": make_locale("a", odd="x")}), "'odd' is not a valid ConsentKind"),
        (
            settings_with(forms={"x": NO_EMAIL}),
            "form x has an optional phone, so it needs a required field of type email",
        ),
        (settings_with(forms={"x": make_form(fields=[{**NAME_FIELD, "name": "pk"}])}), "field pk has a name with"),
    ],
)
def test_wrong_settings_are_refused_with_the_reason(tmp_path: Path, content: Any, problem: str) -> None:
    with pytest.raises(settings.SettingsProblem, match=rf"settings .*settings\.json are wrong: .*{problem}"):
        load(tmp_path, content)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    settings.load.cache_clear()
    with pytest.raises(settings.SettingsProblem, match=r"cannot read the settings .*none\.json: No such file"):
        settings.load(str(tmp_path / "none.json"))


def test_a_missing_environment_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TABLE_NAME", raising=False)
    with pytest.raises(settings.SettingsProblem, match="the environment variable TABLE_NAME is not set"):
        settings.variable("TABLE_NAME")
