"""What somebody agreed to: the ticked boxes, in the very words that the form showed. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from . import clock
from .programmes import Box, ConsentKind, ConsentText, Programme, join_texts
from .refusal import Refusal, invalid
from .sign_up_request import SignUp


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An agreement.

    :param shown: the consent text that the form showed.
    :param boxes: those of its boxes that were ticked.
    """

    shown: ConsentText
    boxes: tuple[Box, ...]

    @property
    def details(self) -> dict[str, str]:
        """As the ledger has it."""
        return {
            "consent_version": self.shown.version,
            "consent_text": join_texts(self.boxes),
            "consent_kinds": " ".join(sorted(box.kind for box in self.boxes)),
            "consent_locale": self.shown.locale,
        }


def find_agreement(
    request: SignUp,
    programme: Programme,
    *,
    published: Callable[[str], Mapping[str, Any] | None],
    now: datetime,
    grace: timedelta,
) -> Agreement:
    """What was agreed to, whichever text it was: a current one, or one that was replaced while the form was open.

    :param published: reads a consent text that was published, by its version.
    :param grace: how long a text that was replaced may still be agreed to.
    :raises Refusal: the text is not the programme's, or no longer; or the locale is neither its nor the programme's.
    """
    shown = _current(request.consent_version, programme)
    if shown is None:
        shown = _published(request.consent_version, programme, published(request.consent_version), now - grace)
    if shown is None:
        raise _changed()
    boxes = tuple(box for box in shown.boxes if box.kind in request.agreed)
    if len(boxes) < len(request.agreed):  # what was ticked is not in this text
        raise _changed()
    if request.locale not in (None, shown.locale, *programme.locales):
        raise invalid("locale", f"locale must be one of {', '.join(programme.locales)}.")
    return Agreement(shown=shown, boxes=boxes)


def _current(version: str, programme: Programme) -> ConsentText | None:
    texts = (locale.consent for locale in programme.locales.values())
    return next((text for text in texts if text.version == version), None)


def _published(
    version: str, programme: Programme, item: Mapping[str, Any] | None, retired_after: datetime
) -> ConsentText | None:
    if item is None or item.get("programme") != programme.id:
        return None
    retired_at = item.get("retired_at")
    if retired_at is not None and clock.parse(retired_at) < retired_after:
        return None
    return ConsentText(version=version, locale=item["locale"], boxes=_boxes(item, programme))


def _changed() -> Refusal:
    message = "Our consent text has changed. Please reload the page and read it again."
    return Refusal(409, "consent_text_changed", message, "consent")


def _boxes(item: Mapping[str, Any], programme: Programme) -> tuple[Box, ...]:
    """The item's boxes by kind, in the programme's order; an item without is of one box."""
    kinds = [box.kind for box in programme.locale().consent.boxes]
    texts: Mapping[str, str] = item.get("boxes") or {kinds[0]: item["text"]}
    return tuple(Box(kind=ConsentKind(kind), text=texts[kind]) for kind in sorted(texts, key=[*kinds, *texts].index))
