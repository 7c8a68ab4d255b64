"""Settings inside assets: limits, prices and texts that the library's functions read from a file beside their code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from review.changes import StackChange
from review.danger import Category, Danger, text_of
from review.values import contrasted

_FILE = "settings.json"
_SPENDING: Mapping[str, str] = {
    "address_limit": "How many sign-ups come from one address",
    "address_window_seconds": "How many sign-ups come from one address",
    "captcha": "Whether a CAPTCHA is checked, and by whom",
    "cool_down_seconds": "How soon one number is texted again",
    "countries": "Whose numbers may sign up",
    "daily_cap": "How often one number is texted in a day",
    "max_price": "What one text may cost",
    "message_type": "As what texts are sent",
    "messages_per_second": "How fast it texts",
    "number_validation": "How numbers are looked up before they are texted",
    "prefix_limit": "How many numbers of one range are texted",
    "prefix_window_seconds": "How many numbers of one range are texted",
    "refused_number_types": "Which kinds of numbers are refused",
}
_CONSENT: Mapping[str, str] = {
    "keywords": "Which words mean what",
    "locales": "What people read and agree to",
    "programmes": "What people sign up for",
    "proof_retention_seconds": "How long the proof of consent is kept",
    "self_managed_opt_outs": "Who acts on STOP",
    "terms_required": "Whether people have to accept the terms",
}
_EXPOSURE: Mapping[str, str] = {"allowed_origins": "Which sites may send sign-ups"}
_TABLES = ((Category.SPENDING, _SPENDING), (Category.CONSENT, _CONSENT), (Category.EXPOSURE, _EXPOSURE))
_FOLLOWS = "consent/version"  # a hash of the text, which is told


def dangers(stack: StackChange) -> Iterator[Danger]:
    """Dangerous values in changed files of assets."""
    for change in stack.files:
        if PurePosixPath(change.file).name != _FILE:
            continue
        for path, before, after in change.values:
            found = _meaning(path)
            if found is not None:
                category, meaning = found
                was, becomes = contrasted(before, after)
                yield Danger(
                    category=category,
                    environment=stack.environment,
                    stack=stack.name,
                    logical_id=change.asset,
                    where=f"{stack.name}: {change.file}: {path}",
                    property=path,
                    before=text_of(before),
                    after=text_of(after),
                    sentence=f"{meaning} changes: “{was}” becomes “{becomes}”.",
                )


def _meaning(path: str) -> tuple[Category, str] | None:
    """What a value means by the innermost part of its path that says something."""
    if path.endswith(_FOLLOWS):
        return None
    for part in reversed(path.split("/")):
        for category, table in _TABLES:
            if part in table:
                return category, table[part]
    return None
