"""What the functions are told: ``settings.json`` beside the package, and environment variables."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from .decisions import Limits
from .numbers import Country
from .programmes import Form, Programme, read_form, read_programme

_BESIDE_THE_PACKAGE = Path(__file__).parent.parent / "settings.json"


class SettingsProblem(Exception):
    """A setting is missing or of the wrong kind: the deployment is wrong, and no request can be served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptchaSettings:
    """How the solution of a CAPTCHA is checked.

    :param provider: ``turnstile`` or ``recaptcha``.
    :param hostnames: where it may have been solved; empty: anywhere.
    :param verify_url: whom to ask.
    :param timeout: seconds, for connecting and for reading each.
    """

    provider: str
    hostnames: frozenset[str]
    verify_url: str
    timeout: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``settings.json``, typed. Times are durations, prices and versions are text.

    :param programmes: by id; the first is the default.
    :param forms: by source; the first is the default.
    :param captcha: None when forms have none.
    :param address_limit: sign-ups from an address in a window of ``address_window``; 0 when they are not counted.
    :param proof_retention: how long proof is kept after its last use; None for good.
    """

    programmes: Mapping[str, Programme]
    forms: Mapping[str, Form]
    captcha: CaptchaSettings | None
    countries: Mapping[str, Country]
    default_country: str
    number_validation: str
    refused_number_types: frozenset[str]
    message_type: str
    max_price: str
    messages_per_second: float
    attempt_lifetime: timedelta
    limits: Limits
    address_limit: int
    address_window: timedelta
    pending_retention: timedelta
    outbox_retention: timedelta
    proof_retention: timedelta | None
    form_grace: timedelta
    self_managed_opt_outs: bool
    allowed_origins: tuple[str, ...]
    lookup_timeout: float
    feedback_expiry: timedelta

    @property
    def default_programme(self) -> Programme:
        """The programme that is meant when none is named."""
        return next(iter(self.programmes.values()))

    @property
    def default_form(self) -> Form:
        """The form that is meant when none is named."""
        return next(iter(self.forms.values()))


@cache
def load(path: str | None = None) -> Settings:
    """Read the settings, once.

    :param path: the file. Default: - ``SETTINGS_FILE`` of the environment, else ``settings.json`` beside the package
    :raises SettingsProblem: the file is not readable, or a key is missing or wrong.
    """
    file = Path(path or os.environ.get("SETTINGS_FILE") or _BESIDE_THE_PACKAGE)
    try:
        return parse(json.loads(file.read_text("utf-8")))
    except OSError as problem:
        raise SettingsProblem(f"cannot read the settings {file}: {problem.strerror}") from problem
    except KeyError as problem:
        raise SettingsProblem(f"settings {file} lack the key {problem}") from problem
    except (TypeError, ValueError) as problem:
        raise SettingsProblem(f"settings {file} are wrong: {problem}") from problem


def parse(raw: Mapping[str, Any]) -> Settings:
    """Make settings of the parsed file.

    :raises KeyError: a key is missing.
    :raises ValueError: a value is of the wrong kind.
    """
    programmes = {key: read_programme(key, content) for key, content in raw["programmes"].items()}
    forms = {source: read_form(source, content, programmes) for source, content in raw["forms"].items()}
    if not programmes or not forms:
        raise ValueError("there has to be a programme and a form")
    return Settings(
        programmes=programmes,
        forms=forms,
        captcha=_captcha(raw["captcha"]),
        countries=_countries(raw["countries"]),
        default_country=raw["default_country"],
        number_validation=raw["number_validation"],
        refused_number_types=frozenset(raw["refused_number_types"]),
        message_type=raw["message_type"],
        max_price=raw["max_price"],
        messages_per_second=float(raw["messages_per_second"]),
        attempt_lifetime=_seconds(raw, "attempt_lifetime_seconds"),
        limits=Limits(
            cool_down=_seconds(raw, "cool_down_seconds"),
            daily_cap=int(raw["daily_cap"]),
            refused_number_types=frozenset(raw["refused_number_types"]),
            countries=frozenset(raw["countries"]),
            prefix_limit=int(raw["prefix_limit"]),
            prefix_digits=int(raw["prefix_digits"]),
            prefix_window=_seconds(raw, "prefix_window_seconds"),
        ),
        address_limit=int(raw["address_limit"]),
        address_window=_seconds(raw, "address_window_seconds"),
        pending_retention=_seconds(raw, "pending_retention_seconds"),
        outbox_retention=_seconds(raw, "outbox_retention_seconds"),
        proof_retention=None if raw["proof_retention_seconds"] is None else _seconds(raw, "proof_retention_seconds"),
        form_grace=_seconds(raw, "form_grace_seconds"),
        self_managed_opt_outs=bool(raw["self_managed_opt_outs"]),
        allowed_origins=tuple(raw.get("allowed_origins", ())),
        lookup_timeout=float(raw["lookup_timeout_seconds"]),
        feedback_expiry=_seconds(raw, "feedback_expiry_seconds"),
    )


def variable(name: str) -> str:
    """An environment variable that the deployment sets.

    :raises SettingsProblem: it is not set.
    """
    value = os.environ.get(name)
    if not value:
        raise SettingsProblem(f"the environment variable {name} is not set")
    return value


def _seconds(raw: Mapping[str, Any], key: str) -> timedelta:
    return timedelta(seconds=float(raw[key]))


def _captcha(raw: Mapping[str, Any] | None) -> CaptchaSettings | None:
    if raw is None:
        return None
    return CaptchaSettings(
        provider=raw["provider"],
        hostnames=frozenset(raw["hostnames"]),
        verify_url=raw["verify_url"],
        timeout=float(raw["timeout_seconds"]),
    )


def _countries(raw: Mapping[str, Mapping[str, Any]]) -> dict[str, Country]:
    return {
        code: Country(
            code=code,
            calling_code=rules["calling_code"],
            national_prefix=rules["national_prefix"] or "",
            international_prefixes=tuple(rules["international_prefixes"]),
            lengths=frozenset(rules["lengths"]),
        )
        for code, rules in raw.items()
    }
