"""Settings with two programmes on one number: alerts (YES), and news of two kinds in two languages (JOIN)."""

from __future__ import annotations

from typing import Any

from tests.runtime.deployment import make_form, make_locale, make_programme, settings_with
from tests.runtime.world import NUMBER, World

NEWS_VERSION = "f" * 16
GERMAN_VERSION = "d" * 16


def _locale(version: str, brand: str) -> dict[str, Any]:
    locale = make_locale(version, transactional="I agree.", promotional="I agree to offers.")
    locale["texts"] = {name: f"{brand}: {name}" for name in ("confirmation", "subscribed", "help", "stop")}
    return locale


TWO_PROGRAMMES = settings_with(
    programmes={
        "news": make_programme(
            "JOIN",
            type="mixed",
            locales={"en-US": _locale(NEWS_VERSION, "News"), "de-DE": _locale(GERMAN_VERSION, "Neues")},
        )
    },
    forms={"news": make_form("news")},
)
NEWS: dict[str, Any] = {
    "source": "news",
    "consent": None,
    "consent_transactional": True,
    "consent_version": NEWS_VERSION,
}
GERMAN: dict[str, Any] = {**NEWS, "consent_version": GERMAN_VERSION, "locale": "de-DE"}


def subscribe_to_news(world: World, number: str = NUMBER, **fields: Any) -> None:
    """Sign up for the news and confirm."""
    assert world.sign_up(number, **{**NEWS, **fields})["statusCode"] == 202
    world.send_all()
    world.clock.advance(seconds=5)
    assert world.text("JOIN", number) == []
    world.send_all()
